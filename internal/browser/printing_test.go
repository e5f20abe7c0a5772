//go:build browser

package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"precept/internal/casetest"
)

// words gathers what must be on paper: headings, the labels of a form, answers and prose, each piece of text by itself.
// It leaves out what is for the screen only, or says how to type.
const words = `[...document.querySelectorAll(
	'h1, main :not(.contents) > h2, main h3, form label, form legend, form .label, form th, form .statement, .typed, ' +
	'main .prose p')].filter(e =>
	!e.closest('.form-actions, .sign-way, .shelf, .form-page .terms, [hidden]')).flatMap(e => {
	const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), out = [], screen = '.typing, .asked';
	while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(screen)) out.push(walk.currentNode.data);
	return out.filter(s => s.trim());
})`

// What is printed is judged as printed: Chromium makes the PDF, poppler reads it. A long run prints each form and each
// page of a portfolio, any other every eighth.
func TestPrintedPages(t *testing.T) {
	t.Parallel()
	printed := []page{kind(t, "home"), kind(t, "guidance"), kind(t, "guide"), kind(t, "timeline"), kind(t, "glossary")}
	of, seen := casetest.Times(8, 1), 0
	for _, p := range every(t) {
		if strings.HasPrefix(p.path, "public/forms/") || strings.HasPrefix(p.path, ownPortfolio) {
			if seen%of == 0 {
				printed = append(printed, p)
			}
			seen++
		}
	}
	for _, p := range printed {
		t.Run(p.path, func(t *testing.T) {
			t.Parallel()
			b := newTab(t)
			b.visit(p.http())
			b.eval(`document.querySelectorAll('.choose-part').forEach(part => part.checked = true)`)
			pdf := b.print()
			sheets := sheetsOf(t, pdf)
			allOnPaper(b, sheets)
			foot := flat(get[string](b, `document.documentElement.dataset.paper`))
			for i, sheet := range sheets {
				lines := strings.Split(sheet, "\n") // a form's name stands before all that, and may need a second one
				if !strings.HasPrefix(p.path, "public/forms/") &&
					!slices.ContainsFunc(lines, func(line string) bool { return flat(line) == foot }) {
					t.Errorf("sheet %d does not say at its foot, on one line, %q", i+1, foot)
				}
				want := []string{fmt.Sprintf("%d of %d", i+1, len(sheets))}
				if strings.HasPrefix(p.path, ownPortfolio) {
					want = append(want, "Confidential", "5 October 2026", "Alex Example")
				} else {
					want = append(want, "Version ")
				}
				for _, w := range want {
					if !strings.Contains(flat(sheet), flat(w)) {
						t.Errorf("sheet %d does not say %q", i+1, w)
					}
				}
			}
			for _, s := range small(t, pdf) {
				t.Error(s)
			}
		})
	}
}

// sheetsOf gives the text of each sheet. The PDF must be tagged and every sheet A4.
func sheetsOf(t *testing.T, pdf string) []string {
	t.Helper()
	about := tool(t, "pdfinfo", "-f", "1", "-l", "999", pdf)
	if !strings.Contains(about, "Tagged:          yes") {
		t.Error("the PDF is not tagged")
	}
	n := 0
	for line := range strings.Lines(about) {
		if _, size, ok := strings.Cut(line, "size:"); ok && strings.HasPrefix(line, "Page ") {
			n++
			if !strings.HasSuffix(strings.TrimSpace(size), "(A4)") {
				t.Errorf("not A4: %s", line)
			}
		}
	}
	sheets := strings.Split(strings.TrimSuffix(tool(t, "pdftotext", pdf, "-"), "\f"), "\f")
	if n == 0 || len(sheets) != n {
		t.Fatalf("%d sheets, of which %d could be read", n, len(sheets))
	}
	return sheets
}

// allOnPaper compares the page on the screen with its sheets. What was broken between two sheets is put together,
// without the lines at the head and the foot of each.
func allOnPaper(b *tab, sheets []string) {
	b.Helper()
	whole, foot := "", flat(get[string](b, `document.documentElement.dataset.paper`))
	head := flat(get[string](b, `document.documentElement.dataset.head || ''`))
	for i, sheet := range sheets {
		s := strings.Replace(flat(sheet), flat(fmt.Sprintf("%d of %d", i+1, len(sheets))), "", 1)
		if s = strings.ReplaceAll(s, foot, ""); head != "" {
			s = strings.Replace(s, head, "", 1)
		}
		whole += s
	}
	pieces := get[[]string](b, words)
	if len(pieces) < 3 {
		b.Errorf("only %d pieces of text to look for", len(pieces))
	}
	for _, s := range pieces {
		if !strings.Contains(whole, flat(s)) {
			b.Errorf("not on paper: %s", s)
		}
	}
	for _, s := range []string{"When you have finished", "How it is signed", "Sign these notes"} {
		if strings.Contains(whole, flat(s)) {
			b.Errorf("for the screen only, and yet on paper: %s", s)
		}
	}
}

// A form on paper says on every sheet whose it is, and leaves room for a signature in ink; one that is never kept does
// not ask for a name.
func TestFormsOnPaper(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		form, whose string
		sheets      int
	}{{"monthly-meeting", "Preceptee:", 3}, {"practice-yearly-check", "Practice:", 8}, {"", "", 9},
		{"learning-log", "Preceptee:", 4}} {
		b := newTab(t)
		if address := shipped.address + "/forms/" + c.form + ".html"; c.form != "" {
			b.visit(address)
		} else {
			b.visit(keepsNothing(t))
		}
		sheets := strings.Split(strings.TrimSuffix(tool(t, "pdftotext", b.print(), "-"), "\f"), "\f")
		if len(sheets) > c.sheets {
			t.Errorf("%s: %d sheets", c.form, len(sheets))
		}
		for i, sheet := range sheets {
			if c.whose == "" {
				if strings.Contains(sheet, "Preceptee:") {
					t.Errorf("%s: sheet %d asks for a name", c.form, i+1)
				}
			} else if !strings.Contains(sheet, c.whose) {
				t.Errorf("%s: sheet %d does not ask whose it is", c.form, i+1)
			}
		}
		boxes, inks := get[int](b, `document.querySelectorAll('.field-sign').length`), 0
		for line := range strings.Lines(strings.Join(sheets, "\n")) {
			if strings.TrimSpace(line) == "Signature" {
				inks++
			}
		}
		if inks < boxes {
			t.Errorf("%s: %d boxes, and room for %d signatures in ink", c.form, boxes, inks)
		}
		if get[int](b, `[...document.querySelectorAll('.sign-ink, .whose.paper-only')].filter(e =>
			e.offsetHeight).length`) > 0 {
			t.Errorf("%s: a line for ink shows on screen", c.form)
		}
	}
}

// What was typed in a private field is not printed with the form that is handed over, in normal and in large print.
func TestPrivateIsNotPrinted(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/forms/monthly-meeting.html")
	for _, large := range []bool{false, true} {
		b.eval(`document.querySelector('#f-own-notes').value = 'marmalade',
			document.querySelector('#f-progress').value = 'porridge'`)
		if large {
			b.eval(`window.print = () => {}, document.querySelector('[data-large] button').click()`)
		}
		text := tool(t, "pdftotext", b.print(), "-")
		if strings.Contains(text, "marmalade") {
			t.Errorf("large %v: a private answer is on paper", large)
		}
		for _, want := range []string{"porridge", "This answer is not printed."} {
			if !strings.Contains(text, want) {
				t.Errorf("large %v: not on paper: %s", large, want)
			}
		}
	}
}

// The first sheet of a page about the year holds its title and its picture.
func TestTimelineOnPaper(t *testing.T) {
	t.Parallel()
	for _, p := range []page{kind(t, "timeline"), {"calendar", ownPortfolio + "timeline.html"}} {
		b := newTab(t)
		b.visit(p.http())
		first, _, _ := strings.Cut(tool(t, "pdftotext", b.print(), "-"), "\f")
		for _, want := range []string{get[string](b, `document.querySelector('h1').textContent`), "Final review"} {
			if !strings.Contains(flat(first), flat(want)) {
				t.Errorf("%s: not on the first sheet: %s", p.path, want)
			}
		}
	}
}

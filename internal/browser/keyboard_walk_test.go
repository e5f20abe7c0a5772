//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"precept/internal/casetest"
	"precept/internal/form"
)

// walk goes through a form page by Tab from the page's start and answers each control that it comes to, only with keys.
type walk struct {
	*tab
	form  *form.Form
	slow  bool            // every letter by a key of its own
	added map[string]bool // tables that were given a row more
}

// newWalk begins a walk. Only where it is slow is each letter of a longer text pressed; else its first and its last,
// and between them the keyboard puts in what it guesses, as a phone's does: a key takes a frame, and there are many
// thousands.
func newWalk(b *tab, f *form.Form, slow bool) *walk {
	return &walk{b, f, slow, map[string]bool{}}
}

// types writes a text where the focus is.
func (w *walk) types(text string) {
	w.Helper()
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			w.press(kb.Enter)
		}
		letters := []rune(line)
		if n := len(letters) - 1; !w.slow && n > 2 {
			w.press(string(letters[0]))
			call(w.tab, input.InsertText, input.InsertTextParams{Text: string(letters[1:n])})
			letters = letters[n:]
		}
		w.press(string(letters))
	}
}

// place is where the focus is, and what is wrong with how it shows or with the way it came.
type place struct {
	Part   string // head, fields, ask, actions or ""
	ID     string
	Name   string
	Type   string
	Value  string
	Words  string
	Field  string // the id of the field that it belongs to
	Add    bool   // adds a row
	Pick   bool   // one of what may be picked
	Faults []string
}

// whereNow tells the place of the focus. Reading order is the document's.
const whereNow = `(async () => {
	const e = document.activeElement, within = q => !!e.closest(q), faults = await (` + shows + `)(e);
	if (window.last && window.last.isConnected &&
		!(window.last.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push('comes before ' +
		window.last.outerHTML.slice(0, 100));
	window.last = e;
	const field = e.closest('.field');
	return { Part: e === document.body ? 'end' : within('.ask') ? 'ask' : within('.record-head') ? 'head'
		: within('.fields') ? 'fields' : within('.form-actions') ? 'actions' : '', ID: e.id, Name: e.name || '',
		Type: e.type || e.tagName.toLowerCase(), Value: e.value || '', Words: e.textContent,
			Field: field ? field.id.slice(2) : '', Add: e.matches('.add'), Pick: within('.picks'), Faults: faults };
})()`

func (w *walk) now() place {
	w.Helper()
	p := get[place](w.tab, whereNow)
	for _, f := range p.Faults {
		w.Errorf("%s: the focus is %s: %s %s %q", w.form.Slug, f, p.Type, p.ID, p.Words)
	}
	return p
}

// elsewhere forgets where the focus was: the page has moved it.
func (w *walk) elsewhere() { w.eval(`window.last = null`) }

// all walks to the actions below the form.
func (w *walk) all() {
	w.Helper()
	w.press(kb.Tab)
	for range 1500 {
		p := w.now()
		if p.Part == "actions" || p.Part == "end" {
			return
		}
		if !w.answer(p) {
			w.press(kb.Tab)
		}
	}
	w.Fatalf("%s: Tab comes to no end", w.form.Slug)
}

// answer answers the control that has the focus. It reports whether the page has moved the focus itself.
func (w *walk) answer(p place) (moved bool) {
	w.Helper()
	switch {
	case p.Part == "ask" && strings.HasPrefix(p.Words, "Yes, my own"):
		w.press(kb.Enter)
		w.elsewhere()
	case p.Part == "head" && p.ID == "f-_date":
		w.types(w.date())
	case p.Part == "head" && p.ID == "f-_about":
		w.press(strings.Repeat(kb.ArrowDown, 1+numberOf(w.form.Slug, len(shipped.current.Competencies))))
	case p.Part == "fields" && p.Type == "summary" &&
		p.Field == "": // nobody has to sign these notes; here somebody does
		w.press(kb.Enter)
	case p.Part != "fields" || p.Field == "": // a link in what the form says
	case p.Add:
		if w.added[p.Field] {
			return false
		}
		w.added[p.Field] = true
		w.press(kb.Enter)
		w.elsewhere()
		return true
	default:
		if f := w.form.Field(p.Field); f == nil {
			w.Fatalf("%s: the focus is in the field %q, which the form does not have: %+v", w.form.Slug, p.Field, p)
		} else if f.Type == form.Sign {
			return w.sign(f, p)
		} else {
			w.fill(f, p)
		}
	}
	return false
}

// date is the day that the record is about, as it is typed.
func (w *walk) date() string { return string(rune('1'+numberOf(w.form.Slug, 9))) + " sep 2026" }

func (w *walk) fill(f *form.Field, p place) {
	w.Helper()
	if p.Pick || p.Type == "summary" {
		w.pick(f, p)
		return
	}
	column, row, rows := f, 0, 0
	if f.Type == form.Table {
		parts := strings.Split(p.Name, ".")
		if len(parts) != 3 {
			return // what scrolls, or a button that moves a row
		}
		names := rowsFor(f)
		column, row, rows = f.Column(parts[2]), slices.Index(names, parts[1])+1, len(names)
	}
	if p.Name == "" {
		return // a button that takes a choice back
	}
	a := answerTo(w.form, column, p.Name, row, rows)
	switch column.Type {
	case form.Choices:
		if slices.Contains(severalTo(column), p.Value) {
			w.press(" ")
		}
	case form.Choice, form.Scale:
		n := slices.Index(column.Options, a.stored)
		if p.Type == "radio" && n == 0 {
			w.press(" ")
		} else if p.Type == "radio" {
			w.press(strings.Repeat(kb.ArrowDown, n))
		} else { // a list, which begins with "Choose"
			w.press(strings.Repeat(kb.ArrowDown, n+1))
		}
	default:
		w.types(a.typed)
	}
}

// pick opens what may be picked, and picks.
func (w *walk) pick(f *form.Field, p place) {
	w.Helper()
	ids, _ := picksFor(f)
	switch {
	case p.Type == "summary": // the list comes with the second script
		w.press(kb.Enter)
		w.waitFor(`document.querySelector('#s-` + f.ID + ` .picks input')`)
	case p.Type == "file": // a browser's own window, which no key of the page's reaches
		name := filepath.Join(w.TempDir(), "Scan.PNG")
		if err := os.WriteFile(name, []byte(casetest.Photo), 0o600); err != nil {
			w.Fatal(err)
		}
		w.tab.pick("#"+p.ID, name)
		w.waitFor(`document.querySelector('#s-` + f.ID + ` .chosen li')`)
	case p.Type == "checkbox" && slices.Contains(ids, p.Value):
		w.press(" ")
	case p.Type == "text" && !get[bool](w.tab,
		`[...document.querySelectorAll('#s-`+f.ID+` .picks input')].some(e => e.value === `+quoted(ids[0])+`)`):
		w.press(ids[0] + kb.Enter)
	}
}

// sign writes on the lines of a signature and signs.
func (w *walk) sign(f *form.Field, p place) (moved bool) {
	w.Helper()
	switch {
	case strings.HasSuffix(p.ID, "_name"):
		w.types(signer(f.Lane))
	case strings.HasSuffix(p.ID, "_role"):
		w.types("Example role")
	case strings.HasSuffix(p.ID, "_date"):
		w.types("2/10/2026")
	case p.Words == "Sign":
		w.press(kb.Enter)
		w.elsewhere()
		if !get[bool](w.tab, `document.activeElement.matches('fieldset') &&
			!document.querySelector('.error-summary')`) {
			w.Fatalf("%s: it cannot be signed: %s", w.form.Slug,
				get[string](w.tab, `(document.querySelector('.error-summary') || document.activeElement).innerText`))
		}
	}
	return false
}

// reach goes by Tab, or by Shift and Tab, to the button below the form that says so, and presses it. Shift and Tab
// begin at the page's end.
func (b *tab) reach(words string, how ...chromedp.KeyOption) {
	b.Helper()
	for range 60 {
		b.do(chromedp.KeyEvent(kb.Tab, how...))
		if get[string](b, `document.activeElement.closest('.form-actions') ? document.activeElement.textContent
			: ''`) == words {
			b.press(kb.Enter)
			return
		}
	}
	b.Fatalf("Tab does not come to %q", words)
}

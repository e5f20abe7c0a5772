//go:build browser

package browser

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chromedp/cdproto/input"

	"precept/internal/form"
)

// hostileCase is a text that breaks other programs.
type hostileCase struct {
	name, typed, stored string // typed: an expression; stored: what must be kept of it
}

// hostileCases lists them. Characters that are none are among them.
func hostileCases() []hostileCase {
	var characters strings.Builder
	for c := rune(0xfdd0); c <= 0xfdef; c++ {
		characters.WriteRune(c)
	}
	for plane := rune(0); plane <= utf8.MaxRune; plane += 0x10000 {
		characters.WriteString(string([]rune{plane + 0xfffe, plane + 0xffff}))
	}
	none := characters.String()
	return []hostileCase{
		{"an end of front matter", quoted("---\nanswers: {}\n---\n# not a heading"),
			"---\nanswers: {}\n---\n# not a heading"},
		{"what YAML takes for its own", quoted("one: #two\n- &a *b !c | > % @ `\n: # {}"),
			"one: #two\n- &a *b !c | > % @ `\n: # {}"},
		{"emoji", quoted("👩\u200d⚕️ 🇬🇧 é \U0001f469\U0001f3fd\u200d🚀"), "👩\u200d⚕️ 🇬🇧 é \U0001f469\U0001f3fd\u200d🚀"},
		{"right to left", quoted("שלום, مرحبا (abc) \u200fend"), "שלום, مرحبا (abc) \u200fend"},
		{"the end of a script", quoted("</script><img src=x onerror=alert(1)><!-- ]]> {{.}}"),
			"</script><img src=x onerror=alert(1)><!-- ]]> {{.}}"},
		{"long", `'Zoë said so. '.repeat(8000) + '🙂'`, strings.Repeat("Zoë said so. ", 8000) + "🙂"},
		{"halves of characters", `'a\ud83d b\ude00 c\ud83d\ude00'`, "a\ufffd b\ufffd c😀"},
		{"control characters", `'a\u0000b\u0007c\u0085d\u001be\u009ff\tg'`, "abcdef\tg"},
		{"line ends", `'one\r\ntwo\rthree\u2028four'`, "one\ntwo\nthree\u2028four"},
		{"what is no character", quoted("x" + none + "y"), "x" + none + "y"},
	}
}

// TestHostileTextSurvives: such text is typed or pasted on a page, saved, imported and built. The record's page shows
// it as the person wrote it, except what nobody can have meant to type.
func TestHostileTextSurvives(t *testing.T) {
	t.Parallel()
	cases := hostileCases()
	f := shipped.current.Form("swot") // its boxes are plain
	var boxes []string
	for _, field := range f.Fields {
		if field.Type == form.Text {
			boxes = append(boxes, field.ID)
		}
	}
	dir := project(t, alex)
	var letters []letter
	args := []string{"import", "--preceptee", "alex-example", "--as-of", asOf}
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	for from := 0; from < len(cases); from += len(boxes) {
		some := cases[from:min(from+len(boxes), len(cases))]
		name := typeAll(b, folder, boxes, some)
		r := boundTo(t, f, name)
		for i, c := range some {
			if got := r.Answer(boxes[i]); got == nil || got.Text != c.stored {
				t.Errorf("%s: Go reads %.300q", c.name, got.Text)
			}
			letters = append(letters, letter{c.name, filepath.Base(name), boxes[i], c.stored})
		}
		args = append(args, name)
	}
	precept(t, dir, args...)
	precept(t, dir, "build", "--as-of", asOf, "--only", "portfolios", "--preceptee", "alex-example")
	shownOnPages(b, f, dir, letters)
}

// typeAll types each text into a box of a new record and saves it. It gives the file's name.
func typeAll(b *tab, folder string, boxes []string, cases []hostileCase) (name string) {
	b.Helper()
	b.visit(shipped.address + "/404.html")
	b.eval(`localStorage.clear(), sessionStorage.clear()`)
	b.visit(shipped.address + "/forms/swot.html")
	b.selectAll("f-_date")
	b.press("1 sep 2026")
	b.says("Is this your own device?")
	b.click("No, shared")
	for i, c := range cases {
		b.focus("#f-" + boxes[i])
		if i%2 == 0 && utf8.ValidString(c.stored) && !strings.Contains(c.typed, `\u`) &&
			len(c.stored) < 1000 { // as a keyboard that guesses puts it in
			call(b, input.InsertText, input.InsertTextParams{Text: c.stored})
		} else { // as a clipboard does
			b.eval(`document.execCommand('insertText', false, ` + c.typed + `)`)
		}
		if got := get[string](b, `window.precept.record().answers[`+quoted(boxes[i])+`]`); got != c.stored {
			b.Errorf("%s: typed, it is %.300q", c.name, got)
		}
	}
	b.click("Save a file")
	id := get[string](b, `window.precept.record().record`)
	name, _ = b.file(folder, id+".md")
	return name
}

// letter is a text in the file that it was saved in.
type letter struct{ name, file, box, stored string }

// shownOnPages looks for each text in the records of the portfolio and on their pages.
func shownOnPages(b *tab, f *form.Form, dir string, letters []letter) {
	b.Helper()
	open := ""
	for _, l := range letters {
		r := boundTo(b, f, filepath.Join(dir, alex, l.file))
		if got := r.Answer(l.box); got == nil || got.Text != l.stored {
			b.Errorf("%s: the record in the portfolio's folder says %.300q", l.name, got.Text)
		}
		if open != l.file {
			open = l.file
			b.visit("file://" + filepath.ToSlash(filepath.Join(dir, "portfolios/alex-example/records",
				strings.TrimSuffix(l.file, ".md")+".html")))
		}
		label := f.Field(l.box).Label
		got := get[[]string](b, `[...document.querySelectorAll('.answer')].filter(e => e.querySelector('.label') &&
			e.querySelector('.label').textContent === `+quoted(label)+`).map(e =>
			[...e.querySelectorAll('.typed')].map(p => p.textContent).join('|'))`)
		if !slices.Contains(got, l.stored) {
			b.Errorf("%s: the page says %s, not %s", l.name, around(strings.Join(got, "|"), l.stored),
				around(l.stored, strings.Join(got, "|")))
		}
		if get[bool](b, `!!document.querySelector('main img, main script')`) {
			b.Errorf("%s: what was typed has become part of the page", l.name)
		}
	}
}

// around is where a text begins to differ from another.
func around(text, other string) string {
	i := 0
	for i < len(text) && i < len(other) && text[i] == other[i] {
		i++
	}
	return fmt.Sprintf("at %d of %d %+q", i, len(text), text[max(0, i-20):min(len(text), i+40)])
}

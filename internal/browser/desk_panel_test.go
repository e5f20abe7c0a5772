//go:build browser

package browser

import (
	"os"
	"strings"
	"testing"
)

// TestSaveFromFormPage: a form page saves straight into the portfolio, which reloads beside it; an existing record is
// opened, changed and put back; what has changed on the disk in the meantime is shown, and both are kept.
func TestSaveFromFormPage(t *testing.T) {
	t.Parallel()
	k := keep(t, alex)
	beside := newTab(t)
	root := strings.TrimSuffix(k.address, "/-/desk/")
	beside.visit(root + "/portfolios/alex-example/records/index.html")
	k.visit(root + "/forms/learning-log.html")
	k.waitAcross(`document.getElementById('precept-who') &&
		document.getElementById('precept-who').value === 'alex-example'`)
	k.mouse("Save into the portfolio")
	k.told("There is nothing to save yet.")
	if name, _ := k.record("*-learning-log-*.md"); name != "" {
		t.Errorf("an empty form was saved as %s", name)
	}
	k.saveTitle("Audit of wound care")
	k.told("Saved.")
	k.waitAcross(`[...document.querySelectorAll('.precept-kept')].every(e =>
		/^Saved in Alex Example’s portfolio at \d\d:\d\d\.$/.test(e.innerText))`)
	name, text := k.record("*-learning-log-*.md")
	if !strings.Contains(text, "Audit of wound care") {
		t.Errorf("the record %s says\n%s", name, text)
	}
	beside.waitAcross(`document.querySelector('main').innerText.includes('Learning log')`)

	k.selectAll("f-title")
	k.press("Audit of wound care, second round")
	k.waitAcross(`document.querySelector('.precept-kept').innerText.includes('without your latest changes')`)
	k.mouse("Save into the portfolio")
	k.told("Saved.")
	if _, text := k.record("*-learning-log-*.md"); !strings.Contains(text, "second round") {
		t.Errorf("the later state was not saved:\n%s", text)
	}

	remark := savedBeside(t, k, name)
	continued(t, k, root, name, remark)
}

// saveTitle writes the title of the evidence and saves the form into the portfolio.
func (k *keeper) saveTitle(text string) {
	k.Helper()
	k.selectAll("f-title")
	k.press(text)
	k.mouse("Save into the portfolio")
}

// savedBeside changes the record on the disk and saves the page, which must keep both. It gives the line that it added.
func savedBeside(t *testing.T, k *keeper, name string) (remark string) {
	t.Helper()
	remark = "remark: \"Not a key that precept knows\"\n"
	text := strings.Replace(string(must(os.ReadFile(name))), "second round", "by another hand", 1)
	text = strings.Replace(text, "answers:\n", remark+"answers:\n", 1)
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	k.saveTitle("Audit of wound care, third round")
	k.told("Nothing was overwritten.")
	k.told("by another hand")
	if got := string(must(os.ReadFile(name))); got != text {
		t.Errorf("it was overwritten:\n%s", got)
	}
	k.mouse("Keep both")
	k.told("Both are kept.")
	if _, text := k.record("*.differs.txt"); !strings.Contains(text, "third round") {
		t.Error("what was typed was not kept")
	}
	k.mouse("Take it back")
	k.mouse("Yes, take it back")
	k.told("Taken back")
	if name, _ := k.record("*.differs.txt"); name != "" {
		t.Errorf("%s is still there", name)
	}
	return remark
}

// continued opens the record as another visitor and changes it. The line that precept does not know must stay in it.
func continued(t *testing.T, k *keeper, root, name, remark string) {
	t.Helper()
	other := &keeper{tab: newTab(t), dir: k.dir}
	other.visit(root + "/forms/learning-log.html")
	other.waitAcross(`document.getElementById('precept-which') &&
		document.getElementById('precept-which').options.length === 2`)
	other.eval(`(e => { e.selectedIndex = 1; e.dispatchEvent(new Event('change'));
		})(document.getElementById('precept-which'))`)
	other.mouse("Open it here")
	other.waitAcross(`document.getElementById('f-title').value === 'Audit of wound care, by another hand'`)
	other.selectAll("f-title")
	other.press("Audit, at last")
	other.mouse("Save into the portfolio")
	other.told("Saved.")
	if got := string(must(os.ReadFile(name))); !strings.Contains(got, "Audit, at last") ||
		!strings.Contains(got, "revises") ||
		!strings.Contains(got, remark) {
		t.Errorf("the record was not put back:\n%s", got)
	}
}

// TestDeskLeadsToForms: each thing to do leads to its form's page with the person chosen, also where there are others;
// what waits for a signature is opened there.
func TestDeskLeadsToForms(t *testing.T) {
	t.Parallel()
	k := keep(t, alex, "data/preceptees/casey-example")
	way := func(selector string) string {
		t.Helper()
		return get[string](k.tab, `document.querySelector(`+quoted(selector)+`)?.getAttribute('href') || ''`)
	}
	at := way(`.todo a[href^="/forms/"][href$="#for=alex-example"]`)
	if at == "" {
		t.Fatalf("no way to a form: %s", get[string](k.tab, `document.querySelector('.people').innerHTML`))
	}
	root := strings.TrimSuffix(k.address, "/-/desk/")
	k.visit(root + strings.TrimSuffix(at, "#for=alex-example"))
	k.waitAcross(`document.getElementById('precept-who')?.options.length === 3 &&
		document.getElementById('precept-who').value === ''`)
	k.mouse("Save into the portfolio")
	k.told("Choose whose portfolio it is.")
	k.eval(`(e => { e.value = 'casey-example'; e.dispatchEvent(new Event('change'));
		})(document.getElementById('precept-who'))`)
	k.waitAcross(`document.querySelector('.precept-save-said').innerText === ''`)
	k.visit(k.address)
	k.visit(root + at)
	k.waitAcross(`document.getElementById('precept-who')?.value === 'alex-example' &&
		document.querySelector('.precept-kept').innerText.startsWith('For Alex Example’s portfolio')`)

	k.visit(k.address)
	if at = way(`.todo a[href*="&at="]`); at == "" {
		t.Fatalf("no way to a record: %s", get[string](k.tab, `document.querySelector('.people').innerHTML`))
	}
	k.visit(root + at)
	k.waitAcross(`window.precept && location.hash.startsWith('#for=') && !location.hash.includes('at=') &&
		precept.record().record &&
		document.querySelector('.precept-kept').innerText === 'The same as in Alex Example’s portfolio.'`)
}

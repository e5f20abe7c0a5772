//go:build browser

package browser

import (
	"bytes"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// sign signs on the screen.
func (b *tab) sign(field, name string) {
	b.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`(fold => { if (fold) fold.open = true; })(document.querySelector('#s-` + field + `').closest('details'))`))
	b.write("f-"+field+"_name", name)
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('#s-` + field + ` .sign-way > .button').scrollIntoView({ block: 'center' })`))
	b.do(chromedp.Focus(chromedp.CSS(`#s-` + field + ` .sign-way > .button`)))
	b.press(kb.Enter)
}

// A returned file shows its signer what is to be read and signed, and nothing else.
func TestReadAndSign(t *testing.T) {
	t.Parallel()
	const supervision = "forms/supervision-record.html"
	b := newTab(t)
	folder := b.downloads()
	b.visit(plainHost() + supervision)
	get[bool](b, `window.precept.load({ ...window.precept.record(), answers: { kind: document.querySelector('#s-kind input').value, topic: 'Read me first.', learning: 'A lot.', 'no-identifiers': 'yes', 'own-thoughts': 'Never read me.' } }, null).then(() => true)`)
	b.click("Mark as complete")
	b.waitFor(`/Complete/.test(document.querySelector("#form-actions .tag").textContent)`)
	b.click("Save a file")
	name, _ := b.file(folder, ".md")

	signer := newTab(t)
	back := signer.downloads()
	signer.visit(plainHost() + supervision)
	signer.give(name)
	signer.says("Read and sign")
	signer.says("Read me first.")
	if get[bool](signer, `document.getElementById('f-topic').checkVisibility() || /Never read me/.test(document.body.innerText)`) {
		t.Error("the signer sees more than what is to be signed")
	}
	if left := get[string](signer, `[...document.querySelectorAll('.fields .field')].filter(e => e.checkVisibility()).map(e => e.id).join()`); left != "s-sign-preceptor,s-sign-preceptee" {
		t.Errorf("what may be filled in: %s", left)
	}
	axe(signer)("to be signed", allRules)
	signer.do(chromedp.Evaluate[chromedp.Void](`document.getElementById('f-sign-preceptor_how').value = 'returned'`))
	signer.sign("sign-preceptor", "Example Preceptor")
	signer.says("Signed by Example Preceptor")
	signer.click("Save a file")
	_, data := signer.file(back, ".md")
	for _, want := range []string{`private: ["own-thoughts"]`, `"how": "returned"`, `status: "complete"`} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the returned file lacks %s:\n%s", want, data)
		}
	}
}

func TestSitting(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/forms/roles-agreement.html")
	first := get[string](b, `document.querySelector('.fields .field:not(.field-sign) :is(textarea, input[type=text])').id`)
	b.write(first, "One.")
	b.ownDevice()
	b.click("Mark as complete")
	b.waitFor(`/Complete/.test(document.querySelector("#form-actions .tag").textContent)`)
	b.click("Start a new one")
	b.write(first, "Two.")
	b.click("Mark as complete")
	b.waitFor(`/Complete/.test(document.querySelector("#form-actions .tag").textContent)`)
	b.visit(shipped.address + "/forms/index.html")
	b.click("Sign waiting records")
	b.do(chromedp.Evaluate[chromedp.Void](`{ const e = document.getElementById('sit-lane'); e.value = 'preceptor'; e.dispatchEvent(new Event('change')); }`))
	b.write("sit-name", "Example Preceptor")
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll('.waiting input').forEach(e => e.click())`))
	b.click("Sign the ticked records")
	b.says("2 records signed")
	digests := get[[]string](b, `Object.keys(localStorage).filter(k => k.startsWith('precept-draft')).map(k => JSON.parse(localStorage.getItem(k).split('\n')[1]).record.signed.map(s => s.digest).join())`)
	if len(digests) != 2 || digests[0] == digests[1] || digests[0] == "" {
		t.Errorf("digests: %v", digests)
	}
}

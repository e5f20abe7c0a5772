//go:build browser

package browser

import (
	"bytes"
	"testing"
)

// A returned file shows its signer what is to be read and signed, and nothing else.
func TestReadAndSign(t *testing.T) {
	t.Parallel()
	const supervision = "forms/supervision-record.html"
	b := newTab(t)
	folder := b.downloads()
	b.visit(plainHost() + supervision)
	get[bool](b, `window.precept.load({ ...window.precept.record(),
		answers: { kind: document.querySelector('#s-kind input').value, topic: 'Read me first.', learning: 'A lot.',
		'no-identifiers': 'yes', 'own-thoughts': 'Never read me.' } }, null).then(() => true)`)
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
	if get[bool](signer, `document.getElementById('f-topic').checkVisibility() ||
		/Never read me/.test(document.body.innerText)`) {
		t.Error("the signer sees more than what is to be signed")
	}
	if left := get[string](signer,
		`[...document.querySelectorAll('.fields .field')].filter(e => e.checkVisibility()).map(e =>
		e.id).join()`); left != "s-sign-preceptor,s-sign-preceptee" {
		t.Errorf("what may be filled in: %s", left)
	}
	axe(signer)("to be signed", allRules)
	signer.eval(`document.getElementById('f-sign-preceptor_how').value = 'returned'`)
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

func TestSigningSeveralRecords(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/forms/preceptor-assignment.html")
	const first, since = "f-preceptor-name", "f-assigned-on"
	b.write(first, "One.")
	b.write(since, "1 May 2026")
	b.ownDevice()
	b.click("Mark as complete")
	b.waitFor(`/Complete/.test(document.querySelector("#form-actions .tag").textContent)`)
	b.click("Start a new one")
	b.write(first, "Two.")
	b.write(since, "1 May 2026")
	b.click("Mark as complete")
	b.waitFor(`/Complete/.test(document.querySelector("#form-actions .tag").textContent)`)
	b.visit(shipped.address + "/forms/index.html")
	b.click("Sign waiting records")
	b.eval(`{ const e = document.getElementById('sit-lane'); e.value = 'preceptor';
		e.dispatchEvent(new Event('change')); }`)
	b.write("sit-name", "Example Preceptor")
	b.eval(`document.querySelectorAll('.waiting input').forEach(e => e.click())`)
	b.click("Sign the ticked records")
	b.says("2 records signed")
	digests := get[[]string](b,
		`Object.keys(localStorage).filter(k => k.startsWith('precept-draft')).map(k =>
		JSON.parse(localStorage.getItem(k).split('\n')[1]).record.signed.map(s => s.digest).join())`)
	if len(digests) != 2 || digests[0] == digests[1] || digests[0] == "" {
		t.Errorf("digests: %v", digests)
	}
}

// TestSignedOnPaper: who saw the ink is asked for, a scan may be named, and both travel with the record.
func TestSignedOnPaper(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker)
	folder := b.downloads()
	b.begin(shipped.address+"/"+meeting, "f-wellbeing", "On paper.")
	const field = "f-sign-preceptor"
	b.waitFor(`document.getElementById('` + field + `_witness')`)
	if get[bool](b, `document.getElementById('`+field+`_witness').checkVisibility()`) {
		t.Error("a witness is asked for before it is known that it was signed on paper")
	}
	b.eval(`document.querySelectorAll('.fields details.more').forEach(e => e.open = true)`) // nobody has to sign
	b.focus("#" + field + "_how")
	b.press("i", "t", " ", "w") // the list's own search by its first letters: "It was signed on paper"
	b.waitFor(`document.getElementById('` + field + `_how').value === 'paper' && document.getElementById('` + field +
		`_witness').checkVisibility()`)
	b.sign("sign-preceptor", "Sam Example-Preceptor")
	b.says("write who saw it being signed")
	axe(b)("who saw it is missing", allRules)
	b.write(field+"_witness", "Jo Example-Manager")
	b.write(field+"_scan", "meeting-3.jpg")
	b.focus("#" + field + "_name")
	b.sign("sign-preceptor", "")
	b.says("on paper, seen by Jo Example-Manager")
	b.click("Save a file")
	name, _ := b.file(folder, ".md")
	f := shipped.current.Form("monthly-meeting")
	r := boundTo(t, f, name)
	if len(r.Signed) != 1 || r.Signed[0].How != "paper" || r.Signed[0].Witness != "Jo Example-Manager" ||
		r.Signed[0].Scan != "meeting-3.jpg" ||
		!r.Signed[0].CoversSigner() || !f.Fits(r, r.Version, r.Signed[0]) {
		t.Errorf("signed: %+v", r.Signed)
	}
	b.visit(shipped.address + "/" + meeting)
	b.click("Correct it") // it is complete and in a file, so it does not come back unasked
	b.says("on paper, seen by Jo Example-Manager")
}

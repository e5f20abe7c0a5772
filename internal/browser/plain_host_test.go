//go:build browser

package browser

import "testing"

// TestPlainHost: at a host whose plain http is not a secure context, where a browser lacks much, a record is signed,
// saved and opened elsewhere, and its signature is still valid.
func TestPlainHost(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	folder := b.downloads()
	b.visit(plainHost() + meeting)
	if have := get[string](b, `[isSecureContext && 'a secure context', crypto.subtle && 'crypto.subtle',
		navigator.locks && 'locks', navigator.storage && 'storage', window.showSaveFilePicker && 'a picker',
		navigator.share && 'sharing'].filter(Boolean).join()`); have != "" {
		t.Fatalf("the host has %s: the test sees nothing", have)
	}
	b.write("f-wellbeing", "Plain.")
	b.ownDevice()
	b.eval(`document.getElementById('f-sign-preceptor_role').value = 'GP'`)
	b.sign("sign-preceptor", "Sam Example-Preceptor")
	b.says("Signed by Sam Example-Preceptor")
	b.click("Save a file")
	name, data := b.file(folder, ".md")
	f := shipped.current.Form("monthly-meeting")
	r := boundTo(t, f, name)
	if len(r.Signed) != 1 || !f.Fits(r, r.Version, r.Signed[0]) {
		t.Errorf("Go does not find the signature valid:\n%s", data)
	}
	fresh := newTab(t)
	fresh.visit(plainHost() + meeting)
	fresh.give(name)
	fresh.says("Signed Sam Example-Preceptor, GP")
	dir := project(t, alex)
	precept(t, dir, "import", "--preceptee", "alex-example", "--as-of", asOf, name)
}

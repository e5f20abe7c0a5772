//go:build browser

package browser

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// namedOnTheList has somebody say, on the list of forms of their own device, who they are.
func (h phoneOrKeys) namedOnTheList(name, lane, role string) {
	h.Helper()
	h.visit(shipped.address + "/forms/index.html")
	h.chooses("Add your name")
	h.says("What is your name?")
	h.write("own-name", name)
	h.eval(`document.getElementById('own-lane').value = ` + quoted(lane))
	h.write("own-role", role)
	h.chooses("Keep my name")
	h.says("Your name on this device is " + name + ".")
}

// TestSittingBeginsWithWhoIsHere: on a device that knows its person, a sitting begins with what that person signs, in
// their name and role, whichever lane waits first; the name can be changed on the list of forms.
func TestSittingBeginsWithWhoIsHere(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		f := lanesApart(t)
		h.begin(shipped.address+"/forms/reflection.html", "f-what-happened", "Mine.")
		h.namedOnTheList("Pat Example", "preceptor", "GP")
		h.give(packed(t, zip.Store, map[string][]byte{"2026-10-01-" + f + "-p4record0.md": complete(t,
			shipped.current.Form(f), "p4record0", "")}))
		h.says("Sign waiting records")
		if got := h.value("sit-lane") + ", " + h.value("sit-name") + ", " + h.value("sit-role"); got !=
			"preceptor, Pat Example, GP" {
			t.Errorf("it begins with %s", got)
		}
		h.chooses("Change your name")
		h.eval(`document.getElementById('own-name').value = ''`)
		h.write("own-name", "Sam Example")
		h.chooses("Keep my name")
		h.says("Your name on this device is Sam Example.")
	})
}

// lanesApart is a form on which another lane than the preceptor has to sign first.
func lanesApart(t *testing.T) string {
	t.Helper()
	for _, f := range toSign(t) {
		var lanes []string
		for _, field := range f.Fields {
			if field.Type == "sign" && field.Required {
				lanes = append(lanes, field.Lane)
			}
		}
		if len(lanes) > 1 && lanes[0] != "preceptor" {
			return f.Slug
		}
	}
	return toSign(t)[0].Slug
}

// TestPicksOnlyTheOwnersRecords: evidence is picked from the records of the record's own person.
func TestPicksOnlyTheOwnersRecords(t *testing.T) {
	t.Parallel()
	h := phoneOrKeys{newTab(t), false}
	h.begin(shipped.address+"/forms/reflection.html", "f-what-happened", "Mine.")
	h.namedOnTheList("Alex Example", "preceptee", "")
	f := toSign(t)[0]
	h.give(packed(t, zip.Store, map[string][]byte{
		"a.md": complete(t, f, "theirs00", "preceptee: \"Robin Example\"\n"),
		"b.md": complete(t, f, "mine0000", "preceptee: \"alex-example\"\n")}))
	h.chooses("Open Robin Example’s record")
	h.says("2 records opened")
	picks := ""
	for _, form := range kept(t) {
		for _, field := range form.Fields {
			if field.Picks == "records" && form.Subject == "preceptee" {
				picks = form.Slug + " f-" + field.ID
			}
		}
	}
	slug, field, _ := strings.Cut(picks, " ")
	h.visit(shipped.address + "/forms/" + slug + ".html")
	h.whole()
	h.eval(`document.getElementById(` + quoted(field) + `).click()`)
	h.waitFor(`document.querySelector('.picks input[value=mine0000]')`)
	if get[bool](h.tab, `!!document.querySelector('.picks input[value=theirs00]')`) {
		t.Error("somebody else's record is offered as evidence")
	}
}

// TestD4BadDateOnThePage: a record with a date that does not exist is opened anyway; that answer alone is at
// fault, and the page says so at once.
func TestD4BadDateOnThePage(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	text := strings.Replace(string(complete(t, shipped.current.Form("monthly-meeting"), "d4record", "")),
		"answers:\n", "answers:\n  gone: \"kept\"\n", 1)
	from := strings.Index(text, "  next-meeting: ")
	to := from + strings.Index(text[from:], "\n")
	text = text[:from] + `  next-meeting: "2026-02-31"` + text[to:]
	name := filepath.Join(t.TempDir(), "2026-10-01-monthly-meeting-d4record.md")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	b.visit(shipped.address + "/" + meeting)
	b.give(name)
	b.waitFor(`document.querySelector('.error-summary a[href="#f-next-meeting"]')`)
	if n := get[int](b, `document.querySelectorAll('.error-summary a').length`); n != 1 {
		t.Errorf("%d answers are said to be at fault", n)
	}
	if got := get[string](b, `window.precept.record().answers['next-meeting'] + window.precept.record().answers.gone`); got !=
		"2026-02-31kept" {
		t.Errorf("the record has now %s", got)
	}
}

// TestSentTogetherAtMost: what is too large to be taken in at once is not sent, and says so before.
func TestSentTogetherAtMost(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(noPicker + `; delete Navigator.prototype.canShare;
		const bytes = Blob.prototype.arrayBuffer;
		Blob.prototype.arrayBuffer = function () {
			return this.name?.endsWith('.jpg') && window.large ? Promise.resolve(new ArrayBuffer(65 << 20)) : bytes.call(this);
		};`)
	twoDrafts(b)
	b.eval(`window.large = true`)
	b.click("Download to send")
	b.says("Together these files are larger than 64 MB")
	if get[bool](b, `/Put into|I have sent it/.test(document.querySelector('main').innerText)`) {
		t.Error("it says that it was sent anyway")
	}
}

//go:build browser

package browser

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"precept/internal/form"
)

const asksForName = "What is your name?"

// named gives the device's own name, as the preceptee, where it is asked for.
func (h phoneOrKeys) named(name string) {
	h.Helper()
	h.says(asksForName)
	h.eval(`document.getElementById('own-name').value = ''`)
	h.write("own-name", name)
	h.eval(`document.getElementById('own-lane').value = 'preceptee'`)
	h.chooses("Keep my name")
	h.says("Your name here is " + name)
}

// asText writes a record's file and gives its name on the disk.
func asText(t testing.TB, f *form.Form, id, more string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), id+".md")
	if err := os.WriteFile(name, complete(t, f, id, more), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// theMeeting is the form of the page meeting.
func theMeeting(t testing.TB) *form.Form {
	t.Helper()
	list := kept(t)
	return list[slices.IndexFunc(list, func(f *form.Form) bool { return strings.Contains(meeting, "/"+f.Slug+".") })]
}

// keptHere reports whether the browser keeps a record of that id.
func (h phoneOrKeys) keptHere(id string) bool { h.Helper(); return h.stored(id) != "" }

// pageShows waits until the form's page shows a record, and gives whose that says it is.
func (h phoneOrKeys) pageShows(id string) string {
	h.Helper()
	h.waitFor(`window.precept.record().record === ` + quoted(id))
	return get[string](h.tab, `window.precept.record().preceptee`)
}

// TestP2NameOnTheDevice: an own device asks once for a name. It goes on the records that were begun there and never
// handed over, on those that come after, and into the signature of its lane. It can be changed, and goes when the
// device is left.
func TestP2NameOnTheDevice(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		h.begin(shipped.address+"/"+meeting, "f-wellbeing", "Settling in.")
		id := get[string](h.tab, `window.precept.record().record`)
		h.chooses("Not now")
		h.chooses("Add your name")
		h.chooses("Keep my name")
		h.says("Write your name")
		h.named("Alex Exmple")
		if got := h.pageShows(id); got != "Alex Exmple" {
			t.Errorf("the record is %q's", got)
		}
		h.chooses("Change your name")
		h.named("Alex Example")
		h.chooses("Change the name to Alex Example")
		if got := h.pageShows(id); got != "Alex Example" {
			t.Errorf("the record is %q's after a correction", got)
		}
		if got := h.stored(id); !strings.Contains(got, `"preceptee":"Alex Example"`) {
			t.Errorf("the browser keeps %s", got)
		}
		h.chooses("I am Alex Example")
		if got := h.value("f-sign-preceptee_name") + h.value("f-sign-preceptor_name"); got != "Alex Example" {
			t.Errorf("the signatures have the names %q", got)
		}
		other := h.beside()
		other.visit(shipped.address + "/forms/swot.html")
		other.write("f-strengths", "Calm.")
		other.says("Your name here is Alex Example")
		if got := get[string](other.tab, `window.precept.record().preceptee`); got != "Alex Example" {
			t.Errorf("a new record is %q's", got)
		}
		other.visit(shipped.address + "/forms/preceptor-assignment.html")
		if strings.Contains(other.shownText(), asksForName) {
			t.Error("the name is asked for again")
		}
		h.visit(shipped.address + "/forms/index.html")
		h.says("Your name on this device is Alex Example.")
		h.chooses("Clear all from this device")
		h.chooses("Yes, clear it")
		h.says("This device has been cleared")
		if left := get[string](h.tab, `JSON.stringify(localStorage)`); strings.Contains(left, "Alex") {
			t.Errorf("the browser still keeps %s", left)
		}
	})
}

// TestP2SharedComputerHasNoName: a shared computer asks for none and keeps none.
func TestP2SharedComputerHasNoName(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.visit(shipped.address + "/" + meeting)
	b.write("f-wellbeing", "Settling in.")
	b.click("No, shared")
	b.says("Kept for this tab only")
	if text := b.shownText(); strings.Contains(text, asksForName) || strings.Contains(text, "Add your name") {
		t.Error("a shared computer asks for a name")
	}
	if got := get[string](b, `window.precept.record().preceptee`); got != "" {
		t.Errorf("the record is %q's", got)
	}
}

// TestP2WhoseFile: a file of somebody else is opened only after a question that names them, whether it comes alone to
// its form or to the page of another; a file of the same person, or without a name, is opened at once. It keeps what it
// says.
func TestP2WhoseFile(t *testing.T) {
	t.Parallel()
	f := theMeeting(t)
	for name, c := range map[string]struct{ device, file, asks string }{
		"no name, file with a name":    {"", "Sam Sample", ""},
		"same name":                    {"Alex Example", "alex  EXAMPLE", ""},
		"the folder of that name":      {"Alex Example", "alex-example", ""},
		"another name":                 {"Alex Example", "Sam Sample", "this device is in the name of Alex Example"},
		"a name, file without a name":  {"Alex Example", "", ""},
		"no name, file without a name": {"", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inEachHand(t, func(t *testing.T, h phoneOrKeys) {
				h.begin(shipped.address+"/"+meeting, "f-wellbeing", "Mine.")
				if c.device != "" {
					h.named(c.device)
				} else {
					h.chooses("Not now")
				}
				more := ""
				if c.file != "" {
					more = fmt.Sprintf("preceptee: %q\n", c.file)
				}
				file := asText(t, f, "p2record", more)
				h.give(file)
				if c.asks != "" {
					h.says(c.asks)
					h.chooses("Do not open it")
					if h.keptHere("p2record") {
						t.Error("what was left out is kept")
					}
					h.give(file)
					h.says(c.asks)
					h.chooses("Open " + c.file + "’s record")
				}
				if got := h.pageShows("p2record"); got != c.file {
					t.Errorf("the record is %q's, want %q", got, c.file)
				}
				if c.file == "Sam Sample" {
					h.says("The record is Sam Sample’s.")
				}
				h.give(file) // it is here now, so there is nothing to ask
				h.says("There is nothing new in this file.")
			})
		})
	}
}

// TestP2ZipOfTwoPeople: of a zip with the records of two people each name is asked about once, on the forms index and
// on a form's page, and only what was said yes to is there. A name that is one's own as well is not asked about again.
func TestP2ZipOfTwoPeople(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		h.begin(shipped.address+"/"+meeting, "f-wellbeing", "Mine.")
		h.named("Alex Example")
		files := map[string][]byte{}
		for i, of := range []string{"Alex Example", "Sam Sample", "Sam Sample", "aexample-01", ""} {
			id, more := fmt.Sprintf("p2record%d", i), ""
			if of != "" {
				more = fmt.Sprintf("preceptee: %q\n", of)
			}
			files[id+".md"] = complete(t, toSign(t)[i], id, more)
		}
		open := func(of ...string) {
			t.Helper()
			h.give(packed(t, zip.Store, files))
			for _, words := range of {
				h.chooses(words)
			}
			h.says("records opened")
		}
		open("Do not open them", "aexample-01 is also me")
		var kept []int
		for i := range 5 {
			if h.keptHere(fmt.Sprintf("p2record%d", i)) {
				kept = append(kept, i)
			}
		}
		if !slices.Equal(kept, []int{0, 3, 4}) {
			t.Errorf("kept are %v", kept)
		}
		h.visit(shipped.address + "/forms/index.html")
		open("Open Sam Sample’s 2 records")
		h.says("5 records opened")
		for i := range 5 {
			if !h.keptHere(fmt.Sprintf("p2record%d", i)) {
				t.Errorf("record %d is not kept", i)
			}
		}
		h.says("The record is Sam Sample’s.")
	})
}

// TestP2SameIdOfAnother: a file with the id of a record that is here, in another name, asks on a device without a name
// as well, and changes nothing until somebody says so.
func TestP2SameIdOfAnother(t *testing.T) {
	t.Parallel()
	f := theMeeting(t)
	h := phoneOrKeys{newTab(t), false}
	h.begin(shipped.address+"/"+meeting, "f-wellbeing", "Mine.")
	h.chooses("Not now")
	h.give(asText(t, f, "p2record", "preceptee: \"Alex Example\"\n"))
	h.pageShows("p2record")
	kept := h.stored("p2record")
	text := bytes.Replace(complete(t, f, "p2record", "preceptee: \"Sam Sample\"\n"), []byte("2026-10-01"),
		[]byte("2026-10-02"), 1)
	name := filepath.Join(t.TempDir(), "other.md")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	h.give(name)
	h.says("in the name of Sam Sample, but the copy on this device is in the name of Alex Example")
	h.chooses("Do not open it")
	h.intact("another person's file with its id", "p2record", kept)
}

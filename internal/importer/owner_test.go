package importer

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
)

// jo is another preceptee, with records, one of which waits in another state.
func jo(files ...txtar.File) []txtar.File {
	return append(files,
		txtar.File{Name: "data/preceptees/jo/preceptee.md", Data: []byte("---\nname: Jo  Other\nstart: 2026-09-01\n" +
			"toolkit: \"2026.1\"\nexample: true\n---\n")},
		txtar.File{Name: "data/preceptees/jo/notes.md", Data: []byte(recordText("j0j0j0j0", "Jo's", ""))},
		txtar.File{Name: "data/preceptees/jo/2026-09-12-meeting-w4w4w4w4.differs.txt",
			Data: []byte(recordText("w4w4w4w4", "Jo's other", ""))})
}

// owned is a record that says whose it is, or does not where who is "".
func owned(who string) string {
	if who != "" {
		who = fmt.Sprintf("preceptee: %q\n", who)
	}
	return strings.Replace(recordText("k7m29qxd", "One", ""), "record:", who+"record:", 1)
}

// signedBy is a record that the preceptee signed under a name.
func signedBy(name string) string {
	return strings.Replace(owned(""), "---\n", "---\nsigned:\n  - {field: sign-too, by: preceptee, name: \""+name+
		"\", date: 2026-09-12}\n", 1)
}

// TestP2RightPerson: a record that says that it is somebody else's, that is in somebody else's folder, or that somebody
// else signed as preceptee, is not written before a person confirms it by the other's name. So it is in a zip.
func TestP2RightPerson(t *testing.T) {
	for _, c := range []struct {
		name, record string
		doubt        string // its reason, the other's name and folder; "" for none
	}{
		{"right, says so by id", owned("SAM"), ""},
		{"right, says so by name", owned("sam  example"), ""},
		{"right, does not say", owned(""), ""},
		{"right, signed by a shorter name", signedBy("S. Example"), ""},
		{"wrong, says so by name", owned("jo other"), "says Jo Other jo"},
		{"wrong, says so by id", owned("jo"), "says Jo Other jo"},
		{"wrong, says somebody unknown", owned("Kim Else"), "says Kim Else "},
		{"wrong, does not say, in the other's folder under a name of its own", recordText("j0j0j0j0", "One", ""),
			"elsewhere Jo Other jo"},
		{"wrong, does not say, waits beside the other's record", recordText("w4w4w4w4", "One", ""),
			"elsewhere Jo Other jo"},
		{"wrong, does not say, signed by the other", signedBy("Jo Other"), "signed Jo Other jo"},
		{"wrong, does not say, signed by somebody unknown", signedBy("Kim Else"), "signed Kim Else "},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, dir := open(t, jo()...)
			batch := []Arrival{{Name: "r.md", Data: []byte(c.record)}}
			zip, _ := unpackAll("r.zip", packed(t, nil, "r.md="+c.record))
			for _, list := range [][]Arrival{batch, zip} {
				offer := in.examine(t, list...)[0]
				got := ""
				for _, d := range offer.Doubts {
					got += fmt.Sprintf("%s %s %s", d.Why, d.Name, d.ID)
				}
				if got != c.doubt || offer.State != New {
					t.Fatalf("%s, doubts %q, want %q", offer.State, got, c.doubt)
				}
			}
			in.takesOnlyConfirmed(t, dir, batch, c.doubt != "")
		})
	}
}

// takesOnlyConfirmed accepts a batch of one record of which there may be doubts.
func (in *Importer) takesOnlyConfirmed(t *testing.T, dir string, batch []Arrival, doubted bool) {
	t.Helper()
	before := look(t, dir)
	offers := in.examine(t, batch...)
	for _, names := range [][]string{nil, {"Sam Example"}} {
		if doubted {
			offers[0].Confirm(names)
			if _, _, err := in.Accept(offers, true); err != nil || changes(before, look(t, dir)) != "" {
				t.Fatalf("confirmed by %q, it is written: %v", names, err)
			}
		}
	}
	if doubted {
		offers[0].Confirm([]string{offers[0].Doubts[0].Name})
		if len(offers[0].Findings) != 1 || offers[0].Findings[0].Rule != "record-owner" {
			t.Errorf("findings %v", offers[0].Findings)
		}
	}
	if _, _, err := in.Accept(offers, false); err != nil {
		t.Fatal(err)
	}
	if got := changes(before, look(t, dir)); !strings.Contains(got, `| preceptee: "sam"`) {
		t.Errorf("taken in, it does not say whose it is:\n%s", got)
	}
	if again := in.examine(t, batch...)[0]; again.State != Same {
		t.Errorf("the same again is %s", again.State)
	}
}

// TestP2Evidence: a photograph goes where the record goes that it came with.
func TestP2Evidence(t *testing.T) {
	in, dir := open(t, jo()...)
	record := strings.Replace(owned("Jo Other"), "said: \"One\"", "said: \"One\"\n  pictures: [a.pdf]", 1)
	offers := in.examine(t, Arrival{Name: "r.md", Data: []byte(record)}, Arrival{Name: "a.pdf", Data: []byte("%PDF-1")})
	before := look(t, dir)
	if _, _, err := in.Accept(offers, false); err != nil || changes(before, look(t, dir)) != "" {
		t.Fatal(err, changes(before, look(t, dir)))
	}
	for i := range offers {
		offers[i].Confirm([]string{"JO"})
	}
	receipt, _, err := in.Accept(offers, false)
	if err != nil || len(receipt.Changes) != 2 {
		t.Fatal(receipt, err)
	}
}

// TestP2Twice: a record that is in both folders is doubted again, except where it says that it is this person's.
func TestP2Twice(t *testing.T) {
	here := recordText("j0j0j0j0", "Sam's", "")
	in, dir := open(t, jo(txtar.File{Name: "data/preceptees/sam/mine.md", Data: []byte(here)})...)
	casetest.Write(t, dir, "data/preceptees/broken/preceptee.md", "not one")
	text := recordText("j0j0j0j0", "New", in.digestOf(t, here, ""))
	if o := in.examine(t, Arrival{Name: "r.md", Data: []byte(text)})[0]; len(o.Doubts) != 1 {
		t.Error(o.Doubts)
	}
	text = strings.Replace(text, "record:", "preceptee: sam\nrecord:", 1)
	if o := in.examine(t, Arrival{Name: "r.md", Data: []byte(text)})[0]; len(o.Doubts) != 0 || o.State != Later {
		t.Error(o.State, o.Doubts)
	}
}

// TestClaimed: whose the files say that they are, where they agree and the person has a folder.
func TestClaimed(t *testing.T) {
	list := []Owner{{"jo", "Jo Other"}, {"sam", "Sam Example"}}
	file := func(name, text string) Arrival { return Arrival{Name: name, Data: []byte(text)} }
	none := file("n.md", owned(""))
	byName, byID := file("a.txt", owned("SAM example")), file("b.json", `{"form": "meeting", "preceptee": "sam"}`)
	for want, files := range map[string][]Arrival{
		"sam": {none, byName, byID, file("p.pdf", "%PDF")}, "": {byName, file("c.md", owned("Jo Other"))},
		"jo": {file("c.md", owned("jo"))}, " ": {none}, "  ": {byName, file("c.md", owned("Kim"))},
	} {
		if who, ok := Claimed(files, list); who.ID != strings.TrimSpace(want) || ok != (who.ID != "") {
			t.Errorf("%q %v, want %q", who, ok, want)
		}
	}
}

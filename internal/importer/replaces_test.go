package importer

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// complete is a record that is marked as complete, of a day.
func complete(day, said, revises string) string {
	text := strings.Replace(recordText("k7m29qxd", said, revises), "2026-09-12", day, 1)
	return strings.Replace(text, "answers:", "status: complete\nanswers:", 1)
}

// TestP1MonthPasses: a tab is used again after a month. Its record has the same id and says what it revises, but has
// another date: both meetings survive, and on the desk the second becomes a record of its own. Sent again, it is there.
func TestP1MonthPasses(t *testing.T) {
	november := complete("2026-09-12", "November", "")
	in, dir := open(t, txtar.File{Name: ownFile, Data: []byte(november)})
	december := Arrival{Name: "r.md", Data: []byte(complete("2026-10-12", "December", in.digestOf(t, november, "")))}
	offers := in.examine(t, december)
	if offers[0].State != Conflict || offers[0].Own == "" || len(offers[0].Differences) != 2 ||
		!strings.Contains(offers[0].Findings[0].Message, "complete and dated 12 September 2026; this one is dated 12 October") {
		t.Fatalf("%+v", offers[0])
	}
	before := look(t, dir)
	receipt, _, err := in.Accept(offers, false)
	files := look(t, dir)
	if err != nil || files[ownFile] != november || !strings.Contains(files[conflictName], "December") {
		t.Fatal(err, changes(before, files))
	}
	if _, err := in.Undo(receipt); err != nil {
		t.Fatal(err)
	}
	offers[0].Separate = true
	if _, _, err = in.Accept(offers, false); err != nil {
		t.Fatal(err)
	}
	files = look(t, dir)
	if own := files[offers[0].Own]; files[ownFile] != november || !strings.Contains(own, "December") ||
		strings.Contains(own, "revises") || strings.Contains(own, "k7m29qxd") || files[conflictName] != "" {
		t.Fatal(changes(before, files))
	}
	if again := in.examine(t, december)[0]; again.State != Same || again.File != offers[0].Own {
		t.Errorf("the same again is %s, %s", again.State, again.File)
	}
}

// TestP1Signed: what is signed keeps its id, which the signature covers: it is not offered as a record of its own.
func TestP1Signed(t *testing.T) {
	in, _ := open(t, txtar.File{Name: ownFile, Data: []byte(complete("2026-09-12", "November", ""))})
	signed := strings.Replace(complete("2026-10-12", "December", ""), "status:",
		"signed:\n  - {field: sign, by: preceptor, name: Pat Example, date: 2026-10-12}\nstatus:", 1)
	if o := in.examine(t, Arrival{Name: "r.md", Data: []byte(signed)})[0]; o.State != Conflict || o.Own != "" {
		t.Errorf("%s, %q", o.State, o.Own)
	}
}

// TestP1SaysSo: what replaces a complete record says what it revises, also where only its sender did.
func TestP1SaysSo(t *testing.T) {
	one := complete("2026-09-12", "One", "")
	in, dir := open(t, txtar.File{Name: ownFile, Data: []byte(one)})
	digest := in.digestOf(t, one, "")
	offers := in.examine(t, Arrival{Name: "r.md", Data: []byte(complete("2026-09-12", "Two", "")), Base: digest})
	if _, _, err := in.Accept(offers, false); err != nil || look(t, dir)[ownFile] != one {
		t.Fatal(err, look(t, dir)[ownFile])
	}
	if _, _, err := in.Accept(offers, true); err != nil {
		t.Fatal(err)
	}
	if text := look(t, dir)[ownFile]; offers[0].State != Replaces || !strings.Contains(text, "Two") ||
		!strings.Contains(text, "revises: \""+digest+"\"") {
		t.Errorf("%s:\n%s", offers[0].State, text)
	}
}

package desk

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// zipped is a zip of one file.
func zipped(t *testing.T, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	out, err := w.Create(name)
	ok(t, err)
	_, err = out.Write([]byte(text))
	ok(t, err)
	ok(t, w.Close())
	return b.String()
}

// meetingOf is the saved meeting, which says whose it is.
func meetingOf(who string) string {
	return strings.Replace(fmt.Sprintf(meeting, "A quiet week."), "record:",
		fmt.Sprintf("preceptee: %q\nrecord:", who), 1)
}

// TestP2RightPerson: the desk shows of what arrived who signed it and how it begins. What says that it is somebody
// else's is taken in only where a person ticks that it is this one's anyway; they can look at it for the other
// instead.
func TestP2RightPerson(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	robins := file("m.md", meetingOf("robin EXAMPLE"))
	for _, arrives := range []part{robins, file("all.zip", zipped(t, "m.md", robins.Text))} {
		before := b.files("data")
		_, page := b.post("examine", alex, arrives)
		holds(t, "somebody else's", page, "This record says that it is Robin Example’s. "+
			"You are putting it into Alex Example’s portfolio.", "Take it in: it is Alex Example’s",
			"Look at them for Robin Example instead", `state-past">to confirm<`, "<dd>A quiet week.</dd>")
		id := deliveryOf(t, page)
		_, page = b.post("accept", id, field("take", "0"), field("do", "accept"))
		holds(t, "a tick alone", page, "Nothing was saved", "Say whose")
		if b.files("data") != before {
			t.Fatal("it was written")
		}
		_, page = b.post("examine", id, field("preceptee", "robin-example"))
		holds(t, "for the other", page, "What arrived for Robin Example", `value="0" id="take-0"`)
		if strings.Contains(page, "You are putting it") {
			t.Error("it is doubted for the person that it names")
		}
		b.post("examine", id, alex)
		_, page = b.post("accept", id, field("theirs", "0"), field("do", "accept"))
		holds(t, "confirmed", page, "Taken in for Alex Example")
		holds(t, "the record", b.text(at), `preceptee: "alex-example"`)
		b.post("undo", id)
	}
}

// TestP2Proposed: where nobody is chosen, the files say whose they are; where they do not, the desk asks, and keeps
// the files meanwhile.
func TestP2Proposed(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	none := field("preceptee", "")
	_, page := b.post("examine", none, file("m.md", meetingOf("robin-example")))
	holds(t, "proposed", page, "What arrived for Robin Example", "The files say that they are Robin Example’s.")
	_, page = b.post("examine", none, meetingFile("Nobody says."), file("photo.png", photo))
	holds(t, "not said", page, "Whose are they?", "photo.png", `<option value="robin-example">`)
	id := deliveryOf(t, page)
	_, front := b.get("")
	holds(t, "the desk", front, "2 files: say whose they are")
	_, page = b.post("examine", id, alex)
	holds(t, "said", page, "What arrived for Alex Example", "Nobody says.")
	_, page = b.post("accept", id, field("take", "0"), field("do", "accept"))
	holds(t, "taken in", page, "Taken in for Alex Example")
	if res, _ := b.post("examine", id, alex); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("what was dealt with is looked at again: %d", res.StatusCode)
	}
}

// TestP2Elsewhere: a record that is in another's folder is not taken in unasked, nor saved from a form page, which
// cannot ask.
func TestP2Elsewhere(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	b.write("data/preceptees/robin-example/mine.md", fmt.Sprintf(meeting, "Robin's."))
	_, page := b.post("examine", alex, meetingFile("Whose?"))
	holds(t, "elsewhere", page, "Robin Example’s portfolio already has this record. "+
		"You are putting it into Alex Example’s portfolio.")
	before := b.files("data")
	o := b.script("save", alex, said("Whose?", ""))
	if o.State != "refused" || len(o.Messages) != 1 || b.files("data") != before ||
		!strings.Contains(o.Messages[0].Text, "Robin Example's portfolio has this record already") {
		t.Errorf("saved from a form page: %+v", o)
	}
	o = b.script("save", alex, part{Field: "record", Name: "r.md", Text: meetingOf("Robin Example")})
	if o.State != "refused" || b.files("data") != before {
		t.Errorf("somebody else's, saved from a form page: %+v", o)
	}
}

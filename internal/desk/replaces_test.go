package desk

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"precept/internal/form"
)

// TestP1NewerVersion: what replaces a complete record is not ticked, and what is different is open.
func TestP1NewerVersion(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	first := fmt.Sprintf(meeting, "First words.")
	b.write(at, first)
	newer := strings.Replace(fmt.Sprintf(meeting, "Second words."), "status:",
		"revises: "+b.digest(first)+"\nstatus:", 1)
	_, page := b.post("examine", alex, file("m.md", newer))
	holds(t, "newer", page, "Newer version: replaces the one you have", `value="0" id="take-0" data-kind="record">`,
		"First words.", "Second words.")
	if strings.Contains(page, "<summary>What is different") {
		t.Error("what is different is folded")
	}
	id := deliveryOf(t, page)
	_, page = b.post("accept", id, field("do", "accept"))
	holds(t, "not ticked", page, "You did not choose anything")
	if b.text(at) != first {
		t.Error("it was replaced without a tick")
	}
	_, page = b.post("accept", id, field("take", "0"), field("do", "accept"))
	holds(t, "ticked", page, "Taken in for")
	holds(t, "the record", b.text(at), "Second words.", "revises:")
}

// digest is that of a meeting's content.
func (b *bench) digest(text string) string {
	b.t.Helper()
	v := b.current().Snapshot.Toolkit.Current()
	f := v.Form("meeting")
	file, _ := form.ReadFile("m.md", []byte(text))
	r, _ := form.ReadRecord(file)
	f.Bind(r, nil)
	return f.Digest(r, v.Name, "")
}

// TestP1AnotherDate: another date on a complete record can become a record of its own, when it arrives or later.
func TestP1AnotherDate(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	november := fmt.Sprintf(meeting, "November.")
	b.write(at, november)
	december := strings.Replace(fmt.Sprintf(meeting, "December."), "status:",
		"revises: "+b.digest(november)+"\nstatus:", 1)
	december = strings.Replace(december, "2026-09-20", "2026-10-04", 1)
	_, page := b.post("examine", alex, file("m.md", december))
	holds(t, "another date", page, "has a different date", "Keep both as two records")
	id := deliveryOf(t, page)
	_, page = b.post("accept", id, field("how-0", "separate"), field("do", "accept"))
	holds(t, "two records", page, "It is now a separate record.", "2026-10-04-meeting-")
	if b.text(at) != november || strings.Count(b.files("data/preceptees/alex-example"), "form: ") != 2 {
		t.Errorf("not two records:\n%s", b.files("data"))
	}
	b.post("undo", id)
	_, page = b.post("examine", alex, file("m.md", december))
	b.post("accept", deliveryOf(t, page), field("how-0", "keep"), field("do", "accept"))
	_, page = b.post("conflicts", alex)
	_, page = b.post("resolve", deliveryOf(t, page), field("how-0", "separate"))
	holds(t, "decided later", page, "Your choice is saved")
	if files := b.files("data/preceptees/alex-example"); b.text(at) != november ||
		strings.Contains(files, ".differs") || !strings.Contains(files, "2026-10-04-meeting-") {
		t.Errorf("not two records:\n%s", files)
	}
}

// TestP1SavedFromForm: a form page that changes a complete record asks first; a photograph goes with it.
func TestP1SavedFromForm(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	first := fmt.Sprintf(meeting, "First.")
	b.write(at, first)
	changed := strings.Replace(fmt.Sprintf(meeting, "Second."), "answers:\n",
		"answers:\n  photographs: [photo.png]\n", 1)
	o := b.script("save", alex, field("base", b.digest(first)), part{Field: "record", Name: "r.md", Text: changed},
		file("photo.png", photo))
	if o.State != "replaces" || o.Stage != open || len(o.Differences) != 2 || b.text(at) != first {
		t.Fatalf("%+v", o)
	}
	o = b.script("accept", field("delivery", o.Delivery), field("take", "0"), field("how-0", "replace"),
		field("do", "accept"))
	if o.Stage != accepted || len(o.Files) != 2 || !strings.Contains(b.text(at), "Second.") {
		t.Errorf("%+v", o)
	}
}

// TestP1PicturesFollow: a record that is split off keeps its picture, whether that came with it, waits beside the other
// record's, or is the one that both show; and the other record keeps its own.
func TestP1PicturesFollow(t *testing.T) {
	t.Parallel()
	var other bytes.Buffer
	ok(t, png.Encode(&other, image.NewGray(image.Rect(0, 0, 2, 2))))
	second := other.String()
	for name, c := range map[string]struct {
		later   bool   // it is split off later, from what was kept beside the other
		arrives string // with the record; "": nothing does
		want    string
	}{
		"with its own picture":                  {arrives: second, want: second},
		"with the same picture":                 {arrives: photo, want: photo},
		"without a picture":                     {want: photo},
		"with its own picture, decided later":   {later: true, arrives: second, want: second},
		"with the same picture, decided later":  {later: true, arrives: photo, want: photo},
		"without a picture, decided much later": {later: true, want: photo},
	} {
		b := start(t, lay(t))
		november := strings.Replace(fmt.Sprintf(meeting, "November."), "answers:\n",
			"answers:\n  photographs: [image.png]\n", 1)
		b.write(at, november)
		const shown = "data/preceptees/alex-example/evidence/image-k7m29qxd.png"
		b.write(shown, photo)
		december := strings.NewReplacer("status:", "revises: "+b.digest(november)+"\nstatus:",
			"2026-09-20", "2026-10-04", "November", "December").Replace(november)
		parts := []part{alex, file("m.md", december)}
		if c.arrives != "" {
			parts = append(parts, file("image.png", c.arrives))
		}
		_, page := b.post("examine", parts...)
		id := deliveryOf(t, page)
		if !c.later {
			_, page = b.post("accept", id, field("how-0", "separate"), field("do", "accept"))
			holds(t, name, page, "It is now a separate record.")
		} else {
			b.post("accept", id, field("how-0", "keep"), field("how-1", "keep"), field("do", "accept"))
			_, page = b.post("conflicts", alex)
			b.post("resolve", deliveryOf(t, page), field("how-0", "separate"))
		}
		own := ""
		for _, line := range strings.Split(b.files("data/preceptees/alex-example"), "\n") {
			if _, rest, ok := strings.Cut(line, "/evidence/image-"); ok && !strings.HasPrefix(rest, "k7m29qxd") {
				own = "data/preceptees/alex-example/evidence/image-" + rest
			}
		}
		if own == "" || b.text(own) != c.want || b.text(shown) != photo {
			t.Errorf("%s: the record's own picture is %q\n%s", name, own, b.files("data/preceptees/alex-example"))
			continue
		}
		stem := strings.TrimSuffix(own[strings.LastIndex(own, "-")+1:], ".png")
		if !strings.Contains(b.files("data/preceptees/alex-example"), "record: \""+stem) {
			t.Errorf("%s: %s is of no record", name, own)
		}
		if n := strings.Count(b.files("data/preceptees/alex-example"), "/evidence/"); n != 2 {
			t.Errorf("%s: %d pictures", name, n)
		}
	}
}

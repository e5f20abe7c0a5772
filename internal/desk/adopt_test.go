package desk

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"precept/internal/bundle"
	"precept/internal/lock"
)

// nextVersion is the bundle of a hub's next version, in which rooms is called where, and parking is left out.
func nextVersion(t *testing.T, version string) []byte {
	t.Helper()
	page := "---\ntitle: %\nsummary: S.\n---\nWords.\n"
	files := []bundle.File{
		{Path: "index.md", Data: []byte(strings.Replace(page, "%", "Home", 1))},
		{Path: "where.md", Data: []byte(strings.Replace(page, "%", "Where\naliases: [rooms]", 1))},
		{Path: "version.md", Data: []byte("---\ntitle: Toolkit " + version +
			"\nsummary: The third.\nreleased: 2026-10-01\n---\n")},
	}
	var sums []lock.File
	for _, f := range files {
		sums = append(sums, lock.File{Path: f.Path, Sum: lock.Sum(f.Data)})
	}
	files = append(files, bundle.File{Path: lock.Name, Data: lock.New(sums).Bytes()})
	data, err := bundle.Write(bundle.About{Version: version, Title: "Toolkit " + version, Publisher: "Example Hub"},
		files)
	ok(t, err)
	return data
}

// offeredID is what the page about a bundle posts.
func offeredID(t *testing.T, page string) part {
	t.Helper()
	m := regexp.MustCompile(`name="bundle" value="([a-z0-9]+)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no bundle on\n%s", page)
	}
	return field("bundle", m[1])
}

// TestAdoptAtTheDesk: the desk says what taking in a bundle would do, and does it once somebody has said so.
func TestAdoptAtTheDesk(t *testing.T) {
	t.Parallel()
	b := adapting(t)
	before := b.files(".")
	_, page := b.post("bundle", file("toolkit-2026.2.zip", string(nextVersion(t, "2026.2"))))
	holds(t, "before it is taken in", page, "Take in Toolkit 2026.2?", "Version 2026.2, published by Example Hub",
		"Carried over from version 2026.1", "where.md, which was rooms.md", "<li>tea.md</li>", "content/2026.2")
	if b.files(".") != before {
		t.Error("something is written before anybody said yes")
	}
	id := offeredID(t, page)
	_, page = b.post("adopt", id)
	holds(t, "taken in", page, "Version 2026.2 has been taken in", "Example Hub has released 2026.2.")
	if !strings.Contains(b.text("content/2026.2/where.md"), "Room 4") ||
		!strings.Contains(b.text("data/site.yaml"), "data/base/toolkit-2026.2.zip") {
		t.Error("the practice's page is not carried over, or the bundle is not named")
	}
	after := b.files(".")
	res, page := b.post("adopt", id)
	holds(t, "twice", page, "That bundle is no longer here", `href="#files"`)
	if res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("twice: %d", res.StatusCode)
	}
	_, page = b.post("bundle", file("again.zip", string(nextVersion(t, "2026.2"))))
	holds(t, "the same again", page, "You already have it")
	lacks(t, "the same again", page, "Take it in")
	if b.files(".") != after {
		t.Error("the same again changes something")
	}
	b.write("data/base/toolkit-2026.2.zip", "damaged")
	_, page = b.post("bundle", file("again.zip", string(nextVersion(t, "2026.2"))))
	holds(t, "over a damaged one", page, "was lost or damaged, and this one replaces it", "Take it in")
	_, page = b.post("adopt", offeredID(t, page))
	holds(t, "over a damaged one", page, "Version 2026.2 has been taken in")
	if b.files(".") != after {
		t.Error("a damaged bundle is not put back as it was, or something else is changed")
	}
}

// TestAdoptHostile: a file that is not a bundle as a hub makes it is refused with nothing written, and so is what our
// own pages never send.
func TestAdoptHostile(t *testing.T) {
	t.Parallel()
	b := adapting(t)
	before := b.files(".")
	good := nextVersion(t, "2026.2")
	one := bytes.Clone(good)
	one[len(one)/2] ^= 1
	for name, parts := range map[string][]part{
		"nothing":      nil,
		"no zip":       {file("<b>.zip", "<b>not a zip</b>")},
		"an empty one": {file("x.zip", "")},
		"one byte":     {file("x.zip", string(one))},
		"cut":          {file("x.zip", string(good[:len(good)-10]))},
		"two":          {file("x.zip", string(good)), file("y.zip", string(good))},
	} {
		res, page := b.post("bundle", parts...)
		if res.StatusCode != http.StatusUnprocessableEntity || strings.Contains(page, "<b>") {
			t.Errorf("%s: %d\n%s", name, res.StatusCode, page)
		}
		holds(t, name, page, "There is a problem")
	}
	for _, id := range []string{"", "x", "../../x"} {
		if res, _ := b.post("adopt", field("bundle", id)); res.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("adopt %q: %d", id, res.StatusCode)
		}
	}
	if b.files(".") != before {
		t.Error("something is written")
	}
	hub := start(t, lay(t))
	_, page := hub.post("bundle", file("x.zip", string(good)))
	holds(t, "a hub's own project", page, "This project is not a copy of a hub’s toolkit.")
}

package build_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/media"
)

// TestCaseX12 (and the pages' half of case-E7): a photograph beside a page is published upright and without what it
// tells of people, the same at each of its addresses and in each build; pages say how large pictures are; what no page
// shows is left out.
func TestCaseX12(t *testing.T) {
	base, err := txtar.ParseFile("testdata/cases/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	photograph, err := os.ReadFile("../media/testdata/sideways.jpg")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(photograph, []byte("Exif")) {
		t.Fatal("the photograph tells nothing to begin with")
	}
	project := projectWithPictures(t, base.Files, photograph)
	asOf := civil.Date{Year: 2026, Month: 10, Day: 5}
	out, again := t.TempDir(), t.TempDir()
	found := publishCase(t, build.Options{Project: project, AsOf: asOf}, out)
	if !strings.Contains(found, "preceptor/unused.png:0:0: note: no page shows this picture") {
		t.Errorf("findings: %s", found)
	}
	publishCase(t, build.Options{Project: project, AsOf: asOf}, again)
	read := func(dir, name string) []byte {
		data, err := os.ReadFile(filepath.Join(dir, "public", filepath.FromSlash(name)))
		if err != nil {
			t.Error(err)
		}
		return data
	}
	room := read(out, "preceptor/room.jpg")
	width, height, err := media.Size(room)
	if err != nil || bytes.Contains(room, []byte("Exif")) {
		t.Errorf("the photograph: %v; it says where it was taken: %v", err, bytes.Contains(room, []byte("Exif")))
	}
	if w, h, err := media.Size(photograph); err != nil || w != width || h != height {
		t.Errorf("it has %d by %d points, want %d by %d", width, height, w, h)
	}
	for _, same := range [][]byte{read(out, "v/2026.1/preceptor/room.jpg"), read(again, "preceptor/room.jpg")} {
		if !bytes.Equal(same, room) {
			t.Error("the photograph has not the same bytes everywhere")
		}
	}
	if _, err := os.Stat(filepath.Join(out, "public", "preceptor", "unused.png")); err == nil {
		t.Error("a picture that no page shows is published")
	}
	picturesHaveSizes(t, read, out)
}

// point is a WebP of one point.
const point = "RIFF\x1c\x00\x00\x00WEBPVP8L\x10\x00\x00\x00" +
	"\x2f\x00\x00\x00\x00\x07\x10\xfd\x8f\xfe\x07\x22\xa2\xff\x01\x00"

// projectWithPictures writes a small project whose pages show pictures.
func projectWithPictures(t *testing.T, files []txtar.File, photograph []byte) string {
	t.Helper()
	project := t.TempDir()
	casetest.WriteFiles(t, project, files...)
	const version = "content/2026.1/"
	casetest.Write(t, project, version+"preceptor/index.md", "---\ntitle: Preceptor\nsummary: For you.\nowner: Lead\n"+
		"review_by: 2029-01-01\n---\n![The room](room.jpg) ![A square](square.png) ![Drawn](drawn.gif)\n\n"+
		"[Rooms](rooms.md)\n")
	casetest.Write(t, project, version+"preceptor/rooms.md", "---\ntitle: Rooms\nsummary: All of them.\nowner: Lead\n"+
		"review_by: 2029-01-01\n---\n![The same room](room.jpg) ![A point](point.webp)\n")
	casetest.Write(t, project, version+"preceptor/point.webp", point)
	casetest.Write(t, project, version+"preceptor/room.jpg", string(photograph))
	casetest.Write(t, project, version+"preceptor/square.png", "@picture 40x30")
	casetest.Write(t, project, version+"preceptor/drawn.gif", "@picture 12x9")
	casetest.Write(t, project, version+"preceptor/unused.png", "@picture 4x3")
	return project
}

// picturesHaveSizes checks that each picture of the pages says its width and height.
func picturesHaveSizes(t *testing.T, read func(dir, name string) []byte, out string) {
	t.Helper()
	image := regexp.MustCompile(`<img [^>]*>`)
	for page, count := range map[string]int{"preceptor/index.html": 3, "v/2026.1/preceptor/rooms.html": 2,
		"preceptor/print.html": 5} {
		images := image.FindAll(read(out, page), -1)
		if len(images) != count {
			t.Errorf("%s has %d pictures", page, len(images))
		}
		for _, img := range images {
			if !regexp.MustCompile(` width="?\d+"? height="?\d+`).Match(img) {
				t.Errorf("%s: %s", page, img)
			}
		}
	}
}

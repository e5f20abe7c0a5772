package importer

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/record"
)

// photograph is a small one that says nothing but what is seen.
func photograph(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// shade is a picture of one grey.
func shade(t *testing.T, grey uint8) string {
	t.Helper()
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 1, 1))
	img.SetGray(0, 0, color.Gray{Y: grey})
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// naming is a record that names one picture.
func naming(id, picture string) string {
	return strings.Replace(recordText(id, "One", ""), "said: \"One\"",
		"said: \"One\"\n  pictures: ["+picture+"]", 1)
}

// come takes one batch in, as pairs of name and content.
func come(t *testing.T, in *Importer, replace bool, files ...string) []Offer {
	t.Helper()
	var list []Arrival
	for i := 0; i < len(files); i += 2 {
		list = append(list, Arrival{Name: files[i], Data: []byte(files[i+1])})
	}
	offers := in.examine(t, list...)
	if _, _, err := in.Accept(offers, replace); err != nil {
		t.Fatal(err)
	}
	return offers
}

// shows gives what a record in the folder shows by a name; "" where that is nowhere.
func (in *Importer) shows(t *testing.T, dir, id, name string) string {
	t.Helper()
	files, err := in.Preceptees.Sub("sam").Files()
	if err != nil {
		t.Fatal(err)
	}
	file := record.EvidenceAmong(files).Find(id, name)
	return look(t, dir)["data/preceptees/sam/evidence/"+file]
}

// Phones give each picture that is pasted the same name. Whatever is handed over when, each record shows its own.
func TestCaseE2(t *testing.T) {
	first, second := shade(t, 10), shade(t, 200)
	a, b := naming("aaaaaaaa", "image.png"), naming("bbbbbbbb", "image.png")
	for _, replace := range []bool{false, true} {
		t.Run("case-E2/one after the other", func(t *testing.T) {
			in, dir := open(t)
			come(t, in, replace, "a.md", a, "image.png", first)
			come(t, in, replace, "b.md", b, "image.png", second)
			if in.shows(t, dir, "aaaaaaaa", "image.png") != first ||
				in.shows(t, dir, "bbbbbbbb", "image.png") != second {
				t.Error("a record shows the other's picture")
			}
			offers := in.examine(t, Arrival{Name: "b.md", Data: []byte(b)},
				Arrival{Name: "image.png", Data: []byte(second)})
			if offers[0].State != Same || offers[1].State != Same {
				t.Errorf("the same again is %s and %s", offers[0].State, offers[1].State)
			}
		})
	}
	t.Run("case-E2/without its picture", func(t *testing.T) {
		in, dir := open(t, txtar.File{Name: "data/preceptees/sam/a.md", Data: []byte(a)},
			txtar.File{Name: "data/preceptees/sam/evidence/image.png", Data: []byte(first)})
		come(t, in, false, "b.md", b)
		if got := in.shows(t, dir, "bbbbbbbb", "image.png"); got != "" {
			t.Error("the record shows the other's picture")
		}
		if in.shows(t, dir, "aaaaaaaa", "image.png") != first {
			t.Error("the record that it belongs to has lost its picture")
		}
		offers := come(t, in, false, "image.png", second) // the one that lacks it gets it
		if in.shows(t, dir, "bbbbbbbb", "image.png") != second || in.shows(t, dir, "aaaaaaaa", "image.png") != first {
			t.Errorf("the picture went elsewhere: %s", offers[0].File)
		}
	})
}

func TestCaseE2Shared(t *testing.T) {
	first, second := shade(t, 10), shade(t, 200)
	a, b := naming("aaaaaaaa", "image.png"), naming("bbbbbbbb", "image.png")
	t.Run("case-E2/one picture for two", func(t *testing.T) {
		in, dir := open(t)
		come(t, in, false, "a.md", a, "b.md", b, "image.png", first)
		if in.shows(t, dir, "aaaaaaaa", "image.png") != first || in.shows(t, dir, "bbbbbbbb", "image.png") != first {
			t.Error("one of them lacks it")
		}
	})
	t.Run("case-E2/whose is not known", func(t *testing.T) {
		in, _ := open(t)
		come(t, in, false, "a.md", a, "b.md", b)
		if o := in.examine(t, Arrival{Name: "image.png", Data: []byte(first)})[0]; o.State != Refused {
			t.Errorf("it is %s: %s", o.State, o.File)
		}
	})
	t.Run("case-E2/signed", func(t *testing.T) {
		in, dir := open(t)
		signed := strings.Replace(a, "\n---\n", "\nsigned:\n  - {field: sign, by: preceptor, name: Pat Example, "+
			"date: 2026-09-13, how: screen, digest: \""+in.digestOf(t, a, "We talked.")+"\"}\n---\n", 1)
		come(t, in, false, "b.md", b, "image.png", second)
		come(t, in, false, "a.md", signed, "image.png", first)
		text := look(t, dir)["data/preceptees/sam/2026-09-12-meeting-aaaaaaaa.md"]
		if !strings.Contains(text, `["image.png"]`) || in.shows(t, dir, "aaaaaaaa", "image.png") != first {
			t.Errorf("what was signed is changed, or the picture is not there:\n%s", text)
		}
	})
}

func TestCaseAtImport(t *testing.T) {
	a := naming("aaaaaaaa", "image.png")
	t.Run("case-E1/at import", func(t *testing.T) {
		in, _ := open(t)
		said := ""
		for _, f := range in.examine(t, Arrival{Name: "a.md", Data: []byte(a)})[0].Findings {
			said += f.Message
		}
		if !strings.Contains(said, `names "image.png", which is not in evidence/`) {
			t.Errorf("said: %q", said)
		}
	})
	t.Run("case-E7/at import", func(t *testing.T) {
		in, dir := open(t)
		room, err := os.ReadFile("../media/testdata/sideways.jpg")
		if err != nil {
			t.Fatal(err)
		}
		come(t, in, false, "a.md", naming("aaaaaaaa", "room.jpg"), "room.jpg", string(room))
		kept := in.shows(t, dir, "aaaaaaaa", "room.jpg")
		if kept == "" || strings.Contains(kept, "Exif") {
			t.Errorf("what is kept: %q", kept)
		}
		offers := in.examine(t, Arrival{Name: "a.md", Data: []byte(naming("aaaaaaaa", "room.jpg"))},
			Arrival{Name: "room.jpg", Data: room})
		if offers[1].State != Same {
			t.Errorf("the same photograph again is %s", offers[1].State)
		}
	})
}

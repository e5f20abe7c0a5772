//go:build browser

package browser

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"precept/internal/importer"
)

const evidence = "forms/learning-log.html"

// cameraMaker is in each photograph; where it still is, so is the rest of what the camera wrote.
const cameraMaker = "Example camera"

// camera is a photograph as a camera makes it: noise, with a red quarter where its first row begins, and an EXIF block
// that says how it is to be turned, who made the camera, and where it was.
func camera(t testing.TB, width, height, quality, orientation int) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	rand.NewChaCha8([32]byte{}).Read(picture.Pix)
	draw.Draw(picture, image.Rect(0, 0, width/2, height/2), image.NewUniform(color.RGBA{255, 0, 0, 255}), image.Point{},
		draw.Src)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	block := slices.Concat([]byte("Exif\x00\x00"), exif(orientation))
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(block)+2))
	return slices.Concat(head, block, b.Bytes()[2:])
}

// exif is a block of TIFF: a directory with the camera's maker, the orientation, and a second directory with a place.
func exif(orientation int) []byte {
	le := binary.LittleEndian
	b := []byte("II*\x00\x08\x00\x00\x00")
	entry := func(tag, kind uint16, n, value int) {
		b = le.AppendUint32(le.AppendUint32(le.AppendUint16(le.AppendUint16(b, tag), kind), uint32(n)), uint32(value))
	}
	const place = 8 + 2 + 3*12 + 4       // where the second directory begins
	const numbers = place + 2 + 4*12 + 4 // where its six fractions begin
	b = le.AppendUint16(b, 3)
	entry(0x010f, 2, len(cameraMaker)+1, numbers+6*8)
	entry(0x0112, 3, 1, orientation)
	entry(0x8825, 4, 1, place)
	b = le.AppendUint16(le.AppendUint32(b, 0), 4)
	entry(1, 2, 2, 'N')
	entry(2, 5, 3, numbers)
	entry(3, 2, 2, 'W')
	entry(4, 5, 3, numbers+3*8)
	b = le.AppendUint32(b, 0)
	for _, n := range []uint32{51, 30, 0, 0, 7, 39} { // degrees, minutes and seconds, each over 1
		b = le.AppendUint32(le.AppendUint32(b, n), 1)
	}
	return append(b, cameraMaker+"\x00"...)
}

// redAt says in which corner of a picture the red quarter is.
func redAt(t testing.TB, data []byte) (corner string, longest int) {
	t.Helper()
	picture, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	width, height := picture.Bounds().Dx(), picture.Bounds().Dy()
	for name, at := range map[string]image.Point{"top left": {width / 4, height / 4},
		"top right": {width * 3 / 4, height / 4}, "bottom left": {width / 4, height * 3 / 4},
		"bottom right": {width * 3 / 4, height * 3 / 4}} {
		if r, g, b, _ := picture.At(at.X, at.Y).RGBA(); r>>8 > 230 && g>>8 < 40 && b>>8 < 40 {
			corner += name
		}
	}
	return corner, max(width, height)
}

// put writes files into a folder and gives their paths, in the order of their names.
func put(t testing.TB, files map[string][]byte) []string {
	t.Helper()
	folder := t.TempDir()
	var list []string
	for name, data := range files {
		list = append(list, filepath.Join(folder, name))
		if err := os.WriteFile(list[len(list)-1], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(list)
	return list
}

// entries are the files of a zip, by name.
func entries(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, entry := range z.File {
		files[entry.Name] = must(io.ReadAll(must(entry.Open())))
	}
	return files
}

// newEvidence begins a record of evidence, on a device of one's own.
func (h phoneOrKeys) newEvidence(title string) (id string) {
	h.Helper()
	h.visit(plainHost() + evidence)
	h.write("f-title", title)
	if !get[bool](h.tab, `Object.keys(localStorage).some(key => key.startsWith('precept-device '))`) {
		h.says("Is this your own device?")
		h.chooses("Yes, my own")
	}
	h.says("Saved on this device")
	return get[string](h.tab, `window.precept.record().record`)
}

// picks opens the list of files, and picks some.
func (h phoneOrKeys) picks(files ...string) {
	h.Helper()
	h.eval(`document.getElementById('f-files').parentElement.open = true`)
	h.waitFor(`document.querySelector('#f-files_0')`)
	h.pick("#f-files_0", files...)
}

// hasFiles waits until a record on the page names so many files.
func (h phoneOrKeys) hasFiles(n int) {
	h.Helper()
	h.waitFor(fmt.Sprintf(`window.precept.attachments().length === %d`, n))
}

// TestP3PhotographsMadeSmaller: three photographs of a camera, of 1, 9 and 30 MB and turned in three ways, leave the
// page upright, at most 2,000 px long, without what the camera wrote and small enough for the importer, which takes
// them all.
func TestP3PhotographsMadeSmaller(t *testing.T) {
	t.Parallel()
	files := map[string][]byte{"IMG 1.JPG": camera(t, 1200, 900, 92, 8), "img_9.jpeg": camera(t, 4000, 3300, 87, 6),
		"Img-30.jpg": camera(t, 5000, 4000, 100, 3)}
	for name, mb := range map[string]int{"IMG 1.JPG": 0, "img_9.jpeg": 7, "Img-30.jpg": 26} {
		if size := len(files[name]) >> 20; size < mb || size > mb+6 {
			t.Fatalf("%s has %d bytes", name, len(files[name]))
		}
	}
	want := map[string]string{"img-1": "bottom left", "img-9": "top right", "img-30": "bottom right"}
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		h.before(noPicker)
		folder := h.downloads()
		id := h.newEvidence("Three photographs")
		h.picks(put(t, files)...)
		h.hasFiles(3)
		h.chooses("Download to send")
		back, data := h.file(folder, ".zip")
		sent := entries(t, data)
		for stem, corner := range want {
			picture := sent[stem+"-"+id+".jpg"]
			if picture == nil {
				t.Fatalf("%s-%s.jpg is not in the zip", stem, id)
			}
			at, longest := redAt(t, picture)
			if at != corner || longest > 2000 || longest < 1200 || len(picture) > importer.MaxFile {
				t.Errorf("%s: the red is at the %s, want %s; %d px; %d bytes", stem, at, corner, longest, len(picture))
			}
			for _, told := range []string{"Exif", cameraMaker} {
				if bytes.Contains(picture, []byte(told)) {
					t.Errorf("%s still holds %q", stem, told)
				}
			}
		}
		dir := project(t, alex)
		precept(t, dir, "import", "--preceptee", "alex-example", "--as-of", asOf, back)
		for stem := range want {
			name := stem + "-" + id + ".jpg"
			if _, err := os.Stat(filepath.Join(dir, alex, "evidence", name)); err != nil {
				t.Error(err)
			}
		}
	})
}

// TestP3WhatMayNotGo: a picture that not every computer shows, a file that cannot be read as one, and what is still too
// large are refused where they are picked, with what to do; the rest is taken in. A phone is asked for JPEG.
func TestP3WhatMayNotGo(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		h.newEvidence("Refused")
		whole := []byte("%PDF-1.7\n" + strings.Repeat(" ", importer.MaxFile-9))
		h.picks(put(t, map[string][]byte{"a.heic": []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
			"b.jpg": []byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic"),
			"c.jpg": []byte("\xff\xd8\xff picture"),
			"d.png": nil, "e.pdf": append(whole, ' '), "f.pdf": whole, "g.jpg": camera(t, 40, 30, 80, 1)})...)
		for _, words := range []string{"a.heic is a HEIC photograph", "b.jpg is a HEIC photograph", "Most Compatible",
			"c.jpg cannot be read as a picture. Choose a JPEG, PNG or PDF file.", "d.png cannot be read",
			"e.pdf is too large: it is 8.1 MB, and the limit is 8 MB. Save it with smaller pictures"} {
			h.says(words)
		}
		h.hasFiles(2)
		accept := get[string](h.tab, `document.querySelector('#f-files_0').accept`)
		if !strings.HasPrefix(accept, "image/jpeg,") || strings.Contains(accept, "*") ||
			strings.Contains(accept, "hei") {
			t.Errorf("the picker accepts %q", accept)
		}
		axe(h.tab)("files that are refused", allRules)
	})
}

// TestE2PicturesOfOneName: two records name a picture image.png; neither ever shows the other's. What a record names
// already stays as it is.
func TestE2PicturesOfOneName(t *testing.T) {
	t.Parallel()
	inEachHand(t, func(t *testing.T, h phoneOrKeys) {
		h.before(noPicker)
		folder := h.downloads()
		first, second := camera(t, 40, 30, 80, 1), camera(t, 60, 90, 80, 1)
		one := h.newEvidence("One")
		h.picks(put(t, map[string][]byte{"image.jpg": first})...)
		h.hasFiles(1)
		h.picks(put(t, map[string][]byte{"image.jpg": second})...)
		h.hasFiles(2)
		h.chooses("Download to send")
		month1, data := h.file(folder, ".zip")
		sent := entries(t, data)
		h.chooses("I have sent it")
		h.chooses("Start a new one")
		h.waitFor(`window.precept.record().record !== ` + quoted(one))
		folder = h.downloads()
		h.write("f-title", "Two")
		h.picks(put(t, map[string][]byte{"image.jpg": second})...)
		h.hasFiles(1)
		two := get[string](h.tab, `window.precept.record().record`)
		h.chooses("Download to send")
		month2, data := h.file(folder, ".zip")
		maps.Copy(sent, entries(t, data))
		for name, want := range map[string]int{"image-" + one: 40, "image-" + one + "-2": 90, "image-" + two: 90} {
			if _, longest := redAt(t, sent[name+".jpg"]); longest != want {
				t.Errorf("%s is %d px long, want %d", name, longest, want)
			}
		}
		dir := project(t, alex)
		precept(t, dir, "import", "--preceptee", "alex-example", "--as-of", asOf, month1)
		precept(t, dir, "import", "--preceptee", "alex-example", "--as-of", asOf, month2)
		for id, want := range map[string]int{one: 40, two: 90} {
			kept := filepath.Join(dir, alex, "evidence", "image-"+id+".jpg")
			if _, longest := redAt(t, must(os.ReadFile(kept))); longest != want {
				t.Errorf("%s is kept %d px long, want %d", id, longest, want)
			}
		}
	})
}

// TestE2ANameThatStays: a record that came with image.jpg goes on naming it, beside another of that name.
func TestE2ANameThatStays(t *testing.T) {
	t.Parallel()
	h := phoneOrKeys{newTab(t), false}
	h.before(noPicker)
	folder := h.downloads()
	record := strings.Replace(fmt.Sprintf(saved, "Came"), "certificate.png", "image.jpg", 1)
	h.visit(plainHost() + evidence)
	h.give(packed(t, zip.Store, map[string][]byte{"r.md": []byte(record), "image.jpg": camera(t, 40, 30, 80, 1)}))
	h.waitFor(`window.precept.record().record === 'p4xk82mz'`)
	h.write("f-title", " here")
	h.ownDevice()
	h.picks(put(t, map[string][]byte{"image.jpg": camera(t, 60, 90, 80, 1)})...)
	h.hasFiles(2)
	h.chooses("Download to send")
	_, data := h.file(folder, ".zip")
	sent := entries(t, data)
	for name, want := range map[string]int{"image.jpg": 40, "image-p4xk82mz.jpg": 90} {
		if _, longest := redAt(t, sent[name]); longest != want {
			t.Errorf("%s is %d px long, want %d", name, longest, want)
		}
	}
	got := get[string](h.tab, `window.precept.record().answers.files.join()`)
	if got != "image.jpg,image-p4xk82mz.jpg" {
		t.Errorf("the record names %s", got)
	}
}

package media_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/bep/imagemeta"

	"precept/internal/media"
)

// secret is in every part of a test's picture that says something of a person.
const secret = "SECRET-of-nobody"

// corners is a picture whose corners are red, green, blue and white, clockwise from the top left.
func corners(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := [2][2]color.NRGBA{{{255, 0, 0, 255}, {0, 255, 0, 255}}, {{255, 255, 255, 255}, {0, 0, 255, 255}}}
			img.SetNRGBA(x, y, c[y*2/h][x*2/w])
		}
	}
	return img
}

// seen names the corners of a picture, clockwise from the top left.
func seen(t *testing.T, data []byte) string {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	b, names := img.Bounds(), ""
	for _, at := range [...]image.Point{{2, 2}, {b.Max.X - 3, 2}, {b.Max.X - 3, b.Max.Y - 3}, {2, b.Max.Y - 3}} {
		r, g, bl, _ := img.At(at.X, at.Y).RGBA()
		switch high := func(v uint32) bool { return v > 0x8000 }; {
		case high(r) && high(g) && high(bl):
			names += "w"
		case high(r):
			names += "r"
		case high(g):
			names += "g"
		case high(bl):
			names += "b"
		}
	}
	return names
}

// exif is a block that says how a picture is to be turned, who took it, with what, and where.
func exif(orientation int) []byte {
	le := binary.LittleEndian
	b := []byte("II*\x00\x08\x00\x00\x00")
	entry := func(tag, kind uint16, n, value uint32) {
		b = le.AppendUint32(le.AppendUint32(le.AppendUint16(le.AppendUint16(b, tag), kind), n), value)
	}
	text := uint32(len(secret))
	const dir, gps = 8 + 2 + 4*12 + 4, 2 + 1*12 + 4
	b = le.AppendUint16(b, 4)
	entry(0x0112, 3, 1, uint32(orientation))
	entry(0x013b, 2, text, dir+gps)
	entry(0x8298, 2, text, dir+gps)
	entry(0x8825, 4, 1, dir)
	b = le.AppendUint32(b, 0)
	b = le.AppendUint16(b, 1)
	entry(0x001d, 2, text, dir+gps)
	return append(le.AppendUint32(b, 0), secret...)
}

func segment(marker byte, content string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(content)+2)), content...)
}

// photograph is a JPEG with all that cameras and programs put into one.
func photograph(t *testing.T, orientation int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, corners(32, 16), nil); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	return slices.Concat(plain[:2],
		segment(0xe0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01"+secret[:3]),
		segment(0xe1, "Exif\x00\x00"+string(exif(orientation))),
		segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x>"+secret+"</x>"),
		segment(0xe2, "MPF\x00"+secret), segment(0xe2, "ICC_PROFILE\x00\x01\x01colours"),
		segment(0xed, "Photoshop 3.0\x008BIM"+secret), segment(0xfe, secret), plain[2:], []byte(secret))
}

func chunk(name, content string) []byte {
	b := append(binary.BigEndian.AppendUint32(nil, uint32(len(content))), name+content...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func screenshot(t *testing.T, orientation int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, corners(32, 16)); err != nil {
		t.Fatal(err)
	}
	const header = 8 + 25
	plain := b.Bytes()
	return slices.Concat(plain[:header], chunk("eXIf", string(exif(orientation))), chunk("tEXt", "Author\x00"+secret),
		chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+secret), chunk("gAMA", "\x00\x00\xb1\x8f"),
		chunk("prVt", secret), plain[header:], []byte(secret))
}

func moving(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	frame := func(c color.Color) *image.Paletted {
		p := image.NewPaletted(image.Rect(0, 0, 9, 7), color.Palette{color.White, c})
		p.Pix[3] = 1
		return p
	}
	err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame(color.Black), frame(color.RGBA{1, 2, 3, 255})},
		Delay: []int{5, 5}})
	if err != nil {
		t.Fatal(err)
	}
	text := string(rune(len(secret))) + secret + "\x00"
	plain := b.Bytes()
	end := len(plain) - 1
	return slices.Concat(plain[:end], []byte("!\xfe"+text), []byte("!\xff\x0bXMP DataXMP"+text), plain[end:],
		[]byte(secret))
}

// webp is the smallest picture that this format allows, of one point, with what is said about it.
func webp(t *testing.T, orientation int) []byte {
	t.Helper()
	one := []byte("\x2f\x00\x00\x00\x00\x07\x10\xfd\x8f\xfe\x07\x22\xa2\xff\x01\x00")
	part := func(name string, content []byte) []byte {
		b := append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(content))), content...)
		return append(b, make([]byte, len(content)&1)...)
	}
	body := slices.Concat([]byte("WEBP"), part("VP8X", []byte("\x0c\x00\x00\x00\x00\x00\x00\x00\x00\x00")),
		part("VP8L", one), part("EXIF", exif(orientation)), part("XMP ", []byte(secret)), part("what", []byte(secret)))
	return append(append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...), secret...)
}

// said lists what can be read about a picture in it.
func said(t *testing.T, data []byte) (list []string) {
	t.Helper()
	format := map[media.Type]imagemeta.ImageFormat{media.JPEG: imagemeta.JPEG, media.PNG: imagemeta.PNG,
		media.WebP: imagemeta.WebP}[media.TypeOf(data)]
	if format == 0 {
		return nil
	}
	_, err := imagemeta.Decode(imagemeta.Options{R: bytes.NewReader(data), ImageFormat: format,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag: func(tag imagemeta.TagInfo) error {
			list = append(list, fmt.Sprint(tag.Tag, "=", tag.Value))
			return nil
		}})
	if err != nil && err != io.EOF {
		t.Log(err)
	}
	return list
}

func TestClean(t *testing.T) {
	sideways, err := os.ReadFile("testdata/sideways.jpg")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"photograph": photograph(t, 1), "screenshot": screenshot(t, 1),
		"moving": moving(t), "webp": webp(t, 1), "turned photograph": photograph(t, 6),
		"turned screenshot": screenshot(t, 8)} {
		t.Run("case-E7/"+name, func(t *testing.T) {
			if !bytes.Contains(data, []byte(secret)) || media.TypeOf(data) != media.GIF && len(said(t, data)) == 0 {
				t.Fatal("the picture says nothing to begin with")
			}
			clean, err := media.Clean(data)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(clean, []byte(secret)) || len(said(t, clean)) > 0 {
				t.Errorf("it still says %q", said(t, clean))
			}
			if media.TypeOf(clean) != media.TypeOf(data) {
				t.Errorf("it has become a %s", media.TypeOf(clean))
			}
			if again, err := media.Clean(clean); err != nil || !bytes.Equal(again, clean) {
				t.Errorf("cleaning it again changes it: %v", err)
			}
			if _, _, err := image.Decode(bytes.NewReader(clean)); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("case-E7/room", func(t *testing.T) {
		clean, err := media.Clean(sideways)
		if err != nil || bytes.Contains(clean, []byte("Exif")) {
			t.Errorf("%v: %q", err, clean)
		}
	})
	t.Run("colours are kept", func(t *testing.T) {
		clean, err := media.Clean(photograph(t, 1))
		if err != nil || !bytes.Contains(clean, []byte("ICC_PROFILE")) {
			t.Error(err)
		}
	})
}

func TestCleanTurnsUpright(t *testing.T) {
	// what is seen of the corners r, g, b and w when a picture with each orientation is turned
	want := [...]string{1: "rgbw", 2: "grwb", 3: "bwrg", 4: "wbgr", 5: "rwbg", 6: "wrgb", 7: "bgrw", 8: "gbwr"}
	for o := 1; o <= 8; o++ {
		for _, data := range [][]byte{photograph(t, o), screenshot(t, o)} {
			t.Run(fmt.Sprintf("case-E7/%s/%d", media.TypeOf(data), o), func(t *testing.T) {
				clean, err := media.Clean(data)
				if err != nil {
					t.Fatal(err)
				}
				if got := seen(t, clean); got != want[o] {
					t.Errorf("the corners are %s, and must be %s", got, want[o])
				}
				w, h, err := media.Size(data)
				if cw, ch, _ := media.Size(clean); err != nil || w != cw || h != ch || (w < h) != (o >= 5) {
					t.Errorf("it is %d by %d, and upright %d by %d: %v", w, h, cw, ch, err)
				}
			})
		}
	}
	if _, err := media.Clean(webp(t, 6)); err != media.ErrTells {
		t.Errorf("a WebP that lies on its side: %v", err)
	}
}

func TestCleanRefusesWhatIsBroken(t *testing.T) {
	for name, data := range map[string][]byte{
		"nothing": nil, "HTML": []byte("<!doctype html><script>1</script>"), "cut": photograph(t, 1)[:300],
		"cut PNG": screenshot(t, 1)[:60], "cut GIF": moving(t)[:40], "cut WebP": webp(t, 1)[:40],
		"a PDF":                []byte("%PDF-1.4 x"),
		"only its first bytes": []byte("\xff\xd8\xff"),
		"AVIF":                 []byte("\x00\x00\x00\x14ftypavif"),
	} {
		if clean, err := media.Clean(data); err == nil {
			t.Errorf("%s is taken as a picture: %q", name, clean)
		}
	}
}

func TestSmall(t *testing.T) {
	noise := image.NewNRGBA(image.Rect(0, 0, 900, 700))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = byte(r.Uint32())
	}
	var b bytes.Buffer
	if err := png.Encode(&b, noise); err != nil {
		t.Fatal(err)
	}
	const most = 200_000
	small, err := media.Small(b.Bytes(), most)
	if err != nil || len(small) > most || len(small) < most/20 || media.TypeOf(small) != media.JPEG {
		t.Fatalf("%d bytes of %s: %v", len(small), media.TypeOf(small), err)
	}
	if again, _ := media.Small(b.Bytes(), most); !bytes.Equal(again, small) {
		t.Error("the same picture gives other bytes")
	}
	if same, _ := media.Small(small, most); !bytes.Equal(same, small) {
		t.Error("what is small enough is changed")
	}
	// a picture that claims to be huge is refused before its points are made
	huge := slices.Clone(b.Bytes())
	binary.BigEndian.PutUint32(huge[16:], 1<<20)
	binary.BigEndian.PutUint32(huge[20:], 1<<20)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	if _, err := media.Small(huge, most); err != media.ErrLarge {
		t.Error(err)
	}
}

// office is a document of some files.
func office(t *testing.T, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = io.WriteString(w, files[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestNamesAuthor(t *testing.T) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	fmt.Fprint(z, "1 0 <</Title(x)/Author(Nobody Example)>>")
	z.Close()
	stream := "%PDF-1.5\n1 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\r\n" + packed.String() + "\nendstream"
	for _, c := range []struct {
		name string
		data []byte
		kind media.Type
		want bool
	}{
		{"PDF", []byte("%PDF-1.4\n1 0 obj<</Author (Nobody Example)>>"), media.PDF, true},
		{"PDF in hexadecimal", []byte("%PDF-1.4\n1 0 obj<</Author <FEFF004E>>>"), media.PDF, true},
		{"PDF with XMP", []byte("%PDF-1.4\n<dc:creator><rdf:Seq><rdf:li>Nobody</rdf:li></rdf:Seq></dc:creator>"),
			media.PDF, true},
		{"PDF with packed objects", []byte(stream), media.PDF, true},
		{"PDF of nobody", []byte("%PDF-1.4\n1 0 obj<</Author()/Title(x)>>"), media.PDF, false},
		{"Word", office(t, "word/document.xml", "<x/>", "docProps/core.xml", "<dc:creator>Nobody</dc:creator>"),
			media.Word, true},
		{"Word of nobody", office(t, "word/document.xml", "<x/>", "docProps/core.xml", "<dc:creator></dc:creator>"),
			media.Word, false},
		{"Excel", office(t, "xl/workbook.xml", "<x/>", "docProps/core.xml",
			"<cp:lastModifiedBy>Nobody</cp:lastModifiedBy>"), media.Excel, true},
		{"OpenDocument", office(t, "mimetype", "application/vnd.oasis.opendocument.text", "meta.xml",
			"<meta:initial-creator>Nobody</meta:initial-creator>"), media.Text, true},
		{"macros", office(t, "word/document.xml", "<x/>", "word/vbaProject.bin", "x"), media.Unknown, false},
		{"a zip", office(t, "a.md", "x"), media.Unknown, false},
	} {
		t.Run("case-E7/"+c.name, func(t *testing.T) {
			if kind := media.TypeOf(c.data); kind != c.kind {
				t.Errorf("the type is %q, and must be %q", kind, c.kind)
			}
			if got := media.NamesAuthor(c.data); got != c.want {
				t.Errorf("it names an author: %v", got)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	t := &testing.T{}
	for _, data := range [][]byte{photograph(t, 6), screenshot(t, 3), moving(t), webp(t, 1)} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if w, h, err := media.Size(data); err != nil || w > 2000 || h > 2000 {
			return
		}
		clean, err := media.Clean(data)
		if err != nil {
			return
		}
		if again, err := media.Clean(clean); err != nil || !bytes.Equal(again, clean) {
			t.Errorf("cleaning it again changes it: %v", err)
		}
	})
}

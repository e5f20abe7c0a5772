package importer

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/finding"
)

// packed makes a zip. A text is a file; change may alter a header before it is written.
func packed(t testing.TB, change func(h *zip.FileHeader), files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		name, text, _ := strings.Cut(f, "=")
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if change != nil {
			change(h)
		}
		out, err := w.CreateHeader(h)
		if err == nil {
			_, err = out.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpackAll gives what a batch of one file has.
func unpackAll(name string, data []byte) ([]Arrival, []finding.Finding) {
	var b Batch
	b.Add(name, data)
	return b.Files, b.Findings
}

// TestUnpack gives the files of a sound zip, without what systems add to it.
func TestUnpack(t *testing.T) {
	list, findings := unpackAll("Records.ZIP",
		packed(t, nil, "b/r.md=two", "a.txt=one", "b/=", "__MACOSX/b/._r.md=x", ".DS_Store=x", "b/Thumbs.db=x",
			"empty.md="))
	var got []string
	for _, a := range list {
		got = append(got, a.Name+"="+string(a.Data))
	}
	if want := "a.txt=one b/r.md=two empty.md="; strings.Join(got, " ") != want || findings != nil {
		t.Errorf("%q %v, want %q", got, findings, want)
	}
	list, findings = unpackAll("r.md", []byte("PK"))
	if len(list) != 1 || list[0].Name != "r.md" || findings != nil {
		t.Errorf("what is not a zip: %v %v", list, findings)
	}
}

// hostileZip is a zip that must be refused, and what its finding says.
type hostileZip struct {
	name, want string
	zip        []byte
}

// noise is a text of so many bytes that does not pack.
func noise(n int) string {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return string(b)
}

// files are the entries of a zip: so many, each with a text of its own.
func files(n int, format string, text func(i int) string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(format, i) + text(i)
	}
	return list
}

// hostileNames are zips with names that lead somewhere or deceive.
func hostileNames(t *testing.T) []hostileZip {
	link := func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }
	pipe := func(h *zip.FileHeader) { h.SetMode(fs.ModeNamedPipe | 0o666) }
	return []hostileZip{
		{"leads out", "leads out of the folder", packed(t, nil, "ok.md=x", "../r.md=x")},
		{"leads out in the middle", "leads out of the folder", packed(t, nil, "a/../../r.md=x")},
		{"a dot", "leads out of the folder", packed(t, nil, "./r.md=x")},
		{"from the top", "from the top of a disk", packed(t, nil, "/etc/r.md=x")},
		{"an empty folder name", "from the top of a disk", packed(t, nil, "a//r.md=x")},
		{"backslash", "a backslash", packed(t, nil, `..\r.md=x`)},
		{"drive", "a colon", packed(t, nil, "C:r.md=x")},
		{"stream", "a colon", packed(t, nil, "r.md:hidden=x")},
		{"NUL", "cannot be seen", packed(t, nil, "r.md\x00.exe=x")},
		{"turned round", "cannot be seen", packed(t, nil, "r\u202edm.exe=x")},
		{"not UTF-8", "not readable text", packed(t, nil, "r\xff.md=x")},
		{"long", "too long", packed(t, nil, strings.Repeat("n", maxName)+".md=x")},
		{"deep", "too long", packed(t, nil, strings.Repeat("n/", maxFolders+1)+"r.md=x")},
		{"twice", "one name", packed(t, nil, "r.md=x", "r.md=y")},
		{"twice, in capitals", "one name", packed(t, nil, "r.md=x", "R.MD=y")},
		{"twice, with another form of an accent", "one name", packed(t, nil, "caf\u00e9.md=x", "cafe\u0301.md=y")},
		{"file and folder", "a file and a folder", packed(t, nil, "r=x", "r/s.md=y")},
		{"link", "a link", packed(t, link, "r.md=/etc/passwd")},
		{"pipe", "not an ordinary file", packed(t, pipe, "r.md=")},
	}
}

// hostileSizes are zips that are too large, or not what they say.
func hostileSizes(t *testing.T) []hostileZip {
	none := func(int) string { return "" }
	store := func(h *zip.FileHeader) { h.Method = zip.Store }
	broken := packed(t, store, "r.md=the text of a record")
	copy(broken[bytes.Index(broken, []byte("the text")):], "THE")
	lying := packed(t, nil, "r.md="+noise(5000))
	at := bytes.LastIndex(lying, []byte("PK\x01\x02")) // its directory says that the file is one byte long
	copy(lying[at+24:], []byte{1, 0, 0, 0})
	heavy := files(9, "%d.jpg=", func(i int) string { return noise(MaxFile - i) })
	bomb := files(20, "%d.md=", func(int) string { return strings.Repeat("0", freeRatio) })
	return []hostileZip{
		{"locked", "a password", packed(t, func(h *zip.FileHeader) { h.Flags |= 1 }, "r.md=x")},
		{"zip in a zip", "another zip", packed(t, nil, "more.zip=PK")},
		{"zip in a zip under a different name", "another zip",
			packed(t, nil, "more.md="+string(packed(t, nil, "r.md=x")))},
		{"too many", "2001 files", packed(t, nil, files(MaxFiles+1, "%d.md=", none)...)},
		{"far too many", "more than 2000 files", packed(t, nil, files(2*MaxFiles+2, "%d/=", none)...)},
		{"all too large", "larger than 64 megabytes", packed(t, store, heavy...)},
		{"one file packs too well", "100 times", packed(t, nil, "r.md="+strings.Repeat("0", MaxFile))},
		{"all pack too well", "100 times", packed(t, nil, bomb...)},
		{"lies about its size", "is broken", lying},
		{"another sum", "is broken", broken},
		{"cut off", "cannot be read as a zip", packed(t, nil, "r.md=x")[:30]},
		{"not a zip", "cannot be read as a zip", []byte("GIF89a")},
		{"nothing in it", "it is empty", packed(t, nil)},
	}
}

// TestUnpackRefuses refuses hostile zips whole, with one finding each that says why.
func TestUnpackRefuses(t *testing.T) {
	for _, c := range slices.Concat(hostileNames(t), hostileSizes(t)) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			list, findings := unpackAll("records.zip", c.zip)
			if list != nil || len(findings) != 1 || !strings.Contains(findings[0].Message, c.want) ||
				findings[0].File != "records.zip" || findings[0].Help == "" {
				t.Errorf("%d files, %+v; want %q", len(list), findings, c.want)
			}
		})
	}
}

// A record of one letter packs very well, and is taken anyway.
func TestUnpackWell(t *testing.T) {
	if list, findings := unpackAll("r.zip", packed(t, nil, "r.md="+strings.Repeat("a", 100_000))); len(list) != 1 {
		t.Error(findings)
	}
}

// TestP3LeavesOne: one photograph that is too large, in HEIC, or not what it seems is refused by itself, and says what
// to do. The rest of the batch, in a zip or not, is taken in.
func TestP3LeavesOne(t *testing.T) {
	store := func(h *zip.FileHeader) { h.Method = zip.Store }
	record := strings.Replace(recordText("k7m29qxd", "One", ""), "said: \"One\"",
		"said: \"One\"\n  pictures: [large.jpg, phone.heic, renamed.jpg, odd.png, good.jpg]", 1)
	jpeg := photograph(t)
	heic := "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"
	all := packed(t, store, "r.md="+record, "good.jpg="+jpeg, "large.jpg="+jpeg+noise(MaxFile), "phone.heic="+heic,
		"renamed.jpg="+heic, "odd.png=MZ")
	list, findings := unpackAll("sent.zip", all)
	if len(findings) > 0 || len(list) != 6 {
		t.Fatal(findings, len(list))
	}
	in, dir := open(t)
	offers := in.examine(t, list...)
	want := map[string]string{"r.md": "", "good.jpg": "", "large.jpg": "larger than 8 megabytes",
		"phone.heic": "HEIC", "renamed.jpg": "HEIC", "odd.png": "not a picture"}
	for _, o := range offers {
		said := ""
		for _, f := range o.Findings {
			said += f.Message
		}
		if w := want[o.Name]; (o.State == Refused) != (w != "") || !strings.Contains(said, w) {
			t.Errorf("%s: %s %q, want %q", o.Name, o.State, said, w)
		}
	}
	if _, _, err := in.Accept(offers, false); err != nil {
		t.Fatal(err)
	}
	if files := look(t, dir); files[ownFile] == "" || files["data/preceptees/sam/evidence/good-k7m29qxd.jpg"] != jpeg {
		t.Error("the rest was not taken in")
	}
	alone := in.examine(t, Arrival{Name: "large.jpg", Data: []byte(jpeg + noise(MaxFile))})[0]
	if alone.State != Refused || !strings.Contains(alone.Findings[0].Help, "smaller") {
		t.Errorf("%+v", alone)
	}
}

// TestX5Batch (case-X5): one limit holds for all that comes at once, so that a dozen zips need no more memory than one;
// all that is ever allocated for them is counted.
func TestX5Batch(t *testing.T) {
	part := strings.Repeat("a", MaxFile)
	files := make([]string, 7)
	for i := range files {
		files[i] = fmt.Sprintf("%d.jpg=%s", i, part)
	}
	full := packed(t, func(h *zip.FileHeader) { h.Method = zip.Store }, files...)
	small := packed(t, nil, "r.md="+strings.Repeat("b", 100_000))
	var b Batch
	allocated := casetest.Allocated(func() {
		b.Add("first.zip", full)
		for i := range 12 {
			b.Add(fmt.Sprintf("%d.zip", i), full)
		}
		b.Add("photo.jpg", full)
		b.Add("small.zip", small)
	})
	if allocated > 128<<20 {
		t.Errorf("%d MiB were allocated", allocated>>20)
	}
	const says = "what came at once is larger than 64 megabytes"
	if len(b.Findings) != 12 || !strings.Contains(b.Findings[0].Message, says) {
		t.Errorf("%d findings: %v", len(b.Findings), b.Findings)
	}
	if n := len(b.Files); n != 9 || b.Files[7].Fault == nil || b.Files[7].Data != nil || b.Files[8].Fault != nil {
		t.Errorf("%d files", n)
	}
	many := make([]string, MaxFiles/2+1)
	for i := range many {
		many[i] = fmt.Sprintf("%d.md=x", i)
	}
	b = Batch{}
	b.Add("a.zip", packed(t, nil, many...))
	b.Add("b.zip", packed(t, nil, many...))
	if len(b.Files) != len(many) || len(b.Findings) != 1 {
		t.Errorf("%d files of two zips, findings %v", len(b.Files), b.Findings)
	}
}

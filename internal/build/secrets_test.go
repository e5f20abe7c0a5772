package build_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/portfolio"
)

// canary is a word that says whose it is and who may read it.
var canary = regexp.MustCompile(`canary([a-z]{3})x([parsn]+)x[0-9]{2}`)

// initial is how a canary names a reader.
var initial = map[portfolio.Reader]string{portfolio.ForPreceptee: "p", portfolio.ForPair: "a",
	portfolio.ForPractice: "r", portfolio.ForAppraiser: "s"}

// TestSecrets holds every byte of every tree to testdata/secrets.txtar: what may be read is there, and nothing else is,
// in any spelling by case and in any file's name.
func TestSecrets(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/secrets.txtar")
	if err != nil {
		t.Fatal(err)
	}
	project, out := filepath.Join(t.TempDir(), "where-it-lies"), filepath.Join(t.TempDir(), "where-it-goes")
	casetest.WriteFiles(t, project, archive.Files...)
	words := map[string]bool{metadata: true}
	casetest.Write(t, project, "data/preceptees/kay-example/evidence/photo.png", tellingPicture(t))
	for _, f := range archive.Files {
		for _, w := range canary.FindAllString(f.Name+string(f.Data), -1) {
			words[w] = true
		}
	}
	if len(words) < 30 {
		t.Fatalf("only %d canaries", len(words))
	}
	for _, reader := range portfolio.Readers() {
		if initial[reader] == "" {
			t.Fatalf("no canary says what the %s may read", reader)
		}
		publish(t, build.Options{Project: project, Reader: reader}, out)
		for _, who := range []string{"kay", "lou"} {
			name := who + "-example"
			if reader != portfolio.ForPreceptee {
				name += "-" + string(reader)
			}
			tree := everything(t, filepath.Join(out, "portfolios", name))
			for word := range words {
				m := canary.FindStringSubmatch(word)
				may := m[1] == who && strings.Contains(m[2], initial[reader])
				if in := holding(tree, word); may && in == nil {
					t.Errorf("%s is nowhere in the portfolio of %s for the %s, who may read it", word, who, reader)
				} else if !may && in != nil {
					t.Errorf("%s is in the portfolio of %s for the %s: %v", word, who, reader, in)
				}
			}
			for _, name := range hidden {
				if in := holding(tree, name); (in != nil) != (reader == portfolio.ForPractice) {
					t.Errorf("%q is in the portfolio of %s for the %s: %v", name, who, reader, in)
				}
			}
		}
	}
	public, all := everything(t, filepath.Join(out, "public")), everything(t, out)
	for _, word := range []string{"canary", "kay", "lou-example"} {
		if in := holding(public, word); in != nil {
			t.Errorf("%q is in the public site: %v", word, in)
		}
	}
	for _, place := range []string{filepath.Base(project), filepath.Base(out), os.TempDir()} {
		if in := holding(all, place); in != nil {
			t.Errorf("%q, where it was built, is in what was built: %v", place, in)
		}
	}
}

// hidden are the names of a milestone and of competencies of which only the practice may know how far anybody has come.
var hidden = []string{"Tell the manager something", "tell-something", "Hidden craft", "Other hidden craft",
	"hidden-craft", "Hidden domain"}

// metadata is what a picture tells of who took it.
const metadata = "canarykayxnx46"

// tellingPicture is one that tells of who took it.
func tellingPicture(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	const header = 8 + 25 // its signature and size
	said := "tEXtAuthor\x00" + metadata
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(said)-4))
	chunk = binary.BigEndian.AppendUint32(append(chunk, said...), crc32.ChecksumIEEE([]byte(said)))
	return b.String()[:header] + string(chunk) + b.String()[header:]
}

// everything gives all that is in the files below a folder, by their paths: their names and what they hold, unpacked
// and without capital letters.
func everything(t *testing.T, dir string) map[string]string {
	t.Helper()
	tree := map[string]string{}
	paths := treePaths(t, dir)
	if len(paths) < 5 {
		t.Fatalf("%s holds only %v", dir, paths)
	}
	for _, p := range paths {
		data, err := os.ReadFile(filepath.Join(dir, p))
		if err != nil {
			t.Fatal(err)
		}
		tree[p] = strings.ToLower(p + "\n" + string(bytes.Join(unpacked(t, data), []byte("\n"))))
	}
	return tree
}

// holding lists the files that hold a word, or are named with it, in any case.
func holding(tree map[string]string, word string) []string {
	var list []string
	for p, text := range tree {
		if strings.Contains(text, strings.ToLower(word)) {
			list = append(list, p)
		}
	}
	slices.Sort(list)
	return list
}

// inline matches data within a page: a picture of the portfolio on one page, for example.
var inline = regexp.MustCompile(`;base64,([A-Za-z0-9+/]+=*)`)

// unpacked gives data as it is and all that is packed within it, however deep: the files of a zip with their names,
// what is compressed, and what a page has within it.
func unpacked(t *testing.T, data []byte) [][]byte {
	t.Helper()
	list := [][]byte{data}
	within := func(r io.Reader, err error) {
		if err == nil {
			var plain []byte
			if plain, err = io.ReadAll(r); err == nil {
				list = append(list, unpacked(t, plain)...)
			}
		}
		if err != nil {
			t.Errorf("not unpacked: %v", err)
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Errorf("not unpacked: %v", err)
			break
		}
		for _, f := range z.File {
			list = append(list, []byte(f.Name+"\n"+f.Comment))
			r, err := f.Open()
			within(r, err)
		}
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b}):
		r, err := gzip.NewReader(bytes.NewReader(data))
		within(r, err)
	}
	for _, m := range inline.FindAllSubmatch(data, -1) {
		within(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(m[1])), nil)
	}
	return list
}

// TestUnpacked: a word is found however it is packed.
func TestUnpacked(t *testing.T) {
	var packed, zipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	f, err := z.Create("canarykayxnx01.txt")
	if err == nil {
		_, err = f.Write([]byte("canarykayxnx02"))
	}
	g := gzip.NewWriter(&packed)
	if err = errors.Join(err, z.Close()); err == nil {
		_, err = g.Write(zipped.Bytes())
	}
	if err = errors.Join(err, g.Close()); err != nil {
		t.Fatal(err)
	}
	page := "<img src=\"data:image/png;base64," + base64.StdEncoding.EncodeToString(packed.Bytes()) + "\">"
	all := string(bytes.Join(unpacked(t, []byte(page)), nil))
	for _, word := range []string{"canarykayxnx01", "canarykayxnx02"} {
		if !strings.Contains(all, word) {
			t.Errorf("%s is not found", word)
		}
	}
}

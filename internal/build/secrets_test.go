package build_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
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
var canary = regexp.MustCompile(`canary([a-z]{3})x([parn]+)x[0-9]{2}`)

// initial is how a canary names a reader.
var initial = map[portfolio.Reader]string{portfolio.ForPreceptee: "p", portfolio.ForPair: "a",
	portfolio.ForPractice: "r"}

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
		publish(t, build.Options{Project: project, Reader: reader}, out)
		for _, who := range []string{"kay", "lou"} {
			name := who + "-example"
			if reader != portfolio.ForPreceptee {
				name += "-" + string(reader)
			}
			tree := filepath.Join(out, "portfolios", name)
			for word := range words {
				m := canary.FindStringSubmatch(word)
				may := m[1] == who && strings.Contains(m[2], initial[reader])
				if in := holding(t, tree, word); may && in == nil {
					t.Errorf("%s is nowhere in the portfolio of %s for the %s, who may read it", word, who, reader)
				} else if !may && in != nil {
					t.Errorf("%s is in the portfolio of %s for the %s: %v", word, who, reader, in)
				}
			}
		}
	}
	for _, word := range []string{"canary", "kay", "lou-example"} {
		if in := holding(t, filepath.Join(out, "public"), word); in != nil {
			t.Errorf("%q is in the public site: %v", word, in)
		}
	}
	for _, place := range []string{filepath.Base(project), filepath.Base(out), os.TempDir()} {
		if in := holding(t, out, place); in != nil {
			t.Errorf("%q, where it was built, is in what was built: %v", place, in)
		}
	}
}

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

// holding lists the files below a folder that hold a word, or are named with it, in any case.
func holding(t *testing.T, dir, word string) []string {
	t.Helper()
	var list []string
	paths := treePaths(t, dir)
	if len(paths) < 5 {
		t.Fatalf("%s holds only %v", dir, paths)
	}
	for _, p := range paths {
		data, err := os.ReadFile(filepath.Join(dir, p))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(bytes.ToLower(data), bytes.ToLower([]byte(word))) ||
			strings.Contains(strings.ToLower(p), strings.ToLower(word)) {
			list = append(list, p)
		}
	}
	slices.Sort(list)
	return list
}

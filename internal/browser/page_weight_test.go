//go:build browser

package browser

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	mainPart = regexp.MustCompile(`(?s)<main.*</main>`)
	tags     = regexp.MustCompile(`<[^>]*>`)
	fetched  = regexp.MustCompile(`(?:later|exchange)&#34;:&#34;(?:\.\./)*([^&]+\.js)`)
	linked   = regexp.MustCompile(`(?:<link rel="stylesheet" href|<script src)="(?:\.\./)*([^"]+\.(css|js))"`)
)

// A guidance page of about 600 words, with its style, is at most 10 KB on the wire (the design allows 14), and its
// script 2 KB.
func TestWeightOfGuidance(t *testing.T) {
	t.Parallel()
	measured := 0
	for _, p := range every(t) {
		if !strings.HasPrefix(p.path, "public/") || strings.Contains(p.path, "/forms/") {
			continue
		}
		html := read(t, p.path)
		words := len(strings.Fields(tags.ReplaceAllString(string(mainPart.Find(html)), " ")))
		if words < 400 || words > 800 {
			continue
		}
		measured++
		weight := map[string]int{"css": squeezed(t, html)}
		for _, m := range linked.FindAllSubmatch(html, -1) {
			weight[string(m[2])] += squeezed(t, read(t, "public/"+string(m[1])))
		}
		if weight["css"] > 10_000 || weight["js"] > 2_000 || weight["js"] == 0 {
			t.Errorf("%s: %d bytes of HTML and style, %d of script, compressed; %d words", p.path, weight["css"],
				weight["js"], words)
		}
	}
	if measured < 5 {
		t.Errorf("only %d pages are of that size", measured)
	}
}

// The script of a form's page is at most 20 KB (of 1,024 bytes, compressed) where it is linked. Those that are fetched
// once somebody is in the form (the coach, then what takes in and hands over records) hold nothing again that one
// before has: all that ever comes to one page is at most 45 KB. The forms index links 14 KB and fetches as much again.
func TestWeightOfForms(t *testing.T) {
	t.Parallel()
	const kb = 1024
	pages := map[int]int{} // by how many scripts they fetch
	for _, p := range every(t) {
		if !strings.HasPrefix(p.path, "public/forms/") {
			continue
		}
		html := read(t, p.path)
		weight, most, inAll := 0, 20*kb, 45*kb
		if strings.HasSuffix(p.path, "/index.html") {
			most, inAll = 14*kb, 28*kb
		}
		for _, m := range linked.FindAllSubmatch(html, -1) {
			if string(m[2]) == "js" {
				weight += squeezed(t, read(t, "public/"+string(m[1])))
			}
		}
		if weight == 0 || weight > most {
			t.Errorf("%s: %d bytes of script, compressed", p.path, weight)
		}
		fetched := fetched.FindAllSubmatch(html, -1)
		pages[len(fetched)]++
		for _, m := range fetched {
			weight += squeezed(t, read(t, "public/"+string(m[1])))
		}
		if weight > inAll {
			t.Errorf("%s: %d bytes of script in all, compressed", p.path, weight)
		}
	}
	if pages[2] < 20 || pages[1] != 1 {
		t.Errorf("%v pages by how many scripts they fetch", pages)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(shipped.root, path))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func squeezed(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	z.Write(data)
	z.Close()
	return b.Len()
}

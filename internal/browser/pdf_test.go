//go:build browser

package browser

import (
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// print prints the page as a browser's print dialog would and gives the PDF's path.
func (b *tab) print() string {
	b.Helper()
	data, err := chromedp.Run(b.ctx,
		chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFOutlineAndTagged()))
	if err != nil {
		b.Fatal(err)
	}
	name := filepath.Join(b.TempDir(), "page.pdf")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		b.Fatal(err)
	}
	return name
}

// third is poppler's largest zoom: a font's size comes in thirds of a point.
const third = 3

// small lists what is printed in letters of less than 12 pt.
func small(t *testing.T, pdf string) []string {
	t.Helper()
	var doc struct {
		Pages []struct {
			Number int `xml:"number,attr"`
			Fonts  []struct {
				ID   string  `xml:"id,attr"`
				Size float64 `xml:"size,attr"`
			} `xml:"fontspec"`
			Texts []struct {
				Font  string `xml:"font,attr"`
				Words string `xml:",innerxml"`
			} `xml:"text"`
		} `xml:"page"`
	}
	out := tool(t, "pdftohtml", "-xml", "-i", "-stdout", "-zoom", fmt.Sprint(third), pdf)
	if err := xml.Unmarshal([]byte(out[strings.Index(out, "<pdf2xml"):]), &doc); err != nil {
		t.Fatal(err)
	}
	size := map[string]float64{}
	var list []string
	for _, p := range doc.Pages {
		for _, f := range p.Fonts {
			size[f.ID] = f.Size / third
		}
		for _, x := range p.Texts {
			if s := size[x.Font]; s < 12 && strings.TrimSpace(x.Words) != "" {
				list = append(list, fmt.Sprintf("sheet %d: %.1f pt: %s", p.Number, s, x.Words))
			}
		}
	}
	if len(size) == 0 {
		t.Fatal("no fonts were found")
	}
	return list
}

func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

// flat removes what differs between a page and its paper: spaces, line breaks, hyphens and joined letters.
func flat(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("-", "", "ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ",
		"ffl").Replace(s)), "")
}

var fontSize = regexp.MustCompile(`<fontspec [^>]*size="([0-9.]+)"`)

// sizes gives the sizes of the letters on paper, in points.
func sizes(t *testing.T, pdf string) (list []float64) {
	t.Helper()
	for _, m := range fontSize.FindAllStringSubmatch(tool(t, "pdftohtml", "-xml", "-i", "-stdout", "-zoom",
		fmt.Sprint(third), pdf), -1) {
		n, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, n/third)
	}
	if len(list) == 0 {
		t.Fatal("no letters were found")
	}
	return list
}

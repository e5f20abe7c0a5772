package media_test

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	"precept/internal/media"
)

// TestDraw shows case-M3: what a drawing may have, what is left out of it, and why one is refused.
func TestDraw(t *testing.T) {
	const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
		`viewBox="0 0 64 36">`
	told := base64.StdEncoding.EncodeToString(photograph(t, 1))
	plain, err := media.Clean(photograph(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ in, out, fault string }{
		"plain": {in: open + `<rect width="3" height="2" fill="url(#a)"/><use xlink:href="#a"/></svg>`},
		"a picture": {in: open + `<image href="data:image/jpeg;base64,` + base64.StdEncoding.EncodeToString(plain) +
			`"/></svg>`},
		"of a drawing program": {
			in: `<?xml version="1.0"?><!-- Jo --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">` +
				`<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://ink.example/" ` +
				`ink:file='C:\Users\jo\year.svg' viewBox="0 0 64 36"><metadata><who on="x">Jo</who></metadata>` +
				`<ink:view><script/></ink:view><g id='a ink:b="c"' ink:x="1"/><!-- Jo --></svg>`,
			out: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 36"><g id='a ink:b="c"'/></svg>`,
		},
		"a prefix of its own": {in: `<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 64 36"><s:g/></s:svg>`},
		"a program":           {in: open + `<script>alert(1)</script></svg>`, fault: "a program"},
		"one of another kind": {
			in: open + `<h:script xmlns:h="http://www.w3.org/1999/xhtml"/></svg>`, fault: "a program"},
		"a handler": {in: open + `<g ONload="x()"/></svg>`, fault: "ONload="},
		"a page":    {in: open + `<foreignObject><p/></foreignObject></svg>`, fault: "something else"},
		"HTML": {
			in: open + `<p xmlns="http://www.w3.org/1999/xhtml"/></svg>`, fault: "something else"},
		"an animation": {in: open + `<animate attributeName="x"/></svg>`, fault: "moves"},
		"a link": {
			in: open + `<a href="https://example.org/"/></svg>`, fault: "outside it: https://example.org/"},
		"a script as a link": {in: open + `<a xlink:href=" javascript:x()"/></svg>`, fault: "outside it"},
		"a file beside it":   {in: open + `<image href="room.jpg"/></svg>`, fault: "outside it: room.jpg"},
		"a told picture": {
			in: open + `<image href="data:image/jpeg;base64,` + told + `"/></svg>`, fault: "tells who took"},
		"a broken picture": {in: open + `<image href="data:image/png;base64,AA=="/></svg>`, fault: "is broken"},
		"a fill": {
			in: open + `<g fill="URL( 'https://example.org/x' )"/></svg>`, fault: "outside it: https"},
		"a style":           {in: open + `<style>a{} @import "x";</style></svg>`, fault: "from elsewhere"},
		"an address in one": {in: open + `<style>g{fill:url(//x)}</style></svg>`, fault: "outside it: //x"},
		"an escaped one":    {in: open + `<g style="fill:u\72l(//x)"/></svg>`, fault: "a backslash"},
		"a style sheet":     {in: `<?xml-stylesheet href="x.css"?>` + open + `</svg>`, fault: "from another file"},
		"own entities":      {in: `<!DOCTYPE svg [<!ENTITY a "b">]>` + open + `</svg>`, fault: "words of its own"},
		"no size":           {in: `<svg xmlns="http://www.w3.org/2000/svg" width="100%"/>`, fault: "how large"},
		"no name space":     {in: `<svg viewBox="0 0 64 36"/>`, fault: "not a drawing"},
		"a web page":        {in: `<!doctype html><html><p>x</html>`, fault: "not a drawing"},
		"nothing":           {in: ``, fault: "cannot be read"},
		"half of one":       {in: open + `<g>`, fault: "cannot be read"},
		"another encoding": {
			in: `<?xml version="1.0" encoding="latin1"?>` + open + `</svg>`, fault: "cannot be read"},
	} {
		t.Run("case-M3/"+name, func(t *testing.T) {
			d, faults := media.Draw([]byte(c.in))
			if c.fault != "" {
				if len(faults) != 1 || !strings.Contains(faults[0].Message, c.fault) || len(d.Data) > 0 {
					t.Errorf("the faults are %v", faults)
				}
				return
			}
			want := c.out
			if want == "" {
				want = c.in
			}
			if len(faults) > 0 || string(d.Data) != want || d.Width != 64 || d.Height != 36 {
				t.Errorf("%d by %d: %v\n%s", d.Width, d.Height, faults, d.Data)
			}
			if again, _ := media.Draw(d.Data); !bytes.Equal(again.Data, d.Data) {
				t.Errorf("cleaning it again changes it: %s", again.Data)
			}
		})
	}
}

// TestDrawPlaces shows case-M3: a fault has the place in the drawing, and a size may have any unit.
func TestDrawPlaces(t *testing.T) {
	const open = "<svg xmlns='http://www.w3.org/2000/svg' width='2in' height='96pt'>"
	text := open + "\n<g>é</g><script/>\n<g onclick='x'/></svg>"
	_, faults := media.Draw([]byte(text))
	if len(faults) != 2 || text[faults[0].From:faults[0].To] != "<script/>" ||
		text[faults[1].From:faults[1].To] != "<g onclick='x'/>" {
		t.Errorf("the faults are %+v", faults)
	}
	if d, faults := media.Draw([]byte(open + "</svg>")); d.Width != 192 || d.Height != 128 {
		t.Errorf("it is %d by %d points: %v", d.Width, d.Height, faults)
	}
}

func FuzzDraw(f *testing.F) {
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><metadata/><g a:b="c"/></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, faults := media.Draw(data)
		for _, fault := range faults {
			if fault.From < 0 || fault.To > len(data) || fault.From > fault.To {
				t.Fatalf("a fault has no place: %+v", fault)
			}
		}
		if len(faults) == 0 && bytes.Contains(bytes.ToLower(d.Data), []byte("<script")) &&
			!bytes.Contains(d.Data, []byte("CDATA")) {
			t.Fatalf("a program got through: %s", d.Data)
		}
	})
}

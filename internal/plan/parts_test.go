package plan

import (
	"strings"
	"testing"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/portfolio"
	"precept/internal/programme"
	"precept/internal/record"
)

// TestRebased: a body that moves to another folder leads to the same places. The web, places on the page itself and
// words that look like an attribute are left alone.
func TestRebased(t *testing.T) {
	for _, c := range []struct{ address, folder, body, want string }{
		{"preceptor/a.html", "preceptor", `<a href="b.html">x</a>`, `<a href="b.html">x</a>`},
		{"preceptor/deep/a.html", "preceptor", `<a href="b.html">x</a>`, `<a href="../preceptor/deep/b.html">x</a>`},
		{"preceptor/deep/a.html", "preceptor", `<a class="l" href="../../forms/x.html#s-y" title="a > b">x</a>`,
			`<a class="l" href="../forms/x.html#s-y" title="a > b">x</a>`},
		{"preceptor.html", "preceptor", `<img src="pic.png" alt=""><a href="index.html">x</a>`,
			`<img src="../pic.png" alt=""><a href="../index.html">x</a>`},
		{"preceptor.html", "preceptor",
			`<a href="https://e.org/a">x</a><a href="mailto:a@e.org">y</a><a href="#s-z">z</a>`,
			`<a href="https://e.org/a">x</a><a href="mailto:a@e.org">y</a><a href="#s-z">z</a>`},
		{"preceptor.html", "preceptor", `<p> href="b.html" </p>`, `<p> href="b.html" </p>`},
		{"preceptor.html", "preceptor", `a < b <a href="b.html`, `a < b <a href="b.html`},
		{"preceptor.html", "preceptor", ``, ``},
	} {
		if got := string(rebased([]byte(c.body), c.address, c.folder)); got != c.want {
			t.Errorf("%s of %s: got %s, want %s", c.body, c.address, got, c.want)
		}
	}
}

// TestPartOf: the places of a part are its own, and so is what refers to them.
func TestPartOf(t *testing.T) {
	const body = `<h2 id="s-a">A</h2><a href="#s-a">a</a><a href="b.html#s-a">b</a><label for="f-x">X</label><input id="f-x" aria-describedby="h-x"><p id="h-x"> id="s-a" </p><div role="region" tabindex="0" aria-label="Table">`
	const want = `<h2 id="p1-s-a">A</h2><a href="#p1-s-a">a</a><a href="b.html#s-a">b</a><label for="p1-f-x">X</label><input id="p1-f-x" aria-describedby="p1-h-x"><p id="p1-h-x"> id="s-a" </p><div role="region" tabindex="0" aria-label="A &amp; B: Table">`
	if got := string(partOf([]byte(body), "p1", "A & B")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// FuzzInTags: what is not changed comes out letter for letter, and what is changed is a whole tag.
func FuzzInTags(f *testing.F) {
	f.Add(`<a href="x>y">z</a> < <b`)
	f.Add(`<p title='"'>"</p>`)
	f.Fuzz(func(t *testing.T, body string) {
		same := inTags([]byte(body), func(tag []byte) []byte {
			if tag[0] != '<' || tag[len(tag)-1] != '>' {
				t.Errorf("no tag: %q", tag)
			}
			return tag
		})
		if string(same) != body {
			t.Errorf("%q came out as %q", body, same)
		}
	})
}

// TestNames: a record's page is named by its file, made fit for an address, and no two have one name.
func TestNames(t *testing.T) {
	files := []string{"2026-02-12-meeting-k7m29qxd.md", "Meeting März #3?.md", "sub/index.md", "other/index.md",
		"index-2.md", "../..md", ".md"}
	var records []*portfolio.Record
	for _, f := range files {
		records = append(records, &portfolio.Record{Record: record.Record{Record: &form.Record{File: f}}})
	}
	list := names(records)
	var got []string
	for _, r := range records {
		got = append(got, list[r])
	}
	if strings.Join(got, " ") != "2026-02-12-meeting-k7m29qxd meeting-m-rz--3- index-2 index-3 index-2-2 - record" {
		t.Errorf("%q", got)
	}
}

// TestShare takes the hours that are worked on a day, whatever the order of the entries.
func TestShare(t *testing.T) {
	day := func(m int) civil.Date { return civil.Date{Year: 2026, Month: 9, Day: 1}.AddMonths(m) }
	list := []programme.WTE{{From: day(6), Hundredths: 100}, {From: day(0), Hundredths: 60},
		{From: day(3), Hundredths: 80}}
	for m, want := range map[int]int{-1: 100, 0: 60, 2: 60, 3: 80, 6: 100, 12: 100} {
		if got := share(list, day(m)); got != want {
			t.Errorf("month %d: %d, want %d", m, got, want)
		}
	}
}

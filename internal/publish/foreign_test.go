package publish

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/plan"
)

func TestVerifyNamesAddedFiles(t *testing.T) {
	_, target := project(t)
	publish(t, target, pages("a.html"))
	put(t, target.Dir, "sub/notes.docx=mine")
	_, said, err := Verify(target.Dir)
	must(t, err)
	expect(t, "verify", strings.Join(said, "; "), "sub/notes.docx: is not listed in build.json")
	if _, _, err := Verify(filepath.Dir(target.Dir)); err == nil {
		t.Error("a folder without build.json was verified")
	}
}

func TestForeignFilesAreKept(t *testing.T) {
	_, target := project(t)
	publish(t, target, pages("index.html", "old/page.html"))
	put(t, target.Dir, "CNAME=site", ".git/HEAD=ref", ".git/objects/aa=x", "old/notes.docx=mine", "guide/own.txt=own")
	must(t, os.Mkdir(filepath.Join(target.Dir, "empty"), 0o755))
	must(t, os.Symlink("CNAME", filepath.Join(target.Dir, "link")))
	r := publish(t, target, pages("index.html=new", "guide/a.html"))
	expect(
		t,
		"report",
		show(r),
		"{Written:2 Unchanged:0 Removed:1 Foreign:[.git/ CNAME empty/ guide/ link old/notes.docx] Changed:true}",
	)
	expect(
		t,
		"tree",
		look(t, target.Dir),
		".git/ .git/HEAD=ref .git/objects/ .git/objects/aa=x CNAME=site build.json empty/ "+
			"guide/ guide/a.html guide/own.txt=own index.html=new link@CNAME old/ old/notes.docx=mine",
	)
	r = publish(t, target, pages("index.html=new", "guide/a.html"))
	expect(
		t,
		"report of no change",
		show(r),
		"{Written:0 Unchanged:2 Removed:0 Foreign:[.git/ CNAME empty/ guide/own.txt link old/] Changed:false}",
	)
}

// A file that somebody adds to the old tree while the new one is made is kept too.
func TestForeignFileThatComesLate(t *testing.T) {
	for _, noExchange := range []bool{false, true} {
		_, target := project(t)
		publish(t, target, pages("index.html"))
		p := publisher{noExchange: noExchange, fault: func(op, path string) error {
			if op == "sync" { // build.json: the last step before the swap
				put(t, target.Dir, "late/notes.docx=mine", "new.html=somebody's")
			}
			return nil
		}}
		r, _, err := p.publish(t.Context(), target, pages("index.html=2", "new.html"), head, 1)
		must(t, err)
		expect(
			t,
			"report",
			show(r),
			"{Written:2 Unchanged:0 Removed:0 Foreign:[late/notes.docx new.html.kept] Changed:true}",
		)
		expect(t, "tree", look(t, filepath.Dir(target.Dir)), "content/ content/2026.1/ content/2026.1/index.md=source "+
			"public/ public/build.json public/index.html=2 public/late/ public/late/notes.docx=mine public/new.html public/new.html.kept=somebody's")
	}
}

func TestForeignFileInTheWay(t *testing.T) {
	dir, target := project(t)
	publish(t, target, pages("index.html"))
	put(t, target.Dir, "about.html=mine", "guide=mine", "deep/page.html/own.txt=mine")
	before := stamps(t, target.Dir)
	_, findings, err := Publish(
		t.Context(),
		target,
		pages("about.html", "guide/a.html", "deep/page.html", "index.html=new"),
		head,
		2,
	)
	must(t, err)
	var said []string
	for _, f := range findings {
		said = append(said, f.Rule+" "+f.File+": "+f.Message)
	}
	expect(
		t,
		"findings",
		strings.Join(said, "\n"),
		"output-collision public/about.html: something that precept did not write is in the place of an output\n"+
			"output-collision public/deep/page.html: something that precept did not write is in the place of an output\n"+
			"output-collision public/guide: something that precept did not write is in the place of a folder of the output",
	)
	expect(t, "tree", stamps(t, target.Dir), before)
	if names, _ := filepath.Glob(filepath.Join(dir, ".public*")); len(names) > 0 {
		t.Errorf("left behind: %q", names)
	}
}

// If another build replaces the tree after this one has read it, it is read again.
func TestReplacedMeanwhile(t *testing.T) {
	for _, c := range []struct {
		other []plan.Output
		want  string
	}{
		{pages("a.html", "other.html"), ""},
		{pages("a.html=other", "b.html"), "another build replaced public while this one ran; build again"},
	} {
		_, target := project(t)
		publish(t, target, pages("a.html", "b.html=old"))
		site := pages("a.html", "b.html")
		make := site[1].Write
		site[1].Write = func(w io.Writer) error { // a.html has been found unchanged by now
			publish(t, target, c.other)
			return make(w)
		}
		_, _, err := Publish(t.Context(), target, site, head, 1)
		if c.want == "" {
			must(t, err)
			expect(t, "tree", look(t, target.Dir), "a.html b.html build.json")
		} else if err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
		checkWhole(t, target.Dir)
	}
}

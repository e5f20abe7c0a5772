package plan_test

import (
	"html"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/plan"
	"precept/internal/portfolio"
	"precept/internal/site"
	"precept/internal/store"
	"precept/internal/toolkit"
)

var (
	markTitle  = regexp.MustCompile(`<title>(\d+)\. ([^<]*)</title>`)
	homeNumber = regexp.MustCompile(`<span class="number">(\d+)</span> <a href="([^"]*)">([^<]*)</a>`)
)

// TestNumbersHaveNames: where a picture is without its list, on the home page, every number in it has its name below it
// and leads to a page with more about it. No other name is there.
func TestNumbersHaveNames(t *testing.T) {
	all := sound(t)[""].bytes
	page := all["index.html"]
	drawn, named := map[string]string{}, map[string]string{}
	for _, m := range markTitle.FindAllStringSubmatch(page, -1) {
		drawn[m[1]] = html.UnescapeString(m[2])
	}
	list := part(t, page, "What the numbers mean", "</ol>")
	for _, m := range homeNumber.FindAllStringSubmatch(list, -1) {
		named[m[1]] = html.UnescapeString(m[3])
		to, id, _ := strings.Cut(m[2], "#")
		if !strings.Contains(all[to], `id="`+id+`"`) && !strings.Contains(all[to], "id="+id) {
			t.Errorf("number %s leads to %s, which is not there", m[1], m[2])
		}
	}
	if len(drawn) == 0 || len(drawn) != len(named) {
		t.Errorf("%d numbers are drawn, %d are named", len(drawn), len(named))
	}
	for n, words := range drawn {
		if !strings.HasPrefix(words, named[n]+". ") {
			t.Errorf("number %s is drawn as %q and named %q", n, words, named[n])
		}
	}
}

// TestPictureSaysWhatTheListSays: a portfolio's picture says of each milestone, in its text and in its key, what the
// list under it says, in the same words.
func TestPictureSaysWhatTheListSays(t *testing.T) {
	line := regexp.MustCompile(`(?s)<span class="number" aria-hidden="true">(\d+)</span>.*?<span class="tag state state-[a-z-]+">([^<]*)</span>`)
	page := sound(t)[portfolio.ForPreceptee].bytes["timeline.html"]
	picture, rest, _ := strings.Cut(page, "</figure>")
	drawn, listed := map[string]bool{}, map[string]bool{}
	for _, m := range markTitle.FindAllStringSubmatch(picture, -1) {
		_, state, _ := strings.Cut(m[2][strings.LastIndex(m[2], ", "):], ": ")
		state, _, _ = strings.Cut(state, " (")
		drawn[m[1]+" "+state] = true
		if !strings.Contains(picture, `font-size="17">`+state+`</text>`) {
			t.Errorf("%q is not in the key", state)
		}
	}
	for _, li := range strings.SplitAfter(rest, "</li>") {
		if m := line.FindStringSubmatch(li); m != nil {
			listed[m[1]+" "+m[2]] = true
		}
	}
	keys := func(m map[string]bool) (list []string) {
		for k := range m {
			list = append(list, k)
		}
		slices.Sort(list)
		return list
	}
	if d, l := keys(drawn), keys(listed); len(d) == 0 || !slices.Equal(d, l) {
		t.Errorf("the picture says %q, the list %q", d, l)
	}
}

// TestUnreadablePicture: a picture that cannot be read is an error that names it, not half a file.
func TestUnreadablePicture(t *testing.T) {
	dir := t.TempDir()
	casetest.Write(t, dir, "content/2026.1/dot.png", "not really")
	files, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	files.Fault(func(string, string) error { return os.ErrPermission })
	v := &toolkit.Version{Name: "2026.1", Images: []toolkit.Image{{Path: "dot.png", File: "content/2026.1/dot.png",
		Width: 4, Height: 3, Used: true}}}
	outputs := plan.Public(plan.Input{Site: &site.Site{}, Toolkit: &toolkit.Toolkit{Versions: []*toolkit.Version{v}},
		Theme: builtin(t), Files: files}).Outputs
	i := slices.IndexFunc(outputs, func(o plan.Output) bool { return o.Path == "dot.png" })
	if err := outputs[i].Write(io.Discard); err == nil || !strings.Contains(err.Error(), "content/2026.1/dot.png") ||
		strings.Contains(err.Error(), dir) {
		t.Errorf("the error is %v", err)
	}
}

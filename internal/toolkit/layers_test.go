package toolkit

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/finding"
	"precept/internal/store"
)

// layered writes projects and loads the first laid over the others. Names of files begin with the project's: "own/",
// "hub/", "icb/".
func layered(t *testing.T, files map[string]string, previous *Toolkit, bases ...string) (*Loader, *Toolkit,
	[]finding.Finding) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		casetest.Write(t, dir, name, text)
	}
	open := func(name string) *store.Root {
		casetest.Write(t, dir, name+"/x", "")
		tree, err := store.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { tree.Close() })
		return tree
	}
	l := &Loader{Root: open("own"), Parser: NewParser(nil), Jobs: 2, By: "Surgery", Previous: previous}
	for _, name := range bases {
		l.Bases = append(l.Bases, Base{Name: "../" + name, Publisher: strings.ToUpper(name), Files: open(name)})
	}
	kit, findings, err := l.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return l, kit, finding.Sort(findings)
}

const versionText = "---\ntitle: \"T\"\nsummary: \"S.\"\nreleased: 2026-01-01\n---\nNew.\n"

func text(title string) string {
	return "---\ntitle: \"" + title + "\"\nsummary: \"S.\"\n---\nWords.\n"
}

// pagesOf lists the pages of a version: slug, base, version it comes from, title.
func pagesOf(v *Version) string {
	var list []string
	for _, p := range v.Pages {
		list = append(list, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", p.Slug, p.Base, p.Inherited, p.Title)))
	}
	return strings.Join(list, "\n")
}

// TestLayersOfVersions: each level resolves extends within itself first, and the uppermost page counts.
func TestLayersOfVersions(t *testing.T) {
	files := map[string]string{
		"hub/content/1/version.md": versionText, "hub/content/1/index.md": text("hub 1"),
		"hub/content/1/a.md": text("hub 1"), "hub/content/1/b.md": text("hub 1"),
		"hub/content/2/version.md": strings.Replace(versionText, "title:", "extends: 1\ndrop: [b]\ntitle:", 1),
		"hub/content/2/a.md":       text("hub 2"), "hub/content/2/c.md": text("hub 2"),
		"icb/content/2/c.md": text("icb 2"), "icb/content/2/d/index.md": text("icb 2"),
		"own/content/1/a.md": text("own 1"), "own/content/1/e.md": text("own 1"),
		"own/content/2/version.md": "---\nextends: 1\n---\n", "own/content/2/d.md": text("own 2"),
		"own/content/3/version.md": strings.Replace(versionText, "title:", "extends: 2\ntitle:", 1),
		"own/content/3/c.md":       text("own 3"),
	}
	_, kit, findings := layered(t, files, nil, "icb", "hub")
	if len(findings) > 0 {
		t.Errorf("found: %v", findings)
	}
	for version, want := range map[string]string{
		"1": "../hub  hub 1\na   own 1\nb ../hub  hub 1\ne   own 1",
		"2": "../hub 1 hub 1\na  1 own 1\nc ../icb  icb 2\nd   own 2\ne  1 own 1",
		"3": "../hub 1 hub 1\na  1 own 1\nc   own 3\nd  2 own 2\ne  1 own 1",
	} {
		if got := pagesOf(kit.Version(version)); got != want {
			t.Errorf("version %s\ngot\n%s\nwant\n%s", version, got, want)
		}
	}
	v := kit.Version("2")
	if v.Title != "T" || v.Released.IsZero() || !slices.Equal(v.Bases, []string{"../icb", "../hub"}) {
		t.Errorf("version 2 is %q, released %s, over %v", v.Title, v.Released, v.Bases)
	}
	var shadows []string
	for _, s := range v.Shadows() {
		shadows = append(shadows, strings.TrimSpace(s.Does+" "+s.File+" "+s.Under))
	}
	want := []string{
		"replaces ../icb/content/2/c.md ../hub/content/2/c.md", "replaces content/1/a.md ../hub/content/2/a.md",
		"adds content/1/e.md", "replaces content/2/d.md ../icb/content/2/d/index.md",
	}
	if !slices.Equal(shadows, want) {
		t.Errorf("shadows\n%s", strings.Join(shadows, "\n"))
	}
}

// TestLayersBesidePages: pictures and files to save, notices and local words of every level.
func TestLayersBesidePages(t *testing.T) {
	files := map[string]string{
		"hub/content/1/version.md": strings.Replace(versionText, "title:", "local: [manager]\ntitle:", 1),
		"hub/content/1/index.md":   text("Home"), "hub/content/1/rota.csv": "a\n", "hub/content/1/other.csv": "a\n",
		"hub/content/1/notices.md": "---\n---\n- [notice] Theirs {#theirs on=index date=2026-02-01}\n",
		"own/content/1/rota.csv":   "b\n", "own/content/1/more.csv": "c\n",
		"own/content/1/notices.md": "---\nwithdrawn: {date: 2026-03-01, why: \"ours is new\"}\n---\n" +
			"- [notice] Ours {#ours on=index date=2026-03-01}\n",
		"own/content/1/version.md": "---\nlocal: [room]\n---\n",
	}
	_, kit, findings := layered(t, files, nil, "hub")
	if len(findings) > 0 {
		t.Errorf("found: %v", findings)
	}
	v := kit.Version("1")
	var saved, notices []string
	for _, d := range v.Downloads {
		saved = append(saved, d.File)
	}
	for _, n := range v.Notices {
		notices = append(notices, n.Text)
	}
	if got := strings.Join(saved, " "); got != "content/1/more.csv ../hub/content/1/other.csv content/1/rota.csv" {
		t.Errorf("files to save: %s", got)
	}
	if got := strings.Join(notices, ", "); got != "Ours, Theirs" || v.Withdrawn.IsZero() || len(v.Texts()) != 3 {
		t.Errorf("notices: %s; withdrawn %s", got, v.Withdrawn)
	}
	if !slices.Equal(v.Local, []string{"room", "manager"}) {
		t.Errorf("local words: %v", v.Local)
	}
	var does []string
	for _, s := range v.Shadows() {
		does = append(does, s.Does+" "+s.File)
	}
	if got := strings.Join(does, ", "); got != "adds content/1/more.csv, replaces content/1/rota.csv" {
		t.Errorf("shadows: %s", got)
	}
}

// TestSections: what a file adds to a page is part of it, is found again at its own place, and is read again alone.
func TestSections(t *testing.T) {
	files := map[string]string{
		"hub/content/1/version.md": versionText, "hub/content/1/index.md": text("Home"),
		"hub/content/1/a.md":        "---\ntitle: \"A\"\nsummary: \"S.\"\n---\n## At ours\n\nTheirs.",
		"icb/content/1/a.local.md":  "---\ntitle: \"From *us*\"\n---\nBetween.\n",
		"own/content/1/a.local.md":  "---\ntitle: \"At ours\"\n---\n\nOurs.\n\n- [line] X\n",
		"own/content/1/b.md":        text("B"),
		"icb/content/1/b.local.md":  "---\ntitle: \"Lost\"\n---\nThe page is another one.\n",
		"own/content/1/no.local.md": "---\ntitle: \"No\"\n---\nx\n",
		"hub/content/1/b.md":        text("hub B"),
	}
	l, kit, findings := layered(t, files, nil, "icb", "hub")
	p := kit.Version("1").Page("a")
	body, err := p.Body.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	want := `<h2 id="s-at-ours">At ours</h2>
<p>Theirs.</p>
<h2 id="s-from-us" class="added">From *us*</h2>
<p class="added-by">Added by ICB</p>
<p>Between.</p>
<h2 id="s-at-ours-1" class="added"><span id="s-at-ours-2"></span>At ours</h2>
<p class="added-by">Added by Surgery</p>
<p>Ours.</p>`
	if !strings.HasPrefix(string(body), want) {
		t.Errorf("got\n%s", body)
	}
	if b := kit.Version("1").Page("b"); len(b.Sections) != 0 || b.Base != "" {
		t.Errorf("b has %v", b.Sections)
	}
	var found []string
	for _, f := range findings {
		at := kit.Place(f.Position)
		found = append(found, fmt.Sprintf("%s:%d %s", at.File, at.Line, f.Rule))
		if f.Rule == "item-place" && strings.Contains(f.Help, "kind:") {
			t.Errorf("a section is to have a kind: %s", f.Help)
		}
	}
	if got := strings.Join(found, ", "); got != "content/1/a.local.md:7 item-place, content/1/no.local.md:0 local-section" &&
		got != "content/1/no.local.md:0 local-section, content/1/a.local.md:7 item-place" {
		t.Errorf("found %s", got)
	}
	v := kit.Version("1")
	if v.PageOf("content/1/a.local.md") != p || v.PageOf("../hub/content/1/a.md") != p ||
		v.PageOf("content/1/a.md") != nil {
		t.Error("the page is not found by its files")
	}
	again, _, err := l.Reread(v, p)
	if err != nil || again == nil {
		t.Fatalf("it cannot be read again: %v", err)
	}
	if twice, err := again.Body.Bytes(); err != nil || string(twice) != string(body) {
		t.Errorf("read again it is\n%s", twice)
	}
}

// TestSectionChanges: a page whose section has changed is made again, others are taken over from the load before.
func TestSectionChanges(t *testing.T) {
	files := map[string]string{
		"hub/content/1/version.md": versionText, "hub/content/1/index.md": text("Home"),
		"hub/content/1/a.md": text("A"), "own/content/1/a.local.md": "---\ntitle: \"Ours\"\n---\nOne.\n",
	}
	_, before, _ := layered(t, files, nil, "hub")
	files["own/content/1/a.local.md"] = "---\ntitle: \"Ours\"\n---\nTwo.\n"
	_, now, _ := layered(t, files, before, "hub")
	body, err := now.Version("1").Page("a").Body.Bytes()
	if err != nil || !strings.Contains(string(body), "Two.") {
		t.Errorf("it is still %s (%v)", body, err)
	}
	delete(files, "own/content/1/a.local.md")
	_, now, _ = layered(t, files, now, "hub")
	if body, err = now.Version("1").Page("a").Body.Bytes(); err != nil || strings.Contains(string(body), "Ours") {
		t.Errorf("without a section it is %s (%v)", body, err)
	}
}

// TestAdaptedAliases: the former addresses of a page lead to the page that took its place, which need not name them.
// What its own file names comes first, and nothing is there twice.
func TestAdaptedAliases(t *testing.T) {
	aliased := func(title, aliases string) string {
		return strings.Replace(text(title), "summary:", "aliases: ["+aliases+"]\nsummary:", 1)
	}
	files := map[string]string{
		"hub/content/1/version.md": versionText, "hub/content/1/index.md": text("Home"),
		"hub/content/1/new.md": aliased("hub", "old, older"), "own/content/1/new.md": aliased("own", "ours, older"),
	}
	_, before, findings := layered(t, files, nil, "hub")
	if got := formers(t, before); got != "ours older old" || len(findings) > 0 {
		t.Errorf("the aliases are %s; found %v", got, findings)
	}
	files["hub/content/1/new.md"] = text("hub")
	_, now, _ := layered(t, files, before, "hub")
	if got := formers(t, now); got != "ours older" {
		t.Errorf("without those of the hub they are %s", got)
	}
}

// formers lists the aliases of the page new, each of which must lead to it.
func formers(t *testing.T, kit *Toolkit) string {
	t.Helper()
	v, list := kit.Version("1"), []string(nil)
	for _, a := range v.Page("new").Aliases {
		list = append(list, a.Text)
		if v.Formerly(a.Text) != v.Page("new") {
			t.Errorf("%s leads to %v", a.Text, v.Formerly(a.Text))
		}
	}
	return strings.Join(list, " ")
}

package check_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"precept/internal/finding"
	"precept/internal/lock"
)

// lockBase gives the base project with its version released and locked.
func lockBase(t *testing.T) project {
	t.Helper()
	p := base(t)
	const folder = "content/2026.1/"
	p.files[folder+"version.md"] = []byte("---\ntitle: T\nsummary: S.\nreleased: 2026-10-01\n---\nWords.\n")
	p.lock("2026.1")
	return p
}

// lock locks a version as its files are.
func (p project) lock(version string) {
	var files []lock.File
	for name, data := range p.files {
		if below, ok := strings.CutPrefix(name, "content/"+version+"/"); ok && below != lock.Name {
			files = append(files, lock.File{Path: below, Sum: lock.Sum(data)})
		}
	}
	p.files["content/"+version+"/"+lock.Name] = lock.New(files).Bytes()
}

// severities gives the findings of a project by their rules.
func (p project) severities(t *testing.T) map[string]finding.Severity {
	found := map[string]finding.Severity{}
	for _, f := range p.look(t, today).Findings {
		found[f.Rule] = max(found[f.Rule], f.Severity)
	}
	return found
}

// TestLockedHasNotes: what a newer rule finds in a locked version is a note, while what is not safe stays an error. A
// draft that inherits the page has to be corrected, and there it stays what it is.
func TestLockedHasNotes(t *testing.T) {
	p := lockBase(t)
	p.files["content/2026.1/index.md"] = []byte("---\ntitle: Home\nsummary: S.\nowner: Lead\nreview_by: 2026-01-01\n" +
		"allow: [{rule: link-text, at: x, reason: none}]\n---\n" +
		"See [a page](nowhere.md), the [timeline](timeline.md) and the [form](forms/meeting.md).\n")
	p.lock("2026.1")
	for rule, s := range p.severities(t) {
		if s > finding.Note {
			t.Errorf("%s is a %s in a locked version", rule, s)
		}
	}
	p.files["content/2026.1/organisation.md"] = p.files["content/2026.1/index.md"]
	p.files["content/2026.1/organisation/index.md"] = p.files["content/2026.1/index.md"]
	p.lock("2026.1")
	if s := p.severities(t); s["page-collision"] != finding.Error || s["link-broken"] != finding.Note {
		t.Errorf("two pages at one address: %v", s)
	}
	p = lockBase(t)
	p.files["content/2026.1/index.md"] = []byte("---\ntitle: Home\nsummary: S.\nowner: Lead\nreview_by: 2027-01-01\n" +
		"---\nSee [a page](nowhere.md), the [timeline](timeline.md) and the [form](forms/meeting.md).\n")
	p.lock("2026.1")
	p.files["content/2026.2/version.md"] = []byte("---\ntitle: T2\nsummary: S.\nextends: \"2026.1\"\n---\nWords.\n")
	if s := p.severities(t); s["link-broken"] != finding.Error {
		t.Errorf("a draft inherits a page with an error: %v", s)
	}
}

// TestEditedKeepsFindings: a page of a locked version that somebody changes keeps what is found in it, warnings too,
// while the pages beside it have notes.
func TestEditedKeepsFindings(t *testing.T) {
	p := lockBase(t)
	const page, beside = "content/2026.1/index.md", "content/2026.1/about/accessibility.md"
	faulty := func(file string) {
		text := strings.Replace(string(p.files[file]), "review_by: 2027-09-01", "review_by: 2026-01-01", 1)
		p.files[file] = []byte(text + "\nSee [here](nowhere.md).\n")
	}
	faulty(beside)
	p.lock("2026.1")
	faulty(page)
	want := map[string]finding.Severity{
		page + " lock-differs": finding.Error, page + " link-broken": finding.Error,
		page + " link-text": finding.Warning, page + " review-past": finding.Warning,
		beside + " link-broken": finding.Note, beside + " link-text": finding.Note,
		beside + " review-past": finding.Note,
	}
	got := map[string]finding.Severity{}
	for _, f := range p.look(t, today).Findings {
		got[f.File+" "+f.Rule] = f.Severity
		if eased := strings.Contains(f.Help, "so do this in the version after it"); eased != (f.File == beside) {
			t.Errorf("%s in %s says what to do in the next version: %v", f.Rule, f.File, eased)
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("found %v", got)
	}
}

// TestLockedReviews: the pages of a locked version that are due for review have one finding together, which does not
// ask for a change to any of them.
func TestLockedReviews(t *testing.T) {
	p := lockBase(t)
	for _, name := range []string{"index.md", "timeline.md"} {
		file := "content/2026.1/" + name
		text := string(p.files[file])
		p.files[file] = []byte(strings.Replace(text, "review_by: 2027-09-01", "review_by: 2026-01-01", 1))
	}
	p.lock("2026.1")
	var found []finding.Finding
	for _, f := range p.look(t, today).Findings {
		if f.Rule == "review-past" {
			found = append(found, f)
		}
	}
	if len(found) != 1 || found[0].Severity != finding.Note ||
		found[0].Message != "2 pages of version 2026.1 were due for review; this is the first" ||
		!strings.HasSuffix(found[0].Help, "; version 2026.1 is locked, so do this in the version after it") {
		t.Errorf("%+v", found)
	}
}

// TestLockedOnce: a file that two locked versions share is named once, at the version that has it.
func TestLockedOnce(t *testing.T) {
	p := lockBase(t)
	p.files["content/2026.2/version.md"] = []byte("---\ntitle: T2\nsummary: S.\nreleased: 2026-10-02\n" +
		"extends: \"2026.1\"\n---\nWords.\n")
	own := project{files: map[string][]byte{}}
	for name, data := range p.files {
		own.files[strings.Replace(name, "content/2026.1/", "content/2026.2/", 1)] = data
	}
	own.files["content/2026.2/version.md"] = p.files["content/2026.2/version.md"]
	own.lock("2026.2")
	p.files["content/2026.2/version.lock"] = own.files["content/2026.2/version.lock"]
	if found := p.look(t, today).Findings; len(found) > 0 {
		t.Fatalf("both as they were:\n%s", printed(found))
	}
	p.files["content/2026.1/forms/meeting.md"] = append(p.files["content/2026.1/forms/meeting.md"], '\n')
	delete(p.files, "content/2026.1/about/accessibility.md")
	p.files["content/2026.1/more.md"] = p.files["content/2026.1/index.md"]
	var differ []finding.Finding
	for _, f := range p.look(t, today).Findings {
		if f.Rule == "lock-differs" {
			differ = append(differ, f)
		}
	}
	if len(differ) != 3 {
		t.Errorf("three files differ:\n%s", printed(differ))
	}
	delete(p.files, "content/2026.1/version.lock")
	found := printed(p.look(t, today).Findings)
	if n := strings.Count(found, "version 2026.2 is locked"); n != 3 ||
		!strings.Contains(found, "content/2026.1/forms/meeting.md:1:1: error: version 2026.2 is locked") {
		t.Errorf("without a lock of the one that has them:\n%s", found)
	}
}

// TestLockManyDiffer: each of tens of thousands of files that are gone is named once, at its line of the lock, though a
// locked version that extends this one lacks them too.
func TestLockManyDiffer(t *testing.T) {
	const gone = 30_000
	p := lockBase(t)
	for i := range gone {
		p.files[fmt.Sprintf("content/2026.1/gone/page-%d.md", i)] = []byte("gone")
	}
	p.lock("2026.1")
	p.files["content/2026.2/version.md"] = []byte("---\ntitle: T2\nsummary: S.\nextends: \"2026.1\"\n" +
		"released: 2026-10-02\n---\nWords.\n")
	for name, data := range p.files {
		if below, ok := strings.CutPrefix(name, "content/2026.1/"); ok && below != lock.Name && below != "version.md" {
			p.files["content/2026.2/"+below] = data
		}
	}
	p.lock("2026.2")
	for name := range p.files {
		if strings.HasPrefix(name, "content/2026.2/") && !strings.HasSuffix(name, "/version.md") &&
			!strings.HasSuffix(name, lock.Name) || strings.Contains(name, "/gone/") {
			delete(p.files, name)
		}
	}
	lines := strings.Split(string(p.files["content/2026.1/"+lock.Name]), "\n")
	found := p.look(t, today).Findings
	for _, f := range found {
		_, name, _ := strings.Cut(lines[f.Line-1], "  ")
		if f.Rule != "lock-differs" || f.File != "content/2026.1/"+lock.Name ||
			!strings.Contains(f.Message, name+" is missing") {
			t.Fatalf("found %+v, whose line is %s", f, lines[f.Line-1])
		}
	}
	if len(found) != gone {
		t.Errorf("%d findings for %d files", len(found), gone)
	}
}

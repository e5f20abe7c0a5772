package build_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/check"
	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/markdown"
	"precept/internal/portfolio"
	"precept/internal/site"
	"precept/internal/store"
	"precept/internal/toolkit"
)

// current is the version of the shipped toolkit that must say everything.
const current = "2026.1"

// TestEveryMustIsHeld takes single sentences out of a copy of the shipped toolkit, each time one that states what the
// toolkit must say, and wants the build to stop and to name what is no longer said. A sentence that is all of its block
// goes with the block: the row, the label, the step. Facts that the page states twice are still said by the other
// place, and are left alone.
func TestEveryMustIsHeld(t *testing.T) {
	trials := casetest.Times(60, 180)    // how many facts are taken out
	kits := []*kit{newKit(t), newKit(t)} // two at work, each on a copy of its own
	version := kits[0].toolkit.Version(current)
	var once []statement
	for i := range version.Requirements {
		r := &version.Requirements[i]
		if r.Should {
			continue
		}
		if s := statements(version, r); len(s) == 1 {
			once = append(once, s[0])
		}
	}
	var picked []statement // spread over all pages
	pages := map[string]bool{}
	for i := range trials {
		picked = append(picked, once[i*len(once)/trials])
		pages[picked[i].page.File] = true
	}
	t.Logf("%d of %d facts are in one place only; %d of them are taken out of %d pages, one at a time", len(once),
		len(version.Requirements), len(picked), len(pages))
	if len(once) < trials || len(pages) < 25 {
		t.Errorf("only %d facts of %d pages can be tried", len(once), len(pages))
	}
	for at, k := range kits {
		t.Run(fmt.Sprint("part ", at+1), func(t *testing.T) {
			t.Parallel()
			k.t = t
			for i := at; i < len(picked); i += len(kits) {
				k.try(picked[i])
				if i%50 == at { // and the whole of a build, now and then
					k.stopped(picked[i])
				}
			}
		})
	}
}

func newKit(t *testing.T) *kit {
	k := &kit{t: t, project: t.TempDir()}
	casetest.Shipped(t, k.project, "content/"+current, "data/site.yaml")
	k.load()
	k.check()
	if list := unmet(k.findings); len(list) > 0 {
		t.Fatalf("it does not say all it must to begin with: %q", list)
	}
	return k
}

// try builds without a statement, and puts it back.
func (k *kit) try(s statement) {
	k.t.Helper()
	gone := k.take(s, func() {
		k.load()
		k.check(s.page.Slug)
	})
	if list := unmet(k.findings); !slices.Contains(list, s.of.Label) {
		k.t.Errorf("%s:%d: taken out: %q, which says %q (%s); the build does not miss it: %q", s.page.File,
			s.block.Line, gone, s.of.Label, s.of.ID, list)
	}
}

// take does something while a statement is not there, and gives its words.
func (k *kit) take(s statement, do func()) string {
	k.t.Helper()
	file := filepath.Join(k.project, filepath.FromSlash(s.page.File))
	whole, err := os.ReadFile(file)
	if err != nil {
		k.t.Fatal(err)
	}
	without, gone := s.takenOut(string(whole))
	write(k.t, file, without)
	do()
	write(k.t, file, string(whole))
	return gone
}

// statement is the one block of the toolkit that says what a requirement asks for.
type statement struct {
	of    *toolkit.Requirement
	page  *toolkit.Page
	block markdown.Block
}

// statements lists the smallest blocks that say it all: not the list around an item, nor the item around its help.
func statements(v *toolkit.Version, r *toolkit.Requirement) []statement {
	var list []statement
	for _, slug := range r.On {
		page := v.Page(strings.TrimPrefix(slug, "index"))
		if page == nil {
			continue
		}
		for _, s := range page.Facts.Says {
			if s.ID == r.ID {
				return nil // by its mark; the cases of the rule hold those
			}
		}
		for _, b := range page.Facts.Blocks {
			if !states(r, page.Title+" "+b.Heads+" "+b.Text) {
				continue
			}
			list = slices.DeleteFunc(list, func(s statement) bool {
				return s.page == page &&
					strings.Contains(s.block.Text, b.Text)
			})
			if !slices.ContainsFunc(list, func(s statement) bool {
				return s.page == page &&
					strings.Contains(b.Text, s.block.Text)
			}) {
				list = append(list, statement{r, page, b})
			}
		}
	}
	return list
}

func states(r *toolkit.Requirement, text string) bool {
	return len(r.Patterns) > 0 && !slices.ContainsFunc(r.Patterns,
		func(p *regexp.Regexp) bool { return !p.MatchString(text) })
}

var (
	// opening is what makes a line a block: spaces, a bullet or number, a marker, the colon of a definition.
	opening = regexp.MustCompile(`^(\s*)([-*] (\[[^\]]*\] )?|\d+\. |: )?`)
	// sentenceEnd parts one sentence from the next.
	sentenceEnd = regexp.MustCompile(`([.!?]["”*)]*)\s+`)
	marked      = regexp.MustCompile(`\s*\{[^}]*\}\s*$`)
)

// takenOut gives the file without the sentence that states it, and that sentence.
func (s statement) takenOut(file string) (without, gone string) {
	lines := strings.Split(file, "\n")
	at := s.block.Line - 1
	line := lines[at]
	head := opening.FindString(line)
	tail := marked.FindString(line)
	body := strings.TrimSuffix(line[len(head):], tail)
	sentences := strings.Split(sentenceEnd.ReplaceAllString(body, "$1\n"), "\n")
	around := s.page.Title + " " + s.block.Heads + " "
	var rest, taken []string
	for _, sentence := range sentences {
		if states(s.of, around+plain(sentence)) {
			taken = append(taken, sentence)
		} else {
			rest = append(rest, sentence)
		}
	}
	if len(taken) > 0 && len(rest) > 0 && !strings.HasPrefix(line, "|") &&
		!states(s.of, around+plain(strings.Join(rest, " "))) {
		lines[at] = head + strings.Join(rest, " ") + tail
		return strings.Join(lines, "\n"), strings.Join(taken, " ")
	}
	// the block is one sentence, or says it over several: it goes, with what is nested in it
	end := at + 1
	if strings.HasPrefix(line, ": ") {
		at-- // with the word that it defines
	}
	indent := len(line) - len(strings.TrimLeft(line, " "))
	for end < len(lines) && strings.HasPrefix(lines[end], strings.Repeat(" ", indent+2)) || end+1 < len(lines) &&
		lines[end] == "" && strings.HasPrefix(lines[end+1], strings.Repeat(" ", indent+2)) {
		end++
	}
	return strings.Join(slices.Delete(slices.Clone(lines), at, end), "\n"), line
}

// plain is a sentence nearly as a reader sees it.
func plain(sentence string) string {
	sentence = linkTarget.ReplaceAllString(sentence, "$1")
	return strings.NewReplacer("**", "", "`", "", "’", "'", "‘", "'", "“", `"`, "”", `"`, "*", "", `\`,
		"").Replace(sentence)
}

var linkTarget = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)

// kit reads one project again and again, as a watching server does: only what has changed is read again.
type kit struct {
	t        *testing.T
	project  string
	toolkit  *toolkit.Toolkit
	site     *site.Site
	before   []finding.Finding // of reading
	findings []finding.Finding
	parser   *markdown.Parser
}

func (k *kit) load() {
	k.t.Helper()
	tree, err := store.Open(k.project)
	if err != nil {
		k.t.Fatal(err)
	}
	defer tree.Close()
	if k.parser == nil {
		raw, err := tree.Read(site.File, 1<<20)
		if err != nil {
			k.t.Fatal(err)
		}
		k.site, _ = site.Read(raw)
		k.parser = toolkit.NewParser(build.Minifier())
	}
	l := toolkit.Loader{Root: tree, Local: k.site.Local, Parser: k.parser, Jobs: 2, Previous: k.toolkit}
	if k.toolkit, k.before, err = l.Load(context.Background()); err != nil {
		k.t.Fatal(err)
	}
}

// check runs the rules: over everything or, to be quick, with the requirements about only some pages.
func (k *kit) check(slugs ...string) {
	version := *k.toolkit.Version(current)
	if len(slugs) > 0 {
		version.Requirements = slices.DeleteFunc(slices.Clone(version.Requirements), func(r toolkit.Requirement) bool {
			return !slices.ContainsFunc(r.On, func(slug string) bool {
				return slices.Contains(slugs,
					strings.TrimPrefix(slug, "index"))
			})
		})
	}
	only := &toolkit.Toolkit{Versions: []*toolkit.Version{&version}}
	day := civil.Date{Year: 2026, Month: 10, Day: 5}
	k.findings, _ = check.Run(check.Input{Site: k.site, Toolkit: only, AsOf: day}, k.before)
}

// unmet names what the toolkit must say and does not, where that is an error.
func unmet(findings []finding.Finding) []string {
	var list []string
	for _, f := range findings {
		if label, ok := strings.CutPrefix(f.Message, "the toolkit does not say: "); ok &&
			f.Rule == "requirement-unmet" && f.Severity == finding.Error {
			list = append(list, label)
		}
	}
	return list
}

// stopped holds a whole build to it: nothing is published, and a finding names what is missing.
func (k *kit) stopped(s statement) {
	k.t.Helper()
	k.take(s, func() {
		built, err := build.Prepare(context.Background(),
			build.Options{Project: k.project, AsOf: civil.Date{Year: 2026, Month: 10, Day: 5},
				Generator: "precept test", Only: build.ToolkitOnly, Reader: portfolio.ForPreceptee})
		if err != nil {
			k.t.Fatal(err)
		}
		defer built.Close()
		if !built.Public.Blocked || !slices.Contains(unmet(built.Findings), s.of.Label) {
			k.t.Errorf("a build without %q: blocked %v, unmet %q", s.of.Label, built.Public.Blocked,
				unmet(built.Findings))
		}
	})
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(fmt.Errorf("writing a copy: %w", err))
	}
}

package toolkit

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/finding"
)

// TestCases reads the cases in testdata. A case is a content/ folder; "@link TARGET" in a file makes it a link,
// "@bytes" a text as Go quotes it. What it wants is in want/…:
//
//	versions  every version, newest first, with its state; which is current, which are published
//	pages     the pages and pictures of each version, and where they come from
//	model     forms, programme, competencies, standards, requirements, terms and notices of each version
//	findings  what was found wrong
func TestCases(t *testing.T) {
	casetest.Each(t, "testdata/*.txtar", 10, func(t *testing.T, a *txtar.Archive) {
		t.Parallel()
		dir := t.TempDir()
		for _, f := range a.Files {
			if strings.HasPrefix(f.Name, "want/") {
				continue
			}
			if quoted, ok := strings.CutPrefix(string(f.Data), "@bytes "); ok {
				text := ""
				if _, err := fmt.Sscanf(quoted, "%q", &text); err != nil {
					t.Fatal(f.Name, err)
				}
				f.Data = []byte(text)
			}
			casetest.WriteFiles(t, dir, f)
		}
		kit, findings := load1(t, dir, nil, nil)
		casetest.Compare(t, a, func(name string) (string, bool) {
			what, wanted := strings.CutPrefix(name, "want/")
			if !wanted {
				return "", false
			}
			return show(t, what, kit, findings), true
		})
	})
}

// show writes what a case wants to see.
func show(t *testing.T, what string, kit *Toolkit, findings []finding.Finding) string {
	t.Helper()
	var b strings.Builder
	switch what {
	case "findings":
		showFindings(&b, findings)
	case "versions":
		showVersions(&b, kit)
	case "pages":
		showPages(&b, kit)
	case "model":
		for _, v := range kit.Versions {
			showModel(&b, v)
		}
	default:
		t.Fatalf("a case cannot want %q", what)
	}
	return b.String()
}

func showFindings(b *strings.Builder, findings []finding.Finding) {
	for _, f := range findings {
		b.WriteString(f.File)
		if f.Line > 0 {
			fmt.Fprintf(b, ":%d:%d", f.Line, f.Column)
		}
		fmt.Fprintf(b, ": %s [%s]\n  help: %s\n", f.Message, f.Rule, f.Help)
	}
}

func showVersions(b *strings.Builder, kit *Toolkit) {
	for _, v := range kit.Versions {
		fmt.Fprintf(b, "%s %q", v.Name, v.Title)
		for _, s := range []struct {
			word string
			is   bool
		}{{"draft", v.Draft()}, {"withdrawn", !v.Withdrawn.IsZero()}, {"current", v == kit.Current()},
			{"where rules are meant for its writers", kit.Newest(v)}} {
			if s.is {
				b.WriteString(", " + s.word)
			}
		}
		b.WriteByte('\n')
	}
	b.WriteString("published:")
	for _, v := range kit.Published() {
		b.WriteString(" " + v.Name)
	}
	b.WriteByte('\n')
}

func showPages(b *strings.Builder, kit *Toolkit) {
	for _, v := range kit.Versions {
		fmt.Fprintf(b, "%s:\n", v.Name)
		for _, p := range v.Pages {
			fmt.Fprintf(b, "  %q %s %s", p.Slug, p.Kind, p.Address)
			if p.Inherited != "" {
				fmt.Fprintf(b, " from %s", p.Inherited)
			}
			b.WriteByte('\n')
		}
		for _, im := range v.Images {
			fmt.Fprintf(b, "  picture %s, %dx%d, %s\n", im.Path, im.Width, im.Height, im.File)
		}
	}
}

func showModel(b *strings.Builder, v *Version) {
	fmt.Fprintf(b, "%s:\n", v.Name)
	for _, l := range v.Lanes() {
		fmt.Fprintf(b, "  lane %s %q\n", l.ID, v.LaneTitle(l.ID))
	}
	for _, f := range v.Forms {
		fmt.Fprintf(b, "  form %s: %d fields, about the %s, %s, %s\n", f.Slug, len(f.Fields), f.Subject,
			f.Repeats, f.Visibility)
	}
	if v.Programme != nil {
		for i := range v.Programme.Milestones {
			m := &v.Programme.Milestones[i]
			fmt.Fprintf(b, "  milestone %s: %s, %s\n", m.ID, m.Words(nil), m.Label)
		}
	}
	for _, c := range v.Competencies {
		fmt.Fprintf(b, "  competency %s: %s, %s, in %q (%s), by the form %s\n", c.ID, c.Level, c.Label,
			c.Domain, c.Pillar, c.Form)
	}
	for _, s := range v.Standards {
		fmt.Fprintf(b, "  standard %s: %s, of %q\n", s.ID, s.Label, s.Body)
	}
	for _, r := range v.Requirements {
		fmt.Fprintf(b, "  requirement %s: %s, on %s, %d patterns", r.ID, r.Label, strings.Join(r.On, " "),
			len(r.Patterns))
		if r.Should {
			b.WriteString(", should")
		}
		if r.Fixed {
			b.WriteString(", fixed")
		}
		b.WriteByte('\n')
	}
	for _, term := range v.Terms {
		fmt.Fprintf(b, "  term %s: %s, %s#%s\n", term.Words, term.Definition, term.Page, term.Anchor)
	}
	for _, n := range v.Notices {
		fmt.Fprintf(b, "  notice %s of %s on %q, urgent %v: %s\n", n.ID, n.Date, strings.Join(n.On, " "),
			n.Urgent, n.Text)
	}
}

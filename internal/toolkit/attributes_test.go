package toolkit

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/finding"
	"precept/internal/item"
	"precept/internal/store"
)

// spelled are the attributes of the grammar, each with a value that fits somewhere.
var spelled = []string{".required", ".private", ".level", ".suggested", ".may-plan", ".carries", ".future", ".past",
	".fixed", ".unconfirmed", ".shared", ".urgent", ".quadrant", "meets=s-one", "when=prescriber", "was=old-id",
	"says=r-one", "rows=3", "rows=competencies", "min=1", "max=9", "unit=miles", "sum=5", "sum=total",
	"minutes-between=t1", "for=preceptor", "at-least=1", "open=ready", "form=other", "form=other field=said",
	"gate=final", "basis=trust", "on=forms/other", "date=2026-02-01", "months=3-12", "pillar=clinical",
	"kind=other", "with=other", "registered-with=NMC", "hours=35 years=3", "hours=35", "participatory=20",
	"entries=4 years=1", "entries=4", "years=3",
	"visibility=practice", ".wanted", `wanted="for prescriber"`, `wanted="unless said"`, `wanted="if is Yes"`,
	"expects=One", `expects="at least 5"`, `expects="within 12 months"`, "expects=One .advisory",
	"expects=5 .advisory", `expects="within 6 months" .advisory`, ".advisory",
	"early=14", "late=0", "after=other", "form=other apart=45", "apart=45",
	`different="2 by month 6"`, `each="must by month 5"`, "handover=preceptor"}

// heading, column and fixed say where an item is that is not simply one of a list.
const (
	onHeading = "heading"
	inTable   = "column "
)

// TestE6Attributes (case-E6 and case-M11): every attribute of the grammar is tried on every kind of item. Either what
// is made of the page is not the same with it, or there is a finding. The table in testdata says which.
func TestE6Attributes(t *testing.T) {
	casetest.Run(t, "testdata/attributes/table.txtar", func(a *txtar.Archive) {
		casetest.Compare(t, a, func(string) (string, bool) { return effects(t), true })
	})
}

// TestE6Spelled: the table leaves out no attribute of the grammar.
func TestE6Spelled(t *testing.T) {
	all := strings.Join(spelled, " ")
	for _, kind := range slices.Concat(item.Kinds(), []item.Kind{item.Notices}) {
		lists := []item.Allowed{Grammar().HeadingAttributes(kind)}
		for _, word := range Grammar().Markers(kind) {
			lists = append(lists, Grammar().Attributes(kind, word))
		}
		for _, list := range lists {
			for _, flag := range list.Flags {
				if !slices.Contains(spelled, "."+flag) {
					t.Errorf("%s: .%s is not tried", kind, flag)
				}
			}
			for _, key := range list.Keys {
				if !regexp.MustCompile(`(^| )` + key + "=").MatchString(all) {
					t.Errorf("%s: %s= is not tried", kind, key)
				}
			}
		}
	}
}

// effects writes for each kind of item which attributes have an effect. All others have a finding.
func effects(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	var table strings.Builder
	for _, kind := range slices.Concat(item.Kinds(), []item.Kind{item.Notices}) {
		for _, place := range placesOn(kind) {
			var works []string
			bare, found := made(t, dir, kind, place, "")
			if len(found) > 0 {
				t.Errorf("%s, %s: %v", kind, place, found)
			}
			for _, attribute := range spelled {
				with, found := made(t, dir, kind, place, " "+attribute)
				switch {
				case len(found) > 0:
				case with == bare:
					t.Errorf("%s, %s: %s has no effect and no finding", kind, place, attribute)
				default:
					works = append(works, attribute)
				}
			}
			fmt.Fprintf(&table, "%s, %s: %s\n", kind, place, strings.Join(works, " "))
		}
	}
	return table.String()
}

// placesOn lists where on a page of a kind attributes can be.
func placesOn(kind item.Kind) []string {
	markers := Grammar().Markers(kind)
	if kind == item.Notices {
		return markers
	}
	list := append([]string{onHeading}, markers...)
	if kind == item.Form {
		for _, m := range markers {
			if !slices.Contains([]string{"table", "sign", "row"}, m) {
				list = append(list, inTable+m)
			}
		}
	}
	return list
}

// written is a list item of a marker.
func written(marker, attributes string) string {
	args := map[string]string{"choice": ": One | Two", "scale": ": One | Two", "choices": ": One | Two",
		"pick": ": records", "sign": ": preceptor", "month": " 6", "week": " 2"}[marker]
	if marker == item.Tick {
		marker = " "
	}
	return fmt.Sprintf("- [%s%s] It {#it%s}\n", marker, args, attributes)
}

// pageWith is a page of a kind with attributes at a place.
func pageWith(kind item.Kind, place, attributes string) string {
	heading, text := "", "" // attributes are on one of the two
	column, inside := strings.CutPrefix(place, inTable)
	switch {
	case place == onHeading:
		heading = attributes
	case inside:
		text = "- [table] T {#t}\n  " + written(column, attributes)
	case place == "row":
		text = "- [table] T {#t}\n  - [line] C {#c}\n  " + written(place, attributes)
	case place == "table":
		text = written(place, attributes) + "  - [ ] Ready {#ready}\n"
	case kind == item.Requirements:
		text = written(place, needed(attributes, " on=index"))
	case kind == item.Notices:
		text = written(place, needed(attributes, " on=index", " date=2026-01-01"))
	default:
		text = written(place, attributes)
	}
	switch kind {
	case item.Timeline: // the heading is a lane's; one of a phase has months= in any case
		if place == onHeading {
			text = "- [month 6] M {#m}\n"
		}
		return fmt.Sprintf("## Year {#year months=0-12}\n\n### Preceptee {#preceptee%s}\n\n%s", heading, text)
	case item.Notices:
		return text
	case item.Form:
		return fmt.Sprintf("## Part {#part%s}\n\n- [line] Said {#said}\n- [sign: preceptor] S {#s}\n%s", heading, text)
	case item.Competencies:
		return fmt.Sprintf("## Part {#part%s}\n\n- [must] C {#c}\n%s", heading, text)
	}
	return fmt.Sprintf("## Part {#part%s}\n\nWords.\n\n%s", heading, text)
}

// needed adds to attributes what an item must have, where they do not have it already.
func needed(attributes string, each ...string) string {
	for _, attribute := range each {
		if key, _, _ := strings.Cut(attribute, "="); !strings.Contains(attributes, key+"=") {
			attributes += attribute
		}
	}
	return attributes
}

// made loads a toolkit with such a page, and writes all that is made of it.
func made(t *testing.T, dir string, kind item.Kind, place, attributes string) (string, []finding.Finding) {
	t.Helper()
	head := func(more string) string { return "---\ntitle: T\nsummary: S.\n" + more + "---\n" }
	casetest.Write(t, dir, "content/2026.1/version.md", head(""))
	casetest.Write(t, dir, "content/2026.1/index.md", head(""))
	casetest.Write(t, dir, "content/2026.1/forms/other.md", head("kind: form\n")+"- [line] Said {#said}\n")
	casetest.Write(t, dir, "content/2026.1/competencies.md", head("kind: competencies\n")+"- [must] One {#c-one}\n")
	name, front := "content/2026.1/forms/page.md", "kind: "+string(kind)+"\n"
	if kind == item.Notices {
		name, front = "content/2026.1/notices.md", ""
	}
	if kind == item.Requirements || kind == item.Timeline || kind == item.Glossary {
		name = "content/2026.1/page.md"
	}
	text := pageWith(kind, place, attributes)
	if kind == item.Notices {
		text = "---\n---\n" + text
	} else {
		text = head(front) + text
	}
	casetest.Write(t, dir, name, text)
	defer func() {
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}()
	tree, err := store.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	kit, findings, err := (&Loader{Root: tree, Parser: NewParser(nil), Jobs: 1}).Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	small := func(f finding.Finding) bool { return f.Rule == "lane-empty" }
	findings = slices.DeleteFunc(findings, small)
	return meaning(t, kit.Versions[0]), findings
}

// meaning writes what a version makes of its items, without where they stand.
func meaning(t *testing.T, v *Version) string {
	t.Helper()
	var b strings.Builder
	for _, f := range v.Forms {
		data, err := f.JSON()
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	if v.Programme != nil {
		for _, m := range v.Programme.Milestones {
			m.Pos = finding.Position{}
			fmt.Fprintf(&b, "%+v\n", m)
		}
		for _, p := range v.Programme.Phases {
			fmt.Fprintln(&b, p.ID, p.From, p.To)
		}
	}
	for _, c := range v.Competencies {
		fmt.Fprintln(&b, c.ID, c.Level, c.Pillar, c.Meets, c.When, v.CompetencyNow(c.Was))
	}
	for _, s := range v.Standards {
		fmt.Fprintln(&b, s.ID, s.RegisteredWith, s.Learning)
	}
	for _, r := range v.Requirements {
		fmt.Fprintln(&b, r.ID, r.Should, r.Fixed, r.On)
	}
	for _, n := range v.Notices {
		fmt.Fprintln(&b, n.ID, n.On, n.Date, n.Urgent)
	}
	for _, p := range v.Pages {
		html, err := p.Body.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		b.Write(html)
		for _, s := range p.Facts.Says {
			fmt.Fprintln(&b, "says", s.ID)
		}
		serves(&b, p.Facts.Items)
	}
	return b.String()
}

// serves writes the standards that items are counted for.
func serves(b *strings.Builder, list []*item.Item) {
	for _, it := range list {
		if standards := it.Get("meets"); standards != "" {
			fmt.Fprintln(b, "serves", standards)
		}
		serves(b, it.Children)
	}
}

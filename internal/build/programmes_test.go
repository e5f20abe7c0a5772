package build_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/portfolio"
)

// A programme is a small project of its own shape below testdata/programmes. Each is built by what is there for all:
// none of them has a line of code made for it.
type programme struct {
	*build.Snapshot
	t    *testing.T
	tree fs.FS // what was published: public/ and portfolios/
}

// published reads a project, holds it to its findings (file and line, severity and rule), publishes it and follows
// every link.
func published(t *testing.T, name string, want ...string) *programme {
	t.Helper()
	asOf, err := civil.Parse("2026-10-05")
	if err != nil {
		t.Fatal(err)
	}
	o := build.Options{Project: filepath.Join("testdata", "programmes", name), AsOf: asOf, Generator: "precept test",
		Reader: portfolio.ForPreceptee}
	s, err := build.Prepare(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	var found []string
	for _, f := range s.Findings {
		if f.Rule != "lock-missing" { // these examples may change
			found = append(found, fmt.Sprintf("%s:%d %s %s", f.File, f.Line, f.Severity, f.Rule))
		}
	}
	if !slices.Equal(found, want) {
		t.Errorf("findings:\n%s\nwant:\n%s", strings.Join(found, "\n"), strings.Join(want, "\n"))
	}
	dir := t.TempDir()
	done, more, err := s.Publish(context.Background(), o,
		build.Destination{Public: filepath.Join(dir, "public"), Portfolios: filepath.Join(dir, "portfolios"),
			Host: "plain"})
	if err != nil || len(more) > 0 {
		t.Fatalf("publishing: %v, %v", err, more)
	}
	if len(done) != 1+len(s.Portfolios) {
		t.Fatalf("%d trees were published, want the public one and %d portfolios", len(done), len(s.Portfolios))
	}
	p := &programme{s, t, os.DirFS(dir)}
	p.followLinks()
	return p
}

// text is what a reader sees of a published page, with single spaces.
func (p *programme) text(name string) string {
	p.t.Helper()
	var b strings.Builder
	for n := range p.page(name).Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
			b.WriteString(n.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func (p *programme) page(name string) *html.Node {
	p.t.Helper()
	raw, err := fs.ReadFile(p.tree, name)
	if err != nil {
		p.t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		p.t.Fatalf("%s: %v", name, err)
	}
	return doc
}

// says checks that a page has the words, except those that begin with "not ", which it must not have.
func (p *programme) says(name string, words ...string) {
	p.t.Helper()
	text := p.text(name)
	for _, w := range words {
		plain, absent := strings.CutPrefix(w, "not ")
		if strings.Contains(text, plain) == absent {
			p.t.Errorf("%s: want %q; it says:\n%s", name, w, text)
		}
	}
}

// followLinks holds every relative address on every page to a file that was published, and its fragment to an id there.
func (p *programme) followLinks() {
	p.t.Helper()
	ids, links := map[string]map[string]bool{}, 0
	type link struct{ from, href string }
	var all []link
	err := fs.WalkDir(p.tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".html") {
			return err
		}
		ids[name] = map[string]bool{}
		for n := range p.page(name).Descendants() {
			for _, a := range n.Attr {
				switch {
				case a.Key == "id":
					if ids[name][a.Val] {
						p.t.Errorf("%s: the id %s is there twice", name, a.Val)
					}
					ids[name][a.Val] = true
				case a.Key == "href" || a.Key == "src":
					all = append(all, link{name, a.Val})
				}
			}
		}
		return nil
	})
	if err != nil {
		p.t.Fatal(err)
	}
	for _, l := range all {
		u, err := url.Parse(l.href)
		if err != nil {
			p.t.Errorf("%s: %v", l.from, err)
			continue
		}
		if u.Scheme != "" || u.Host != "" {
			continue
		}
		links++
		to := l.from
		if u.Path != "" {
			to = path.Join(path.Dir(l.from), u.Path)
		}
		if _, err := fs.Stat(p.tree, to); err != nil {
			p.t.Errorf("%s: %s leads nowhere", l.from, l.href)
		} else if u.Fragment != "" && strings.HasSuffix(to, ".html") && !ids[to][u.Fragment] {
			p.t.Errorf("%s: there is no place %s", l.from, l.href)
		}
	}
	if links < 100 {
		p.t.Errorf("only %d links were followed", links)
	}
}

// due gives the day on which an occurrence falls due for the project's one preceptee, and its state.
func (p *programme) due(id string) string {
	p.t.Helper()
	for _, m := range p.Portfolios[0].Milestones {
		if m.ID == id {
			return m.Due.String() + " " + string(m.State)
		}
	}
	return "none"
}

func (p *programme) wantDue(want map[string]string) {
	p.t.Helper()
	for id, due := range want {
		if got := p.due(id); got != due {
			p.t.Errorf("%s: %s, want %s", id, got, due)
		}
	}
}

// musts lists the must competencies with their state.
func (p *programme) musts() []string {
	var list []string
	for _, c := range p.Portfolios[0].Competencies {
		if c.Level == portfolio.Must {
			list = append(list, c.ID+": "+string(c.State))
		}
	}
	return list
}

// A hospital trust's first year: four protected weeks, three days of induction, monthly sessions, must, should and
// could with SLOT, and two confidential career conversations.
func TestHospitalTrust(t *testing.T) {
	p := published(t, "hospital-trust",
		"data/preceptees/robin-example/2026-03-26-training-record-d5ef67gh.md:7 gap expiry-past",
		"data/preceptees/robin-example/2026-04-16-learning-plan-e6fg78hj.md:7 gap action-past")
	// Robin works 0.6 of full time from 2 March 2026.
	p.wantDue(map[string]string{
		"protected-weeks":     "2026-03-02 done",
		"protected-weeks-end": "2026-03-30 done", // 28 days by the calendar
		"session.5":           "2026-09-02 past its date",
		"career-six":          "2027-01-03 not started", // 184 days at 0.6
		"career-twelve":       "2027-11-01 not started", // 365 days at 0.6
	})
	want := []string{"worsening: not started", "medicines: in progress", "notes: not started", "handover: done"}
	if got := p.musts(); !slices.Equal(got, want) {
		t.Errorf("must competencies: %q, want %q", got, want)
	}
	robin := "portfolios/robin-example/"
	p.says(robin+"timeline.html", "Have a career conversation", "3 January 2027", "1 November 2027",
		"Plan four weeks outside the numbers", "30 March 2026")
	p.says(robin+"gaps.html", "Recognises a patient who is getting worse", "Gives medicines safely",
		"not Hands over clearly", "not Plans a safe discharge")
	p.says(robin+"records/2026-03-06-induction-days-b3cd45ef.html", "First day", "Third day",
		"How to report an incident")
	p.says("public/forms/career-conversation.html",
		"Only the preceptee sees what is written. Others only see that it took place and when.")
}

// A hub for allied health professions: four kinds of transition, resources and examples, and what is announced.
func TestAlliedHealthHub(t *testing.T) {
	p := published(t, "ahp-hub",
		"content/2026.1/programme/timeline.md:41 note milestone-unconfirmed",
		"content/2026.1/resources/contacts.md:5 warning announced-past",
		"data/preceptees/noor-example/preceptee.md:1 gap milestone-past")
	// Noor comes back to practice and has moved: the steps of these two kinds of transition, and of no other.
	p.wantDue(map[string]string{
		"refresh":      "2026-10-05 done",
		"neighbours":   "2026-10-19 not started",
		"carries-over": "none",
		"caseload":     "none",
	})
	p.says("public/programme/timeline.html", "Name what carries over from your old field",
		"Agree how your caseload will grow")
	p.says("public/resources/guidance-on-roles.html", "Announced, but not here yet: expected by 31 March 2027")
	p.says("public/resources/contacts.html", "Announced, but not here yet: was expected by 30 June 2026")
	p.says("public/resources/index.html", "Guidance on roles", "announced, but not here yet")
	p.says("public/forms/support-agreement.html",
		"The AHP, the preceptor and the service may see what is written here")
}

// A guide by situation: outside the NHS, international, student, rotational, preceptor, returner.
func TestSituationGuide(t *testing.T) {
	p := published(t, "situation-guide", "content/2026.1/returner/index.md:1 note review-missing")
	p.says("public/index.html", "I work outside the NHS", "I trained in another country", "I am a student",
		"I change rotation", "I am a preceptor", "I am coming back", "not I am starting my year")
	p.says("public/returner/index.html", "not Last reviewed", "not Next review")
	p.says("public/student/index.html", "Last reviewed: 6 July 2026", "Next review: 6 July 2027")
	p.says("public/forms/getting-ready.html", "Only the newcomer sees what is written here.")
}

// A pathway to assistant practitioner: a course of one year, core and specific competencies, cohorts, tutor and mentor.
func TestAssistantPractitioner(t *testing.T) {
	tess := "data/preceptees/tess-example/"
	p := published(t, "assistant-practitioner",
		tess+"2026-08-25-competency-sign-off-r7st89vw.md:5 gap signature-missing",
		tess+"2026-09-04-module-result-p5qr67st.md:5 gap signature-missing",
		tess+"preceptee.md:1 gap milestone-past")
	p.wantDue(map[string]string{
		"module-one":  "2026-06-02 done",
		"module-two":  "2026-09-02 past its date", // complete, and the tutor has not signed
		"core-review": "2026-09-02 done",
		"focus-group": "2026-12-02 not started", // only of her cohort
	})
	// A competency is achieved when mentor and tutor have both signed.
	want := []string{"core-observations: done", "core-dignity: not started", "core-limits: waiting for a signature",
		"cc-bed-space: not started", "cc-sample: not started"}
	if got := p.musts(); !slices.Equal(got, want) {
		t.Errorf("must competencies: %q, want %q", got, want)
	}
	p.says("portfolios/tess-example/index.html", "Second cohort, March 2026", "Waiting for Lin Example-Tutor (tutor)",
		"Bo Example-Mentor")
	p.says("portfolios/tess-example/timeline.html", "Trainee", "Mentor", "Tutor", "not Preceptor")
	p.says("public/forms/competency-sign-off.html", "Mentor", "Tutor",
		"The trainee, the tutor and the unit may see what is written here")
	p.says("public/index.html", "I teach at the university", "I support a trainee on the ward",
		"not I run or manage the practice")
}

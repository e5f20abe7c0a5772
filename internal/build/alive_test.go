package build

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"weak"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/portfolio"
)

// alive counts the portfolios that something still holds.
type alive struct {
	mu   sync.Mutex
	seen []weak.Pointer[portfolio.Portfolio]
	most int
}

// add notes a portfolio, and how many are there beside it.
func (a *alive) add(p *portfolio.Portfolio) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.seen = append(a.seen, weak.Make(p))
	a.most = max(a.most, a.now())
}

func (a *alive) now() (n int) {
	runtime.GC()
	for _, p := range a.seen {
		if p.Value() != nil {
			n++
		}
	}
	return n
}

// projectOf lays a project whose n preceptees have the same records.
func projectOf(t *testing.T, n int) string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/secrets.txtar")
	if err != nil {
		t.Fatal(err)
	}
	const of = "data/preceptees/kay-example/"
	dir := t.TempDir()
	for _, f := range archive.Files {
		below, theirs := strings.CutPrefix(f.Name, of)
		if !theirs && !strings.HasPrefix(f.Name, "data/preceptees/") {
			casetest.WriteFiles(t, dir, f)
		}
		for i := range n {
			if theirs {
				casetest.Write(t, dir, fmt.Sprintf("data/preceptees/kay-%d-example/%s", i+1, below), string(f.Data))
			}
		}
	}
	return dir
}

// TestPortfoliosAtOnce: as many portfolios are in memory as there are jobs, whether 3 people or 30 are built, and none
// once all are written; the same where only what a report says of each is asked for. A backup has one at a time.
func TestPortfoliosAtOnce(t *testing.T) {
	const jobs = 2
	for _, n := range []int{3, 30} {
		o := Options{Project: projectOf(t, n), AsOf: civil.Date{Year: 2026, Month: 10, Day: 5},
			Generator: "precept test", Reader: portfolio.ForPreceptee, Jobs: jobs}
		var built, asked, carried alive
		s, err := load(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		to := Destination{Portfolios: filepath.Join(t.TempDir(), "portfolios"), Jobs: 1}
		p, err := s.publisher(t.Context(), o, to)
		if err != nil {
			t.Fatal(err)
		}
		err = s.eachPerson(t.Context(), o, func(i int, m *made) error {
			built.add(m.who)
			return p.writeAndDrop(t.Context(), i, m)
		})
		if err != nil {
			t.Fatal(err)
		}
		if done, found := p.results(); len(done) != n || len(found) > 0 || len(s.Private) != n {
			t.Errorf("%d of %d are written: %v", len(done), n, found)
		}
		if left := built.now(); built.most > jobs || left > 0 {
			t.Errorf("of %d people, %d were there at once, and %d when all was done", n, built.most, left)
		}
		runtime.KeepAlive(s)
		facts, people, err := Each(t.Context(), o, func(s *Snapshot, p *portfolio.Portfolio) reported {
			asked.add(p)
			return s.reported(p)
		})
		if err != nil {
			t.Fatal(err)
		}
		defer facts.Close()
		if left := asked.now(); len(people) != n || asked.most > jobs || left > 0 {
			t.Errorf("of %d people in a report, %d were there at once, and %d when all was done", n, asked.most, left)
		}
		packed, err := EachCarried(t.Context(), o, func(_ *Snapshot, p *portfolio.Portfolio, c Carried, ok bool) error {
			if carried.add(p); !ok || len(c.Files) == 0 {
				t.Errorf("of %s nothing is carried", p.ID)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		defer packed.Close()
		if left := carried.now(); len(carried.seen) != n || carried.most > 1 || left > 0 {
			t.Errorf("of %d people in a backup, %d were there at once, and %d when all was done", n, carried.most, left)
		}
		runtime.KeepAlive(packed)
		runtime.KeepAlive(facts)
		runtime.KeepAlive(people)
	}
}

//go:build browser

package browser

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// page is one built page; path is below the site's root, such as public/index.html.
type page struct{ name, path string }

func (p page) http() string { return shipped.address + "/" + strings.TrimPrefix(p.path, "public/") }

func (p page) file() string { return "file://" + filepath.ToSlash(filepath.Join(shipped.root, p.path)) }

const ownPortfolio = "portfolios/alex-example/"

// fixedKinds is a page of each kind that the shipped project is sure to have, and of those that are long the shortest;
// build adds those kinds that it may have.
var fixedKinds = []page{
	{"home", "public/index.html"},
	{"section", "public/organisation/index.html"},
	{"guidance", "public/organisation/job-plans.html"},
	{"guide", "public/preceptor/print.html"},
	{"form", "public/forms/monthly-meeting.html"},
	{"form with tables", "public/forms/job-plan.html"},
	{"forms", "public/forms/index.html"},
	{"timeline", "public/programme/timeline.html"},
	{"versions", "public/versions.html"},
	{"changes", "public/v/2026.1/changes.html"},
	{"changes in words", "public/v/2026.1/changes/programme.html"},
	{"search", "public/search.html"},
	{"search with results", "public/search.html?q=indemnity"},
	{"not found", "public/404.html"},
	{"portfolio overview", ownPortfolio + "index.html"},
	{"portfolio timeline", ownPortfolio + "timeline.html"},
	{"portfolio records", ownPortfolio + "records/index.html"},
	{"portfolio record", ownPortfolio + "records/2026-09-04-monthly-meeting-d6nw52ja.html"},
	{"portfolio summary", ownPortfolio + "summary.html"},
	{"portfolio gaps", ownPortfolio + "gaps.html"},
	{"portfolio next meeting", ownPortfolio + "next-meeting.html"},
	{"whole portfolio", "portfolios/robin-example/portfolio.html"},
}

// kind gives the page of that name.
func kind(t testing.TB, name string) page {
	t.Helper()
	for _, p := range shipped.kinds {
		if p.name == name {
			return p
		}
	}
	t.Fatalf("no page of kind %q", name)
	return page{}
}

// every gives all pages at their shareable address; the same pages are below v/ too. It leaves out pages that only
// redirect.
func every(t testing.TB) []page {
	t.Helper()
	var list []page
	for _, p := range built(t) {
		leads := slices.ContainsFunc(shipped.moved, func(m moved) bool { return "public/"+m.from == p })
		if !leads && !strings.HasPrefix(p, "public/v/") {
			list = append(list, page{p, p})
		}
	}
	return list
}

// built gives the paths of all built pages.
func built(t testing.TB) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS(shipped.root), ".", func(name string, d fs.DirEntry, err error) error {
		if name == "profile" || strings.HasPrefix(name, "downloads-") {
			return fs.SkipDir
		}
		if path.Ext(name) == ".html" {
			list = append(list, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 100 {
		t.Fatalf("only %d pages were built", len(list))
	}
	return list
}

package plan_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestStyles: every page links the stylesheet of every page, and after it the one that its kind needs, if any.
func TestStyles(t *testing.T) {
	linked := regexp.MustCompile(`<link rel="stylesheet" href="([^"]*)">`)
	filling := regexp.MustCompile(`<form|id="form-data"`)
	yearly := regexp.MustCompile(`class="(?:home|timeline-page|portfolio [a-z]+|page changes[^"]*)"`)
	seen := map[string]int{}
	for reader, m := range sound(t) {
		for _, p := range m.paths() {
			if path.Ext(p) != ".html" || reader != "" && p == "portfolio.html" {
				continue
			}
			var got []string
			for _, l := range linked.FindAllStringSubmatch(m.bytes[p], -1) {
				at := strings.TrimPrefix(path.Join(path.Dir(p), l[1]), "aps/") // 404.html has the site's path
				if _, ok := m.bytes[at]; !ok {
					t.Errorf("%s%s: there is no %s", reader, p, at)
				}
				kind, _, _ := strings.Cut(path.Base(at), "-")
				got = append(got, kind)
			}
			want := []string{"precept"}
			switch {
			case filling.MatchString(m.bytes[p]):
				want = append(want, "fill")
			case yearly.MatchString(m.bytes[p]):
				want = append(want, "year")
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s %s links %q, want %q", reader, p, got, want)
			}
			seen[want[len(want)-1]]++
		}
	}
	if seen["precept"] < 5 || seen["fill"] < 5 || seen["year"] < 10 {
		t.Errorf("too few pages were seen: %v", seen)
	}
}

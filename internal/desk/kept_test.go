package desk

import "testing"

// TestKept: what the desk shows of people is worked out once for a site, and again for the next.
func TestKept(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	site := b.current()
	site.Changed = nil
	if one, two := b.desk.people(site), b.desk.people(site); &one[0] == &two[0] {
		t.Error("of a site that nobody can wait for, something is kept")
	}
	site.Changed = make(chan struct{})
	first := b.desk.people(site)
	if again := b.desk.people(site); &again[0] != &first[0] {
		t.Error("people are worked out again for the same site")
	}
	site.Changed = make(chan struct{})
	if newer := b.desk.people(site); &newer[0] == &first[0] {
		t.Error("people are shown as they were before the site changed")
	}
}

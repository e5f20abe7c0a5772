//go:build browser

package browser

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"precept/internal/form"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// kept are the forms that save something: all of them.
func kept(t testing.TB) []*form.Form {
	t.Helper()
	if len(shipped.current.Forms) < 20 {
		t.Fatalf("only %d forms", len(shipped.current.Forms))
	}
	return shipped.current.Forms
}

func hasTable(f *form.Form) bool {
	return slices.ContainsFunc(f.Fields, func(field form.Field) bool { return field.Type == form.Table })
}

// record gives what the page holds: what may be sent, and what stays with its writer.
func (b *tab) record() (main, own map[string]any) {
	b.Helper()
	var both []map[string]any
	if err := json.Unmarshal([]byte(get[string](b, `JSON.stringify([window.precept.record(), window.precept.own()])`)),
		&both); err != nil {
		b.Fatal(err)
	}
	return both[0], both[1]
}

// together are all answers, private ones too.
func together(main, own map[string]any) map[string]any {
	all := maps.Clone(main["answers"].(map[string]any))
	if own != nil {
		maps.Copy(all, own["answers"].(map[string]any))
	}
	return all
}

func signedBy(main map[string]any) []string {
	var list []string
	for _, s := range main["signed"].([]any) {
		s := s.(map[string]any)
		list = append(list, fmt.Sprintf("%v: %v", s["field"], s["name"]))
	}
	return list
}

func signatures(f *form.Form) []string {
	var list []string
	for _, field := range f.Fields {
		if field.Type == form.Sign {
			list = append(list, field.ID+": "+signer(field.Lane))
		}
	}
	return list
}

// same says of each answer where it is not what it should be.
func same(t testing.TB, when string, got, want map[string]any) {
	t.Helper()
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if !reflect.DeepEqual(got[key], want[key]) {
			t.Errorf("%s: %s is %#v, want %#v", when, key, got[key], want[key])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[key]; !ok {
			t.Errorf("%s: nobody typed %s: %v", when, key, got[key])
		}
	}
}

// bound reads a record's file as the build does, and compares its answers, except the private ones.
func bound(t testing.TB, f *form.Form, name string, want map[string]any) *form.Record {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	file, findings := form.ReadFile(name, data)
	if file == nil {
		t.Fatalf("Go cannot read %s: %v", name, findings)
	}
	r, more := form.ReadRecord(file)
	for _, found := range slices.Concat(findings, more, f.Bind(r, nil)) {
		t.Errorf("%s: Go finds %s: %s", filepath.Base(name), found.Rule, found.Message)
	}
	got, open := map[string]any{}, maps.Clone(want)
	for i := range r.Answers {
		got[r.Answers[i].Field] = plainAnswer(&r.Answers[i])
	}
	for _, field := range f.Fields {
		if field.Private {
			delete(open, field.ID)
		}
	}
	same(t, "read by Go", got, open)
	return r
}

// plainAnswer gives an answer as JSON would.
func plainAnswer(a *form.Answer) any {
	switch {
	case a.List != nil:
		list := []any{}
		for _, s := range a.List {
			list = append(list, s)
		}
		return list
	case a.Rows == nil:
		return a.Text
	}
	var rows []any
	named := map[string]any{}
	for _, r := range a.Rows {
		cells := map[string]any{}
		for i := range r.Cells {
			cells[r.Cells[i].Field] = plainAnswer(&r.Cells[i])
		}
		rows = append(rows, cells)
		named[r.Row] = cells
	}
	if a.Rows[0].Row != "" {
		return named
	}
	return rows
}

// spaced replaces each run of spaces and line ends by one space.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// boundTo reads a record's file as the build does.
func boundTo(t testing.TB, f *form.Form, name string) *form.Record {
	t.Helper()
	file, findings := form.ReadFile(name, must(os.ReadFile(name)))
	if file == nil {
		t.Fatalf("Go cannot read %s: %v", name, findings)
	}
	r, _ := form.ReadRecord(file)
	f.Bind(r, nil)
	return r
}

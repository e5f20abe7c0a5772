package publish

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"testing"

	"precept/internal/plan"
)

// BenchmarkPublish publishes ten thousand pages of twenty kilobytes: all new, none changed, one changed.
func BenchmarkPublish(b *testing.B) {
	page := bytes.Repeat([]byte("a line of a page\n"), 1200)
	edition := func(first int) []plan.Output {
		list := make([]plan.Output, 10_000)
		for i := range list {
			list[i] = plan.Output{
				Path: fmt.Sprintf("section-%d/page-%d.html", i/100, i),
				Write: func(w io.Writer) error {
					n := i
					if i == 0 {
						n = first
					}
					fmt.Fprintln(w, n)
					_, err := w.Write(page)
					return err
				},
			}
		}
		return list
	}
	run := func(b *testing.B, dir string, first, written int) {
		b.Helper()
		r, _, err := Publish(b.Context(), Target{Dir: dir, Kind: "public"}, edition(first), head, 2)
		if err != nil || r.Written != written {
			b.Fatal(r, err)
		}
	}
	b.Run("new", func(b *testing.B) {
		for n := 0; b.Loop(); n++ {
			run(b, filepath.Join(b.TempDir(), fmt.Sprint(n)), 0, 10_000)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		run(b, dir, 0, 10_000)
		for b.Loop() {
			run(b, dir, 0, 0)
		}
	})
	b.Run("one", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		run(b, dir, 0, 10_000)
		for n := 1; b.Loop(); n++ {
			run(b, dir, n, 1)
		}
	})
}

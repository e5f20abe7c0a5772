package store

import (
	"bytes"
	"fmt"
	"os"
	"sync"
	"testing"
)

func TestSpill(t *testing.T) {
	for _, bound := range []int64{0, 100, 3 << 20, 1 << 30} {
		t.Run(fmt.Sprint(bound), func(t *testing.T) {
			s := NewSpill(bound)
			texts := [][]byte{
				nil,
				[]byte("one"),
				bytes.Repeat([]byte("long "), 400_000),
				[]byte("two"),
				bytes.Repeat([]byte{7}, chunkSize),
				{},
				[]byte("three"),
			}
			var wg sync.WaitGroup
			for g := range 4 {
				wg.Go(func() {
					refs := make([]Ref, len(texts))
					for i, b := range texts {
						refs[i] = s.Put(append(bytes.Clone(b), byte(g)))
					}
					for i, b := range texts {
						want := append(bytes.Clone(b), byte(g))
						got, err := s.Get(refs[i])
						if err != nil || !bytes.Equal(got, want) {
							t.Errorf("text %d of %d: got %d bytes, %v", i, g, len(got), err)
						}
					}
				})
			}
			wg.Wait()
			if s.inMemory > bound {
				t.Errorf("%d bytes are in memory, more than %d", s.inMemory, bound)
			}
			empty, err := s.Get(s.Put(nil))
			if err != nil || len(empty) != 0 {
				t.Errorf("nothing came back as %q, %v", empty, err)
			}
			must(t, s.Close())
		})
	}
}

func TestSpillFileHasNoName(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := NewSpill(0)
	ref := s.Put([]byte("past the bound"))
	names, err := os.ReadDir(os.TempDir())
	must(t, err)
	if len(names) != 0 {
		t.Errorf("the temporary file can be seen as %s", names[0].Name())
	}
	info, err := s.file.Stat()
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v", info.Mode())
	}
	must(t, s.Close())
	if _, err := s.Get(ref); err == nil {
		t.Error("a closed spill still gives bytes")
	}
}

func TestSpillReportsAFailingDisk(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/missing")
	s := NewSpill(4)
	first, second := s.Put([]byte("fits")), s.Put([]byte("does not"))
	if b, err := s.Get(first); err != nil || string(b) != "fits" {
		t.Errorf("what is in memory: %q, %v", b, err)
	}
	if b, err := s.Get(second); err == nil {
		t.Errorf("what could not be written came back as %q", b)
	}
}

func BenchmarkReadBelowFolders(b *testing.B) {
	dir := b.TempDir()
	tr, err := Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer tr.Close()
	if err := tr.Write("content/2026.1/page.md", make([]byte, 5000)); err != nil {
		b.Fatal(err)
	}
	if _, err := tr.Walk("."); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := tr.Read("content/2026.1/page.md", 1<<20); err != nil {
			b.Fatal(err)
		}
	}
}

package media

import (
	"bytes"
	"os"
	"testing"
)

// TestKept: the second time gives the bytes of the first, and what is kept stays below the bound.
func TestKept(t *testing.T) {
	photograph, err := os.ReadFile("testdata/sideways.jpg")
	if err != nil {
		t.Fatal(err)
	}
	want, err := Clean(photograph)
	if err != nil {
		t.Fatal(err)
	}
	same := func(k *Kept, raw []byte) bool {
		t.Helper()
		first, err := k.Clean(raw)
		again, errAgain := k.Clean(raw)
		if err != nil || errAgain != nil || !bytes.Equal(first, want) || !bytes.Equal(again, want) {
			t.Fatalf("cleaned differently: %v, %v", err, errAgain)
		}
		return &first[0] == &again[0]
	}
	k := NewKept(len(want))
	if !same(k, photograph) {
		t.Error("a picture is cleaned again though it was kept")
	}
	longer := append(bytes.Clone(photograph), "what follows its end"...)
	if !same(k, longer) {
		t.Error("another picture is not kept")
	}
	if len(k.clean) != 1 || len(k.order) != 1 || k.size != len(want) {
		t.Errorf("past the bound %d pictures of %d bytes are kept", len(k.clean), k.size)
	}
	if same(NewKept(len(want)-1), photograph) || same(nil, photograph) {
		t.Error("a picture is kept where there is no room for it")
	}
	if _, err := k.Clean([]byte("no picture")); err == nil || len(k.clean) != 1 {
		t.Errorf("what cannot be cleaned: %v", err)
	}
}

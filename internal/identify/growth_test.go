package identify

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
)

// TestX2Growth (case-X2): twice the text is twice the work, whatever is in it: each vector again and again, whole and
// as a near miss, which lacks its first or its last character.
func TestX2Growth(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/vectors.txtar")
	if err != nil {
		t.Fatal(err)
	}
	pieces := []string{"Mrs Xy ", "SW1A 1AA ", "12/", "1 ", "a@a.", "Mr A. B. ", "nhs "}
	for _, file := range archive.Files {
		for line := range strings.Lines(string(file.Data)) {
			line = strings.NewReplacer("⟦", "", "⟧", "", `\n`, "\n").Replace(line)
			if n := len(line); n > 2 {
				pieces = append(pieces, line, line[1:], line[:n-2])
			}
		}
	}
	for _, piece := range pieces {
		for _, label := range []string{"", "Patient, born, address"} {
			once := workOn(piece, label, casetest.Times(1, 16))
			twice := workOn(piece, label, casetest.Times(2, 32))
			if twice > 5*once/2 {
				t.Errorf("%q, %q: %d steps, and %d for twice the text", piece, label, once, twice)
			}
		}
	}
	if workOn("Mrs Xy ", "", 1) == 0 {
		t.Error("the work is not counted")
	}
}

// workOn counts the work on so many KiB of a text repeated.
func workOn(piece, label string, kib int) int {
	text := strings.Repeat(piece, 1+kib<<10/len(piece))
	s := search{text: text}
	s.all(label)
	return s.work
}

// TestX2Full (case-X2): hits without end in a record of the largest size stay apart and in order.
func TestX2Full(t *testing.T) {
	const piece = "Mrs Xy SW1A 1AA "
	n := casetest.Times(1<<18, 4<<20) / len(piece)
	hits := Hits(strings.Repeat(piece, n), "")
	if len(hits) != 2*n || !slices.IsSortedFunc(hits, func(a, b Hit) int { return a.End - b.Start }) {
		t.Errorf("%d hits, want %d one after another", len(hits), 2*n)
	}
}

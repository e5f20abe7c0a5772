package desk

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

// planted are texts of a batch that are nowhere else in the program's memory, each in two pieces so that the test does
// not hold one itself: a private answer, and the pixels of a photograph.
var planted = [...][2]string{{"canary-of-a-private", "-answer-7319"}, {"canary-of-the-pixels", "-of-a-photo-5520"}}

// TestMemoryOfABatch (S9): once a batch is cancelled, taken in, or pushed off the desk by others, nothing of what
// its files say is anywhere in the program's memory. While it waits for a decision it is.
func TestMemoryOfABatch(t *testing.T) {
	for name, end := range map[string]func(b *bench, delivery part){
		"cancelled": func(b *bench, delivery part) {
			_, page := b.post("accept", delivery, part{Field: "do", Text: "cancel"})
			holds(b.t, "cancelled", page, "Nothing was taken in")
		},
		"taken in": func(b *bench, delivery part) {
			_, page := b.post("accept", delivery, part{Field: "do", Text: "accept"},
				part{Field: "take", Text: "1"}, part{Field: "take", Text: "2"})
			holds(b.t, "taken in", page, "2 taken in. 1 not taken in.", "private notes", "Take it back")
		},
		"taken in and taken back": func(b *bench, delivery part) {
			b.post("accept", delivery, part{Field: "do", Text: "accept"}, part{Field: "take", Text: "1"},
				part{Field: "take", Text: "2"})
			_, page := b.post("undo", delivery)
			holds(b.t, "taken back", page, "Everything is as it was before.")
			if left := b.files("data/preceptees/alex-example"); strings.Contains(left, planted[1][0]) {
				b.t.Error("the photograph is still there")
			}
		},
		"pushed off by others": func(b *bench, _ part) {
			for n := range maxDeliveries {
				b.post("examine", alex, file(fmt.Sprint(n, ".md"), fmt.Sprintf(meeting, "A quiet week.")))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := start(t, lay(t))
			b.write("content/2026.1/forms/meeting.md",
				b.text("content/2026.1/forms/meeting.md")+"- [pick: attachments] Files {#files}\n")
			var delivery part
			apart(func() { delivery = arrives(b) })
			if got := remembered(t); len(got) != len(planted) {
				t.Fatalf("while it waits, only %q is in memory", got)
			}
			apart(func() { end(b, delivery) })
			if got := remembered(t); len(got) > 0 {
				t.Errorf("%q is still in memory", got)
			}
		})
	}
}

// arrives drops a batch on the desk: a record that is refused, since it has a private answer, one that can be taken in,
// and the photograph that this one names.
func arrives(b *bench) part {
	record := func(id, answers string) string {
		return "---\nform: meeting\nversion: \"2026.1\"\nrecord: " + id + "\ndate: 2026-09-20\nstatus: complete\n" +
			"answers:\n" + answers + "---\n"
	}
	pixels := []byte(planted[1][0] + planted[1][1])
	row := &image.Gray{Pix: pixels, Stride: len(pixels), Rect: image.Rect(0, 0, len(pixels), 1)}
	var picture bytes.Buffer
	ok(b.t, (&png.Encoder{CompressionLevel: png.NoCompression}).Encode(&picture, row))
	_, page := b.post("examine", alex,
		file("a.md", record("k7m29qxd", "  said: \"Refused\"\n  alone: \""+planted[0][0]+planted[0][1]+"\"\n")),
		file("b.md", record("p4xk82mz", "  said: \"Taken in\"\n  files: [\"c.png\"]\n")),
		file("c.png", picture.String()))
	return deliveryOf(b.t, page)
}

// apart runs something on a stack that is gone afterwards.
func apart(run func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		run()
	}()
	<-done
}

// remembered says which of the canaries are anywhere in the program's memory.
func remembered(t *testing.T) (list []string) {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "heap"))
	ok(t, err)
	for range 3 { // what a pool holds goes with the second
		runtime.GC()
	}
	debug.WriteHeapDump(f.Fd())
	ok(t, f.Close())
	heap, err := os.ReadFile(f.Name())
	ok(t, err)
	for _, canary := range planted {
		if joinedIn(heap, canary[0], canary[1]) {
			list = append(list, canary[0])
		}
	}
	clear(heap) // it is not to be found in the next
	return list
}

// joinedIn reports whether a text has two pieces one behind the other.
func joinedIn(text []byte, a, b string) bool {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte(a))
		if i < 0 {
			return false
		}
		if at += i + len(a); bytes.HasPrefix(text[at:], []byte(b)) {
			return true
		}
	}
}

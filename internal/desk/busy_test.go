package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"precept/internal/build"
	"precept/internal/importer"
)

// gate stops what passes it until it is opened.
type gate struct{ reached, open chan struct{} }

func newGate() gate { return gate{make(chan struct{}), make(chan struct{})} }

func (g gate) pass() {
	close(g.reached)
	<-g.open
}

// TestX2SlowExamine (case-X2): files that take long to read keep nobody waiting. What was saved meanwhile counts when
// they are compared at last.
func TestX2SlowExamine(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	slow := newGate()
	b.desk.read = func(in *importer.Importer, list []importer.Arrival) ([]importer.Offer, error) {
		if slices.ContainsFunc(list, func(a importer.Arrival) bool { return a.Name == "slow.md" }) {
			slow.pass()
		}
		return in.Read(list)
	}
	shown := make(chan string)
	go func() {
		_, page := b.post("examine", alex, file("slow.md", fmt.Sprintf(meeting, "A slow week.")))
		shown <- page
	}()
	<-slow.reached
	_, page := b.get("")
	holds(t, "the desk meanwhile", page, "Alex Example")
	if o := b.script("save", alex, said("Saved meanwhile.", "")); o.Stage != accepted {
		t.Errorf("saved meanwhile: %+v", o)
	}
	close(slow.open)
	holds(t, "what was slow", <-shown, "differs", "Saved meanwhile.")
	if !strings.Contains(b.text(at), "Saved meanwhile.") {
		t.Error("what was saved meanwhile is gone")
	}
}

// TestX2DealtWithMeanwhile (case-X2): files that are looked at for somebody else, and cancelled meanwhile on another
// page, stay cancelled.
func TestX2DealtWithMeanwhile(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	_, page := b.post("examine", alex, file("m.md", fmt.Sprintf(meeting, "A quiet week.")))
	id, slow := deliveryOf(t, page), newGate()
	b.desk.read = func(in *importer.Importer, list []importer.Arrival) ([]importer.Offer, error) {
		slow.pass()
		return in.Read(list)
	}
	shown := make(chan string)
	go func() {
		_, page := b.post("examine", id, field("preceptee", "robin-example"))
		shown <- page
	}()
	<-slow.reached
	_, page = b.post("accept", id, field("do", "cancel"))
	holds(t, "cancelled meanwhile", page, "Nothing was taken in")
	close(slow.open)
	holds(t, "what was slow", <-shown, "no longer on the desk")
}

// TestX2SlowBuild (case-X2): an answer that waits for a build, and a copy that is being written, keep nobody waiting
// either.
func TestX2SlowBuild(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	built, waits := make(chan struct{}), make(chan struct{}, 1)
	b.desk.patience = time.Hour
	current := b.desk.o.Site
	b.desk.o.Site = func() Site {
		site := current()
		site.Changed = built
		return site
	}
	saved := make(chan outcome)
	go func() { saved <- b.script("save", alex, said("Once.", "")) }()
	go func() {
		for b.text(at) == "" {
			time.Sleep(time.Millisecond)
		}
		waits <- struct{}{}
	}()
	<-waits
	_, page := b.get("")
	holds(t, "the desk while an answer waits", page, "Alex Example")
	select {
	case o := <-saved:
		t.Errorf("it did not wait for the build: %+v", o)
	default:
	}
	close(built)
	if o := <-saved; o.Stage != accepted {
		t.Errorf("saved: %+v", o)
	}

	slow := newGate()
	b.desk.o.Prepare = func(ctx context.Context, o build.Options) (*build.Snapshot, error) {
		slow.pass()
		return build.Prepare(ctx, o)
	}
	copied := make(chan string)
	go func() {
		_, page := b.post("copy", alex, field("reader", "pair"), field("seen", "yes"))
		copied <- page
	}()
	<-slow.reached
	_, page = b.get("")
	holds(t, "the desk while a copy is written", page, "Alex Example")
	close(slow.open)
	holds(t, "the copy", <-copied, "The copy is ready")
}

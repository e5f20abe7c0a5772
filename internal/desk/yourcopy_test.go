package desk

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
	"precept/internal/toolkit"
)

// hubFiles are a hub's two versions, in a folder that the project is based on. The newer one has changed rooms, dropped
// parking and taken over what the practice says about bikes.
const hubFiles = `
-- hub/data/site.yaml --
title: Hub
publisher: Example Hub
-- hub/content/2025.1/version.md --
---
title: Toolkit 2025.1
summary: The first.
released: 2025-09-01
---
-- hub/content/2025.1/rooms.md --
---
title: Rooms
summary: Where to sit.
---
## Where

Any room is yours.

## When

From nine.
-- hub/content/2025.1/parking.md --
---
title: Parking
summary: Where to park.
---
Behind the house.
-- hub/content/2025.1/bikes.md --
---
title: Bikes
summary: Where to lock them.
---
At the fence.
-- hub/content/2025.1/tea.md --
---
title: Tea
summary: When there is tea.
---
At ten.
-- hub/content/2026.1/version.md --
---
title: Toolkit 2026.1
summary: The second.
extends: "2025.1"
drop: [parking]
released: 2026-09-01
---
-- hub/content/2026.1/rooms.md --
---
title: Rooms
summary: Where to sit.
---
## Where

Any room is yours.

## When

From eight, <b>every</b> day.
-- hub/content/2026.1/bikes.md --
---
title: Bikes
summary: Where to lock them.
---
In the hall.
-- data/site.yaml --
title: Surgery
publisher: Example Surgery
base:
  - folder: hub
`

// adapting starts the desk of a practice whose copy has four adapted pages, three of which wait for a decision.
func adapting(t *testing.T) *bench {
	t.Helper()
	dir := lay(t)
	hub := txtar.Parse([]byte(hubFiles))
	casetest.WriteFiles(t, dir, hub.Files...)
	for _, f := range hub.Files {
		name, ok := strings.CutPrefix(f.Name, "hub/content/2025.1/")
		if !ok || name == "version.md" {
			continue
		}
		text := strings.Replace(string(f.Data), "\n---\n", "\nreplaces: "+toolkit.Sum(f.Data)+"\n---\n", 1)
		text = strings.NewReplacer("Any room", "Room 4", "Behind", "Beside", "At the fence", "In the hall",
			"At ten", "At four").Replace(text)
		casetest.Write(t, dir, "content/2026.1/"+name, text)
	}
	return start(t, dir)
}

// decision is what the page about an adapted page posts.
func decision(t *testing.T, page string, more ...part) []part {
	t.Helper()
	var list []part
	for _, name := range []string{"version", "page", "seen"} {
		m := regexp.MustCompile(`name="` + name + `"\s+value="([^"]+)"`).FindStringSubmatch(page)
		if m == nil {
			t.Fatalf("no %s on\n%s", name, page)
		}
		list = append(list, field(name, m[1]))
	}
	return append(list, more...)
}

// TestYourCopy: every adapted page is listed with its state, and has a page that shows what each side changed.
func TestYourCopy(t *testing.T) {
	t.Parallel()
	b := adapting(t)
	_, page := b.get("")
	holds(t, "the desk", page, `<a href="/-/desk/your-copy">Your copy of the toolkit</a>`)
	_, page = b.get("your-copy")
	holds(t, "the copy", page, "Example Hub has released 2026.1. 1 of the pages that you adapted has not changed. "+
		"3 pages need your decision.", `<a href="/-/desk/your-copy/2026.1/rooms">Rooms</a>`,
		"Example Hub has changed its page since.", "Example Hub no longer has this page.", "Example Hub now says "+
			"the same.",
		"Example Hub has not changed its page.", `href="/v/2026.1/adapted.html"`)
	lacks(t, "the copy", page, "First day") // which is a page of the practice's own
	_, page = b.get("your-copy/2026.1/rooms")
	holds(t, "rooms", page, "<h2>Where</h2>", "<h2>When</h2>", "<h3>Example Hub changed</h3>", "<h3>You changed</h3>",
		"<ins>", "eight, every day", "Room 4", "Keep ours", "Take theirs", "data/base/dropped/2026.1")
	_, page = b.get("your-copy/2026.1/parking")
	holds(t, "parking", page, "It becomes a page of your own", "Remove it")
	_, page = b.get("your-copy/2026.1/bikes")
	holds(t, "bikes", page, "Nothing is lost", "readers would see the same words")
	lacks(t, "bikes", page, `name="confirm"`)
	_, page = b.get("your-copy/2026.1/tea")
	holds(t, "tea", page, "Take theirs")
	lacks(t, "tea", page, "Keep ours", "Example Hub changed")
	for _, name := range []string{"2026.1/guide/first-day", "2031.1/rooms", "2026.1/x", "2026.1/..%2f..%2fdata",
		"2026.1/"} {
		if res, _ := b.get("your-copy/" + name); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", name, res.StatusCode)
		}
	}
	_, page = start(t, lay(t)).get("your-copy")
	holds(t, "a hub", page, "all of its pages are your own")
}

// TestKeepOurs: a page stays as it is, and says which text of the hub it was compared with.
func TestKeepOurs(t *testing.T) {
	t.Parallel()
	b := adapting(t)
	_, shown := b.get("your-copy/2026.1/rooms")
	_, page := b.post("keep-ours", decision(t, shown)...)
	holds(t, "kept", page, "“Rooms” stays as you wrote it", "2 pages need your decision")
	if text := b.text("content/2026.1/rooms.md"); !strings.Contains(text, "Room 4") ||
		!strings.Contains(text, toolkit.Sum([]byte(b.text("hub/content/2026.1/rooms.md")))) {
		t.Errorf("after keeping it is\n%s", text)
	}
	_, shown = b.get("your-copy/2026.1/parking")
	_, page = b.post("keep-ours", decision(t, shown)...)
	holds(t, "a page of its own", page, "1 page needs your decision")
	if text := b.text("content/2026.1/parking.md"); strings.Contains(text, "replaces") ||
		!strings.Contains(text, "Beside the house") {
		t.Errorf("after keeping it is\n%s", text)
	}
}

// TestTakeTheirs: words are only given up once somebody has confirmed it, and a copy of them is kept.
func TestTakeTheirs(t *testing.T) {
	t.Parallel()
	b := adapting(t)
	ours := b.text("content/2026.1/rooms.md")
	_, shown := b.get("your-copy/2026.1/rooms")
	res, page := b.post("take-theirs", decision(t, shown)...)
	holds(t, "without a yes", page, "Tick the box first", `aria-invalid="true"`)
	if res.StatusCode != http.StatusUnprocessableEntity || b.text("content/2026.1/rooms.md") != ours {
		t.Errorf("without a yes: %d", res.StatusCode)
	}
	yes := decision(t, shown, field("confirm", "yes"))
	b.write("content/2026.1/rooms.md", ours+"\nAnd more.\n")
	_, page = b.post("take-theirs", yes...)
	holds(t, "changed meanwhile", page, "has changed since you looked", "And more.")
	b.write("content/2026.1/rooms.md", ours)
	_, page = b.post("take-theirs", yes...)
	holds(t, "taken", page, "A copy of your page is kept in data/base/dropped/2026.1/rooms.md", "2 pages need your decision")
	if b.text("data/base/dropped/2026.1/rooms.md") != ours || b.text("content/2026.1/rooms.md") != "" {
		t.Error("the copy is not what was there")
	}
	if res, _ := b.post("take-theirs", yes...); res.StatusCode != http.StatusNotFound {
		t.Errorf("twice: %d", res.StatusCode)
	}
	_, shown = b.get("your-copy/2026.1/bikes")
	_, page = b.post("take-theirs", decision(t, shown)...)
	holds(t, "the same words", page, "Readers now see the hub’s “Bikes”")
	if b.text("content/2026.1/bikes.md")+b.text("data/base/dropped/2026.1/bikes.md") != "" {
		t.Error("a page that says the same is there, or a copy of it")
	}
}

// TestDecideHostile: what no page of ours sends changes nothing.
func TestDecideHostile(t *testing.T) {
	t.Parallel()
	b := adapting(t)
	before := b.files("content")
	_, shown := b.get("your-copy/2026.1/rooms")
	good := decision(t, shown)
	for _, parts := range [][]part{
		nil,
		{field("version", "2026.1"), field("page", "../../data/site"), good[2]},
		{field("version", "2026.1"), field("page", "guide/first-day"), good[2], field("confirm", "yes")},
		{field("version", "../hub"), field("page", "rooms"), good[2]},
		{field("version", "2026.1"), field("page", "rooms"), field("seen", "<b>"), field("confirm", "yes")},
	} {
		for _, action := range []string{"keep-ours", "take-theirs"} {
			if res, page := b.post(action, parts...); res.StatusCode < 400 || strings.Contains(page, "<b>") {
				t.Errorf("%s %v: %d", action, parts, res.StatusCode)
			}
		}
	}
	b.write("content/2026.1/version.lock", "precept version.lock 1\n")
	_, shown = b.get("your-copy/2026.1/rooms")
	for _, action := range []string{"keep-ours", "take-theirs"} {
		_, page := b.post(action, decision(t, shown, field("confirm", "yes"))...)
		holds(t, "a locked version", page, "Version 2026.1 is locked")
	}
	if b.text("content/2026.1/rooms.md") == "" || !strings.HasPrefix(b.files("content"), before[:100]) {
		t.Error("something was changed")
	}
}

package identify_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/identify"
)

// marked is what a vector has found in it.
var marked = regexp.MustCompile(`⟦(?:([a-z-]+):)?([^⟧]*)⟧`)

// TestVectors runs the vectors in testdata/vectors.txtar, which the form page's script must pass as well.
func TestVectors(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/vectors.txtar")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]int{}
	// no vector can show a character that nobody sees
	for _, text := range []string{"NHS 943\u200b4765919", "NHS 943\u00ad476\u00ad5919", "dob 21\u200a/\u200a3/1956"} {
		if h := identify.Hits(text, ""); len(h) != 1 || h[0].End != len(text) {
			t.Errorf("%q: %+v", text, h)
		}
	}
	for _, file := range archive.Files {
		for line := range strings.Lines(string(file.Data)) {
			line = strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `\n`, "\n")
			label, text, asked := strings.Cut(line, " » ")
			if !asked {
				label, text = "", line
			}
			var want, got []string
			for _, m := range marked.FindAllStringSubmatch(text, -1) {
				rule := m[1]
				if rule == "" {
					rule = file.Name
				}
				want = append(want, rule+": "+m[2])
			}
			text = marked.ReplaceAllString(text, "$2")
			for _, h := range identify.Hits(text, label) {
				got = append(got, h.Rule+": "+text[h.Start:h.End])
				if h.What == "" || h.Advice == "" {
					t.Errorf("%s says nothing", h.Rule)
				}
			}
			shown[file.Name] += len(want)
			if !slices.Equal(got, want) {
				t.Errorf("%q (%s): found %q, want %q", text, label, got, want)
			}
		}
	}
	for _, r := range identify.Rules() {
		if shown[r.Name] < 5 {
			t.Errorf("%s has only %d vectors", r.Name, shown[r.Name])
		}
	}
}

// TestFalseAlarms: of random figures, as in order numbers and sums, at most one in a thousand is mistaken for an
// identifier of any kind.
func TestFalseAlarms(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const tries = 20_000
	for _, form := range []string{"%s", "Order %s has come.",
		"The sum is %s, as agreed with NHS England some time before the meeting in March; see there"} {
		alarms := 0
		for range tries {
			if len(identify.Hits(fmt.Sprintf(form, fmt.Sprintf("%010d", random.Int64N(10_000_000_000))), "")) > 0 {
				alarms++
			}
		}
		if alarms*1000 > tries {
			t.Errorf("%q: %d of %d", form, alarms, tries)
		}
	}
}

// TestEveryNumber: every number with its check digit is found in each of the ways in which people write it.
func TestEveryNumber(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for found := 0; found < 2000; {
		n := fmt.Sprintf("%010d", 4_000_000_000+random.Int64N(4_000_000_000))
		sum := 0
		for i := range 9 {
			sum += int(n[i]-'0') * (10 - i)
		}
		if (11-sum%11)%11 != int(n[9]-'0') {
			continue
		}
		found++
		spaced := n[:3] + " " + n[3:6] + " " + n[6:]
		for _, text := range []string{spaced, "Saw " + spaced + " today", "NHS number " + n, "NHS " +
			strings.ReplaceAll(spaced, " ", "-"), "patient " + n + " came", n + " (NHS)"} {
			if h := identify.Hits(text, ""); len(h) != 1 || h[0].Rule != "nhs-number" {
				t.Fatalf("%q: %+v", text, h)
			}
		}
	}
}

// TestShippedRecords: the example records, which show how records are written, hold nothing of the kind.
func TestShippedRecords(t *testing.T) {
	files, err := filepath.Glob("../../data/*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("../../data/*/*/*.md")
	if files = append(files, more...); err != nil || len(files) < 100 {
		t.Fatalf("only %d records: %v", len(files), err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range identify.Hits(string(text), "") {
			t.Errorf("%s: looks like %s: %s", name, h.What, text[h.Start:h.End])
		}
	}
}

// TestTable: what is in the table only to save time saves nothing else, and the table is plain JSON for the browser.
func TestTable(t *testing.T) {
	var table struct {
		Rules []map[string]any `json:"rules"`
	}
	if err := json.Unmarshal(identify.Table, &table); err != nil {
		t.Fatal(err)
	}
	keys := []string{"rule", "what", "advice", "check", "words", "not", "exact", "contact", "digits", "needs", "shapes"}
	for _, r := range table.Rules {
		for key := range r {
			if !slices.Contains(keys, key) {
				t.Errorf("%v has %q, which nothing reads", r["rule"], key)
			}
		}
	}
}

func FuzzHits(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/vectors.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(string(file.Data), file.Name)
	}
	f.Add("\xff943 476 5919\xff", "\xff")
	f.Fuzz(func(t *testing.T, text, label string) {
		end := 0
		for _, h := range identify.Hits(text, label) {
			if h.Start < end || h.End <= h.Start || h.End > len(text) {
				t.Fatalf("%+v in a text of %d bytes, after %d", h, len(text), end)
			}
			end = h.End
		}
	})
}

func BenchmarkHits(b *testing.B) {
	text := strings.Repeat("Settling in; 20-minute slots still feel short. "+
		"We looked at 3 of 12 cases, and the Monday clinic items. ", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		identify.Hits(text, "")
	}
}

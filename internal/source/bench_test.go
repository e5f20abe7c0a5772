package source

import (
	"os"
	"strings"
	"testing"
)

const typical = `---
title: "Starting well"
summary: "What to do in the first month."
kind: form
audience: [preceptor, preceptee]
reviewed: 2026-01-15
review_by: 2027-01-15
owner: "Training hub"
order: 10
sources:
  - title: NHS England
    url: https://www.england.nhs.uk/
  - title: RCN
    url: https://www.rcn.org.uk/
aliases: [old-page]
---
`

// A typical page of 5 KB with 15 lines of front matter, from bytes to values.
func BenchmarkPage(b *testing.B) {
	raw := []byte(typical + strings.Repeat("Ordinary text of a page that says what to do – and when.\n", 80))
	s := page()
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		f, list := Read("a.md", raw, MaxFile)
		if _, more := f.Values(s); len(list)+len(more) > 0 {
			b.Fatal(list, more)
		}
	}
}

// The head alone: guarding, splitting, scanning, decoding.
func BenchmarkHead(b *testing.B) {
	raw := []byte(typical)
	b.ReportAllocs()
	for b.Loop() {
		if f, _ := Read("a.md", raw, MaxFile); f == nil {
			b.Fatal("no file")
		}
	}
}

// A hostile head costs no more than it must.
func BenchmarkAliasBomb(b *testing.B) {
	raw, err := os.ReadFile("testdata/hostile/fm-alias-bomb.md")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, list := Read("a.md", raw, MaxFile); len(list) == 0 {
			b.Fatal("taken")
		}
	}
}

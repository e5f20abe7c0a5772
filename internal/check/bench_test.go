package check_test

import (
	"context"
	"fmt"
	"testing"

	"precept/internal/build"
	"precept/internal/check"
	"precept/internal/civil"
)

// BenchmarkRun runs every rule over 5,000 pages that link to one another; what it takes a page adds to every build.
func BenchmarkRun(b *testing.B) {
	const pages = 5000
	p := base(b)
	for i := range pages {
		p.files[fmt.Sprintf("content/2026.1/guide/page-%d.md", i)] = fmt.Appendf(nil, `---
title: Page %d
summary: One page of many.
owner: Lead
review_by: 2027-09-01
---
See [the next one](page-%d.md#what), [the home page](../index.md) and [the form](../forms/meeting.md#said).

## What it says {#what}

Words, and a [source](https://www.example.org/%[1]d).

## Who does it

More words.
`, i, (i+1)%pages)
	}
	day := civil.Date{Year: 2026, Month: 10, Day: 5}
	s, err := build.Prepare(
		context.Background(),
		build.Options{Project: p.write(b), AsOf: day, Generator: "precept test", Reader: "preceptee"},
	)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	in := check.Input{
		Site:    s.Site,
		Toolkit: s.Toolkit,
		Public:  s.Public.Outputs,
		Aliases: s.Aliases,
		AsOf:    day,
	}
	b.ReportAllocs()
	for b.Loop() {
		if found, _ := check.Run(in, nil); len(found) > 0 {
			b.Fatal(printed(found[:1]))
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/pages, "ns/page")
}

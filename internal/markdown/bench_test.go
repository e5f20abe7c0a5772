package markdown

import (
	"strings"
	"testing"

	"precept/internal/item"
)

// guidance is a page of about 600 words as toolkits have them: headings, lists, a table, links.
func guidance() string {
	var b strings.Builder
	for _, topic := range []string{"Before the start", "The first week", "Each month", "What to do next"} {
		b.WriteString("## " + topic +
			"\n\nThe practice agrees a **job plan** with the preceptee and the preceptor. It says how many sessions " +
			"there are, who supervises them, " +
			"and when the [monthly meeting](../forms/monthly-meeting.md#objectives) takes place. A learning contract " +
			"is written in the first month, and everyone keeps a copy of it.\n\n" +
			"Talk about what has gone well before what has not. Nobody learns from a list of faults, and most of " +
			"what goes wrong in the first months is *not* one person's doing. " +
			"See [the national guidance](https://www.england.nhs.uk/long-read/preceptorship/) for what others do.\n\n" +
			"- Protected time of at least two hours a week, written into the rota\n" +
			"- A named person to ask each day, and another when they are away\n" +
			"- A place to work, a login, and a list of who does what\n\n")
	}
	b.WriteString("| Month | What happens | Who |\n| :-- | --- | --: |\n")
	for _, m := range []string{"0", "1", "3", "6", "9", "12"} {
		b.WriteString("| " + m + " | A meeting, with notes that both have read and agreed | Preceptor and " +
			"preceptee |\n")
	}
	return b.String()
}

// BenchmarkPage measures the hot path: one page parsed, walked, written and minified.
func BenchmarkPage(b *testing.B) {
	file := pageOfText(guidance())
	for name, minify := range map[string]func([]byte) ([]byte, error){"minified": smaller(), "plain": nil} {
		b.Run(name, func(b *testing.B) {
			p := New(testGrammar(), nil, minify)
			in := Input{File: file, Slug: "organisation/job-plan", Folder: "organisation", Title: "Job plans",
				Kind: item.Page, Dict: testDictionary()}
			b.ReportAllocs()
			b.SetBytes(int64(len(file.Body)))
			for b.Loop() {
				if _, _, _, err := p.Parse(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

package plan

import (
	"strings"

	"precept/internal/civil"
	"precept/internal/wording"
)

// day says a date in words on a page: it is not broken over two lines.
func day(w *wording.Words, d civil.Date) string { return unbroken(w.Date(d)) }

// shortDay is day with its month cut short.
func shortDay(w *wording.Words, d civil.Date) string { return unbroken(w.Short(d)) }

func unbroken(text string) string { return strings.ReplaceAll(text, " ", "\u00a0") }

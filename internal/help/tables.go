package help

import (
	"fmt"
	"slices"
	"strings"

	"precept/internal/check"
	"precept/internal/source"
)

// keysTable is a Markdown table of keys; a key within another is written with a point between them.
func keysTable(keys []source.Key) string {
	var b strings.Builder
	b.WriteString("| key | value | what it is |\n| --- | --- | --- |\n")
	keyRows(&b, keys, "")
	return b.String()
}

func keyRows(b *strings.Builder, keys []source.Key, within string) {
	for i := range keys {
		k := &keys[i]
		what := k.Doc
		if k.Required {
			what += " (required)"
		}
		if k.Example != "" && len(k.Fields) == 0 {
			what += "; for example `" + k.Example + "`"
		}
		fmt.Fprintf(b, "| `%s%s` | %s | %s |\n", within, k.Name, cell(value(k)), cell(what))
		keyRows(b, k.Fields, within+k.Name+".")
	}
}

// cell writes text that a bar would split.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// value says in words what a key takes.
func value(k *source.Key) string {
	options := "`" + strings.Join(k.Options, "` `") + "`"
	switch k.Type {
	case source.Date:
		return "a date"
	case source.Integer:
		if k.Min != 0 || k.Max != 0 {
			return fmt.Sprintf("a whole number from %d to %d", k.Min, k.Max)
		}
		return "a whole number"
	case source.Number:
		return "a number"
	case source.Bool:
		return "`true` or `false`"
	case source.Word:
		return "one of " + options
	case source.TextList:
		return "a list"
	case source.WordList:
		return "a list of " + options
	case source.Map:
		return "keys of its own"
	case source.MapList:
		return "a list, each with keys of its own"
	case source.TextMap:
		return "names, each with a text"
	case source.DateMap:
		return "names, each with a date"
	case source.NamedMap:
		return "names, each with keys of its own"
	case source.Any:
		return "described in the text"
	}
	return "text"
}

// without gives the keys of a list that another does not have.
func without(keys, others []source.Key) []source.Key {
	var list []source.Key
	for _, k := range keys {
		if !slices.ContainsFunc(others, func(o source.Key) bool { return o.Name == k.Name }) {
			list = append(list, k)
		}
	}
	return list
}

// rulesTable is a Markdown table of every rule.
func rulesTable() string {
	var b strings.Builder
	b.WriteString("| rule | severity | what it finds |\n| --- | --- | --- |\n")
	for _, r := range check.Rules() {
		fmt.Fprintf(&b, "| [`%s`](rules#%[1]s) | %s | %s |\n", r.ID, r.Severity, cell(r.Summary))
	}
	return b.String()
}

// rulesTopic is a page with the whole catalogue of rules. A terminal has `precept rules ID` for it.
func rulesTopic() *Topic {
	var b strings.Builder
	b.WriteString("# Every rule\n\nWhat each rule finds, why it matters, an example, and how to put it right.\n")
	for _, r := range check.Rules() {
		fmt.Fprintf(&b, "\n## %s\n\nSeverity: %s. It finds that %s.\n\n%s\n\n", r.ID, r.Severity,
			escape.Replace(r.Summary), escape.Replace(r.Why))
		fmt.Fprintf(&b, "Found in:\n\n```text\n%s\n```\n\nWhat to do: %s\n", strings.TrimRight(r.Example, "\n"),
			escape.Replace(r.Fix))
	}
	return read("rules", b.String())
}

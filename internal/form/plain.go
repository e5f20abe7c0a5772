package form

import (
	"slices"
	"strings"

	"precept/internal/source"
)

// Keys that the form page knows, in the order in which a record's file has them.
var (
	textKeys = []string{"form", "version", "preceptee", "record", "date", "status", "about", "milestone",
		"revises"}
	signatureKeys = []string{"field", "by", "name", "role", "date", "how", "witness", "scan", "digest"}
	allowKeys     = []string{"rule", "at", "reason"}
	listKeys      = []string{"private", "answers", "signed", "allow"}
)

// Plain writes a record's file as WriteRecord does, but from what the file has and not from what precept knows of the
// form. Nothing is lost, neither unknown keys nor values that cannot be taken, so that a form page can open whatever
// can be read as a file. title is the form's. version is written where the file names none.
func Plain(file *source.File, title, version string) []byte {
	var w strings.Builder
	open(&w, title)
	for _, key := range textKeys {
		n := file.Head.Get(key)
		switch {
		case n != nil && n.Kind != source.ScalarNode:
			w.WriteString(key + ": " + nodeJSON(n) + "\n")
		case n != nil && n.Value != "":
			w.WriteString(key + ": " + Quote(oneLine(n.Value)) + "\n")
		case key == "status":
			w.WriteString("status: " + Quote(string(Draft)) + "\n")
		case key == "version" && version != "":
			w.WriteString("version: " + Quote(version) + "\n")
		}
	}
	if n := file.Head.Get("private"); n != nil && !nothing(n) {
		w.WriteString("private: " + nodeJSON(n) + "\n")
	}
	plainAnswers(&w, file.Head.Get("answers"))
	plainEntries(&w, "signed", file.Head.Get("signed"), signatureKeys)
	plainEntries(&w, "allow", file.Head.Get("allow"), allowKeys)
	for _, p := range others(file.Head) {
		w.WriteString(other(p))
	}
	end(&w, file.Body)
	return []byte(w.String())
}

func plainAnswers(w *strings.Builder, n *source.Node) {
	if n == nil || nothing(n) {
		return
	}
	if n.Kind != source.MapNode {
		w.WriteString("answers: " + nodeJSON(n) + "\n")
		return
	}
	w.WriteString("answers:\n")
	for _, p := range n.Pairs {
		if !nothing(p.Value) {
			w.WriteString("  " + keyed(p.Key.Value) + ": " + nodeJSON(p.Value) + "\n")
		}
	}
}

// plainEntries writes a list of groups, an entry a line, with the keys that are known before the others.
func plainEntries(w *strings.Builder, key string, n *source.Node, known []string) {
	switch {
	case n == nil || nothing(n):
		return
	case n.Kind != source.ListNode:
		w.WriteString(key + ": " + nodeJSON(n) + "\n")
		return
	}
	w.WriteString(key + ":\n")
	for _, entry := range n.Items {
		sorted := *entry
		sorted.Pairs = slices.Clone(entry.Pairs)
		slices.SortStableFunc(sorted.Pairs, func(a, b source.Pair) int {
			return place(known, a.Key.Value) - place(known, b.Key.Value)
		})
		w.WriteString("  - " + nodeJSON(&sorted) + "\n")
	}
}

// place is where a key is in a list; what is not in it comes last.
func place(list []string, key string) int {
	if i := slices.Index(list, key); i >= 0 {
		return i
	}
	return len(list)
}

// others are the keys that the form page does not know, as they are in the file.
func others(head *source.Node) (list []source.Pair) {
	if head == nil {
		return nil
	}
	for _, p := range head.Pairs {
		if !slices.Contains(textKeys, p.Key.Value) && !slices.Contains(listKeys, p.Key.Value) {
			list = append(list, p)
		}
	}
	return list
}

// other writes one of them. A yes needs no quotes, as in "example: true".
func other(p source.Pair) string {
	value := nodeJSON(p.Value)
	if p.Value.Kind == source.ScalarNode && p.Value.Value == "true" {
		value = "true"
	}
	return keyed(p.Key.Value) + ": " + value + "\n"
}

func open(w *strings.Builder, title string) {
	w.WriteString("---\n# A record for precept. To read or change it, open the form \"" + oneLine(title) +
		"\" and choose \"Open a file\".\n")
}

func end(w *strings.Builder, body []byte) {
	w.WriteString("---\n")
	w.WriteString(FreeWriting(string(body)))
}

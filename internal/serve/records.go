package serve

import (
	"path"
	"strings"

	"precept/internal/form"
	"precept/internal/importer"
	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/store"
)

// kept is a record as it stands on the disk at this moment.
type kept struct {
	at     string // below its folder
	file   *source.File
	record *form.Record
}

// organisation is where the practice's own records lie, below the project.
const organisation = "data/organisation"

// records reads the records of a preceptee, or the practice's own where p is nil, newest first. What cannot be read is left out:
// the portfolio says so. Files that stay with the preceptee are never opened.
func (s *Server) records(p *portfolio.Portfolio) (list []*kept) {
	// what cannot be opened holds no record to go on with
	_ = s.within(p, func(in *importer.Importer) error {
		tree, below := in.Project, organisation
		if p != nil {
			tree, below = in.Preceptees.Tree, p.ID
		}
		entries, err := tree.Walk(below)
		if err != nil {
			return err
		}
		for i := len(entries) - 1; i >= 0; i-- {
			name := strings.TrimPrefix(entries[i].Path, below+"/")
			if entries[i].Kind != store.File || path.Ext(name) != ".md" || name == "preceptee.md" || strings.HasSuffix(name, ".private.md") || strings.HasPrefix(name, "evidence/") {
				continue
			}
			raw, err := tree.Read(entries[i].Path, source.MaxRecord)
			if err != nil {
				continue
			}
			file, _ := form.ReadFile(name, raw)
			if file == nil || file.Head == nil {
				continue
			}
			if r, _ := form.ReadRecord(file); r.Form != "" {
				list = append(list, &kept{name, file, r})
			}
		}
		return nil
	})
	return list
}

// opened is a record as a form page loads it.
type opened struct {
	Record map[string]any `json:"record"`
	Digest string         `json:"digest"` // of the state that was read; "" where the form is not known
}

// page gives a record as the script of a form page holds it. Every value is the text that was typed; keys that the page does not
// know are handed back with the record.
func (s *Server) page(p *portfolio.Portfolio, f *kept) opened {
	r := map[string]any{"form": "", "version": "", "record": "", "date": "", "status": string(f.record.Status), "about": "", "milestone": "", "revises": "",
		"private": []any{}, "answers": map[string]any{}, "signed": []any{}, "allow": []any{}, "body": string(f.record.Body)}
	rest := map[string]any{}
	for _, pair := range f.file.Head.Pairs {
		key, value := pair.Key.Value, plainValue(pair.Value)
		switch _, known := r[key]; {
		case known && !pair.Value.Empty() && key != "status" && key != "body":
			r[key] = value
		case !known && !pair.Value.Quoted && (value == "true" || value == "false"):
			rest[key] = value == "true"
		case !known:
			rest[key] = value
		}
	}
	r["rest"] = rest
	version := f.record.Version
	if version == "" && p != nil {
		version = p.Version.Name
		r["version"] = version
	}
	o := opened{Record: r}
	if v := s.latest().Toolkit.Version(version); v != nil {
		if t := v.Form(f.record.Form); t != nil {
			t.Bind(f.record)
			o.Digest = t.Digest(f.record, version, "")
		}
	}
	return o
}

// plainValue is a piece of front matter as JSON has it.
func plainValue(n *source.Node) any {
	switch n.Kind {
	case source.ListNode:
		list := make([]any, len(n.Items))
		for i, it := range n.Items {
			list[i] = plainValue(it)
		}
		return list
	case source.MapNode:
		m := make(map[string]any, len(n.Pairs))
		for _, pair := range n.Pairs {
			m[pair.Key.Value] = plainValue(pair.Value)
		}
		return m
	}
	return n.Value
}

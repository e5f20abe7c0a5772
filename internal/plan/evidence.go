package plan

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"path"
	"strings"

	"precept/internal/form"
	"precept/internal/media"
	"precept/internal/portfolio"
	"precept/internal/view"
)

// evidenceFolder is where a portfolio has copies of the evidence that its reader may see.
const evidenceFolder = "evidence/"

// The portfolio on one page carries its pictures with it: at most so many bytes of each, and of all.
const (
	maxPicture  = 200_000
	maxPictures = 10_000_000
)

// copies gives every file that a readable record shows an address of its own below the evidence folder, and plans
// its copy.
func (t *private) copies() []Output {
	t.evidence, t.copied = map[*portfolio.Evidence]string{}, map[string]*portfolio.Evidence{}
	var out []Output
	for _, r := range t.records {
		for _, e := range t.p.Evidence(r) {
			if t.evidence[e] != "" {
				continue
			}
			stem := address(strings.TrimSuffix(path.Base(e.File), path.Ext(e.File)), "file")
			at := evidenceFolder + stem + e.Type.Ending()
			for n := 2; t.copied[at] != nil; n++ {
				at = fmt.Sprintf("%s%s-%d%s", evidenceFolder, stem, n, e.Type.Ending())
			}
			t.evidence[e], t.copied[at] = at, e
			out = append(out, Output{Path: at, Write: func(w io.Writer) error {
				data, err := e.Read()
				if err == nil {
					_, err = w.Write(data)
				}
				return err
			}})
		}
	}
	return out
}

// files shows the files that an answer or a signature of a readable record names.
func (t *private) files(at string, r *portfolio.Record, names []string) []view.File {
	var list []view.File
	for _, name := range names {
		f := view.File{Name: name}
		e, there := r.Evidence(name)
		to := t.evidence[e]
		switch {
		case !there:
			f.About = t.Say("not handed over yet")
		case to == "":
			f.About = t.Say("cannot be shown")
		default:
			f.Href, f.About = up(at)+to, e.Type.About(t.Words, int64(e.Size))
			if e.Type.Picture() {
				f.Picture = view.Picture{Src: template.URL(f.Href), Alt: t.Say("Picture {1}", name),
					Width:  e.Width,
					Height: e.Height}
			}
		}
		list = append(list, f)
	}
	return list
}

// tableFiles lists the files that a table's answer names.
func tableFiles(f *form.Field, given *form.Answer) []string {
	var list []string
	for _, row := range given.Rows {
		for i := range row.Cells {
			if c := f.Column(row.Cells[i].Field); c != nil && c.Picks == "attachments" && !c.Private {
				list = append(list, row.Cells[i].List...)
			}
		}
	}
	return list
}

// embed puts the pictures of a record into the page, as far as there is room. What cannot be put into it is named.
func (t *private) embed(v *view.Record, room *int) {
	for i := range v.Sections {
		for j := range v.Sections[i].Answers {
			t.embedFiles(v.Sections[i].Answers[j].Files, room)
		}
	}
	for i := range v.Signed {
		t.embedFiles(v.Signed[i].Scan, room)
	}
}

func (t *private) embedFiles(list []view.File, room *int) {
	for i := range list {
		f := &list[i]
		e := t.copied[f.Href]
		f.Href, f.Picture.Src = "", ""
		if e == nil || !e.Type.Picture() {
			continue
		}
		data, err := e.Read() // where that fails, the copy of the file says so
		if err == nil {
			data, err = media.Small(data, maxPicture)
		}
		if err == nil && len(data) <= *room {
			*room -= len(data)
			f.Picture.Src = template.URL("data:" + media.TypeOf(data).MIME() + ";base64," +
				base64.StdEncoding.EncodeToString(data))
		}
	}
}

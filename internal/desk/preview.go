package desk

import (
	"bytes"
	"net/http"
	"slices"

	"precept/internal/build"
	"precept/internal/portfolio"
	"precept/internal/wording"
)

// copyPreview says what a copy will hold before it is made.
type copyPreview struct {
	ID, Name string
	Reader   portfolio.Reader
	In       []listed // records, the latest first
	Out      []listed
}

// listed is a record in such a list, with why it is not there as a whole; "" where it is.
type listed struct{ Title, Why string }

// preview lists what a copy for a reader will hold of a year, and what not and why.
func preview(p *portfolio.Portfolio, reader portfolio.Reader) copyPreview {
	v := copyPreview{ID: p.ID, Name: p.Name, Reader: reader}
	w := p.Version.Words
	for _, r := range slices.Backward(p.Records) {
		one := listed{Title: recordWords(w, r)}
		access := p.AccessOf(r, reader)
		_, shared := p.Shared(r)
		switch {
		case access == portfolio.Whole && len(r.Private) > 0:
			one.Why = w.Say("without the private answers, which are not here")
		case access == portfolio.Parts:
			one.Why = w.Say("without the answers that only others may read")
		case access == portfolio.Nothing:
			one.Why = w.Say("not included: it is only for the {place}")
		case access == portfolio.Line && reader == portfolio.ForAppraiser && !shared:
			one.Why = w.Say("only one line: the {person} has not chosen to share it")
		case access == portfolio.Line:
			one.Why = visibilityWords(w, r.Template.Visibility)
		}
		if access > portfolio.Line {
			v.In = append(v.In, one)
		} else {
			v.Out = append(v.Out, one)
		}
	}
	for _, o := range p.Omissions {
		v.Out = append(v.Out, listed{o.File, w.Say("it could not be read")})
	}
	return v
}

// visibilityWords says why a form keeps its records from a reader.
func visibilityWords(w *wording.Words, visibility string) string {
	switch visibility {
	case "date":
		return w.Say("only one line: others see only that it took place")
	case "private":
		return w.Say("only one line: what was written is private to the {person}")
	}
	return w.Say("only one line: it stays between the {person} and the {helper}")
}

// look shows the copy itself, as it would be made, before it is. It is made in memory and never on the disk.
func (d *Desk) look(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	p, err := d.preceptee(q.Get("preceptee"))
	reader := portfolio.Reader(q.Get("reader"))
	if err != nil || !slices.Contains(portfolio.Readers(), reader) {
		d.refuse(w, http.StatusNotFound, "there is no such portfolio")
		return
	}
	_, b, err := d.prepareCopy(r.Context(), &portfolioCopy{ID: p.ID, Name: p.Name, Reader: reader})
	if err != nil {
		d.refuse(w, http.StatusInternalServerError, "the copy could not be made; try again")
		return
	}
	defer b.Close()
	page, err := onePageOf(b, p.ID)
	switch {
	case err != nil:
		d.refuse(w, http.StatusInternalServerError, "the copy could not be made; try again")
	case page == nil:
		d.refuse(w, http.StatusConflict, "something in the portfolio must be fixed first; the desk says what")
	default:
		w.Header().Set("Content-Security-Policy", "frame-ancestors 'none'") // the page also has its own policy
		w.Header().Set("Cache-Control", "no-store")
		send(w, http.StatusOK, "text/html; charset=utf-8", page)
	}
}

// onePageOf renders the one page of a portfolio; nil where something holds it back.
func onePageOf(b *build.Snapshot, id string) ([]byte, error) {
	for _, tree := range b.Private {
		for _, out := range tree.Outputs {
			if tree.Preceptee == id && !tree.Blocked && out.Path == wholeFile {
				var page bytes.Buffer
				err := out.Write(&page)
				return page.Bytes(), err
			}
		}
	}
	return nil, nil
}

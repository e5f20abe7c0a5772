package desk

import (
	"bytes"
	"net/http"

	"precept/internal/view"
)

// showReport shows a report about everybody, as precept report --html writes it; as a file where that is asked for.
func (d *Desk) showReport(w http.ResponseWriter, r *http.Request) {
	b := d.o.Site().Snapshot
	var made *view.Report
	var err error
	name := r.PathValue("name")
	switch name {
	case "cohort":
		made = b.Cohort()
	case "assurance":
		made, err = b.Assurance()
	default:
		d.sendPage(w, r, http.StatusNotFound, d.say("Page not found"), "gone", nil)
		return
	}
	var page bytes.Buffer
	if err == nil {
		if !r.URL.Query().Has("save") {
			made.Home = Path
		}
		err = b.WriteReport(&page, made)
	}
	if err != nil {
		d.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Security-Policy", made.CSP)
	if made.Home == "" {
		w.Header().Set("Content-Disposition", `attachment; filename="`+name+"-"+b.AsOf.String()+`.html"`)
	}
	send(w, http.StatusOK, "text/html; charset=utf-8", page.Bytes())
}

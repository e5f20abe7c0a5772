package desk

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"precept/internal/wording"
)

// route is one address below Path and what answers it.
type route struct {
	address string
	answer  http.HandlerFunc
}

// action is one thing that a page of the desk, or a form page, asks the desk to do. It is posted to its name below
// Path.
type action struct {
	name string
	do   func(http.ResponseWriter, *http.Request, *submission)
}

// pages are what may be read by anybody who may read the server's pages.
func (d *Desk) pages() []route {
	return []route{
		{"{$}", d.showFront},
		{"delivery/{id}", d.showDelivery},
		{"copied/{number}", d.showCopy},
		{"to-sign", d.showToSign},
		{"report/{name}", d.showReport},
		{"add", d.showAdd},
		{"leftovers", d.showLeftovers},
		{"releases", d.showReleases},
		{"release/{version}", d.showRelease},
		{"your-copy", d.showYourCopy},
		{"your-copy/{version}/{page...}", d.showAdapted},
		{"person/{id}", d.showPerson},
		{"person/{id}/{sheet}", d.showSheet},
		{"person/{id}/move", d.showMoves},
		{"person/{id}/move/{version}", d.showMove},
	}
}

// sources are what our own scripts and links ask for; each needs the token.
func (d *Desk) sources() []route {
	return []route{
		{"people", d.sendPeople},
		{"record", d.sendRecord},
		{"copy", d.sendCopy},
		{"sealed", d.sendSealed},
		{"look", d.look},
		{"desk.css", d.sendStyle},
		{"desk.js", d.sendDeskScript},
		{"save.css", d.sendSaveStyle},
		{"save.js", d.sendSaveScript},
	}
}

func (d *Desk) actions() []action {
	return []action{
		{"examine", d.examine},
		{"accept", d.accept},
		{"undo", d.undo},
		{"conflicts", d.conflicts},
		{"resolve", d.resolve},
		{"save", d.save},
		{"copy", d.makeCopy},
		{"seal", d.makeSealed},
		{"add", d.add},
		{"clear", d.clear},
		{"release", d.release},
		{"bundle", d.lookAtBundle},
		{"adopt", d.adopt},
		{"keep-ours", d.keepOurs},
		{"take-theirs", d.takeTheirs},
		{"change", d.change},
		{"move", d.move},
	}
}

func (d *Desk) routes() *http.ServeMux {
	mux := http.NewServeMux()
	for _, r := range d.pages() {
		mux.HandleFunc("GET "+Path+r.address, r.answer)
	}
	for _, r := range d.sources() {
		mux.HandleFunc("GET "+Path+r.address, func(w http.ResponseWriter, req *http.Request) {
			if !d.o.Allowed(req) {
				d.refuse(w, http.StatusForbidden, EarlierRun)
				return
			}
			r.answer(w, req)
		})
	}
	for _, a := range d.actions() {
		mux.HandleFunc("POST "+Path+a.name, func(w http.ResponseWriter, r *http.Request) { d.act(w, r, a) })
	}
	mux.HandleFunc("GET "+Path, func(w http.ResponseWriter, r *http.Request) {
		d.sendPage(w, r, http.StatusNotFound, d.say("Page not found"), "gone", nil)
	})
	mux.HandleFunc("POST "+Path, func(w http.ResponseWriter, r *http.Request) {
		// the body is not waited for; the error is of connections that cannot be told so
		_ = http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0))
		w.Header().Set("Connection", "close")
		d.refuse(w, http.StatusNotFound, "there is no such page")
	})
	return mux
}

// ServeHTTP answers one request that serve has let in.
func (d *Desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Robots-Tag", "noindex, nofollow")
	if d.o.Site().Snapshot == nil {
		d.refuse(w, http.StatusServiceUnavailable, "precept serve is about to stop")
		return
	}
	d.mux.ServeHTTP(w, r)
}

// act receives what is posted, which must come within a time, and does what it asks for.
func (d *Desk) act(w http.ResponseWriter, r *http.Request, a action) {
	got, status, why := d.receive(w, r)
	if got == nil {
		w.Header().Set("Connection", "close")
		http.Error(w, why, status)
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	defer func() {
		if fault := recover(); fault != nil { // one odd file must not end the others' work
			d.failed(w, r, errors.New(d.say("this is a fault of precept itself, not of your files: {1}", fault)))
		}
	}()
	a.do(w, r, got)
}

// refuse answers in a few plain words, which never repeat anything of the request.
func (d *Desk) refuse(w http.ResponseWriter, status int, why wording.Phrase) {
	http.Error(w, d.say(why), status)
}

// sendJSON answers one of our own scripts.
func sendJSON(w http.ResponseWriter, status int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(data)
}

// byScript reports whether one of our scripts asks, and not a page.
func byScript(r *http.Request) bool { return r.Header.Get("X-Precept-Token") != "" }

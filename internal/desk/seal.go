package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"

	"precept/internal/seal"
)

// sealedCopy is a portfolio as one file that opens with a passphrase. The file is kept until another is made or the
// desk is closed; the passphrase is on one page and nowhere else.
type sealedCopy struct {
	portfolioCopy
	File string // its name, which tells nothing of whose it is
	data []byte
}

// sealedView is the page that shows the passphrase, once.
type sealedView struct {
	sealedCopy
	Passphrase string
	Megabytes  float64
}

// makeSealed seals the portfolio of one preceptee for one reader under a passphrase that is made for it.
func (d *Desk) makeSealed(w http.ResponseWriter, r *http.Request, got *submission) {
	c := d.copyOf(w, r, got)
	if c == nil {
		return
	}
	v := sealedView{sealedCopy: sealedCopy{portfolioCopy: *c}}
	var err error
	d.unlocked(func() { err = d.seal(r.Context(), &v) })
	switch {
	case errors.Is(err, seal.ErrTooLarge):
		d.complain(w, r, sentence(err.Error()), "copy-who")
	case err != nil:
		d.failed(w, r, err)
	case len(v.Problems) > 0:
		d.sendPage(w, r, http.StatusOK, d.say("The copy was not made"), "copied", v.portfolioCopy)
	default:
		d.sealed = &v.sealedCopy
		d.sendPage(w, r, http.StatusOK, d.say("The sealed copy is ready"), "sealed", v)
	}
}

// seal builds the portfolio in memory and seals it.
func (d *Desk) seal(ctx context.Context, v *sealedView) error {
	o, b, err := d.prepareCopy(ctx, &v.portfolioCopy)
	if err != nil {
		return err
	}
	defer b.Close()
	carried, ok, err := b.Carried(o, v.ID)
	if err != nil {
		return err
	}
	if !ok {
		d.blockedBy(&v.portfolioCopy, b.Findings, o.Strict)
		return nil
	}
	if v.Passphrase, err = seal.NewPassphrase(rand.Reader); err != nil {
		return err
	}
	v.File, v.data, err = carried.Sealed(v.Passphrase, rand.Reader)
	v.Megabytes = float64(len(v.data)) / 1e6
	return err
}

// sendSealed hands over the sealed file that was made last.
func (d *Desk) sendSealed(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	last := d.sealed
	d.mu.Unlock()
	if last == nil || last.File != r.URL.Query().Get("file") {
		d.refuse(w, http.StatusNotFound, "there is no such file any more; make it again")
		return
	}
	w.Header().Set("Content-Disposition", `attachment; filename="`+last.File+`"`)
	send(w, http.StatusOK, "text/html; charset=utf-8", last.data)
}

package desk

import (
	"net/http"
	"strings"

	"precept/internal/portfolio"
	"precept/internal/wording"
)

// signatory is somebody who has something to sign, on the page that lists them.
type signatory struct {
	Title    string // their name, or their lane where nobody is named
	Lane     string // "" where it is the title
	Records  []signature
	Reminder string // a text to copy
}

// signature is one record that waits for a signature.
type signature struct {
	Title, Whose    string // Whose is "" of the practice's own records
	ISO, When, Href string
	Past            bool
}

// showToSign shows what waits for whose signature, across all people.
func (d *Desk) showToSign(w http.ResponseWriter, r *http.Request) {
	site := d.o.Site()
	list := d.toSign.of(site, func() []signatory { return d.signatories(site) })
	d.sendPage(w, r, http.StatusOK, d.say("Who has to sign"), "to-sign", list)
}

func (d *Desk) signatories(site Site) []signatory {
	var list []signatory
	for _, s := range portfolio.Signatories(site.Snapshot.Portfolios, d.o.Build.Reader) {
		one := signatory{Title: s.Name, Lane: s.Lane, Reminder: reminder(d.words(), s)}
		if s.Name == "" {
			one.Title, one.Lane = d.say("{1} (nobody is named)", s.Lane), ""
		}
		for _, t := range s.Records {
			line := signature{Title: t.Record.Template.Title, ISO: t.Record.Date.String(),
				When: d.words().Date(t.Record.Date), Past: t.Late}
			if t.Portfolio != nil {
				line.Whose, line.Href = t.Portfolio.Name, links{site}.record(t.Portfolio, t.Record)
			}
			one.Records = append(one.Records, line)
		}
		list = append(list, one)
	}
	return list
}

// reminder is a text to send to somebody: it names forms, days and first names, which they know, and no more.
func reminder(w *wording.Words, s portfolio.Signatory) string {
	hello := w.Say("Hello,")
	if s.Name != "" {
		hello = w.Say("Hello {1},", s.Name)
	}
	var records []string
	for _, t := range s.Records {
		title, day := t.Record.Template.Title, w.Date(t.Record.Date)
		if t.Portfolio == nil {
			records = append(records, "- "+w.Say("{1}, {2}", title, day))
		} else {
			records = append(records, "- "+w.Say("{1}, {2} ({3})", title, day, t.Portfolio.FirstName()))
		}
	}
	return strings.Join([]string{hello, w.Say("please sign:"), strings.Join(records, "\n"),
		w.Say("Open each file with its form, read it, sign it there, and send the file back to me."),
		w.Say("Thank you")}, "\n\n")
}

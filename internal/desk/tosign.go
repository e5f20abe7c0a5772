package desk

import (
	"net/http"
	"strings"

	"precept/internal/portfolio"
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
	var list []signatory
	for _, s := range portfolio.Signatories(site.Snapshot.Portfolios, d.o.Build.Reader) {
		one := signatory{Title: s.Name, Lane: s.Lane, Reminder: reminder(s)}
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
	d.sendPage(w, r, http.StatusOK, d.say("Who has to sign"), "to-sign", list)
}

// reminder is a text to send to somebody: it names forms, days and first names, which they know, and no more.
func reminder(s portfolio.Signatory) string {
	var b strings.Builder
	b.WriteString("Hello")
	if s.Name != "" {
		b.WriteString(" " + s.Name)
	}
	b.WriteString(",\n\nplease sign:\n\n")
	for _, t := range s.Records {
		b.WriteString("- " + t.Record.Template.Title + ", " + t.Record.Date.Words())
		if t.Portfolio != nil {
			b.WriteString(" (" + t.Portfolio.FirstName() + ")")
		}
		b.WriteByte('\n')
	}
	b.WriteString("\nOpen each file with its form, read it, sign it there, and send the file back to me.\n\nThank you")
	return b.String()
}

package cli

import (
	"fmt"
	"strings"

	"precept/internal/civil"
	"precept/internal/form"
	"precept/internal/item"
	"precept/internal/source"
)

// fillIn marks what somebody has to write: as long as it stands there, check says so.
const fillIn = source.Placeholder + " "

// privacyText is what a site must say of real people's records.
const privacyText = "privacy:\n  controller: \"" + fillIn + "who decides what is kept of a preceptee\"\n  contact: \"" + fillIn + "whom to ask about it\"\n  keep_months: 24\n"

func versionText(name, extends string) string {
	if extends != "" {
		extends = fmt.Sprintf("extends: %q\n", extends)
	}
	return fmt.Sprintf("---\ntitle: \"Toolkit %s\"\nsummary: \"%swhat is new in this version, in one sentence\"\n%sformat: 1\n---\n%ssay here what has changed since the version before.\n", name, fillIn, extends, fillIn)
}

func pageText(title, summary string, today civil.Date, body string) string {
	return fmt.Sprintf("---\ntitle: %q\nsummary: %q\naudience: everyone\nreviewed: %s\nreview_by: %s\nowner: \"%swho answers for this page\"\n---\n%s", title, summary, today, today.AddMonths(12), fillIn, body)
}

func formText(title string, today civil.Date) string {
	return fmt.Sprintf("---\ntitle: %[1]q\nsummary: \"%[5]swhat this form is for, in one sentence\"\nkind: %[2]s\naudience: [preceptee, preceptor]\ncompleted_by: [preceptee]\nreviewed: %[3]s\nreview_by: %[4]s\nowner: \"%[5]swho answers for this form\"\n---\n"+
		"%[5]ssay what it is for, who fills it in and when.\n\n## What was said\n\n- [text] What did you talk about? {#talk .required}\n- [ ] We agreed a next date {#next}\n- [date] The next date {#next-date}\n\n## Signature\n\n- [sign: preceptor] I have read this. {#sign-preceptor .required}\n",
		title, item.Form, today, today.AddMonths(12), fillIn)
}

func timelineText(today civil.Date) string {
	return fmt.Sprintf("---\ntitle: \"The timeline\"\nsummary: \"What happens when, and who sees to it.\"\nkind: %s\naudience: everyone\nmonths: 12\nreviewed: %s\nreview_by: %s\nowner: \"%swho answers for this page\"\n---\n"+
		"What happens in the year, by phase.\n\n## Start {#start months=0-1}\n\n### Preceptor {#preceptor}\n\n- [week 1] First meeting {#first-meeting form=first-meeting .required}\n\n"+
		"### Organisation {#organisation}\n\n- [month 0] Somebody is named to support the preceptee {#named .required}\n\n"+
		"## The year {#year months=1-12}\n\n### Preceptee {#preceptee}\n\n- [month 6] Half-way review {#half-way gate=midpoint .required}\n\n## The end {#end months=12}\n\n### Preceptor {#preceptor}\n\n- [month 12] Sign-off {#sign-off gate=final .required}\n",
		item.Timeline, today, today.AddMonths(12), fillIn)
}

func precepteeText(name, version string, today civil.Date, example bool) string {
	text := fmt.Sprintf("---\nname: %q\nstart: %s\ntoolkit: %q\nkeeper: \"%[4]swho holds these records\"\npeople:\n  - {lane: preceptor, name: \"%[4]swho supports them\"}\n", name, today, version, fillIn)
	if example {
		text += "example: true\n"
	}
	return text + "---\n" + fillIn + "a few lines by the preceptee about themselves.\n"
}

// recordText is a record with an empty line for each field that may be answered in it.
func recordText(f *form.Form, about, record string, today civil.Date) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\n# A record for precept. To read or change it, open the form %q and choose \"Open a file\".\nform: %s\nrecord: %s\ndate: %s\nstatus: draft\n", f.Title, f.Slug, record, today)
	if about != "" {
		fmt.Fprintf(&b, "about: %s\n", about)
	}
	answers := false
	for _, field := range f.Fields {
		if field.Type == form.Sign || field.Private || f.Visibility == "private" {
			continue
		}
		if !answers {
			b.WriteString("answers:\n")
			answers = true
		}
		fmt.Fprintf(&b, "  # %s\n  %s:\n", field.Label, field.ID)
	}
	b.WriteString("---\n")
	return b.String()
}

// words makes a title of the name in an address.
func words(slug string) string {
	s := strings.ReplaceAll(slug, "-", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// names makes a person's name of their id.
func names(id string) string {
	var list []string
	for _, piece := range strings.Split(id, "-") {
		if piece != "" {
			list = append(list, words(piece))
		}
	}
	return strings.Join(list, " ")
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

package toolkit

import "precept/internal/source"

// VersionSchema is the front matter of version.md.
var VersionSchema = source.Schema{
	Name:  "version",
	Title: "version.md: a version of the toolkit",
	Keys: []source.Key{
		{Name: "title", Type: source.Text, Required: true, MaxLen: 120, Doc: "what the version is called",
			Example: "Toolkit 2026.1"},
		{Name: "summary", Type: source.Text, Required: true, MaxLen: 300, Doc: "what is new, in one sentence",
			Example: "Adds the organisation guide and the first forms."},
		{Name: "released", Type: source.Date, Doc: "when it was released; without it the version is a draft",
			Example: "2026-09-28"},
		{Name: "approved", Type: source.Map, Doc: "who approved it", Fields: []source.Key{
			{Name: "role", Type: source.Text, Required: true, Doc: "their role", Example: "Clinical lead"},
			{Name: "date", Type: source.Date, Required: true, Doc: "when", Example: "2026-09-25"},
		}},
		{Name: "extends", Type: source.Text,
			Doc:     "a version whose pages are shown where this one has none of that name",
			Example: "2025.1"},
		{Name: "drop", Type: source.TextList, Doc: "slugs of inherited pages that are left out",
			Example: "[organisation/clinics]"},
		{Name: "local", Type: source.TextList, Doc: "local words that a practice must fill",
			Example: "[practice-manager]"},
		{Name: "budget", Type: source.TextMap,
			Doc:     "the most hours that the forms of the whole programme may take each lane",
			Example: "{preceptee: 15h, preceptor: 5h}"},
		{Name: "format", Type: source.Word, Options: []string{"1"}, Doc: "the format of these files", Example: "1"},
	},
}

// NoticesSchema is the front matter of notices.md.
var NoticesSchema = source.Schema{
	Name:  "notices",
	Title: "notices.md: corrections to a released version",
	Keys: []source.Key{
		{Name: "withdrawn", Type: source.Map, Doc: "the version is withdrawn", Fields: []source.Key{
			{Name: "date", Type: source.Date, Required: true, Doc: "when", Example: "2027-02-03"},
			{Name: "why", Type: source.Text, Required: true, Doc: "why",
				Example: "the advice on indemnity has changed"},
		}},
	},
}

// pageKeys are for pages of every kind.
var pageKeys = []source.Key{
	{Name: "title", Type: source.Text, Required: true, MaxLen: 120, Doc: "the page's heading", Example: "Indemnity"},
	{Name: "summary", Type: source.Text, Required: true, MaxLen: 300,
		Doc: "one sentence: what the page gives its reader", Example: "What cover an AP needs and how to check it."},
	{Name: "kind", Type: source.Word, Options: kindWords(), Doc: "which items the page holds", Example: "form"},
	{Name: "audience", Type: source.TextList, OneOrList: true, Min: 1, Max: 50,
		Doc: "lanes that it is for, or everyone", Example: "[preceptor]"},
	{Name: "order", Type: source.Integer, Min: -100000, Max: 100000, Doc: "its position among the pages beside it",
		Example: "20"},
	{Name: "reviewed", Type: source.Date, Doc: "when it was last reviewed", Example: "2026-09-01"},
	{Name: "review_by", Type: source.Date, Doc: "when it is due to be reviewed again", Example: "2027-09-01"},
	{Name: "announced", Type: source.Date,
		Doc: "the page announces something that does not exist yet and is expected by this day", Example: "2027-03-31"},
	{Name: "owner", Type: source.Text, Doc: "who answers for it", Example: "Clinical lead"},
	{Name: "sources", Type: source.MapList, Doc: "where its content comes from", Fields: []source.Key{
		{Name: "title", Type: source.Text, Required: true, Doc: "what it is called", Example: "Supervision guide"},
		{Name: "url", Type: source.Text, Required: true, Doc: "its address", Example: "https://www.example.org/guide"},
		{Name: "checked", Type: source.Date, Doc: "when its address was last checked", Example: "2026-09-01"},
	}},
	{Name: "aliases", Type: source.TextList, OneOrList: true, Doc: "slugs that it had before",
		Example: "[organisation/insurance]"},
	{Name: "search", Type: source.TextList, OneOrList: true, Max: 60,
		Doc:     "other words to find it by: what people type but the page does not say",
		Example: "[malpractice, insurance]"},
	{Name: "outline", Type: source.Any, Doc: "headings that the page must have, in order, none of them empty",
		Example: "[Clinical, Education]"},
	{Name: "draft", Type: source.Bool, Doc: "true: the page is not published", Example: "true"},
	{Name: "glossary", Type: source.Bool, Doc: "false: no glossary links on this page", Example: "false"},
	{Name: "meets", Type: source.TextList, OneOrList: true, Doc: "standards that it serves",
		Example: "[training-records]"},
	{Name: "allow", Type: source.MapList, Doc: "findings that are allowed, with the reason", Fields: []source.Key{
		{Name: "rule", Type: source.Text, Required: true, Doc: "the rule", Example: "link-text"},
		{Name: "at", Type: source.Text, Doc: "words of the line", Example: "see the picture"},
		{Name: "reason", Type: source.Text, Required: true, Doc: "why", Example: "the law's own title"},
	}},
	{Name: "replaces", Type: source.Text, Doc: "digest of the page that it replaces, in an adapted copy",
		Example: "sha256:…"},
}

var formKeys = []source.Key{
	{Name: "completed_by", Type: source.TextList, OneOrList: true, Doc: "lanes that fill it in",
		Example: "[preceptee]"},
	{Name: "subject", Type: source.Word, Options: []string{"preceptee", "organisation"},
		Doc: "who it is about", Example: "preceptee"},
	{Name: "repeats", Type: source.Word, Options: []string{"once", "monthly", "yearly", "as-needed", "each-competency"},
		Doc: "how often", Example: "monthly"},
	{Name: "minutes", Type: source.Any,
		Doc:     "how long it takes to fill in: a number for each lane in completed_by, or a group of numbers by lane",
		Example: "{preceptee: 10, preceptor: 5}"},
	{Name: "expected", Type: source.Integer, Min: 1, Max: 400,
		Doc: "how often a year it is likely to be filled in, where it is filled in when needed", Example: "6"},
	{Name: "visibility", Type: source.Word, Options: []string{"private", "pair", "practice", "practice-only", "date",
		"never"}, Doc: "who may see it", Example: "pair"},
}

var nounKeys = []source.Key{
	{Name: "programme", Type: source.TextList, OneOrList: true, Doc: "the whole of it", Example: "[foundation year]"},
	{Name: "place", Type: source.TextList, OneOrList: true, Doc: "where they work", Example: "[pharmacy, pharmacies]"},
	{Name: "competency", Type: source.TextList, OneOrList: true, Doc: "what is to be achieved", Example: "outcome"},
	{Name: "record", Type: source.TextList, OneOrList: true, Doc: "a form that was filled in", Example: "entry"},
}

var timelineKeys = []source.Key{
	{Name: "months", Type: source.Integer, Min: 1, Max: 36, Doc: "how long the programme is", Example: "12"},
	{Name: "asks", Type: source.WordList, Options: []string{"keeper", "profession", "role", "practice", "registration",
		"registration.renews"}, Doc: "what preceptee.md should say of the person", Example: "[role, registration]"},
	{Name: "whose", Type: source.Text, Doc: "the lane whose year it is; without it preceptee, or else the first",
		Example: "trainee"},
	{Name: "words", Type: source.Map, Doc: "what the programme calls things; a list is the word and its plural",
		Fields: nounKeys},
	{Name: "lanes", Type: source.MapList, Doc: "who has things to do", Fields: []source.Key{
		{Name: "id", Type: source.Text, Required: true, Doc: "its id", Example: "preceptor"},
		{Name: "title", Type: source.Text, Required: true, Doc: "its words", Example: "Preceptor"},
		{Name: "way", Type: source.Text, MaxLen: 80,
			Doc:     "a sentence in their own words: the link to their guide on the home page",
			Example: "I support a trainee"},
		{Name: "plural", Type: source.Text, MaxLen: 80, Doc: "its title for several", Example: "Trainees"},
		{Name: "was", Type: source.Text, Doc: "its id in an earlier version, which records of that version use",
			Example: "preceptor"},
		{Name: "colour", Type: source.Text, Doc: "its own colour everywhere, readable on a light page",
			Example: "\"#00695c\""},
		{Name: "timeline", Type: source.Bool, Doc: "false: may sign, but has no row of its own", Example: "false"},
	}},
}

var competencyKeys = []source.Key{
	{Name: "form", Type: source.Text, Doc: "the form that is filled in about each", Example: "competency-record"},
}

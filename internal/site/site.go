// Package site owns data/site.yaml: the title of the site, its publisher, its theme, the words that a practice fills
// in, its waivers, and its statements on privacy and accessibility. It reads and checks the file; it never reads
// content.
package site

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"precept/internal/civil"
	"precept/internal/finding"
	"precept/internal/record"
	"precept/internal/source"
)

// File is where the site describes itself, below the project.
const File = "data/site.yaml"

// DefaultPreceptees is the folder of the preceptees, unless the site names another.
const DefaultPreceptees = "data/preceptees"

// DefaultLang is the language of a site that names none.
const DefaultLang = "en-GB"

// Site is what data/site.yaml says.
type Site struct {
	Title, Publisher string
	Lang             string // of what the site says: "en-GB"
	URL              string // without a slash at its end; "" if the site does not give one
	Theme            string // name of a folder of themes/, or ""
	ThemePos         finding.Position
	Accent           string
	AccentPos        finding.Position
	Logo             string // a picture below the theme's static folder, or ""
	LogoPos          finding.Position
	Bases            []Base // the toolkits that this one is based on, the uppermost first
	Local            map[string]string
	Contacts         []Contact // whom to ask, by place in the file
	Waivers          []Waiver
	Privacy          Privacy
	Accessibility    Accessibility
	Licence          string           // under which others may use the pages; "" if the site does not say
	Preceptees       string           // folder of the preceptees; may be outside the project
	PrecepteesPos    finding.Position // where the file names it; zero if it does not
}

// Contact is a person, a role or an address that readers are sent to.
type Contact struct {
	Key, Text string
	Pos       finding.Position
}

// Waiver says why a requirement or a rule does not apply here, and until when.
type Waiver struct {
	Requirement, Rule, Reason, ApprovedBy string
	Expires                               civil.Date
	Pos                                   finding.Position // of the requirement or rule
	ExpiresPos                            finding.Position
}

// Applies reports whether a waiver is valid on a day: that on which it expires is its last.
func (w *Waiver) Applies(on civil.Date) bool {
	return w.Reason != "" && !w.Expires.IsZero() && !w.Expires.Before(on)
}

// Waiver is the waiver of a requirement that is valid on a day; nil where there is none.
func (s *Site) Waiver(requirement string, on civil.Date) *Waiver {
	for i := range s.Waivers {
		if w := &s.Waivers[i]; requirement != "" && w.Requirement == requirement && w.Applies(on) {
			return w
		}
	}
	return nil
}

// Privacy says who is responsible for personal data.
type Privacy struct {
	Controller, Contact string
	KeepMonths          int
	Pos                 finding.Position // of the statement; zero where there is none
}

// Accessibility is the site's own statement.
type Accessibility struct {
	Contact, Tested, NotAccessible string
	Pos                            finding.Position // of the statement; zero where there is none
}

// Schema is the table of keys of data/site.yaml.
var Schema = source.Schema{
	Name:  "site",
	Title: "data/site.yaml: the site",
	Keys: []source.Key{
		{
			Name:     "title",
			Type:     source.Text,
			Required: true,
			MaxLen:   120,
			Doc:      "what the site is called",
			Example:  "Advanced Practice Preceptorship Toolkit",
		},
		{
			Name:     "publisher",
			Type:     source.Text,
			Required: true,
			MaxLen:   120,
			Doc:      "who publishes it",
			Example:  "Example Training Hub",
		},
		{
			Name:    "url",
			Type:    source.Text,
			Doc:     "the site's address, for the sitemap, the feed and canonical links; without it these are left out",
			Example: "https://toolkit.example.org",
		},
		{
			Name:    "lang",
			Type:    source.Text,
			MaxLen:  35,
			Doc:     "the language that the pages are in; without it en-GB",
			Example: "cy",
		},
		{
			Name:    "licence",
			Type:    source.Text,
			MaxLen:  200,
			Doc:     "under which licence others may use the pages; it is at the foot of each",
			Example: "Creative Commons Attribution 4.0",
		},
		baseKey,
		{Name: "theme", Type: source.Map, Doc: "how it looks", Fields: []source.Key{
			{
				Name:    "name",
				Type:    source.Text,
				Doc:     "a folder of themes/ that changes the built-in theme",
				Example: "default",
			},
			{
				Name:    "accent",
				Type:    source.Text,
				Doc:     "a colour for links and buttons; its contrast is checked",
				Example: `"#005eb8"`,
			},
			{
				Name:    "logo",
				Type:    source.Text,
				Doc:     "a picture in the folder static of the theme named here, for the top of every public page",
				Example: "logo.svg",
			},
		}},
		{
			Name:    "local",
			Type:    source.TextMap,
			Doc:     "words that this practice fills in, for local: links",
			Example: "{practice-manager: Example Manager}",
		},
		{
			Name: "waivers",
			Type: source.MapList,
			Doc:  "requirements or rules that do not apply here, with the reason",
			Fields: []source.Key{
				{Name: "requirement", Type: source.Text, Doc: "the requirement's id", Example: "cnsgp-from-2019"},
				{Name: "rule", Type: source.Text, Doc: "the rule's id", Example: "review-past"},
				{Name: "reason", Type: source.Text, Required: true, Doc: "why", Example: "we work in Wales"},
				{
					Name:     "approved_by",
					Type:     source.Text,
					Required: true,
					Doc:      "the role that agreed",
					Example:  "Practice manager",
				},
				{Name: "date", Type: source.Date, Required: true, Doc: "when it was agreed", Example: "2026-09-01"},
				{
					Name:     "expires",
					Type:     source.Date,
					Required: true,
					Doc:      "when it must be reviewed",
					Example:  "2027-09-01",
				},
			},
		},
		{
			Name: "privacy",
			Type: source.Map,
			Doc:  "required as soon as there is a preceptee who is not an example",
			Fields: []source.Key{
				{
					Name:     "controller",
					Type:     source.Text,
					Required: true,
					Doc:      "who decides what is kept",
					Example:  "Example Practice",
				},
				{
					Name:     "contact",
					Type:     source.Text,
					Required: true,
					Doc:      "who to ask",
					Example:  "privacy@example.org",
				},
				{
					Name:     "keep_months",
					Type:     source.Integer,
					Min:      1,
					Max:      120,
					Required: true,
					Doc:      "how long a portfolio is kept after the year",
					Example:  "24",
				},
			},
		},
		{Name: "accessibility", Type: source.Map, Doc: "this site's own accessibility statement", Fields: []source.Key{
			{
				Name:     "contact",
				Type:     source.Text,
				Required: true,
				Doc:      "who to tell about a problem",
				Example:  "toolkit@example.org",
			},
			{
				Name:     "tested",
				Type:     source.Text,
				Required: true,
				Doc:      "what was tested and when",
				Example:  "by keyboard and screen reader, October 2026",
			},
			{
				Name:    "not_accessible",
				Type:    source.Text,
				Doc:     "what is known not to be accessible",
				Example: "nothing known",
			},
		}},
		{
			Name:    "preceptees",
			Type:    source.Text,
			Doc:     "the folder of the preceptees; the only path that may be outside the project",
			Example: DefaultPreceptees,
		},
	},
}

// Read reads data/site.yaml.
func Read(raw []byte) (*Site, []finding.Finding) {
	node, findings := source.ReadYAML(File, raw)
	start := finding.Position{File: File, Line: 1, Column: 1}
	if node == nil && len(findings) > 0 {
		return &Site{Lang: DefaultLang, Preceptees: DefaultPreceptees}, findings
	}
	v, more := Schema.Read(node, File, start)
	findings = append(append(findings, more...), source.Placeholders(File, raw)...)
	s := build(v)
	findings = append(findings, s.checkValues(v)...)
	findings = append(findings, s.readBases(v)...)
	slices.SortFunc(findings, finding.Compare)
	return s, findings
}

// build takes the values as they are in the file.
func build(v source.Values) *Site {
	theme, privacy, access := v.Map("theme"), v.Map("privacy"), v.Map("accessibility")
	s := &Site{
		Lang:  cmp.Or(v.Text("lang"), DefaultLang),
		Title: v.Text("title"), Publisher: v.Text("publisher"), URL: strings.TrimRight(v.Text("url"), "/"),
		Theme: theme.Text("name"), Accent: theme.Text("accent"), Logo: theme.Text("logo"),
		Privacy: Privacy{Controller: privacy.Text("controller"), Contact: privacy.Text("contact")},
		Accessibility: Accessibility{
			Contact: access.Text("contact"), Tested: access.Text("tested"),
			NotAccessible: access.Text("not_accessible"),
		},
		Local:      map[string]string{},
		Licence:    v.Text("licence"),
		Preceptees: strings.TrimRight(v.Text("preceptees"), "/"),
	}
	if theme.Has("name") {
		s.ThemePos = theme.Pos("name")
	}
	if theme.Has("accent") {
		s.AccentPos = theme.Pos("accent")
	}
	if theme.Has("logo") {
		s.LogoPos = theme.Pos("logo")
	}
	if v.Has("privacy") {
		s.Privacy.Pos = v.KeyPos("privacy")
	}
	if v.Has("accessibility") {
		s.Accessibility.Pos = v.KeyPos("accessibility")
	}
	s.Privacy.KeepMonths, _ = privacy.Int("keep_months")
	for _, e := range v.Entries("local") {
		s.Local[e.Key] = e.Text
		s.Contacts = append(s.Contacts, Contact{e.Key, e.Text, e.KeyPos})
	}
	for _, m := range []source.Values{privacy, access} {
		if m.Has("contact") {
			s.Contacts = append(s.Contacts, Contact{"contact", m.Text("contact"), m.Pos("contact")})
		}
	}
	for _, w := range v.Maps("waivers") {
		waiver := Waiver{
			Requirement: w.Text("requirement"), Rule: w.Text("rule"), Reason: w.Text("reason"),
			ApprovedBy: w.Text("approved_by"), Expires: w.Date("expires"),
			Pos: w.Pos("requirement"), ExpiresPos: w.Pos("expires"),
		}
		if waiver.Rule != "" {
			waiver.Pos = w.Pos("rule")
		}
		s.Waivers = append(s.Waivers, waiver)
	}
	return s
}

// checkValues replaces values that cannot be used with their defaults, and gives a finding for each.
func (s *Site) checkValues(v source.Values) []finding.Finding {
	var findings []finding.Finding
	wrong := func(pos finding.Position, message, help string) {
		found := finding.Finding{Rule: source.RuleKeyType, Position: pos, Message: message, Help: help}
		findings = append(findings, found)
	}
	if _, err := language.Parse(s.Lang); err != nil {
		wrong(v.Pos("lang"), fmt.Sprintf("\"lang\" is not a language: %q", s.Lang),
			"write the short name of a language, such as en-GB or cy")
		s.Lang = DefaultLang
	}
	theme := v.Map("theme")
	if s.URL != "" && !address(s.URL) {
		wrong(v.Pos("url"), fmt.Sprintf("\"url\" is not the address of a site: %q", s.URL),
			"write it as the browser shows it, such as https://toolkit.example.org")
		s.URL = ""
	}
	if s.Theme != "" && !themeName.MatchString(s.Theme) {
		wrong(theme.Pos("name"), fmt.Sprintf("\"name\" in \"theme\" cannot name a folder: %q", s.Theme),
			"name a folder of themes/ with small letters, figures and hyphens, such as ours")
		s.Theme = ""
	}
	const help = "name a folder of its own for the preceptees, such as " + DefaultPreceptees
	why := unfit(s.Preceptees)
	switch {
	case s.Preceptees == "" && v.Has("preceptees"):
		wrong(v.Pos("preceptees"), "\"preceptees\" names the root of the disk", help)
	case s.Preceptees != "" && why == "":
		s.PrecepteesPos = v.Pos("preceptees")
		return findings
	case s.Preceptees != "":
		wrong(v.Pos("preceptees"), "\"preceptees\" "+why, help+", or a restricted folder outside the project")
	}
	s.Preceptees = DefaultPreceptees
	return findings
}

var themeName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)

// address reports whether text is the address of a site, without a query or a fragment.
func address(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil &&
		u.RawQuery == "" &&
		u.Fragment == "" &&
		!strings.ContainsAny(text, " <>\"'\\?#")
}

// Path is the path of the site's address on its host, as an address writes it: "" at the root, else "/toolkit".
func (s *Site) Path() string {
	if at, err := url.Parse(s.URL); err == nil {
		return strings.TrimRight(at.EscapedPath(), "/")
	}
	return ""
}

// unfit says why a folder cannot be for the records of people, or gives "".
func unfit(folder string) string {
	clean := path.Clean(folder)
	if clean == "." {
		return "names the project's own folder"
	}
	first, _, _ := strings.Cut(clean, "/")
	switch first {
	case "content", "themes", "public", "portfolios":
		return fmt.Sprintf("names a folder in %s/, which is published or rewritten by every build", first)
	}
	if clean == "data" || clean == record.Organisation || strings.HasPrefix(clean, record.Organisation+"/") {
		return fmt.Sprintf("names %s, which is for other things", clean)
	}
	return ""
}

package site

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"precept/internal/civil"
	"precept/internal/finding"
)

// whole is a site.yaml with every key.
const whole = `
title: Advanced Practice Preceptorship Toolkit
publisher: Example Training Hub
url: https://toolkit.example.org/aps/
theme: {name: ours, accent: "#005eb8", logo: logo.svg}
local:
  practice-manager: Example Manager
waivers:
  - {requirement: cnsgp-from-2019, reason: we work in Wales, approved_by: Practice manager, date: 2026-09-01, expires: 2027-09-01}
privacy: {controller: Example Practice, contact: privacy@example.org, keep_months: 24}
accessibility:
  contact: toolkit@example.org
  tested: by keyboard, October 2026
  not_accessible: nothing known
preceptees: ../restricted/preceptees/
licence: CC BY 4.0
`

// TestRead reads every key.
func TestRead(t *testing.T) {
	s, findings := Read([]byte(whole))
	for _, f := range findings {
		t.Errorf("%+v", f)
	}
	if s.AccentPos.Line != 5 || s.AccentPos.Column != 29 ||
		s.Waivers[0].Pos.Line != 9 || s.Waivers[0].Pos.Column != 19 || s.Waivers[0].ExpiresPos.Column != 120 ||
		s.PrecepteesPos.Line != 15 ||
		s.PrecepteesPos.Column != 13 {
		t.Errorf(
			"the accent is at %+v, the waiver at %+v until %+v, the folder at %+v",
			s.AccentPos,
			s.Waivers[0].Pos,
			s.Waivers[0].ExpiresPos,
			s.PrecepteesPos,
		)
	}
	if s.LogoPos.Line != 5 {
		t.Errorf("the logo is at %+v", s.LogoPos)
	}
	if s.Privacy.Pos.Line != 10 || s.Accessibility.Pos.Line != 11 || s.Accessibility.Pos.Column != 1 {
		t.Errorf("the statements are at %+v and %+v", s.Privacy.Pos, s.Accessibility.Pos)
	}
	s.LogoPos, s.Privacy.Pos, s.Accessibility.Pos = nowhere, nowhere, nowhere
	s.AccentPos, s.Waivers[0].Pos, s.Waivers[0].ExpiresPos, s.PrecepteesPos = nowhere, nowhere, nowhere, nowhere
	if s.ThemePos.Line != 5 || s.ThemePos.Column != 15 {
		t.Errorf("the theme is at %+v", s.ThemePos)
	}
	s.ThemePos = nowhere
	for i := range s.Contacts {
		if s.Contacts[i].Pos.Line != []int{7, 10, 12}[i] {
			t.Errorf("a contact is at %+v", s.Contacts[i])
		}
		s.Contacts[i].Pos = nowhere
	}
	want := &Site{
		Title: "Advanced Practice Preceptorship Toolkit",
		Lang:  "en-GB", Publisher: "Example Training Hub",
		URL:     "https://toolkit.example.org/aps",
		Theme:   "ours",
		Accent:  "#005eb8",
		Logo:    "logo.svg",
		Licence: "CC BY 4.0",
		Local:   map[string]string{"practice-manager": "Example Manager"},
		Contacts: []Contact{{Key: "practice-manager", Text: "Example Manager"},
			{Key: "contact", Text: "privacy@example.org"}, {Key: "contact", Text: "toolkit@example.org"}},
		Waivers: []Waiver{{Requirement: "cnsgp-from-2019", Reason: "we work in Wales", ApprovedBy: "Practice manager",
			Expires: civil.Date{Year: 2027, Month: 9, Day: 1}}},
		Privacy: Privacy{Controller: "Example Practice", Contact: "privacy@example.org", KeepMonths: 24},
		Accessibility: Accessibility{
			Contact:       "toolkit@example.org",
			Tested:        "by keyboard, October 2026",
			NotAccessible: "nothing known",
		},
		Preceptees: "../restricted/preceptees",
	}
	if !reflect.DeepEqual(s, want) {
		t.Errorf("got\n%+v\nwant\n%+v", s, want)
	}
}

// TestDefaults: a site is complete with a title and a publisher.
func TestDefaults(t *testing.T) {
	s, findings := Read([]byte("title: T\npublisher: P\n"))
	if len(findings) > 0 || s.Preceptees != DefaultPreceptees || s.URL != "" || s.Theme != "" || len(s.Local) != 0 {
		t.Errorf("%+v, %v", s, findings)
	}
}

// TestFindings shows the findings of a wrong site.yaml, and where they are. A case has a valid title and publisher
// before its lines, unless it begins with a star.
func TestFindings(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"*", `1:1 the file is empty [file-empty]`},
		{"*title: T\n", `1:1 "publisher" is missing [key-missing]`},
		{"*title: \"\"\npublisher: \" \"\n", `1:1 "title" is empty [key-missing]; 2:1 "publisher" is empty [key-missing]`},
		{"*- title\n", `1:1 this is not a list of keys [front-matter-yaml]`},
		{"titel: X\n", `3:1 unknown key "titel" [key-unknown]`},
		{"title: Again\n", `3:1 the key "title" is given twice; it is already on line 1 [key-duplicate]`},
		{"url: toolkit.example.org\n", `3:6 "url" is not the address of a site: "toolkit.example.org" [key-type]`},
		{"url: javascript:alert(1)\n", `3:6 "url" is not the address of a site: "javascript:alert(1)" [key-type]`},
		{"url: https://example.org/?a=b\n", `3:6 "url" is not the address of a site: "https://example.org/?a=b" [key-type]`},
		{"url: https://me:pass@example.org\n", `3:6 "url" is not the address of a site: "https://me:pass@example.org" [key-type]`},
		{"url: \"https://example.org/a b\"\n", `3:6 "url" is not the address of a site: "https://example.org/a b" [key-type]`},
		{"theme: {name: ../other}\n", `3:15 "name" in "theme" cannot name a folder: "../other" [key-type]`},
		{"preceptees: content/2026.1/people\n", `3:13 "preceptees" names a folder in content/, which is published or rewritten by every build [key-type]`},
		{"preceptees: ./public\n", `3:13 "preceptees" names a folder in public/, which is published or rewritten by every build [key-type]`},
		{"preceptees: data/x/..\n", `3:13 "preceptees" names data, which is for other things [key-type]`},
		{"preceptees: .\n", `3:13 "preceptees" names the project's own folder [key-type]`},
		{"preceptees: /\n", `3:13 "preceptees" names the root of the disk [key-type]`},
		{"privacy: {contact: a@example.org}\n", `3:10 "controller" in "privacy" is missing [key-missing]; 3:10 "keep_months" in "privacy" is missing [key-missing]`},
		{"privacy: {controller: C, contact: a@example.org, keep_months: 0}\n",
			`3:63 "keep_months" in "privacy" must be between 1 and 120, and is 0 [key-type]`},
		{"waivers: [{rule: review-past}]\n", `3:11 "approved_by" in "waivers" is missing [key-missing]; 3:11 "date" in "waivers" is missing [key-missing]; ` +
			`3:11 "expires" in "waivers" is missing [key-missing]; 3:11 "reason" in "waivers" is missing [key-missing]`},
		{"local: [x]\n", `3:8 "local" must be a group of keys, not a list [key-type]`},
		{"accessibility: yes\n", `3:16 "accessibility" must be a group of keys, not "yes" [key-type]`},
	} {
		text, own := strings.CutPrefix(c.text, "*")
		if !own {
			text = "title: T\npublisher: P\n" + text
		}
		s, findings := Read([]byte(text))
		var got []string
		for _, f := range findings {
			got = append(got, fmt.Sprintf("%d:%d %s [%s]", f.Line, f.Column, f.Message, f.Rule))
			if f.File != File || f.Help == "" {
				t.Errorf("%q: a finding without its file or help: %+v", text, f)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%q: got\n%s\nwant\n%s", text, strings.Join(got, "; "), c.want)
		}
		if s == nil || s.Preceptees != DefaultPreceptees || s.URL != "" || s.Theme != "" {
			t.Errorf("%q: an invalid value is kept: %+v", text, s)
		}
	}
}

// FuzzRead: whatever is in the file, there is a site, and its values are valid.
func FuzzRead(f *testing.F) {
	f.Add(whole)
	f.Add("preceptees: data/preceptees/../../content\n")
	f.Add("url: https://\xff\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, findings := Read([]byte(text))
		if s == nil || s.Preceptees == "" || unfit(s.Preceptees) != "" || s.URL != "" && !address(s.URL) {
			t.Errorf("%+v", s)
		}
		for _, found := range findings {
			if found.File != File || found.Message == "" {
				t.Errorf("%+v", found)
			}
		}
	})
}

// nowhere replaces positions that are checked separately.
var nowhere finding.Position

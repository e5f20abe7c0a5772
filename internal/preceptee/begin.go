package preceptee

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"precept/internal/civil"
	"precept/internal/portfolio"
	"precept/internal/source"
	"precept/internal/toolkit"
)

// Start is what is known of a person when their folder is begun. What is empty is left out of the file.
type Start struct {
	ID, Name     string
	Start        civil.Date
	Toolkit      string // version
	Keeper       string
	Profession   string
	Role         string
	Practice     string
	WTE          string // "0.6"
	People       []portfolio.Person
	Example      bool
	Introduction string // a line for the body
}

// Text is the preceptee.md of somebody who begins.
func (s Start) Text() []byte {
	text := []byte("---\n---\n")
	if s.Introduction != "" {
		text = append(text, s.Introduction+"\n"...)
	}
	var people []source.Content
	for _, p := range s.People {
		people = append(people, PersonContent(p))
	}
	keys := []source.Keyed{
		{Key: "name", Value: source.Quoted(s.Name)},
		{Key: "start", Value: source.Bare(s.Start.String())},
		{Key: "toolkit", Value: source.Quoted(s.Toolkit)},
		{Key: "keeper", Value: source.Quoted(s.Keeper)},
		{Key: "profession", Value: source.Quoted(s.Profession)},
		{Key: "role", Value: source.Quoted(s.Role)},
		{Key: "practice", Value: source.Quoted(s.Practice)},
		{Key: "wte", Value: source.Bare(s.WTE)},
		{Key: "people", Value: source.List(people...)},
	}
	if s.Example {
		keys = append(keys, source.Keyed{Key: "example", Value: source.Bare("true")})
	}
	for _, k := range keys {
		if k.Value.Empty() {
			continue
		}
		var err error
		if text, err = source.Edit(s.ID, text, portfolio.PrecepteeSchema, k.Key, k.Value); err != nil {
			panic("preceptee: " + err.Error()) // the text is ours: a fault of the program, which every test would find
		}
	}
	return text
}

// PersonContent is somebody who supports a preceptee, as preceptee.md lists them.
func PersonContent(p portfolio.Person) source.Content {
	return source.Group(
		source.Keyed{Key: "lane", Value: source.Bare(p.Lane)},
		source.Keyed{Key: "name", Value: source.Quoted(p.Name)},
		source.Keyed{Key: "from", Value: source.Bare(p.From.String())},
		source.Keyed{Key: "to", Value: source.Bare(p.To.String())})
}

// NameFault says why no preceptee's folder may be called so, and what to call it instead; "" where it may.
func NameFault(id string) (message, help string) {
	const letters = "use small letters a to z, digits and hyphens, beginning with a letter"
	message, help = toolkit.NameFault("a/" + id)
	if message != "" || strings.Contains(id, "/") || len(id) > 80 {
		if help == "" {
			help = letters
		}
		return fmt.Sprintf("%q cannot name a person's folder", id), help
	}
	if end := portfolio.CopyEnding(id); end != "" {
		return fmt.Sprintf("%q cannot name a person's folder: copies of portfolios have names like this", id),
			"leave out " + end
	}
	return "", ""
}

// ProposeID makes the name of a folder from a person's name, other than those that are taken; "" where the name has no
// letter from a to z.
func ProposeID(name string, taken []string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’': // accents, O'Neil
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	id := strings.Trim(b.String()[:min(b.Len(), 70)], "-")
	if id == "" {
		return ""
	}
	if message, _ := NameFault(id); message != "" {
		id += "-1"
	}
	for n, base := 2, id; slices.Contains(taken, id); n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	return id
}

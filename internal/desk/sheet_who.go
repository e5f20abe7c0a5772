package desk

import (
	"precept/internal/portfolio"
	"precept/internal/source"
)

// whoSheet changes what a person is called and what they do.
func whoSheet() sheet {
	return sheet{
		name: "who", title: "Name and role", keys: []string{"name", "profession", "role", "practice"},
		facts: func(p *portfolio.Portfolio) []string {
			return filled(p.Name, p.Profession, p.Role, p.Practice)
		},
		controls: func(e *editing) []group {
			return []group{{Controls: whoControls(e)}}
		},
		apply: func(e *editing) {
			e.need("name", e.text("name"), "Write their name.")
			for _, key := range []string{"name", "profession", "role", "practice"} {
				e.set(key, source.Quoted(e.text(key)))
			}
		},
	}
}

// whoControls ask for name, profession, role and practice.
func whoControls(e *editing) []control {
	return []control{
		e.control(asLine, "name", "Name", "", e.stored("name")),
		e.control(asLine, "profession", "Profession", "For example, Paramedic.", e.stored("profession")),
		e.control(asLine, "role", "Role", "For example, Advanced Practitioner.", e.stored("role")),
		e.control(asLine, "practice", "{Place}", "Where they work.", e.stored("practice")),
	}
}

// filled leaves out empty texts.
func filled(list ...string) (out []string) {
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

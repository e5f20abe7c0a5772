package toolkit

import (
	"slices"
	"testing"
)

// TestFormerLanesOfInheritedPages: pages that a version inherits may name a lane by the id that it had when they were
// written: they are the renamed lane's, and nobody is told to change them. A page of its own that does is a finding.
func TestFormerLanesOfInheritedPages(t *testing.T) {
	timeline := func(lane string) string {
		return "---\ntitle: T\nsummary: S.\nkind: timeline\nlanes: [{id: preceptee, title: Preceptee}, " + lane +
			"]\n---\n## The year {#year months=0-12}\n"
	}
	const contract = "---\ntitle: Contract\nsummary: S.\nkind: form\naudience: [mentor]\ncompleted_by: [mentor]\n" +
		"minutes: {mentor: 5}\n---\n- [ ] I keep an hour {#hour for=mentor}\n- [sign: mentor] I agree {#agree}\n"
	files := map[string]string{
		"own/content/1/version.md": versionText, "own/content/1/index.md": text("Home"),
		"own/content/1/timeline.md":       timeline("{id: mentor, title: Mentor}"),
		"own/content/1/forms/contract.md": contract,
		"own/content/2/version.md": "---\ntitle: T\nsummary: S.\nreleased: 2026-02-01\nextends: \"1\"\n" +
			"---\nNew.\n",
		"own/content/2/timeline.md": timeline("{id: supervisor, title: Supervisor, was: mentor}"),
	}
	told := func() (list []string) {
		_, kit, findings := layered(t, files, nil)
		for _, f := range findings {
			if f.Rule == "lane-unknown" {
				list = append(list, f.File)
			}
		}
		for version, lane := range map[string]string{"1": "mentor", "2": "supervisor"} {
			p := kit.Version(version).Page("forms/contract")
			f := p.Form
			if f.Fields[0].For != lane || f.Fields[1].Lane != lane || p.Inherited != "" &&
				(!slices.Equal(p.Audience, []string{lane}) || !slices.Equal(f.CompletedBy, []string{lane}) ||
					f.Minutes[lane] != 5) {
				t.Errorf("version %s: %v %v %+v", version, p.Audience, f.CompletedBy, f.Fields)
			}
		}
		return list
	}
	if list := told(); len(list) > 0 {
		t.Errorf("told about inherited pages: %q", list)
	}
	files["own/content/2/guide.md"] = "---\ntitle: Guide\nsummary: S.\naudience: [mentor]\n---\nWords.\n"
	if list := told(); !slices.Equal(list, []string{"content/2/guide.md"}) {
		t.Errorf("told about %q", list)
	}
}

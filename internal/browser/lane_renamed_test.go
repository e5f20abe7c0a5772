//go:build browser

package browser

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/casetest"
)

// TestDraftOfARenamedLane: a draft that the preceptor signed is there after their lane was renamed: the signature is
// shown as the supervisor's, counts, and is saved as it was given, since its digest covers the lane's id. Who signs
// from then on signs by the new one.
func TestDraftOfARenamedLane(t *testing.T) {
	t.Parallel()
	project, out := unpacked(t, "testdata/two-lanes.txtar"), t.TempDir()
	const timeline = "---\ntitle: Timeline\nsummary: What is due when.\nkind: timeline\nlanes:\n" +
		"  - {id: preceptee, title: Preceptee}\n  - {id: preceptor, title: Preceptor, timeline: false}\n" +
		"---\n## The year {#year months=0-12}\n\n### Preceptee {#preceptee}\n\n- [month 1] Begin {#begin}\n"
	casetest.Write(t, project, "content/1/timeline.md", timeline)
	publishIn(t, project, out)
	server := httptest.NewServer(http.FileServer(http.Dir(out)))
	t.Cleanup(server.Close)
	b := newTab(t)
	b.before(noPicker)
	b.begin(server.URL+"/forms/contract.html", "f-frequency", "Monthly.")
	b.tap("#f-limits-read")
	b.sign("sign-preceptor", "Sam Example")
	b.waitFor(allFit(1))
	b.says("Saved on this device")

	casetest.Write(t, project, "content/1/timeline.md", strings.Replace(timeline, "{id: preceptor, title: Preceptor,",
		"{id: supervisor, title: Supervisor, was: preceptor,", 1))
	form := filepath.Join(project, "content/1/forms/contract.md")
	text := strings.NewReplacer("[preceptee, preceptor]", "[preceptee, supervisor]", "for=preceptor", "for=supervisor",
		"[sign: preceptor]", "[sign: supervisor]").Replace(string(must(os.ReadFile(form))))
	casetest.Write(t, project, "content/1/forms/contract.md", text)
	publishIn(t, project, out)
	b.visit(server.URL + "/forms/contract.html")
	if got := b.value("f-frequency"); got != "Monthly." {
		t.Errorf("the draft has %q", got)
	}
	b.waitFor(allFit(1))
	b.waitFor(`/Sam Example/.test(document.querySelector('#s-sign-preceptor').innerText) &&
		/Supervisor/.test(document.querySelector('#s-sign-preceptor').innerText)`)
	saved := func(by string) {
		t.Helper()
		folder := b.downloads()
		b.click("Save a file")
		_, data := b.file(folder, ".md")
		if !strings.Contains(string(data), `"by": "`+by+`", "name": "Sam Example"`) {
			t.Errorf("the file is not signed by the lane %s:\n%s", by, data)
		}
	}
	saved("preceptor")
	b.write("f-frequency", " Or more often.")
	b.waitFor(`document.querySelector('.signature-given.warn')`)
	b.sign("sign-preceptor", "Sam Example")
	b.waitFor(allFit(1))
	saved("supervisor")
}

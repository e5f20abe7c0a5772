//go:build browser

package browser

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/evanw/esbuild/pkg/api"

	"precept/internal/identify"
	"precept/internal/wording"
)

// joined joins modules of the form page's script, beginning with an entry of the test's own.
func joined(t testing.TB, entry string) string {
	t.Helper()
	return joinedIn(t, nil, entry)
}

// joinedIn joins modules as joined does, for a site that says these words.
func joinedIn(t testing.TB, words *wording.Words, entry string) string {
	t.Helper()
	folder, err := filepath.Abs("../../themes/default/form")
	if err != nil {
		t.Fatal(err)
	}
	table := string(identify.Table)
	result := api.Build(api.BuildOptions{
		Stdin:  &api.StdinOptions{Contents: entry, ResolveDir: folder},
		Bundle: true, Write: false, Format: api.FormatIIFE, Target: api.ES2020, LogLevel: api.LogLevelSilent,
		Plugins: []api.Plugin{{Name: "identifiers", Setup: func(b api.PluginBuild) {
			b.OnResolve(api.OnResolveOptions{Filter: "^precept:identifiers$"},
				func(a api.OnResolveArgs) (api.OnResolveResult, error) {
					return api.OnResolveResult{Path: a.Path, Namespace: "made"}, nil
				})
			b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "made"},
				func(api.OnLoadArgs) (api.OnLoadResult, error) {
					return api.OnLoadResult{Contents: &table, Loader: api.LoaderJSON}, nil
				})
			b.OnLoad(api.OnLoadOptions{Filter: `\.js$`}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
				raw, err := os.ReadFile(a.Path)
				text := words.Script(string(raw))
				return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, err
			})
		}}},
	})
	for _, m := range result.Errors {
		t.Fatalf("joining the modules: %s", m.Text)
	}
	return string(result.OutputFiles[0].Contents)
}

// with calls a function with arguments, in the page.
func with[T any](b *tab, function string, arguments ...any) T {
	b.Helper()
	data, err := json.Marshal(append([]any{}, arguments...))
	if err != nil {
		b.Fatal(err)
	}
	return get[T](b, "("+function+")(..."+string(data)+")")
}

func jsText(text string) string {
	data, _ := json.Marshal(text) // a text can always be written
	return string(data)
}

// fieldsEntry puts the fields of a form page on window, without what keeps them: drafts, files and signing are tried
// elsewhere.
const fieldsEntry = `
import { coach } from './coach.js';
import { fields } from './fields.js';
import { show } from './errorsummary.js';
import { showLeftovers } from './leftovers.js';
import { pickList } from './picklist.js';
import { moveRow, removeRow } from './rowacts.js';

const data = JSON.parse(document.getElementById('form-data').dataset.json);
window.changes = 0;
window["precept-later"] = { moveRow, pickList, removeRow, showLeftovers }; // the page's second script has it
window.definition = data.definition;
window.fields = fields(document.getElementById('form'), data, () => window.changes++, () => 'k7m29qxd');
window.show = list => show(document.getElementById('form'), data.definition, list);
window.coach = coach(document.getElementById('form'), data, () => window.changes++);
`

var formScript = regexp.MustCompile(`<script src="?[^" >]*assets/form-[^" >]*"?[^>]*></script>`)

// fieldsSite serves the shipped site with form pages as they are without their script, and gives only the script of the
// fields.
func fieldsSite(t *testing.T) (address, script string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := httptest.NewRecorder()
		shipped.ServeHTTP(got, r)
		for key, values := range got.Header() {
			w.Header()[key] = values
		}
		w.WriteHeader(got.Code)
		w.Write(formScript.ReplaceAll(got.Body.Bytes(), nil))
	}))
	t.Cleanup(server.Close)
	return server.URL, joined(t, fieldsEntry)
}

// fill opens a form and brings its fields to life.
func (b *tab) fill(address, script, form string) {
	b.Helper()
	b.visit(address + "/forms/" + form + ".html")
	b.eval(script)
}

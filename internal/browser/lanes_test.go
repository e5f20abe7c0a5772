//go:build browser

package browser

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestP7Lanes: the page and Go say the same of each record in internal/form/testdata/lanes.txtar: what it lacks and
// whose signatures fit.
func TestP7Lanes(t *testing.T) {
	b := records(t)
	a, err := txtar.ParseFile(filepath.Join("../form/testdata", "lanes.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range a.Files {
		parts[f.Name] = string(f.Data)
	}
	tried := 0
	for name, want := range parts {
		of, ok := strings.CutSuffix(name, "/state")
		if !ok {
			continue
		}
		tried++
		if got := with[string](b, `(text, definition) => {
			const { record, fault } = own.readRecord(text), d = JSON.parse(definition);
			if (fault) return fault;
			const lacks = lane => own.missing(record, d, [], lane)
				.map(m => 'missing ' + (lane && 'for ' + lane + ': ') + m.field + ': ' + m.text);
			return ['', 'preceptee', 'preceptor'].flatMap(lacks)
				.concat(record.signed.map(s => 'signed ' + s.field + ' by ' + s.name + ': fits ' + own.fits(s, record, d)))
				.concat(own.unsigned(record, d).map(f => 'unsigned ' + f.id + ': ' + f.lane))
				.map(line => line + '\n').join('');
		}`, parts[of+"/record.md"], parts["definition.json"]); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", of, got, want)
		}
	}
	if tried < 15 {
		t.Errorf("only %d records", tried)
	}
}

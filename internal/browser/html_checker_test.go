//go:build browser

package browser

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"precept/internal/casetest"
)

const nuFile = "node_modules/vnu-jar/build/dist/vnu.jar"

// beyondNu are messages that tell of what the checker does not know, not of the page.
var beyondNu = []struct {
	pattern *regexp.Regexp
	why     string
}{
	{regexp.MustCompile(`^Resource violates Content Security Policy \(meta tag\): ` +
		`external (stylesheet|script) “(/|(\.\./)*)assets/`),
		"for a file on disk it takes 'self' to be nothing; TestPolicy asks the browser itself, over HTTP and " +
			"from disk"},
	{regexp.MustCompile(`^CSS: (Unrecognized at-rule “@container”|“(container-type|paint-order)”: Property)`),
		"its CSS checker is older than container queries and paint-order"},
}

// One run over all pages, since the Java runtime takes longer to start than the checker to read a page. A page has the
// same body at its permanent address: a run that is not long takes every sixteenth of these.
func TestNuHTMLChecker(t *testing.T) {
	t.Parallel()
	args := []string{"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", // a run this short is all warming up
		"-jar", nuFile, "--format", "json", "--stdout"}
	permanent, list := 0, built(t)
	for _, p := range list {
		_, of, ok := strings.Cut(p, "public/v/"+shipped.current.Name+"/")
		if ok && slices.Contains(list, "public/"+of) {
			permanent++
			if permanent%casetest.Times(16, 1) != 0 {
				continue
			}
		}
		args = append(args, filepath.Join(shipped.root, p))
	}
	if permanent < 50 {
		t.Errorf("only %d pages have a permanent address", permanent)
	}
	var stderr bytes.Buffer
	cmd := exec.Command("java", args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output() // exits with 1 where it has anything to say
	var report struct {
		Messages []struct {
			Type, SubType, URL, Message, Extract string
			LastLine                             int
		}
	}
	if json.Unmarshal(out, &report) != nil || stderr.Len() > 0 {
		t.Fatalf("the checker did not run: %v\n%s%s", err, stderr.String(), out)
	}
	seen := map[string]bool{} // the same slip comes once for each time that a page makes it
messages:
	for _, m := range report.Messages {
		for _, b := range beyondNu {
			if b.pattern.MatchString(m.Message) {
				continue messages
			}
		}
		_, file, _ := strings.Cut(m.URL, filepath.Base(shipped.root)+"/")
		if !seen[file+m.Message] {
			t.Errorf("%s:%d: %s: %s\n\t%s", file, m.LastLine, m.Type, m.Message, m.Extract)
		}
		seen[file+m.Message] = true
	}
}

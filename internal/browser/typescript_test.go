//go:build browser

package browser

import (
	"os/exec"
	"testing"
)

// TestTypes holds the form page's script to the types that its modules say they hand to one another.
func TestTypes(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("node_modules/.bin/tsc", "-p", "tsconfig.json").CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("tsc: %v\n%s", err, out)
	}
}

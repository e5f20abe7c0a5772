package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestOpener shows an address by each system's own means, as one argument that no shell reads.
func TestOpener(t *testing.T) {
	const address = "http://127.0.0.1:1313/-/desk/"
	for system, want := range map[string][]string{
		"windows": {"rundll32", "url.dll,FileProtocolHandler", address},
		"darwin":  {"open", address},
		"linux":   {"xdg-open", address},
	} {
		if got := opener(system, address); !slices.Equal(got, want) {
			t.Errorf("%s: %q", system, got)
		}
	}
}

// TestOpenBrowser hands the address to the system, and says it where the system has nothing to open it with.
func TestOpenBrowser(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	var msg bytes.Buffer
	a := &app{Stdio: quiet(nil, &msg)}
	a.openBrowser("http://127.0.0.1:1313/")
	if msg.String() != "no browser could be opened; open http://127.0.0.1:1313/ yourself\n" {
		t.Errorf("said %q", msg.String())
	}
	words := opener(runtime.GOOS, "http://127.0.0.1:1313/")
	script := "#!/bin/sh\necho \"$@\" > " + dir + "/part\n/bin/mv " + dir + "/part " + dir + "/asked\n"
	if err := os.WriteFile(filepath.Join(dir, words[0]), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	msg.Reset()
	a.openBrowser("http://127.0.0.1:1313/")
	asked, err := os.ReadFile(filepath.Join(dir, "asked"))
	for ; err != nil; asked, err = os.ReadFile(filepath.Join(dir, "asked")) {
		time.Sleep(10 * time.Millisecond)
	}
	if string(asked) != strings.Join(words[1:], " ")+"\n" || msg.Len() > 0 {
		t.Errorf("asked for %q, said %q", asked, msg.String())
	}
}

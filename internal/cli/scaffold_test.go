package cli

import (
	"io/fs"
	"strings"
	"testing"

	"precept/internal/form"
)

// TestScaffold fills in every template, so that one that does not work is found here.
func TestScaffold(t *testing.T) {
	a := &app{Stdio: quiet(nil, nil)}
	today, err := a.asOf()
	if err != nil {
		t.Fatal(err)
	}
	entries, err := fs.ReadDir(scaffoldFiles, "scaffold")
	if err != nil || len(entries) < 14 {
		t.Fatalf("%d templates: %v", len(entries), err)
	}
	for _, e := range entries {
		v := values{Today: today, Title: "A title", Name: "2027.1", Form: &form.Form{}}
		text := begin(e.Name(), e.Name(), v).text
		if strings.Contains(text, "{{") || strings.Contains(text, "<no value>") {
			t.Errorf("%s becomes\n%s", e.Name(), text)
		}
	}
}

// TestStartFiles holds the files for a double click to what their systems read: the one for Windows ends its lines as
// Windows does, and its jumps lead somewhere; the other has none of that.
func TestStartFiles(t *testing.T) {
	windows, unix := begin("x.cmd", "start.cmd", values{}), begin("x.command", "start.command", values{})
	if strings.Count(windows.text, "\n") != strings.Count(windows.text, "\r\n") || strings.Contains(unix.text, "\r") {
		t.Error("line ends")
	}
	for line := range strings.Lines(windows.text) {
		_, label, ok := strings.Cut(strings.TrimSpace(line), "goto ")
		if ok && !strings.Contains(windows.text, "\r\n:"+label+"\r\n") {
			t.Errorf("goto %s leads nowhere", label)
		}
	}
	if !strings.HasPrefix(unix.text, "#!/bin/sh\n") {
		t.Error("no interpreter")
	}
	if len(unix.options()) != 1 || len(windows.options()) != 0 {
		t.Error("only the file for Unix is a program to its system")
	}
}

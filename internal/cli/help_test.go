package cli

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// quiet is a machine of which nothing is real.
func quiet(out, err *bytes.Buffer) Stdio {
	return Stdio{In: strings.NewReader(""), Out: out, Err: err, Dir: "/", Env: func(string) string { return "" },
		Now: func() time.Time { return time.Date(2026, 10, 5, 23, 59, 0, 0, time.UTC) }}
}

// commands lists a command and all below it.
func commands(cmd *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		list = append(list, commands(c)...)
	}
	return list
}

// TestHelp holds every command to a line that says what it does and to examples, each of which is a command line that the
// program takes.
func TestHelp(t *testing.T) {
	a := &app{Stdio: quiet(&bytes.Buffer{}, &bytes.Buffer{})}
	list := commands(a.root())
	if len(list) < 15 {
		t.Fatalf("only %d commands", len(list))
	}
	for _, cmd := range list {
		path := cmd.CommandPath()
		if cmd.Short == "" || cmd.Example == "" {
			t.Errorf("%s has no help or no example: %q, %q", path, cmd.Short, cmd.Example)
		}
		for line := range strings.Lines(cmd.Example) {
			line = strings.TrimSuffix(line, "\n")
			rest, ok := strings.CutPrefix(line, "  precept ")
			if !ok {
				t.Errorf("%s: the example %q does not begin with precept", path, line)
				continue
			}
			rest, _, _ = strings.Cut(rest, " > ")
			root := (&app{Stdio: a.Stdio}).root()
			found, args, err := root.Find(split(rest))
			if err == nil {
				err = found.ParseFlags(args)
			}
			if err == nil {
				err = found.ValidateArgs(found.Flags().Args())
			}
			if err != nil || found == root {
				t.Errorf("%s: the example %q is no command line: %v", path, line, err)
			}
			if cmd.HasParent() && !cmd.HasSubCommands() && found.CommandPath() != path {
				t.Errorf("%s: the example %q is one of %s", path, line, found.CommandPath())
			}
		}
	}
}

// split splits a command line; a part in double quotes is one word.
func split(line string) []string {
	var list []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			list = append(list, part)
		} else {
			list = append(list, strings.Fields(part)...)
		}
	}
	return list
}

// TestPanic holds a fault of the program to a message and an exit status of its own.
func TestPanic(t *testing.T) {
	var out, msg bytes.Buffer
	std := quiet(&out, &msg)
	std.Now = func() time.Time { panic("the clock stands still") }
	if code := Main([]string{"new", "site", t.TempDir() + "/x"}, std); code != exitMachine {
		t.Errorf("ended with %d", code)
	}
	if want := "precept: this is a fault of precept itself, not of your files: the clock stands still\n"; msg.String() != want {
		t.Errorf("said %q, want %q", msg.String(), want)
	}
}

// full is an output that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// TestOutputLost holds every command that prints to saying so where nothing could be printed.
func TestOutputLost(t *testing.T) {
	for _, args := range []string{"version", "--version", "rules", "rules link-broken", "schema", "schema site", "help", "build --help", "completion bash", "completion zsh", "completion fish", "completion powershell"} {
		var msg bytes.Buffer
		std := quiet(nil, &msg)
		std.Out = full{}
		if code := Main(strings.Fields(args), std); code != exitMachine || !strings.Contains(msg.String(), "no space left") {
			t.Errorf("precept %s ended with %d and said %q", args, code, msg.String())
		}
	}
}

// TestClock holds the day to the clock's own zone: just before midnight it is still that day.
func TestClock(t *testing.T) {
	a := &app{Stdio: quiet(nil, nil)}
	a.Now = func() time.Time { return time.Date(2026, 10, 5, 23, 59, 0, 0, time.FixedZone("far", 14*3600)) }
	if day, err := a.asOf(); err != nil || day.String() != "2026-10-05" {
		t.Errorf("the day is %s: %v", day, err)
	}
}

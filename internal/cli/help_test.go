package cli

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"precept/internal/help"
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

// TestHelp holds every command to a line that says what it does and to examples, each of which is a command line that
// the program takes.
func TestHelp(t *testing.T) {
	list := commands((&app{Stdio: quiet(nil, nil)}).root())
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
			if !strings.HasPrefix(line, "  precept ") {
				t.Errorf("%s: the example %q does not begin with precept", path, line)
				continue
			}
			found := taken(t, strings.TrimSpace(line))
			if found != nil && cmd.HasParent() && !cmd.HasSubCommands() && found.CommandPath() != path {
				t.Errorf("%s: the example %q is one of %s", path, line, found.CommandPath())
			}
		}
	}
}

// taken gives the command that takes a command line; it is an error where none does.
func taken(t *testing.T, line string) *cobra.Command {
	t.Helper()
	rest, _, _ := strings.Cut(strings.TrimPrefix(line, "precept "), " > ")
	root := (&app{Stdio: quiet(nil, nil)}).root()
	found, args, err := root.Find(split(rest))
	if err == nil {
		err = found.ParseFlags(args)
	}
	if err == nil {
		err = found.ValidateArgs(found.Flags().Args())
	}
	if err != nil || found == root {
		t.Errorf("%q is not a command line: %v", line, err)
		return nil
	}
	return found
}

// split splits a command line; words in double quotes are one.
func split(line string) []string {
	var list []string
	for i, piece := range strings.Split(line, `"`) {
		if i%2 == 1 {
			list = append(list, piece)
		} else {
			list = append(list, strings.Fields(piece)...)
		}
	}
	return list
}

// TestTopicCommands holds the topic commands to what there is: it names every command and every flag, and each command
// line in any topic is one that the program takes.
func TestTopicCommands(t *testing.T) {
	text := help.Find("commands").Text()
	for _, cmd := range commands((&app{Stdio: quiet(nil, nil)}).root()) {
		path := strings.TrimSuffix(cmd.CommandPath(), " "+cmd.Name())
		if cmd.HasParent() && path != "precept completion" && path != "precept new" && cmd.Name() != "new" &&
			!strings.Contains(text, cmd.CommandPath()) {
			t.Errorf("the topic commands does not name %s", cmd.CommandPath())
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if path != "precept completion" && f.Name != "help" && !strings.Contains(text, "--"+f.Name) {
				t.Errorf("the topic commands does not name --%s of %s", f.Name, cmd.CommandPath())
			}
		})
	}
	lines := 0
	for _, topic := range help.Topics() {
		for line := range strings.Lines(topic.Text()) {
			if rest, ok := strings.CutPrefix(line, "    precept "); ok {
				lines++
				taken(t, strings.TrimSpace(rest))
			}
		}
	}
	if lines < 8 {
		t.Errorf("only %d command lines", lines)
	}
}

// TestPanic holds a fault of the program to a message and an exit status of its own.
func TestPanic(t *testing.T) {
	var out, msg bytes.Buffer
	std := quiet(&out, &msg)
	std.Now = func() time.Time { panic("the clock has stopped") }
	if code := Main([]string{"new", "site", t.TempDir() + "/x"}, std); code != exitMachine {
		t.Errorf("ended with %d", code)
	}
	want := "precept: this is a fault of precept itself, not of your files: the clock has stopped\n"
	if msg.String() != want {
		t.Errorf("said %q, want %q", msg.String(), want)
	}
}

// full is an output that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// TestOutputLost holds every command that prints to saying so where nothing could be printed.
func TestOutputLost(t *testing.T) {
	for _, args := range []string{"version", "--version", "rules", "rules link-broken", "schema", "schema site", "help",
		"help items", "build --help", "completion bash", "completion zsh", "completion fish", "completion powershell"} {
		var msg bytes.Buffer
		std := quiet(nil, &msg)
		std.Out = full{}
		code := Main(strings.Fields(args), std)
		if code != exitMachine || !strings.Contains(msg.String(), "no space left") {
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

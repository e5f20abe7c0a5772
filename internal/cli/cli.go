// Package cli is precept's command line: one file a command, each with its options, its flags and what it runs. It owns the exit
// codes and the voice, and reads the clock once for everything below it.
//
// The voice. Standard output bears what was asked for and nothing else: findings, a catalogue, a schema. What precept says of its
// own doings goes to standard error, in whole sentences of plain words without a full stop at the end of a line of its own. A
// line that begins with "precept:" says why it could not go on, and what to do. Colour marks severities on a terminal only; a gap
// is never shown as a fault. Nothing is asked and nothing waits for a key.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"precept/internal/publish"
)

// Version is the generator's own, as it stands in every build.json.
const Version = "0.1.0"

// Exit codes, which every command's help names.
const (
	exitDone     = 0
	exitFindings = 1 // findings that block, or what is refused
	exitUsage    = 2 // wrong usage or configuration
	exitMachine  = 3 // reading or writing failed
	exitStopped  = 130
)

// Stdio is what a run may see of the machine it runs on.
type Stdio struct {
	In       io.Reader
	Out, Err io.Writer
	Env      func(string) string
	Now      func() time.Time
	Dir      string // the folder it was called in
	Terminal bool   // Err is a terminal that progress may be shown on
	Colour   bool   // Out is a terminal that understands colour
}

// System gives the real machine.
func System() Stdio {
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	s := Stdio{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Getenv, Now: time.Now, Dir: dir}
	s.Terminal = term.IsTerminal(int(os.Stderr.Fd()))
	s.Colour = term.IsTerminal(int(os.Stdout.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

// app is one run.
type app struct {
	Stdio
	flags common
}

// usageError is a fault of the command line or of the project's set-up.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errFindings ends a run whose findings have been printed.
var errFindings = errors.New("findings")

// Main runs precept and gives its exit code. It never panics: a fault of the program is a message that names what it was doing.
func Main(args []string, std Stdio) (code int) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	out := &checked{w: std.Out}
	std.Out = out
	a := &app{Stdio: std}
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(std.Err, "precept: this is a fault of precept itself, not of your files: %v\n", r)
			if std.Env("PRECEPT_DEBUG") != "" {
				buf := make([]byte, 64<<10)
				std.Err.Write(buf[:runtime.Stack(buf, false)])
			}
			code = exitMachine
		}
	}()
	root := a.root()
	root.SetArgs(args)
	root.SetOut(std.Out)
	root.SetErr(std.Err)
	err := root.ExecuteContext(ctx)
	if err == nil && out.err != nil {
		err = fmt.Errorf("writing the output: %w", out.err)
	}
	return a.exit(ctx, err)
}

// exit turns an error into a message and a code.
func (a *app) exit(ctx context.Context, err error) int {
	var wrong usageError
	var refused *publish.Refused
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFindings):
		return exitFindings
	case ctx.Err() != nil:
		fmt.Fprintln(a.Err, "precept: stopped; what was there before is as it was")
		return exitStopped
	case errors.As(err, &wrong), errors.As(err, &refused):
		fmt.Fprintf(a.Err, "precept: %v\n", err)
		return exitUsage
	}
	fmt.Fprintf(a.Err, "precept: %v\n", err)
	return exitMachine
}

// checked remembers that standard output could not be written, which must not pass for success.
type checked struct {
	w   io.Writer
	err error
}

func (c *checked) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	if err != nil && c.err == nil {
		c.err = err
	}
	return n, err
}

const about = `precept turns a preceptorship toolkit, written in Markdown, and each preceptee's
year, written as front matter, into static sites, and says what is missing while
it builds them.

Exit status: 0 done; 1 findings that block, or what is refused; 2 wrong usage or
configuration; 3 reading or writing failed; 130 stopped.`

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "precept", Short: "Build a preceptorship toolkit and its portfolios", Long: about,
		SilenceErrors: true, SilenceUsage: true, Args: cobra.NoArgs,
		Example: "  precept new site my-toolkit\n  precept serve\n  precept build\n  precept check --format json",
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = false
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usage("%v; see precept %s --help", err, cmd.Name()) })
	root.SuggestionsMinimumDistance = 2
	for _, make := range []func() *cobra.Command{
		a.buildCommand, a.serveCommand, a.checkCommand, a.newCommand, a.rulesCommand, a.schemaCommand, a.verifyCommand, a.versionCommand,
	} {
		root.AddCommand(make())
	}
	root.Args = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		if s := root.SuggestionsFor(args[0]); len(s) > 0 {
			return usage("there is no command %q; did you mean %s?", args[0], s[0])
		}
		return usage("there is no command %q; see precept --help", args[0])
	}
	return root
}

// exact wants n arguments, which what names.
func exact(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usage("precept %s takes %s; see precept %[1]s --help", cmd.Name(), what)
		}
		return nil
	}
}

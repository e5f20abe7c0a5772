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
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"precept/internal/publish"
	"precept/internal/source"
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
	begun bool // the command line was understood
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
	err := root.ExecuteContext(ctx)
	switch {
	case out.err != nil:
		err = fmt.Errorf("writing the output: %w", out.err)
	case err != nil && !a.begun:
		err = usageError{err} // the command line was not understood
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

const summary = `precept turns a preceptorship toolkit, written in Markdown, and each preceptee's
year, written as front matter, into static sites, and says what is missing while
it builds them.

Exit status: 0 done; 1 findings that block, or what is refused; 2 wrong usage or
configuration; 3 reading or writing failed; 130 stopped.`

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "precept", Short: "Build a preceptorship toolkit and its portfolios", Long: summary,
		SilenceErrors: true, SilenceUsage: true, Args: cobra.NoArgs,
		Example: "  precept new site my-toolkit\n  precept serve\n  precept build\n  precept check --format json",
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	root.SetFlagErrorFunc(flagFault)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		if err := emptyFlag(cmd); err != nil {
			return err
		}
		a.begun = true
		return nil
	}
	root.SetHelpCommand(helpCommand(root))
	root.SuggestionsMinimumDistance = 2
	root.Version = about()
	root.SetVersionTemplate("{{.Version}}\n")
	for _, command := range []func() *cobra.Command{
		a.buildCommand, a.serveCommand, a.checkCommand, a.newCommand, a.importCommand, a.rulesCommand, a.schemaCommand, a.verifyCommand, a.versionCommand,
	} {
		root.AddCommand(command())
	}
	root.Args = noCommand
	completion(root)
	return root
}

// completion is the library's own command, which would show its help for a shell that it does not know.
func completion(root *cobra.Command) {
	root.InitDefaultCompletionCmd("completion")
	cmd, _, err := root.Find([]string{"completion"})
	if err != nil || cmd == root {
		panic("cobra has no completion command") // a fault of the program, which every test would find
	}
	cmd.Short, cmd.Example = "Print a script that completes commands in a shell", "  precept completion bash > precept.bash"
	cmd.Args, cmd.SuggestionsMinimumDistance = noCommand, 2
	cmd.RunE = func(*cobra.Command, []string) error { return usage("say which shell: bash, zsh, fish or powershell") }
	for _, shell := range cmd.Commands() {
		shell.Example = "  precept completion " + shell.Name()
	}
}

// noCommand refuses what is no command below cmd, and proposes what may have been meant.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	at := strings.TrimPrefix(cmd.CommandPath()+" ", "precept ")
	if s := cmd.SuggestionsFor(args[0]); len(s) > 0 {
		return usage("there is no command %q; did you mean %s?", at+args[0], at+s[0])
	}
	return usage("there is no command %q; see %s --help", at+args[0], cmd.CommandPath())
}

// helpCommand is help for a command by its name. Cobra's own shows the whole program's for a name that does not exist.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [command]", Short: "Help for any command", Example: "  precept help build\n  precept help new page",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil {
				return err
			}
			if cmd.HasSubCommands() && len(rest) > 0 {
				return noCommand(cmd, rest)
			}
			cmd.InitDefaultHelpFlag()
			cmd.InitDefaultVersionFlag()
			return cmd.Help()
		},
	}
}

// flagFault says what is wrong with a flag in words of its own: the library's speak of parsing.
func flagFault(cmd *cobra.Command, err error) error {
	see := "see " + cmd.CommandPath() + " --help"
	var invalid *pflag.InvalidValueError
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	switch {
	case errors.As(err, &invalid):
		want := map[string]string{"int": "a whole number", "bool": "true or false, or the flag alone"}[invalid.GetFlag().Value.Type()]
		return usage("--%s is %q; write %s", invalid.GetFlag().Name, invalid.GetValue(), or(want, "another value"))
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "":
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		if s := source.Suggest(unknown.GetSpecifiedName(), known); s != "" {
			return usage("%s has no flag --%s; did you mean --%s?", cmd.CommandPath(), unknown.GetSpecifiedName(), s)
		}
		return usage("%s has no flag --%s; %s", cmd.CommandPath(), unknown.GetSpecifiedName(), see)
	case errors.As(err, &unknown):
		return usage("%s has no flag -%s; %s", cmd.CommandPath(), unknown.GetSpecifiedName(), see)
	case errors.As(err, &bare):
		return usage("--%s wants a value; %s", bare.GetFlag().Name, see)
	}
	return usage("%v; %s", err, see)
}

// emptyFlag refuses a flag that was given without a text: most often a variable that was not set, which must not be taken for
// the default.
func emptyFlag(cmd *cobra.Command) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		empty := f.Value.String() == ""
		if list, ok := f.Value.(pflag.SliceValue); ok {
			empty = slices.Contains(list.GetSlice(), "")
		}
		if empty && err == nil {
			err = usage("--%s is empty; write a value, or leave the flag out", f.Name)
		}
	})
	return err
}

// exact wants n arguments, which what names.
func exact(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usage("%s takes %s; see %[1]s --help", cmd.CommandPath(), what)
		}
		return nil
	}
}

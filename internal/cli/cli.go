// Package cli is precept's command line: one file for each command, with its options, its flags and what it runs. It
// owns the exit codes and the voice, and reads the clock once for everything below it. Nothing imports it except the
// program itself.
//
// The voice. Standard output has what was asked for and nothing else: findings, a list of rules, a schema, a topic of
// the manual. What precept says about its own work goes to standard error, in plain sentences without a full stop at
// the end of the line. A line that begins with "precept:" says why it could not go on, and what to do. Colour marks
// severities, and only on a terminal. A gap is never shown as a fault. Nothing is asked and nothing waits for a key.
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

// Version is the generator's own version, as each build.json has it.
const Version = "0.1.0"

// Exit codes, which the help of precept names.
const (
	exitDone     = 0
	exitFindings = 1 // findings that block, or something was refused
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
	Terminal bool   // Err is a terminal that can show progress
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
	flags  common
	parsed bool // the command line was understood
}

// Main runs precept and gives its exit code. It never panics: a fault of the program becomes a message.
func Main(args []string, std Stdio) (code int) {
	ctx, stop := signal.NotifyContext(context.Background(), stops()...)
	defer stop()
	out := &output{w: std.Out}
	std.Out = out
	a := &app{Stdio: std}
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(std.Err, "precept: this is a fault of precept itself, not of your files: %s\n",
				printable(fmt.Sprint(r)))
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
	case err != nil && !a.parsed:
		err = usageError{err}
	}
	return a.exit(ctx, err)
}

// stops are the signals that end a run: Ctrl-C, the system, and a terminal that is closed, unless the run was begun
// with nohup.
func stops() []os.Signal {
	list := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		list = append(list, syscall.SIGHUP)
	}
	return list
}

// errFindings ends a run whose findings have been printed.
var errFindings = errors.New("findings")

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
		a.complain(err)
		return exitUsage
	}
	a.complain(err)
	return exitMachine
}

// output remembers that standard output could not be written, so that the run does not pass for a success.
type output struct {
	w   io.Writer
	err error
}

func (o *output) Write(b []byte) (int, error) {
	n, err := o.w.Write(b)
	if err != nil && o.err == nil {
		o.err = err
	}
	return n, err
}

const summary = `precept turns a preceptorship toolkit, written in Markdown, and each preceptee's
year, written as front matter, into static sites, and says what is missing while
it builds them.

Exit status: 0 done; 1 findings that block, or something was refused; 2 wrong
usage or configuration; 3 reading or writing failed; 130 stopped.`

// root is the program with all its commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "precept", Short: "Build a preceptorship toolkit and its portfolios", Long: summary,
		SilenceErrors: true, SilenceUsage: true, Args: noCommand,
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
		a.parsed = true
		return nil
	}
	root.SetHelpCommand(a.helpCommand(root))
	root.SetHelpTemplate(root.HelpTemplate() +
		"{{if not .HasParent}}\nTopics (precept help TOPIC):\n" + topics() + "{{end}}")
	root.SuggestionsMinimumDistance = 2
	root.Version = about()
	root.SetVersionTemplate("{{.Version}}\n")
	for _, command := range []func() *cobra.Command{
		a.buildCommand, a.serveCommand, a.checkCommand, a.newCommand, a.importCommand, a.exportCommand,
		a.removeCommand, a.sealCommand, a.unsealCommand, a.moveCommand, a.reportCommand, a.releaseCommand,
		a.bundleCommand, a.adoptCommand, a.adaptCommand, a.layersCommand, a.rulesCommand, a.schemaCommand,
		a.wordsCommand, a.diffCommand, a.verifyCommand, a.versionCommand,
	} {
		root.AddCommand(command())
	}
	completion(root)
	return root
}

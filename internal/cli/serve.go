package cli

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"

	"precept/internal/serve"
)

func (a *app) serveCommand() *cobra.Command {
	port, verbose, open := 0, false, false
	cmd := &cobra.Command{
		Use: "serve", Short: "Build, watch, and serve on this machine with live reload", Args: exact(0, "no arguments"),
		Long: `Builds the project in memory, watches it, and serves it on 127.0.0.1, to this
machine alone. A page that is open reloads itself when what it shows has changed;
what is wrong is shown in the page until it is mended.

Where there are preceptees it begins at the desk: who has something to do or
sign, files dropped on the page and taken in once they were looked at, copies of
a portfolio for the preceptee, the pair or the practice. A form saves straight
into a portfolio. Only records, evidence and those copies are ever written;
nothing that changed on the disk meanwhile is overwritten, and what was taken in
last can be taken back.`,
		Example: "  precept serve\n  precept serve --open\n  precept serve --port 8080 --only toolkit",
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := a.options()
			if err != nil {
				return err
			}
			listener, err := a.listen(port, cmd.Flags().Changed("port"))
			if err != nil {
				return err
			}
			options := serve.Options{Build: o, Listener: listener, Say: func(format string, args ...any) { a.say(format, args...) }, Verbose: verbose}
			if open {
				options.Ready = a.openBrowser
			}
			return serve.New(options).Run(cmd.Context())
		},
	}
	a.flagsFor(cmd)
	cmd.Flags().BoolVar(&a.flags.drafts, "drafts", false, "show pages that are drafts too")
	cmd.Flags().BoolVar(&verbose, "verbose", false, "say every finding, not only what holds something back")
	cmd.Flags().IntVar(&port, "port", usualPort, "the `PORT` to listen on, or the next that is free where it is not given; 0 takes any")
	cmd.Flags().BoolVar(&open, "open", false, "open it in your browser once it is ready")
	return cmd
}

// usualPort is where the desk is looked for; the browser keeps what was begun on a form by its address, so that a desk that has to
// stand aside goes to one of the ports behind it.
const usualPort, asidePorts = 1313, 8

// listen takes a port of this machine: the one that was asked for, or the usual one and, where another program has that, the next
// that is free.
func (a *app) listen(port int, asked bool) (net.Listener, error) {
	if port < 0 || port > 65535 {
		return nil, usage("--port is %d; write a number from 0 to 65535", port)
	}
	at := func(port int) (net.Listener, error) {
		return net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	}
	listener, err := at(port)
	switch {
	case err == nil:
		return listener, nil
	case asked && taken(err):
		return nil, usage("port %d is taken by another program, perhaps by a desk that is open already; name another number, or leave --port out to take one that is free", port)
	case asked:
		return nil, fmt.Errorf("port %d cannot be listened on: %w; name another number, or leave --port out", port, err)
	}
	for i := range asidePorts {
		next := port + 1 + i
		if i == asidePorts-1 {
			next = 0 // any
		}
		if listener, err = at(next); err == nil {
			a.say("port %d is taken by another program, perhaps by a desk that is open already; this one takes port %d", port, listener.Addr().(*net.TCPAddr).Port)
			return listener, nil
		}
	}
	return nil, fmt.Errorf("no port of this machine can be listened on: %w", err)
}

// taken reports whether another program listens on the port. Windows has a number of its own for it.
func taken(err error) bool {
	const windows = syscall.Errno(10048)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windows)
}

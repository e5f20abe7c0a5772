package cli

import (
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"

	"precept/internal/civil"
	"precept/internal/publish"
	"precept/internal/serve"
	"precept/internal/watch"
)

func (a *app) serveCommand() *cobra.Command {
	port, verbose, open, poll := 0, false, false, false
	cmd := &cobra.Command{
		Use: "serve", Short: "Build, watch, and serve on this machine with live reload", Args: exact(0, "no arguments"),
		Long: `Builds the project in memory, watches it, and serves it on 127.0.0.1, only to this
machine. An open page reloads when its content has changed; findings are shown on
the page until they are fixed. On a network share, or in a container, a change may
take two seconds to show; --poll looks more often.

If there are preceptees, it begins at the desk. There you see who has something to
do or sign, add people and change their dates, look at files and import them, and
make copies of a portfolio for the preceptee, the pair or the practice. A form saves
straight into a portfolio. precept serve writes only records, evidence, preceptees'
files and those copies. It never overwrites a file that has changed on the disk in
the meantime, and you can undo the last change.

The manual is at /-/help/, with a search.`,
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
			if err := a.recoverImport(o); err != nil {
				return err
			}
			if _, err := publish.Sweep(cmd.Context(), filepath.Join(o.Project, "portfolios")); err != nil {
				return err
			}
			options := serve.Options{Build: o, Listener: listener, Say: a.say, Verbose: verbose,
				Watch: watch.Options{Poll: poll}}
			if a.flags.asOf == "" && a.Env("SOURCE_DATE_EPOCH") == "" {
				options.Today = func() civil.Date { return civil.Of(a.Now()) }
			}
			if open {
				options.Ready = a.openBrowser
			}
			return serve.New(options).Run(cmd.Context())
		},
	}
	a.commonFlags(cmd)
	f := cmd.Flags()
	f.BoolVar(&a.flags.drafts, "drafts", false, "show draft pages too")
	f.BoolVar(&verbose, "verbose", false, "print every finding, not only those that block something")
	f.IntVar(&port, "port", usualPort, "the `PORT` to listen on; if not given, the next free one is used; 0 takes any")
	f.BoolVar(&poll, "poll", false, "look for changes often: for a share or a container, which send no events")
	f.BoolVar(&open, "open", false, "open it in your browser once it is ready")
	return cmd
}

// usualPort is where people look for the desk. The browser keeps unfinished forms by address, so that a desk that finds
// it taken uses one of the few ports after it.
const usualPort, nextPorts = 1313, 8

// listen takes a port of this machine: the one that was asked for, or the usual one and, where another program has
// that, the next one that is free.
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
	case asked && inUse(err):
		return nil, usage("port %d is in use by another program, perhaps by a desk that is open already; "+
			"name another number, or leave --port out to use one that is free", port)
	case asked:
		return nil, fmt.Errorf("listening on port %d: %w; name another number, or leave --port out", port, err)
	}
	for i := range nextPorts {
		next := port + 1 + i
		if i == nextPorts-1 {
			next = 0 // any
		}
		if listener, err = at(next); err == nil {
			a.say("port %d is in use by another program, perhaps by a desk that is open already; this one uses port %d",
				port, listener.Addr().(*net.TCPAddr).Port)
			return listener, nil
		}
	}
	return nil, fmt.Errorf("listening on any port of this machine: %w", err)
}

// inUse reports whether another program listens on the port. Windows has a number of its own for it.
func inUse(err error) bool {
	const windows = syscall.Errno(10048)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windows)
}

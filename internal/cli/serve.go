package cli

import (
	"context"
	"fmt"
	"net"
	"strconv"

	"github.com/spf13/cobra"

	"precept/internal/build"
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
			return a.serve(cmd.Context(), o, port, verbose, open)
		},
	}
	a.flagsFor(cmd)
	cmd.Flags().BoolVar(&a.flags.drafts, "drafts", false, "show pages that are drafts too")
	cmd.Flags().BoolVar(&verbose, "verbose", false, "say every finding, not only what holds something back")
	cmd.Flags().IntVar(&port, "port", 1313, "the `PORT` to listen on; 0 takes any that is free")
	cmd.Flags().BoolVar(&open, "open", false, "open it in your browser once it is ready")
	return cmd
}

func (a *app) serve(ctx context.Context, o build.Options, port int, verbose, open bool) error {
	if port < 0 || port > 65535 {
		return usage("--port is %d; write a number from 0 to 65535", port)
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return fmt.Errorf("listening on port %d: %w; --port takes another", port, err)
	}
	options := serve.Options{Build: o, Listener: listener, Say: func(format string, args ...any) { a.say(format, args...) }, Verbose: verbose}
	if open {
		options.Ready = a.openBrowser
	}
	return serve.New(options).Run(ctx)
}

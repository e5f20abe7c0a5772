// Package serve shows a project while it is written. It builds in memory, watches, and answers this machine's browser
// from the last sound state of every tree, with the findings on top of the page until they are fixed. A page is made
// when it is asked for.
//
// What was saved is on the screen before the whole has been read again. A page that keeps its place (the file gave a
// page of the same kind before, and is parsed without an error) is made only from its file and laid over the last sound
// tree. The build that follows replaces it and brings the findings. Where that build is held back, the rest of the tree
// stays as it was last sound, and the saved page is still shown with the findings above it: an author who types a wrong
// link wants to see the page. A page with an error in its own file is not shown until the file is fixed. Everything
// else waits for the build: new pages, timelines, glossaries, requirements, records, themes, and what other pages show
// of the saved one.
//
// Serve writes nothing to the disk; what is taken in or saved is the business of package desk, which it mounts. It
// listens only on loopback and answers only requests that name its own address, since private portfolios are among what
// it shows. It decides nothing about content: package build says what there is.
package serve

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/net/netutil"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/desk"
	"precept/internal/finding"
	"precept/internal/watch"
)

// Limits on who asks, so that no client can stop the others.
const (
	maxConnections = 1000
	maxStreams     = 200                    // pages that hear of changes at the same time
	maxHeader      = 16<<10 - 4096          // bytes; net/http adds the 4096 itself
	headerTimeout  = 5 * time.Second        // for a request's headers to come
	idleTimeout    = 60 * time.Second       // for the next request to come
	writeTimeout   = 60 * time.Second       // for an answer to be taken
	dayLook        = 30 * time.Second       // between looks at the calendar
	retryAfter     = 2 * time.Second        // when reading the project failed
	grace          = 400 * time.Millisecond // for what is under way to end, once stopped
)

// Options say what to serve and where.
type Options struct {
	Build    build.Options
	Today    func() civil.Date // the day of each build; nil where it is that of Build for good
	Listener net.Listener      // on loopback; Run closes it
	// tells the person who started it, a line a call, from one goroutine at a time
	Say     func(format string, args ...any)
	Verbose bool // say every finding, not only those that hold something back
	Watch   watch.Options

	// folder that copies of portfolios are written to; "": portfolios/ below the project
	Portfolios string
	Ready      func(address string) // called once with the address where a browser should begin; may be nil
}

// Server serves one project until it is stopped.
type Server struct {
	o     Options
	token string // of this run: without it nothing below /-/ answers
	port  int
	hosts [3]string // the ways in which this server may be named

	mu    sync.RWMutex // held for reading while a page is made, for writing while the state changes
	state *state
	open  []*build.Snapshot // those whose files the state still reads

	// only for the goroutine that builds:
	builds  int     // builds begun so far
	changed changes // for the next one

	streams chan struct{} // a place for each page that hears of changes

	desk *desk.Desk
}

// New makes a server. Nothing is read before Run.
func New(o Options) *Server {
	if o.Say == nil {
		o.Say = func(string, ...any) {}
	}
	o.Build.Keep, o.Build.Served = true, true
	s := &Server{o: o, token: rand.Text(), state: &state{changed: make(chan struct{})},
		streams: make(chan struct{}, maxStreams)}
	if at, ok := o.Listener.Addr().(*net.TCPAddr); ok {
		s.port = at.Port
	}
	port := strconv.Itoa(s.port)
	s.hosts = [...]string{"127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port}
	s.desk = desk.New(desk.Options{
		Build: s.o.Build, Portfolios: o.Portfolios, Token: s.token,
		Site:    func() desk.Site { return s.site(s.current()) },
		Allowed: s.allowed, Prepare: prepare,
	})
	return s
}

// Run builds, watches and serves until ctx ends, and says why it stopped. It answers no request before the first build
// is done.
func (s *Server) Run(ctx context.Context) error {
	defer s.o.Listener.Close()
	if at, ok := s.o.Listener.Addr().(*net.TCPAddr); !ok || !at.IP.IsLoopback() {
		return errors.New("precept serve listens only on this machine (127.0.0.1): " +
			"portfolios are not for others on the network")
	}
	// Watching begins before reading, so that nothing can change in between unseen.
	watcher, err := watch.New(s.places(nil), s.o.Watch)
	if err != nil {
		return fmt.Errorf("watching %s: %w", s.o.Build.Project, err)
	}
	defer watcher.Close()
	defer s.closeAll()
	defer s.desk.Close()
	if err := s.rebuild(ctx); err != nil {
		return err
	}

	life, end := context.WithCancel(ctx) // ends the pages' streams too
	defer end()
	server := &http.Server{
		Handler: s, BaseContext: func(net.Listener) context.Context { return life },
		ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout, WriteTimeout: writeTimeout,
		MaxHeaderBytes: maxHeader, ErrorLog: log.New(io.Discard, "", 0), DisableGeneralOptionsHandler: true,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(netutil.LimitListener(s.o.Listener, maxConnections)) }()
	defer func() {
		end()
		rest, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		if server.Shutdown(rest) != nil {
			server.Close()
		}
	}()
	address := s.begin()
	s.o.Say("serving %s; Ctrl-C stops it", address)
	if s.o.Ready != nil {
		s.o.Ready(address)
	}
	watcher.Follow(s.places(s.latest()))
	return s.follow(ctx, watcher, failed)
}

// begin is where a browser should begin: at the desk, where there are preceptees.
func (s *Server) begin() string {
	address := fmt.Sprintf("http://127.0.0.1:%d", s.port)
	if len(s.current().private) > 0 {
		return address + desk.Path
	}
	return address + "/"
}

// shownAtMost is how many findings are printed after each build.
const shownAtMost = 10

// tell prints how a build went.
func (s *Server) tell(b *build.Snapshot) {
	sum := b.Summary
	line := count(sum.Pages, "page")
	if sum.Portfolios > 0 {
		line += ", " + count(sum.Portfolios, "portfolio")
	}
	s.o.Say("%s: %s, %s", line, count(sum.Errors, "error"), count(sum.Warnings, "warning"))
	var list []finding.Finding
	for _, f := range b.Findings {
		if s.o.Verbose || build.Blocks(f, s.o.Build.Strict) {
			list = append(list, f)
		}
	}
	more := 0
	if !s.o.Verbose && len(list) > shownAtMost {
		list, more = list[:shownAtMost], len(list)-shownAtMost
	}
	for _, f := range list {
		s.o.Say("%s", text(f))
	}
	if more > 0 {
		s.o.Say("and %d more; precept check lists them all", more)
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

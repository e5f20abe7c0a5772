//go:build browser

package browser

import (
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// shipped is the project as built and served; TestMain sets it once, before any test.
var shipped *site

// chromium has no window at all, and so does the same work in half the time.
const chromium = "chromium-headless-shell"

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "browser tests:", err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	for _, need := range []string{chromium, "java", "pdfinfo", "pdftotext", "pdftohtml"} {
		if _, err := exec.LookPath(need); err != nil {
			return 0, fmt.Errorf("%s is missing; `go run ./internal/test` installs it", need)
		}
	}
	for _, need := range []string{axeFile, nuFile} {
		if _, err := os.Stat(need); err != nil {
			return 0, fmt.Errorf("%s is missing; `go run ./internal/test` installs it", need)
		}
	}
	root, err := os.MkdirTemp("", "precept-browser-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(root)
	s := &site{root: root}
	flag.Parse()
	if s.lastMoment, err = lastMoment(); err != nil {
		return 0, err
	}
	if err := s.build(); err != nil {
		return 0, fmt.Errorf("building the shipped project: %w", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	s.address = "http://" + listener.Addr().String()
	go http.Serve(listener, s)

	ctx, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium), chromedp.UserDataDir(filepath.Join(root, "profile")),
		chromedp.WSURLReadTimeout(time.Until(s.lastMoment)),
		chromedp.NoSandbox, // the sandbox does not start for root, as in a container; the pages are our own
		chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules",
			"MAP toolkit.example "+
				"127.0.0.1"))...) // plain http at this host is not a secure context, as in a practice's own network
	defer stop()
	s.browser, stop = chromedp.NewContext(ctx)
	defer stop()
	if err := chromedp.Do(s.browser); err != nil {
		return 0, fmt.Errorf("starting Chromium: %w", err)
	}
	shipped = s
	return m.Run(), nil
}

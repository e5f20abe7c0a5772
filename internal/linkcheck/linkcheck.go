// Package linkcheck asks other sites whether the addresses that a toolkit names still work. It is the only part of
// precept that opens a connection to another host, and does so only when asked. It is polite: one request at a time to
// a host, HEAD before GET, nothing asked twice.
package linkcheck

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	hosts     = 8                // at most so many are asked at once
	patience  = 20 * time.Second // for one answer
	redirects = 5
)

// State is what is known of an address.
type State int

// An address works, is dead, or cannot be judged by a program: the site refuses one, or did not answer in time.
const (
	Works State = iota
	Dead
	Unclear
)

// Result is a site's answer for one address.
type Result struct {
	State  State
	Why    string // "404 Not Found"; "" if it works
	silent bool   // there was no answer
}

// ErrNoAnswer is for a run in which no site answered: it is the connection of this computer that does not work.
var ErrNoAnswer = errors.New("no site answered")

var errRound = errors.New("it leads from one address to another without an end")

// Checker asks on behalf of Agent, the name that sites see.
type Checker struct {
	Agent  string
	Client *http.Client // nil for one of its own
}

// Check asks for every address, and gives the answer for each. The error is that of ctx, or ErrNoAnswer.
func (c Checker) Check(ctx context.Context, addresses []string) (map[string]Result, error) {
	if c.Client == nil {
		c.Client = &http.Client{Timeout: patience, CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) > redirects {
				return errRound
			}
			return nil
		}}
	}
	byHost := map[string][]string{}
	seen := map[string]bool{}
	for _, a := range addresses {
		u, err := url.Parse(a)
		if err != nil || seen[a] {
			continue // source-url and link-scheme find what is not an address
		}
		seen[a] = true
		byHost[u.Host] = append(byHost[u.Host], a)
	}
	results := map[string]Result{}
	var mu sync.Mutex
	var all errgroup.Group
	all.SetLimit(hosts)
	for _, list := range byHost {
		all.Go(func() error {
			for _, a := range list {
				r := c.ask(ctx, a)
				mu.Lock()
				results[a] = r
				mu.Unlock()
			}
			return ctx.Err()
		})
	}
	if err := all.Wait(); err != nil {
		return nil, err
	}
	why := ""
	for _, a := range slices.Sorted(maps.Keys(results)) {
		if !results[a].silent {
			return results, nil
		}
		why = results[a].Why
	}
	if len(results) > 0 {
		return nil, fmt.Errorf("%w: %s", ErrNoAnswer, why)
	}
	return results, nil
}

// ask asks for the head of a page, and for the page itself where a site does not answer that.
func (c Checker) ask(ctx context.Context, address string) Result {
	r := c.request(ctx, http.MethodHead, address)
	if r.State == Works {
		return r
	}
	return c.request(ctx, http.MethodGet, address)
}

func (c Checker) request(ctx context.Context, method, address string) Result {
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return Result{State: Dead, Why: err.Error()}
	}
	req.Header.Set("User-Agent", c.Agent)
	answer, err := c.Client.Do(req)
	if err != nil {
		return unanswered(err)
	}
	answer.Body.Close() // its status is enough
	switch code := answer.StatusCode; {
	case code < 300:
		return Result{}
	case code == http.StatusNotFound || code == http.StatusGone:
		return Result{State: Dead, Why: status(code)}
	}
	return Result{State: Unclear, Why: status(answer.StatusCode)}
}

// unanswered decides whether an address without an answer has no such site, or may work again later.
func unanswered(err error) Result {
	var where *net.DNSError
	if errors.As(err, &where) && where.IsNotFound {
		return Result{Dead, "there is no site of that name", true}
	}
	var asked *url.Error
	if errors.As(err, &asked) {
		err = asked.Err // without the address, which is in the finding
	}
	return Result{Unclear, err.Error(), !errors.Is(err, errRound)}
}

func status(code int) string { return fmt.Sprintf("%d %s", code, http.StatusText(code)) }

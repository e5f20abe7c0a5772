package cli

import (
	"fmt"
	"sync"
	"time"
)

// progress shows on a terminal what is being done, once that has taken a second.
type progress struct {
	mu    sync.Mutex
	text  string
	shown bool
	done  chan struct{}
	once  sync.Once
	app   *app
}

func (a *app) progress(text string) *progress {
	p := &progress{text: text, done: make(chan struct{}), app: a}
	if a.Terminal && !a.flags.quiet {
		go p.run()
	}
	return p
}

func (p *progress) run() {
	const perSecond = 5
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	for n := 1; ; n++ {
		select {
		case <-p.done:
			return
		case <-tick.C:
			if n < perSecond {
				continue
			}
			p.mu.Lock()
			fmt.Fprintf(p.app.Err, "\r\x1b[K%s, %d s", p.text, n/perSecond)
			p.shown = true
			p.mu.Unlock()
		}
	}
}

// set says what is being done now.
func (p *progress) set(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text = text
}

// stop takes the line away. It may be called more than once.
func (p *progress) stop() {
	p.once.Do(func() {
		close(p.done)
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.shown {
			fmt.Fprint(p.app.Err, "\r\x1b[K")
		}
	})
}

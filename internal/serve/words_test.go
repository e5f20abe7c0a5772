package serve

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/desk"
	"precept/internal/wording"
)

// TestRefusesInTheSitesWords: what is wrong with a request, and a page that is in no tree, is said in the site's own
// words.
func TestRefusesInTheSitesWords(t *testing.T) {
	t.Parallel()
	dir := lay(t)
	var own strings.Builder
	for _, e := range wording.Catalogue() {
		fmt.Fprintf(&own, "%s: %s\n", strconv.Quote(string(e.Phrase)), strconv.Quote("§"+string(e.Phrase)))
	}
	casetest.Write(t, dir, "data/words.yaml", own.String())
	b := start(t, dir)
	const host, origin = "Host: 127.0.0.1:PORT\r\n", "Origin: http://127.0.0.1:PORT\r\n"
	token := "token=" + b.s.token
	says := map[string]bool{}
	for _, c := range []string{
		"GET / HTTP/1.1\r\nHost: evil.example\r\n",
		"GET / HTTP/1.1\r\n" + host + "Origin: https://evil.example\r\n",
		"PUT / HTTP/1.1\r\n" + host,
		"GET / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n",
		"GET /../x HTTP/1.1\r\n" + host,
		"GET /-/live.js HTTP/1.1\r\n" + host,
		"GET /-/nothing?" + token + " HTTP/1.1\r\n" + host,
		"GET /-/events?path=x&" + token + " HTTP/1.1\r\n" + host,
		"GET /-/events?path=/../x&" + token + " HTTP/1.1\r\n" + host,
		"GET " + desk.Path + "../x HTTP/1.1\r\n" + host,
		"POST " + desk.Path + "save HTTP/1.1\r\n" + host,
		"POST " + desk.Path + "save HTTP/1.1\r\n" + host + origin,
		"POST " + desk.Path + "save?" + token + " HTTP/1.1\r\n" + host + origin + "Transfer-Encoding: chunked\r\n",
		"POST " + desk.Path + "save?" + token + " HTTP/1.1\r\n" + host + origin + "Content-Length: 999999999\r\n",
		"POST " + desk.Path + "nothing?" + token + " HTTP/1.1\r\n" + host + origin + "Content-Length: 0\r\n",
	} {
		status, _, body := b.raw(strings.ReplaceAll(c, "PORT", strconv.Itoa(b.s.port)) + "\r\n")
		if status < 400 || !strings.HasPrefix(body, "§") {
			t.Errorf("%.80q: %d %q", c, status, body)
		}
		says[body] = true
	}
	if len(says) < 9 {
		t.Errorf("only %d different answers: %v", len(says), says)
	}
	for range maxStreams {
		b.s.streams <- struct{}{}
	}
	if _, body := b.get("/-/events?path=/&" + token); !strings.HasPrefix(body, "§") {
		t.Errorf("too many pages: %q", body)
	}
	for _, address := range []string{"/portfolios/", "/portfolios/nobody/x"} {
		if _, page := b.get(address); !strings.Contains(page, "<h1>§") {
			t.Errorf("%s is not in the site's words:\n%s", address, page)
		}
	}
}

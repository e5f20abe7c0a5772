package serve

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// raw sends bytes as they are and gives the answer's status, its body and its headers as text.
func (b *bench) raw(request string) (status int, header, body string) {
	b.t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(b.url, "http://"))
	ok(b.t, err)
	defer c.Close()
	if _, err := io.WriteString(c, request); err != nil {
		b.t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(c), &http.Request{Method: strings.Fields(request + " x")[0]})
	if err != nil {
		return 0, "", ""
	}
	defer res.Body.Close()
	text, _ := io.ReadAll(res.Body) // what was cut off is as good
	var h strings.Builder
	ok(b.t, res.Header.Write(&h))
	return res.StatusCode, h.String(), string(text)
}

// TestHostile: requests that no page of ours sends. PORT is replaced by the server's port.
func TestHostile(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	port := strings.TrimPrefix(b.url, "http://127.0.0.1:")
	const host = "Host: 127.0.0.1:PORT\r\n"
	get := func(target string) string { return "GET " + target + " HTTP/1.1\r\n" + host + "\r\n" }
	with := func(headers ...string) string {
		return "GET / HTTP/1.1\r\n" + host + strings.Join(headers, "\r\n") + "\r\n\r\n"
	}
	cases := []struct {
		request string
		status  int
	}{
		// paths that mean another one to somebody
		{get("/../data/site.yaml"), 404},
		{get("/guide/../index.html"), 404},
		{get("/./index.html"), 404},
		{get("/%2e%2e/data/site.yaml"), 404},
		{get("/guide/%2E%2E/index.html"), 404},
		{get("/%252e%252e/data/site.yaml"), 404},
		{get("/%25252e/x"), 404},
		{get("/..%2fdata%2fsite.yaml"), 404},
		{get("/guide%2findex.html"), 404},
		{get(`/..\data\site.yaml`), 404},
		{get("/..%5cdata%5csite.yaml"), 404},
		{get(`/guide\index.html`), 404},
		{get("//index.html"), 404},
		{get("///etc/passwd"), 404},
		{get("/guide//index.html"), 404},
		{get("//evil.example/index.html"), 404},
		{get("/%00"), 404},
		{get("/index.html%00.png"), 404},
		{get("/index.html%0d%0aSet-Cookie:x"), 404},
		{get("/C:/Windows/win.ini"), 404},
		{get("/c:index.html"), 404},
		{get("/guide/C%3A/x"), 404},
		{get("/.git/config"), 404},
		{get("/.gitignore"), 404},
		{get("/guide/.index.md.swp"), 404},
		{get("/index.html#x"), 404},
		{get("/%ff%fe"), 404},
		{get("/data/preceptees/alex-example/preceptee.md"), 404},
		{get("/portfolios/../index.html"), 404},
		{get("/portfolios/alex-example/../robin-example/index.html"), 404},
		{get("/portfolios/alex-example/%2e%2e/robin-example/index.html"), 404},
		{get("/" + strings.Repeat("a/", 3000)), 404},
		{get("index.html"), 400},

		// what adds to pages, without this run's token
		{get("/-/live.js"), 403},
		{get("/-/live.css?token="), 403},
		{get("/-/events?path=/&token=wrong"), 403},
		{get("/-/"), 403},

		// other sites' pages
		{with("Origin: https://evil.example"), 403},
		{with("Origin: null"), 403},
		{with("Origin: http://127.0.0.1:1"), 403},
		{with("Origin: https://127.0.0.1:PORT"), 403},
		{with("Origin: http://localhost:PORT"), 403},
		{with("Sec-Fetch-Site: cross-site"), 403},
		{with("Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"), 403},
		{with("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"), 403},
		{with("Sec-Fetch-Site: sideways"), 403},

		// other ways of asking
		{"POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\nx", 405},
		{"PUT /index.html HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n", 405},
		{"DELETE /index.html HTTP/1.1\r\n" + host + "\r\n", 405},
		{"OPTIONS * HTTP/1.1\r\n" + host + "\r\n", 405},
		{"TRACE / HTTP/1.1\r\n" + host + "\r\n", 405},
		{"CONNECT evil.example:443 HTTP/1.1\r\n" + host + "\r\n", 403},
		{"GET / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\n" + host + "Content-Length: 900000\r\n\r\nslow", 400},
		{"GET / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n", 400},
		{"GET / HTTP/1.1\r\n" + host + "X: " + strings.Repeat("x", 17<<10) + "\r\n\r\n", 431},
		{"GET http://127.0.0.1:PORT/ HTTP/1.1\r\n" + host + "\r\n", 403},
		{"GET http://evil.example/ HTTP/1.1\r\n" + host + "\r\n", 403},

		// and, so that the table cannot pass by refusing all: our own pages, and links from other sites
		{get("/"), 200},
		{with("Sec-Fetch-Site: none"), 200},
		{with("Sec-Fetch-Site: same-origin", "Origin: http://127.0.0.1:PORT"), 200},
		{with("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"), 200},
	}
	for _, c := range cases {
		status, header, body := b.raw(strings.ReplaceAll(c.request, "PORT", port))
		line, _, _ := strings.Cut(c.request, "\r\n")
		if len(line) > 80 {
			line = line[:80]
		}
		if status != c.status {
			t.Errorf("%q: %d, want %d", line, status, c.status)
		}
		if strings.Contains(header, "Access-Control") {
			t.Errorf("%q: the answer lets other sites read it", line)
		}
		if target := strings.Fields(line)[1]; c.status == 404 &&
			(len(target) > 4 && strings.Contains(body, target) || strings.Contains(body, "Robin") ||
				strings.Contains(body, b.dir)) {
			t.Errorf("%q: the answer repeats the path, or tells of what it must not", line)
		}
	}
}

// TestHosts: only the server's own address, letter for letter; 403 otherwise, or 400 from net/http
// where it is not a host.
func TestHosts(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	port := strings.TrimPrefix(b.url, "http://127.0.0.1:")
	cases := map[string]int{
		"127.0.0.1:PORT": 200, "localhost:PORT": 200, "[::1]:PORT": 200,
		"127.0.0.1": 403, "localhost": 403, "[::1]": 403, "127.0.0.1:1": 403, "127.0.0.1:": 403, "localhost:0PORT": 403,
		"LOCALHOST:PORT": 403, "localhost.:PORT": 403, "127.1:PORT": 403, "127.0.0.2:PORT": 403, "0.0.0.0:PORT": 403,
		"2130706433:PORT": 403,
		"0x7f.1:PORT":     403, "[::]:PORT": 403, "[::ffff:127.0.0.1]:PORT": 403, "::1:PORT": 403, "evil.example": 403,
		"evil.example:PORT":           403,
		"localhost.evil.example:PORT": 403, "127.0.0.1.evil.example:PORT": 403, "evil.example#localhost:PORT": 400,
		"127.0.0.1:PORT,evil.example": 403,
		"127.0.0.1:PORT:PORT":         403, "localhost:PORT@evil.example": 400, "user@localhost:PORT": 400,
		"[::1%25lo]:PORT": 403, "192.168.0.1:PORT": 403,
		"": 403, "%6cocalhost:PORT": 403, "localhost:+PORT": 403,
	}
	for host, want := range cases {
		host := strings.ReplaceAll(host, "PORT", port)
		for _, path := range []string{"/", "/-/live.js", "/portfolios/alex-example/", "/../x"} {
			status, _, body := b.raw(fmt.Sprintf("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", path, host))
			if want >= 400 && status != want || want == 200 && path == "/" && status != 200 {
				t.Errorf("Host %q, %s: %d, want %d", host, path, status, want)
			}
			if want >= 400 && (strings.Contains(body, "Alex") || host != "" && strings.Contains(body, host)) {
				t.Errorf("Host %q, %s: the refusal tells too much: %s", host, path, body)
			}
		}
	}
	for _, request := range []string{"GET / HTTP/1.0\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: evil.example\r\n\r\n"} {
		if status, _, _ := b.raw(strings.ReplaceAll(request, "PORT", port)); status != 403 && status != 400 {
			t.Errorf("%q: %d, want a refusal", request, status)
		}
	}
}

// TestHeaders: every answer has these headers, refusals too.
func TestHeaders(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	for _, c := range []struct{ path, host string }{{"/", ""}, {"/gone", ""}, {"/guide", ""}, {"/robots.txt", ""},
		{"/portfolios/", ""}, {"/-/live.js?token=" + b.s.token, ""}, {"/-/live.js", ""}} {
		res, _ := b.get(c.path)
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
			"Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY",
			"Cross-Origin-Opener-Policy": "same-origin", "Referrer-Policy": "same-origin",
		} {
			if got := res.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", c.path, name, got, want)
			}
		}
		policy := res.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'; ") || !strings.Contains(policy, "frame-ancestors 'none'") ||
			strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", c.path, policy)
		}
	}
}

// TestCrowd: slow clients beyond the number of streams get a refusal, and pages are still served.
func TestCrowd(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	for range maxStreams { // as if so many pages were open
		b.s.streams <- struct{}{}
	}
	if res, _ := b.get("/-/events?path=/&token=" + b.s.token); res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("one stream too many: %d", res.StatusCode)
	}
	for range 300 { // clients that connect and say nothing
		c, err := net.Dial("tcp", strings.TrimPrefix(b.url, "http://"))
		ok(t, err)
		defer c.Close()
	}
	if res, _ := b.get("/"); res.StatusCode != 200 {
		t.Errorf("a page beside many silent clients: %d", res.StatusCode)
	}
}

// FuzzPath: whatever comes, no path that is let through can be read as another one.
func FuzzPath(f *testing.F) {
	for _, s := range []string{"/", "/index.html", "/a/../b", "/%2e%2e/x", `/a\b`, "//x", "/C:/x", "/a%2fb", "/.x",
		"/ä ö.html", "/%00"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, escaped, path string) {
		got, ok := plainPath(escaped, path)
		if !ok {
			return
		}
		if "/"+got != path || strings.ContainsAny(got, "\\%\x00\n\r") || strings.HasPrefix(got, "/") ||
			strings.Contains("/"+got+"/", "/../") || strings.Contains("/"+got+"/", "/./") ||
			strings.Contains(got, "//") {
			t.Errorf("%q was let through as %q", path, got)
		}
	})
}

// FuzzHost: no Host but the three is taken, and none is too odd.
func FuzzHost(f *testing.F) {
	for _, s := range []string{"127.0.0.1:1313", "localhost", "[::1]:1313", "evil.example:1313", ""} {
		f.Add(s)
	}
	s := &Server{port: 1313, hosts: [3]string{"127.0.0.1:1313", "localhost:1313", "[::1]:1313"}}
	f.Fuzz(func(t *testing.T, host string) {
		name, port, _ := strings.Cut(strings.Replace(host, "[::1]", "six", 1), ":")
		want := port == "1313" && (name == "127.0.0.1" || name == "localhost" || name == "six")
		if strings.Contains(host, "six") {
			want = false
		}
		if s.named(host) != want {
			t.Errorf("%q: %v", host, !want)
		}
	})
}

package serve

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestDeskRefuses: whatever another page, an odd client or a wrong id sends, nothing is written. The last case of all is taken.
func TestDeskRefuses(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files()
	port := strings.TrimPrefix(b.url, "http://127.0.0.1:")
	body, media := posted(t, part{"preceptee", "", "alex-example"}, part{"file", "m.md", fmt.Sprintf(meeting, "x")})
	request := func(method, target string, headers ...string) string {
		return method + " " + target + " HTTP/1.1\r\n" + strings.Join(append(headers, "Content-Type: "+media, fmt.Sprintf("Content-Length: %d", len(body))), "\r\n") + "\r\n\r\n" + string(body)
	}
	const host, origin = "Host: 127.0.0.1:PORT", "Origin: http://127.0.0.1:PORT"
	good := desk + "examine?token=TOKEN"
	for _, c := range []struct {
		request string
		status  int
	}{
		// another site's page
		{request("POST", good, host, "Origin: https://evil.example"), 403},
		{request("POST", good, host, "Origin: null"), 403},
		{request("POST", good, host, "Origin: http://localhost:PORT"), 403},
		{request("POST", good, host, "Origin: http://127.0.0.1:1"), 403},
		{request("POST", good, host), 403},
		{request("POST", good, host, origin, "Origin: https://evil.example"), 403},
		{request("POST", good, host, origin, "Sec-Fetch-Site: cross-site"), 403},
		{request("POST", good, host, origin, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"), 403},
		{request("POST", good, host, origin, "Sec-Fetch-Site: same-site"), 403},
		{request("GET", desk, host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"), 403},
		// another name
		{request("POST", good, "Host: evil.example", "Origin: http://evil.example"), 403},
		{request("POST", good, "Host: evil.example:PORT", "Origin: http://evil.example:PORT"), 403},
		// no token, or another run's
		{request("POST", desk+"examine", host, origin), 403},
		{request("POST", desk+"examine?token=", host, origin), 403},
		{request("POST", desk+"examine?token=WRONG", host, origin), 403},
		{request("POST", good, host, origin, "X-Precept-Token: WRONG"), 403},
		{request("POST", desk+"copy?token=WRONG", host, origin), 403},
		// another method or place
		{request("PUT", good, host, origin), 405},
		{request("DELETE", good, host, origin), 405},
		{request("PATCH", good, host, origin), 405},
		{request("OPTIONS", good, host, origin), 405},
		{request("POST", "/?token=TOKEN", host, origin), 405},
		{request("POST", "/-/live.js?token=TOKEN", host, origin), 405},
		{request("POST", "/portfolios/alex-example/?token=TOKEN", host, origin), 405},
		{request("POST", desk+"?token=TOKEN", host, origin), 404},
		{request("POST", desk+"other?token=TOKEN", host, origin), 404},
		{request("POST", desk+"../desk/examine?token=TOKEN", host, origin), 404},
		{request("POST", desk+"%65xamine/../examine?token=TOKEN", host, origin), 404},
		{request("GET", desk+"people?form=meeting", host), 400},
		{"GET " + desk + "people?form=meeting HTTP/1.1\r\n" + host + "\r\n\r\n", 403},
		{"GET " + desk + "record?preceptee=alex-example&at=preceptee.md HTTP/1.1\r\n" + host + "\r\n\r\n", 403},
		{"GET " + desk + "copy?preceptee=alex-example&reader=pair HTTP/1.1\r\n" + host + "\r\n\r\n", 403},
		{"GET " + desk + "record?preceptee=alex-example&at=../robin-example/preceptee.md&token=TOKEN HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		{"GET " + desk + "record?preceptee=../alex-example&at=x&token=TOKEN HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		{"GET " + desk + "copy?preceptee=..&reader=pair&token=TOKEN HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		{"GET " + desk + "copy?preceptee=alex-example&reader=../../data&token=TOKEN HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		{"GET " + desk + "batch/../../x HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		// too much, without an end, or no form
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin + "\r\nContent-Type: " + media + "\r\nContent-Length: 67108865\r\n\r\nx", 413},
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin + "\r\nContent-Type: " + media + "\r\nTransfer-Encoding: chunked\r\n\r\n", 411},
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin + "\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx", 415},
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin + "\r\nContent-Type: " + media + "\r\nContent-Length: 1\r\n\r\nx", 400},
		// and, so that the table cannot pass by refusing all
		{request("POST", good, host, origin), 303},
		{request("POST", good, host, origin, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"), 303},
	} {
		status, header, answer := b.raw(strings.NewReplacer("PORT", port, "TOKEN", b.s.token).Replace(c.request))
		line, _, _ := strings.Cut(c.request, "\r\n\r\n")
		if status != c.status {
			t.Errorf("%q: %d, want %d: %s", line, status, c.status, answer)
		}
		if strings.Contains(header, "Access-Control") {
			t.Errorf("%q: the answer lets other sites read it", line)
		}
	}
	for _, id := range []string{"..", "../robin-example", "ALEX-EXAMPLE", "Alex-Example", "alex-example/", "./alex-example", `..\alex-example`, "nobody", "alex-example\x00", "data", "", "evidence"} {
		res, page := b.post("examine", part{"preceptee", "", id}, part{"file", "m.md", fmt.Sprintf(meeting, "x")})
		if res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(page, "There is a problem") {
			t.Errorf("id %q: %d", id, res.StatusCode)
		}
		if res, _ := b.post("copy", part{"preceptee", "", id}, part{"reader", "", "pair"}); res.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("a copy of %q: %d", id, res.StatusCode)
		}
	}
	for _, name := range []string{"../../../m.md", "/etc/m.md", `C:\m.md`, "..", "CON.md"} { // the name says nothing of where it goes
		_, page := b.post("examine", part{"preceptee", "", "alex-example"}, part{"file", name, fmt.Sprintf(meeting, "x")})
		if strings.Contains(page, "Its place is") && !strings.Contains(page, "Its place is <code>"+at) {
			t.Errorf("a file named %q would go elsewhere\n%s", name, page)
		}
	}
	if b.files() != before {
		t.Error("something was written")
	}
	if _, err := os.Stat(filepath.Join(b.dir, "portfolios")); err == nil {
		t.Error("a copy was written")
	}
}

// TestDeskKeepsNothingPrivate: what is private is refused, whoever sends it, and nothing of it is stored or shown again.
func TestDeskKeepsNothingPrivate(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files()
	_, page := b.post("examine", part{"preceptee", "", "alex-example"}, part{"file", "2026-09-20-meeting-k7m29qxd.private.md", fmt.Sprintf(meeting, "CANARY")})
	holds(t, "a private file", page, "cannot be taken in")
	if strings.Contains(page, "CANARY") {
		t.Error("a private answer is shown")
	}
	b.post("accept", part{"batch", "", batchOf(t, page)}, part{"take", "", "0"}, part{"do", "", "accept"})
	if b.files() != before {
		t.Error("it was written all the same")
	}
	b.write("data/preceptees/alex-example/2026-09-20-meeting-k7m29qxd.private.md", fmt.Sprintf(meeting, "CANARY"))
	for _, path := range []string{"/-/desk/", "/-/desk/people?form=meeting&token=" + b.s.token, "/-/desk/record?preceptee=alex-example&at=2026-09-20-meeting-k7m29qxd.private.md&token=" + b.s.token} {
		if _, body := b.get(path); strings.Contains(body, "CANARY") || strings.Contains(body, "private.md") {
			t.Errorf("%s tells of what is private: %s", path, body)
		}
	}
}

// TestSlowBody: a body that does not come is not waited for, and others are answered meanwhile.
func TestSlowBody(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	b.s.patience = 100 * time.Millisecond
	body, media := posted(t, part{"preceptee", "", "alex-example"}, part{"file", "m.md", fmt.Sprintf(meeting, "x")})
	c, err := net.Dial("tcp", strings.TrimPrefix(b.url, "http://"))
	ok(t, err)
	defer c.Close()
	ok(t, c.SetDeadline(time.Now().Add(patience)))
	fmt.Fprintf(c, "POST %sexamine?token=%s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", desk, b.s.token, strings.TrimPrefix(b.url, "http://"), b.url, media, len(body), body[:len(body)/2])
	if res, _ := b.get("/-/desk/"); res.StatusCode != 200 {
		t.Errorf("the desk beside a slow client: %d", res.StatusCode)
	}
	answer, err := io.ReadAll(c)
	ok(t, err)
	if !strings.HasPrefix(string(answer), "HTTP/1.1 408 ") {
		t.Errorf("a slow body: %.200s", answer)
	}
}

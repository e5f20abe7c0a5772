package serve

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/desk"
)

// TestDeskRefuses: whatever another page, an odd client or a wrong id sends, nothing is written. The last case of all
// is taken.
func TestDeskRefuses(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files()
	port := strings.TrimPrefix(b.url, "http://127.0.0.1:")
	body, media := casetest.Form(t, casetest.Field("preceptee", "alex-example"),
		casetest.File("m.md", fmt.Sprintf(meeting, "x")))
	request := func(method, target string, headers ...string) string {
		return method + " " + target + " HTTP/1.1\r\n" +
			strings.Join(append(headers, "Content-Type: "+media, fmt.Sprintf("Content-Length: %d", len(body))),
				"\r\n") + "\r\n\r\n" + string(body)
	}
	const host, origin = "Host: 127.0.0.1:PORT", "Origin: http://127.0.0.1:PORT"
	good := desk.Path + "examine?token=TOKEN"
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
		{request("POST", good, host, origin, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate",
			"Sec-Fetch-Dest: document"), 403},
		{request("POST", good, host, origin, "Sec-Fetch-Site: same-site"), 403},
		{request("GET", desk.Path, host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate",
			"Sec-Fetch-Dest: document"), 403},
		// another name
		{request("POST", good, "Host: evil.example", "Origin: http://evil.example"), 403},
		{request("POST", good, "Host: evil.example:PORT", "Origin: http://evil.example:PORT"), 403},
		// no token, or another run's
		{request("POST", desk.Path+"examine", host, origin), 403},
		{request("POST", desk.Path+"examine?token=", host, origin), 403},
		{request("POST", desk.Path+"examine?token=WRONG", host, origin), 403},
		{request("POST", good, host, origin, "X-Precept-Token: WRONG"), 403},
		{request("POST", desk.Path+"copy?token=WRONG", host, origin), 403},
		// another method or place
		{request("PUT", good, host, origin), 405},
		{request("DELETE", good, host, origin), 405},
		{request("PATCH", good, host, origin), 405},
		{request("OPTIONS", good, host, origin), 405},
		{request("POST", "/?token=TOKEN", host, origin), 405},
		{request("POST", "/-/live.js?token=TOKEN", host, origin), 405},
		{request("POST", "/portfolios/alex-example/?token=TOKEN", host, origin), 405},
		{request("POST", desk.Path+"?token=TOKEN", host, origin), 404},
		{request("POST", desk.Path+"other?token=TOKEN", host, origin), 404},
		{request("POST", desk.Path+"../desk/examine?token=TOKEN", host, origin), 404},
		{request("POST", desk.Path+"%65xamine/../examine?token=TOKEN", host, origin), 404},
		{request("GET", desk.Path+"people?form=meeting", host), 400},
		{"GET " + desk.Path + "people?form=meeting HTTP/1.1\r\n" + host + "\r\n\r\n", 403},
		{"GET " + desk.Path + "record?preceptee=alex-example&at=preceptee.md HTTP/1.1\r\n" + host + "\r\n\r\n", 403},
		{"GET " + desk.Path + "copy?preceptee=alex-example&reader=pair HTTP/1.1\r\n" + host + "\r\n\r\n", 403},
		{"GET " + desk.Path +
			"record?preceptee=alex-example&at=../robin-example/preceptee.md&token=TOKEN HTTP/1.1\r\n" + host +
			"\r\n\r\n", 404},
		{"GET " + desk.Path + "record?preceptee=../alex-example&at=x&token=TOKEN HTTP/1.1\r\n" + host + "\r\n\r\n",
			404},
		{"GET " + desk.Path + "copy?preceptee=..&reader=pair&token=TOKEN HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		{"GET " + desk.Path + "copy?preceptee=alex-example&reader=../../data&token=TOKEN HTTP/1.1\r\n" + host +
			"\r\n\r\n", 404},
		{"GET " + desk.Path + "delivery/../../x HTTP/1.1\r\n" + host + "\r\n\r\n", 404},
		// too much, without an end, or no form
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin + "\r\nContent-Type: " + media +
			"\r\nContent-Length: 67108865\r\n\r\nx", 413},
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin + "\r\nContent-Type: " + media +
			"\r\nTransfer-Encoding: chunked\r\n\r\n", 411},
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin +
			"\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx", 415},
		{"POST " + good + " HTTP/1.1\r\n" + host + "\r\n" + origin + "\r\nContent-Type: " + media +
			"\r\nContent-Length: 1\r\n\r\nx", 400},
		// and, so that the table cannot pass by refusing all
		{request("POST", good, host, origin), 303},
		{request("POST", good, host, origin, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: navigate",
			"Sec-Fetch-Dest: document"), 303},
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
	if res, _ := b.post("copy", casetest.Field("preceptee", ""),
		casetest.Field("reader", "pair")); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a copy of nobody: %d", res.StatusCode)
	}
	for _, id := range []string{"..", "../robin-example", "ALEX-EXAMPLE", "Alex-Example", "alex-example/",
		"./alex-example", `..\alex-example`, "nobody", "alex-example\x00", "data", "evidence"} {
		res, page := b.post("examine", casetest.Field("preceptee", id),
			casetest.File("m.md", fmt.Sprintf(meeting, "x")))
		if res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(page, "There is a problem") {
			t.Errorf("id %q: %d", id, res.StatusCode)
		}
		if res, _ := b.post("copy", casetest.Field("preceptee", id),
			casetest.Field("reader", "pair")); res.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("a copy of %q: %d", id, res.StatusCode)
		}
	}
	// the name says nothing of where it goes
	for _, name := range []string{"../../../m.md", "/etc/m.md", `C:\m.md`, "..", "CON.md"} {
		_, page := b.post("examine", casetest.Field("preceptee", "alex-example"),
			casetest.File(name, fmt.Sprintf(meeting, "x")))
		if strings.Contains(page, "It goes into") && !strings.Contains(page, "It goes into <code>"+at) {
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

package desk

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"precept/internal/casetest"
)

// TestKeepsNothingPrivate: what is private is always refused, and nothing of it is stored or shown again.
func TestKeepsNothingPrivate(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	before := b.files("data")
	const name = "2026-09-20-meeting-k7m29qxd.private.md"
	_, page := b.post("examine", alex, file(name, fmt.Sprintf(meeting, "CANARY")))
	holds(t, "a private file", page, "cannot be taken in")
	if strings.Contains(page, "CANARY") {
		t.Error("a private answer is shown")
	}
	b.post("accept", deliveryOf(t, page), field("take", "0"), field("do", "accept"))
	if b.files("data") != before {
		t.Error("it was written anyway")
	}
	b.write("data/preceptees/alex-example/"+name, fmt.Sprintf(meeting, "CANARY"))
	for _, what := range []string{
		"", "people?form=meeting&token=" + token, "record?preceptee=alex-example&at=" + name + "&token=" + token,
	} {
		if _, body := b.get(what); strings.Contains(body, "CANARY") || strings.Contains(body, "private.md") {
			t.Errorf("%s tells of what is private: %s", what, body)
		}
	}
}

// TestSlowBody: a body that does not come is not waited for, and others are answered meanwhile.
func TestSlowBody(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	b.desk.timeout = 100 * time.Millisecond
	body, media := casetest.Form(t, alex, meetingFile("x"))
	host := strings.TrimPrefix(b.url, "http://")
	c, err := net.Dial("tcp", host)
	ok(t, err)
	defer c.Close()
	fmt.Fprintf(c, "POST %sexamine HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s",
		Path, host, media, len(body), body[:len(body)/2])
	if res, _ := b.get(""); res.StatusCode != 200 {
		t.Errorf("the desk beside a slow client: %d", res.StatusCode)
	}
	answer, err := io.ReadAll(c)
	ok(t, err)
	if !strings.HasPrefix(string(answer), "HTTP/1.1 408 ") {
		t.Errorf("a slow body: %.200s", answer)
	}
}

// TestNothingPublished: the script that form pages get from the desk is in no published page and no file beside it.
func TestNothingPublished(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	if _, script := b.get("save.js?token=" + token); !strings.Contains(script, "/-/desk/") {
		t.Fatalf("the script does not ask the desk:\n%.200s", script)
	}
	snapshot := b.current().Snapshot
	for _, tree := range append(snapshot.Private, snapshot.Public) {
		for _, o := range tree.Outputs {
			var page bytes.Buffer
			ok(t, o.Write(&page))
			if strings.Contains(page.String(), "/-/desk/") || strings.Contains(page.String(), "precept-save") {
				t.Errorf("%s knows of the desk", o.Path)
			}
		}
	}
}

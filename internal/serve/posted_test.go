package serve

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/desk"
)

// meeting is a saved form, as a phone sends it.
const meeting = "---\nform: meeting\nversion: \"2026.1\"\nrecord: k7m29qxd\ndate: 2026-09-20\nstatus: " +
	"complete\nanswers:\n  said: %q\n---\n"

// at is where a meeting lies once it was taken in.
const at = "data/preceptees/alex-example/2026-09-20-meeting-k7m29qxd.md"

type part = casetest.Part

// post sends a form as a page of the desk does, and gives the page that it leads to.
func (b *bench) post(what string, parts ...part) (*http.Response, string) {
	b.t.Helper()
	return b.send(what+"?token="+b.s.token, "Sec-Fetch-Site", "same-origin", parts)
}

// send sends a form from a page of this server, with one header of its own, and gives the answer and its text.
func (b *bench) send(what, header, value string, parts []part) (*http.Response, string) {
	b.t.Helper()
	body, media := casetest.Form(b.t, parts...)
	req, err := http.NewRequest("POST", b.url+desk.Path+what, bytes.NewReader(body))
	ok(b.t, err)
	req.Header.Set("Content-Type", media)
	req.Header.Set("Origin", b.url)
	req.Header.Set(header, value)
	client := http.Client{}
	defer client.CloseIdleConnections()
	res, err := client.Do(req)
	ok(b.t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	ok(b.t, err)
	return res, string(text)
}

func (b *bench) read(name string) string {
	data, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)))
	if err != nil {
		return ""
	}
	return string(data)
}

// files lists everything below data/.
func (b *bench) files() string {
	var list []string
	ok(b.t, filepath.WalkDir(filepath.Join(b.dir, "data"), func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".") {
			data, err := os.ReadFile(name)
			ok(b.t, err)
			list = append(list, fmt.Sprintf("%s %x", name, digest(string(data))))
		}
		return err
	}))
	return strings.Join(list, "\n")
}

// deliveryOf is the id of the delivery that a page shows.
func deliveryOf(t *testing.T, page string) string {
	t.Helper()
	m := regexp.MustCompile(`name="delivery" value="([a-z0-9]+)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no delivery on\n%s", page)
	}
	return m[1]
}

func holds(t *testing.T, what, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("%s: %q is not on the page\n%s", what, w, page)
		}
	}
}

// comesToSay asks for a page until it says a word: an answer waits for what it wrote to be built, but not for long, and
// an open page hears of it when it is.
func (b *bench) comesToSay(path, word string) {
	b.t.Helper()
	late := tooLate(b.t)
	for {
		changed := b.s.current().changed
		_, page := b.get(path)
		if strings.Contains(page, word) {
			return
		}
		select {
		case <-changed:
		case <-late:
			b.t.Fatalf("%s does not come to say %q:\n%s", path, word, page)
		}
	}
}

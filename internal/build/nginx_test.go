//go:build browser

package build_test

import (
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/media"
	"precept/internal/portfolio"
)

// TestNginx: the file for nginx in a real nginx, at the root of a host and below a path of one that has other things
// too. Every kind of file has the site's headers, what is not there has the site's own page, old addresses lead on, and
// only what has a fingerprint in its name is kept for good: a browser asks after all else. case-M3: files that readers
// save are sent as what they are.
func TestNginx(t *testing.T) {
	if _, err := exec.LookPath("nginx"); err != nil {
		t.Fatal("nginx is missing; `go run ./internal/test` installs it")
	}
	for _, base := range []string{"", "/toolkit", "/a/b"} {
		t.Run("at "+base+"/", func(t *testing.T) { nginxAt(t, base) })
	}
}

func nginxAt(t *testing.T, base string) {
	project, root := t.TempDir(), t.TempDir()
	writeAll(t, project, map[string]string{
		"data/site.yaml": "title: T\npublisher: P\nurl: https://toolkit.example.org" + base +
			"/\ntheme: {name: ours}\n",
		"content/2026.1/version.md": "---\ntitle: T\nsummary: S\nreleased: 2026-01-01\n---\n",
		"content/2026.1/index.md": "---\ntitle: T\nsummary: S\n---\nSee [there](new/there.md).\n" +
			"[The list](list.csv), [the dates](dates.ics), [the policy](policy.pdf), [words](words.txt)\n\n" +
			"![The year](year.svg)\n",
		"content/2026.1/list.csv": "a,b\n", "content/2026.1/dates.ics": "BEGIN:VCALENDAR\r\n",
		"content/2026.1/policy.pdf": "%PDF-1.7", "content/2026.1/words.txt": "words\n",
		"content/2026.1/year.svg":      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 36"/>`,
		"content/2026.1/new/there.md":  "---\ntitle: There\nsummary: S\naliases: [old/there]\n---\nWords.\n",
		"themes/ours/static/notes.txt": "Ours.\n", "themes/ours/static/.well-known/security.txt": "Contact: x\n",
	})
	writeAll(t, root, map[string]string{"other.html": "another site", "old/there.html": "another old page"})
	public := filepath.Join(root, filepath.FromSlash(base))
	if base == "" {
		public = filepath.Join(t.TempDir(), "public")
		root = public
	}
	o := build.Options{Project: project, AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}, Generator: "precept",
		Only: build.ToolkitOnly, Reader: portfolio.ForPreceptee, Host: "nginx"}
	s, err := build.Prepare(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, more, err := s.Publish(t.Context(), o, build.Destination{Public: public, Host: "nginx"}); err != nil ||
		len(more) > 0 || s.Public.Blocked {
		t.Fatal(err, more, s.Findings)
	}
	n := startNginx(t, root, filepath.Join(public, "nginx.conf"))

	kinds := map[string]bool{}
	err = filepath.WalkDir(public, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(public, name)
		moved := strings.Contains(filepath.ToSlash(rel), "old/there.html") // leads on at once
		if err != nil || rel == "nginx.conf" || moved || kinds[filepath.Ext(rel)+filepath.Dir(rel)] {
			return err
		}
		kinds[filepath.Ext(rel)+filepath.Dir(rel)] = true
		r := n.get(t, base+"/"+filepath.ToSlash(rel))
		n.ours(t, r, http.StatusOK)
		want := "no-cache"
		if strings.HasPrefix(rel, "assets") {
			want = "public, max-age=31536000, immutable"
		}
		if got := r.Header.Values("Cache-Control"); len(got) != 1 || got[0] != want {
			t.Errorf("%s is kept as %q, want %s", rel, got, want)
		}
		if got, want := r.Header.Get("Content-Type"), media.ContentType(rel); got != want {
			t.Errorf("%s is sent as %s, want %s", rel, got, want)
		}
		return nil
	})
	if err != nil || len(kinds) < 16 {
		t.Fatalf("%d kinds of files: %v", len(kinds), err)
	}
	n.leadsOn(t, base)
	if base != "" {
		n.leavesOthersAlone(t)
	}
}

// leadsOn looks at what is not there, and at what is elsewhere now.
func (n nginxServer) leadsOn(t *testing.T, base string) {
	t.Helper()
	for _, nowhere := range []string{"/nope", "/new/deep/nope.html", "/assets/nope.css", "/nginx.conf"} {
		r := n.get(t, base+nowhere)
		n.ours(t, r, http.StatusNotFound)
		if !strings.Contains(r.text, "Page not found") || !strings.Contains(r.text, `href="`+base+`/index.html"`) {
			t.Errorf("%s does not have the site's own page for what is not there: %.300s", nowhere, r.text)
		}
	}
	if r := n.get(t, base+"/old/there.html"); r.StatusCode != http.StatusMovedPermanently ||
		r.Header.Get("Location") != base+"/new/there.html" {
		t.Errorf("the old address: %s to %q", r.Status, r.Header.Get("Location"))
	}
	if r := n.get(t, base+"/new"); r.StatusCode != http.StatusMovedPermanently ||
		r.Header.Get("Location") != base+"/new/" {
		t.Errorf("a folder: %s to %q", r.Status, r.Header.Get("Location"))
	}
}

// leavesOthersAlone looks at what else the host has.
func (n nginxServer) leavesOthersAlone(t *testing.T) {
	t.Helper()
	for _, name := range []string{"/other.html", "/old/there.html", "/nope", "/assets/x.css"} {
		r := n.get(t, name)
		if r.Header.Get("Content-Security-Policy") != "" || r.Header.Get("Cache-Control") != "" ||
			strings.Contains(r.text, "Page not found") || r.StatusCode == http.StatusMovedPermanently {
			t.Errorf("%s of the other site: %s %v", name, r.Status, r.Header)
		}
	}
}

func writeAll(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// nginxServer is an nginx that is running.
type nginxServer struct{ address string }

// answer is what it sends.
type nginxAnswer struct {
	*http.Response
	text string
}

// startNginx runs nginx on a folder with a file to include in its server block.
func startNginx(t *testing.T, root, include string) nginxServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	dir := t.TempDir()
	for at := root; at != os.TempDir() && filepath.Dir(at) != at; at = filepath.Dir(at) {
		os.Chmod(at, 0o755) // its workers are another user
	}
	config := fmt.Sprintf(`daemon off; pid %[1]s/pid; error_log stderr; user root;
events {}
http {
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f;
  uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;
  server { listen %[2]s; root %[3]s; include %[4]s; }
}`, dir, address, root, include)
	if os.Getuid() != 0 {
		config = strings.Replace(config, " user root;", "", 1)
	}
	writeAll(t, dir, map[string]string{"conf": config})
	cmd := exec.Command("nginx", "-c", filepath.Join(dir, "conf"), "-e", "stderr")
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		<-ended
	})
	for {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return nginxServer{address}
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("nginx ended: %v\n%s", err, said.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (n nginxServer) get(t *testing.T, path string) nginxAnswer {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := client.Get("http://" + n.address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return nginxAnswer{r, string(text)}
}

// ours fails where an answer lacks a header of the site.
func (n nginxServer) ours(t *testing.T, r nginxAnswer, status int) {
	t.Helper()
	at := r.Request.URL.Path
	if r.StatusCode != status {
		t.Errorf("%s: %s, want %d", at, r.Status, status)
	}
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'", "X-Frame-Options": "DENY",
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Permissions-Policy": "camera=()",
		"Cross-Origin-Opener-Policy": "same-origin"} {
		if got := r.Header.Values(name); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%s has %s: %q", at, name, got)
		}
	}
}

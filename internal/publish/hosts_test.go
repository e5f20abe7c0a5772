package publish

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"precept/internal/plan"
)

const csp = "default-src 'none'; style-src 'self'; img-src 'self'"

func text(t *testing.T, o plan.Output) string {
	t.Helper()
	var b strings.Builder
	must(t, o.Write(&b))
	return b.String()
}

func TestHeaders(t *testing.T) {
	expect(t, "public", text(t, netlifyHeaders(Site{Policy: csp})), `/*
  Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'
  Cross-Origin-Embedder-Policy: require-corp
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
/assets/*
  Cache-Control: public, max-age=31536000, immutable
`)
	private := text(t, netlifyHeaders(Site{Policy: csp, Private: true}))
	if !strings.Contains(private, "\n  Cache-Control: no-store\n  X-Robots-Tag: noindex, nofollow, noarchive\n") ||
		strings.Contains(private, "/assets/") {
		t.Errorf("private: %s", private)
	}
}

func TestRedirects(t *testing.T) {
	expect(t, "redirects", text(t, netlifyRedirects(Site{Redirects: []Redirect{
		{"z/old.html", "new.html#part-2"},
		{"/a page.html", "/b.html"},
		{"/a page.html", "/second.html"},
		{"//evil.example/x", `\\evil.example`},
		{"/x\n/* https://evil.example 301", "/y\r\nX: 1#\u2028 b"},
		{"/:splat/*", "/$host"},
	}})), `/%3Asplat/%2A /%24host 301
/a%20page.html /b.html 301
/evil.example/x /evil.example 301
/x%0A/%2A%20https%3A//evil.example%20301 /y%0D%0AX%3A%201#%E2%80%A8%20b 301
/z/old.html /new.html#part-2 301
`)
}

// Whatever is in a policy or an address, each host's files keep their lines and their syntax.
func TestHostsTakeNoInjection(t *testing.T) {
	const evil = "a\r\nX-Injected: 1\x00\u2028\";$x<b>&'"
	for _, private := range []bool{false, true} {
		for _, name := range Hosts() {
			plainFiles, err := Host(name, Site{"a", private, "/a", []Redirect{{"from", "to"}}})
			must(t, err)
			files, err := Host(name, Site{evil, private, "/" + evil, []Redirect{{evil, evil}}})
			must(t, err)
			for i, o := range files {
				got := text(t, o)
				if a, b := strings.Count(text(t, plainFiles[i]), "\n"), strings.Count(got, "\n"); a != b {
					t.Errorf("%s %s: %d lines became %d:\n%s", name, o.Path, a, b, got)
				}
				if strings.ContainsFunc(got, func(c rune) bool { return c < ' ' && c != '\n' || c > '~' }) {
					t.Errorf("%s %s: has control characters or characters beyond ASCII: %q", name, o.Path, got)
				}
				switch o.Path {
				case "staticwebapp.config.json":
					var v map[string]any
					must(t, json.Unmarshal([]byte(got), &v))
				case "web.config":
					d := xml.NewDecoder(strings.NewReader(got))
					for err = nil; err == nil; _, err = d.Token() {
					}
					if !errors.Is(err, io.EOF) {
						t.Errorf("web.config: %v", err)
					}
				case "nginx.conf":
					quotes := strings.Count(strings.ReplaceAll(got, `\"`, ""), `"`)
					if strings.Contains(got, "$") || quotes%2 != 0 {
						t.Errorf("nginx.conf: a quote or a variable got through:\n%s", got)
					}
				}
			}
		}
	}
	_, err := Host("apache", Site{Policy: csp})
	if err == nil || !strings.Contains(err.Error(), "netlify, azure, iis, nginx, plain") {
		t.Errorf("an unknown host: %v", err)
	}
	if !slices.Contains(Hosts(), "plain") {
		t.Error("plain is not a host")
	}
}

// belowAPath: where the site is below a path of its host, its files say nothing of what else is there. Redirects,
// caching and the page for what is not there are those of the path.
func belowAPath(t *testing.T) {
	for _, name := range Hosts() {
		files, err := Host(name, Site{csp, false, "/toolkit/", []Redirect{{"/old/page.html", "/new.html"}}})
		must(t, err)
		for _, o := range files {
			got := text(t, o)
			wants := map[string][]string{
				"_headers": {"\n/toolkit/*\n  Content-Security", "\n/toolkit/assets/*\n  Cache-Control"},
				"_redirects": {"\n/toolkit/old/page.html /toolkit/new.html 301\n",
					"\n/toolkit/* /toolkit/404.html 404\n"},
				"staticwebapp.config.json": {`"route": "/toolkit/old/page.html",`, `"redirect": "/toolkit/new.html"`,
					`"route": "/toolkit/assets/*"`, `"route": "/toolkit/*"`, `"rewrite": "/toolkit/404.html"`},
				"web.config": {`<location path="old/page.html">`, `destination="/toolkit/new.html"`,
					`path="toolkit/404.html"`, `<location path="assets">`,
					`<clientCache cacheControlMode="DisableCache" />`,
					`<mimeMap fileExtension=".csv" mimeType="text/csv; charset=utf-8" />`},
				"nginx.conf": {`location ^~ "/toolkit/" {`, `error_page 404 "/toolkit/404.html";`,
					`location "/toolkit/assets/" {`, `location = "/toolkit/nginx.conf"`,
					`location = "/toolkit/old/page.html" { return 301 "/toolkit/new.html"; }`},
			}[o.Path]
			if wants == nil {
				t.Errorf("%s: nothing is known of %s", name, o.Path)
			}
			for _, want := range wants {
				if !strings.Contains(got, want) {
					t.Errorf("%s lacks %s:\n%s", o.Path, want, got)
				}
			}
			for line := range strings.Lines(strings.ReplaceAll(got, "/toolkit", "")) {
				if o.Path == "nginx.conf" && strings.HasPrefix(line, "add_header") ||
					o.Path == "staticwebapp.config.json" && strings.Contains(line, "globalHeaders") {
					t.Errorf("%s says something of all that the host has: %s", o.Path, line)
				}
			}
		}
	}
}

func FuzzRedirects(f *testing.F) {
	f.Add("old.html", "new.html#x")
	f.Add("a\nb", "//evil.example#\r\n")
	f.Add("*", ":splat")
	f.Fuzz(func(t *testing.T, from, to string) {
		got := text(t, netlifyRedirects(Site{Redirects: []Redirect{{from, to}}}))
		fields := strings.Fields(got)
		if strings.Count(got, "\n") != 1 || len(fields) != 3 || fields[2] != "301" {
			t.Fatalf("not one line of three words: %q", got)
		}
		for _, word := range fields[:2] {
			if !strings.HasPrefix(word, "/") || strings.HasPrefix(word, "//") || strings.ContainsAny(word, `*:\`) {
				t.Fatalf("%q is not an address on this site", word)
			}
		}
	})
}

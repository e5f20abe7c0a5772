package publish

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"precept/internal/plan"
)

// Redirect sends readers from an old address of a page to the new one. Both are paths below the site's root, with or
// without the leading slash; To may end in a fragment.
type Redirect struct{ From, To string }

// Hosts lists the names of hosts, as `build --host` takes them.
func Hosts() []string { return []string{"netlify", "azure", "iis", "nginx", "plain"} }

const assetsCache = "public, max-age=31536000, immutable" // file names below /assets/ have a digest in them

// Host gives the files that tell a host the site's headers and redirects. "plain" has none. csp is the content security
// policy of all pages. A private site has no redirects, and no host or browser may keep a copy of it.
func Host(name, csp string, private bool, list []Redirect) ([]plan.Output, error) {
	switch name {
	case "netlify":
		if private {
			return []plan.Output{netlifyHeaders(csp, private)}, nil
		}
		return []plan.Output{netlifyHeaders(csp, private), netlifyRedirects(list)}, nil
	case "azure":
		return []plan.Output{azure(csp, private, list)}, nil
	case "iis":
		return []plan.Output{iis(csp, private, list)}, nil
	case "nginx":
		return []plan.Output{nginx(csp, private, list)}, nil
	case "plain":
		return nil, nil
	}
	return nil, fmt.Errorf("unknown host %q; write one of %s", name, strings.Join(Hosts(), ", "))
}

// Added lists the names of the files that publishing adds to a public tree: its manifest, and those of the host.
func Added(host string) []string {
	list := []string{manifestName}
	outputs, _ := Host(host, "", false, nil) // an unknown host has none
	for _, o := range outputs {
		list = append(list, o.Path)
	}
	return list
}

// netlifyHeaders gives `_headers`, for Netlify and similar hosts.
func netlifyHeaders(csp string, private bool) plan.Output {
	var b strings.Builder
	b.WriteString("/*\n")
	for _, h := range headers(csp, private) {
		fmt.Fprintf(&b, "  %s: %s\n", h.name, h.value)
	}
	if !private {
		fmt.Fprintf(&b, "/assets/*\n  Cache-Control: %s\n", assetsCache)
	}
	return file("_headers", b.String())
}

// netlifyRedirects gives `_redirects`, for Netlify and similar hosts, sorted by the old address.
func netlifyRedirects(list []Redirect) plan.Output {
	var b strings.Builder
	for _, r := range addresses(list) {
		fmt.Fprintf(&b, "%s %s 301\n", r.From, r.To)
	}
	return file("_redirects", b.String())
}

type header struct{ name, value string }

func headers(csp string, private bool) []header {
	list := []header{
		{"Content-Security-Policy", oneLine(csp)},
		{"Cross-Origin-Embedder-Policy", "require-corp"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Permissions-Policy", "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), " +
			"microphone=(), payment=(), usb=()"},
		{"Referrer-Policy", "no-referrer"},
		{"X-Content-Type-Options", "nosniff"},
		{"X-Frame-Options", "DENY"},
	}
	if private {
		list = append(list, header{"Cache-Control", "no-store"}, header{"X-Robots-Tag", "noindex, nofollow, noarchive"})
	}
	return list
}

// azure is staticwebapp.config.json.
func azure(csp string, private bool, list []Redirect) plan.Output {
	type route struct {
		Route    string            `json:"route"`
		Redirect string            `json:"redirect,omitempty"`
		Status   int               `json:"statusCode,omitempty"`
		Headers  map[string]string `json:"headers,omitempty"`
	}
	config := struct {
		Headers   map[string]string            `json:"globalHeaders"`
		Routes    []route                      `json:"routes"`
		Overrides map[string]map[string]string `json:"responseOverrides,omitempty"`
	}{Headers: map[string]string{}, Routes: []route{}}
	for _, h := range headers(csp, private) {
		config.Headers[h.name] = h.value
	}
	for _, r := range addresses(list) {
		config.Routes = append(config.Routes, route{Route: r.From, Redirect: r.To, Status: 301})
	}
	if !private {
		cache := map[string]string{"Cache-Control": assetsCache}
		config.Routes = append(config.Routes, route{Route: "/assets/*", Headers: cache})
		config.Overrides = map[string]map[string]string{"404": {"rewrite": "/404.html"}}
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(config); err != nil {
		panic(err) // strings and maps of strings always encode
	}
	return file("staticwebapp.config.json", b.String())
}

// iis is web.config.
func iis(csp string, private bool, list []Redirect) plan.Output {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n  <system.webServer>\n" +
		"    <httpProtocol>\n      <customHeaders>\n")
	for _, h := range headers(csp, private) {
		fmt.Fprintf(&b, "        <remove name=\"%s\" />\n", h.name)
		fmt.Fprintf(&b, "        <add name=\"%s\" value=\"%s\" />\n", h.name, inXML(h.value))
	}
	b.WriteString("      </customHeaders>\n    </httpProtocol>\n")
	if !private {
		b.WriteString("    <httpErrors existingResponse=\"Auto\">\n      <remove statusCode=\"404\" />\n" +
			"      <error statusCode=\"404\" path=\"404.html\" responseMode=\"File\" />\n    </httpErrors>\n")
	}
	b.WriteString("  </system.webServer>\n")
	if !private {
		b.WriteString("  <location path=\"assets\">\n    <system.webServer>\n      <staticContent>\n" +
			"        <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\"" +
			" cacheControlCustom=\"public, immutable\" />\n" +
			"      </staticContent>\n    </system.webServer>\n  </location>\n")
	}
	for _, r := range addresses(list) {
		fmt.Fprintf(&b, "  <location path=\"%s\">\n    <system.webServer>\n"+
			"      <httpRedirect enabled=\"true\" destination=\"%s\" exactDestination=\"true\""+
			" httpResponseStatus=\"Permanent\" />\n"+
			"    </system.webServer>\n  </location>\n", inXML(strings.TrimPrefix(r.From, "/")), inXML(r.To))
	}
	b.WriteString("</configuration>\n")
	return file("web.config", b.String())
}

// nginx is a file to include in a server block.
func nginx(csp string, private bool, list []Redirect) plan.Output {
	// A location with headers of its own does not inherit those above it, so they are repeated there.
	var common strings.Builder
	for _, h := range headers(csp, private) {
		fmt.Fprintf(&common, "add_header %s \"%s\" always;\n", h.name, inNginx(h.value))
	}
	var b strings.Builder
	b.WriteString("# include this file in the server block\n" + common.String())
	if !private {
		b.WriteString("error_page 404 /404.html;\nlocation /assets/ {\n" + indent(common.String()))
		fmt.Fprintf(&b, "  add_header Cache-Control \"%s\" always;\n}\n", assetsCache)
	}
	// The file itself is not for readers of the site.
	b.WriteString("location = /nginx.conf { return 404; }\n")
	for _, r := range addresses(list) {
		fmt.Fprintf(&b, "location = \"%s\" { return 301 \"%s\"; }\n", r.From, r.To)
	}
	return file("nginx.conf", b.String())
}

func indent(s string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n  ") + "\n"
}

// oneLine gives s as the value of a header: printable ASCII, and nothing that could end the line.
func oneLine(s string) string {
	clean := strings.Map(func(c rune) rune {
		if c < ' ' || c > '~' {
			return ' '
		}
		return c
	}, s)
	return strings.Join(strings.Fields(clean), " ")
}

func inXML(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s)) // a buffer never fails
	return b.String()
}

// inNginx gives s for use in double quotes. nginx cannot escape a dollar sign, so they are dropped.
func inNginx(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, ``).Replace(s)
}

// addresses makes the redirects safe in every host's syntax and sorts them. If an old address comes twice, the first is
// used.
func addresses(list []Redirect) []Redirect {
	safe := make([]Redirect, 0, len(list))
	for _, r := range list {
		to, fragment, has := strings.Cut(r.To, "#")
		to = address(to)
		if has {
			to += "#" + escape(fragment)
		}
		safe = append(safe, Redirect{address(r.From), to})
	}
	slices.SortStableFunc(safe, func(a, b Redirect) int { return cmp.Compare(a.From, b.From) })
	return slices.CompactFunc(safe, func(a, b Redirect) bool { return a.From == b.From })
}

// address gives a path with exactly one slash before it, so that it never names another host.
func address(path string) string {
	return "/" + escape(strings.TrimLeft(path, `/\`))
}

// escape percent-encodes every character that is not plain in a path. That includes percent signs, since the paths of
// precept are never encoded, and characters with a meaning in some host's syntax (a star, a colon, a dollar sign).
func escape(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~/", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// file is an output with a fixed text.
func file(path, text string) plan.Output {
	return plan.Output{Path: path, Write: func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}}
}

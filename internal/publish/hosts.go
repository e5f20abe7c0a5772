package publish

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"

	"precept/internal/media"
	"precept/internal/plan"
)

// Redirect sends readers from an old address of a page to the new one. Both are paths below the site's root, with or
// without the leading slash; To may end in a fragment.
type Redirect struct{ From, To string }

// Site says what a host's files are about.
type Site struct {
	Policy    string // the content security policy of all pages
	Private   bool   // no redirects, and no host or browser may keep a copy
	Base      string // where the site is on its host, as an address writes it: "" at the root, else "/toolkit"
	Redirects []Redirect
}

// Hosts lists the names of hosts, as `build --host` takes them.
func Hosts() []string { return []string{"netlify", "azure", "iis", "nginx", "plain"} }

// File names below /assets/ have a digest in them. A browser asks whether any other file has changed before it shows
// the copy that it keeps, so readers never get an old page.
const (
	assetsCache = "public, max-age=31536000, immutable"
	pagesCache  = "no-cache"
)

// Host gives the files that tell a host the site's headers and redirects. "plain" has none. They say nothing of what
// is outside the site's own place on the host.
func Host(name string, site Site) ([]plan.Output, error) {
	site.Base = base(site.Base)
	switch name {
	case "netlify":
		if site.Private {
			return []plan.Output{netlifyHeaders(site)}, nil
		}
		return []plan.Output{netlifyHeaders(site), netlifyRedirects(site)}, nil
	case "azure":
		return []plan.Output{azure(site)}, nil
	case "iis":
		return []plan.Output{iis(site)}, nil
	case "nginx":
		return []plan.Output{nginx(site)}, nil
	case "plain":
		return nil, nil
	}
	return nil, fmt.Errorf("unknown host %q; write one of %s", name, strings.Join(Hosts(), ", "))
}

// Added lists the names of the files that publishing adds to a public tree: its manifest, and those of the host.
func Added(host string) []string {
	list := []string{manifestName}
	outputs, _ := Host(host, Site{}) // an unknown host has none
	for _, o := range outputs {
		list = append(list, o.Path)
	}
	return list
}

// netlifyHeaders gives `_headers`, for Netlify and similar hosts.
func netlifyHeaders(site Site) plan.Output {
	var b strings.Builder
	b.WriteString(atTheTop(site) + site.Base + "/*\n")
	for _, h := range headers(site) {
		fmt.Fprintf(&b, "  %s: %s\n", h.name, h.value)
	}
	if !site.Private {
		fmt.Fprintf(&b, "%s/assets/*\n  Cache-Control: %s\n", site.Base, assetsCache)
	}
	return file("_headers", b.String())
}

// netlifyRedirects gives `_redirects`, for Netlify and similar hosts, sorted by the old address. The page for what is
// not there is found by itself at the root of a host only.
func netlifyRedirects(site Site) plan.Output {
	var b strings.Builder
	b.WriteString(atTheTop(site))
	for _, r := range addresses(site) {
		fmt.Fprintf(&b, "%s %s 301\n", r.From, r.To)
	}
	if site.Base != "" {
		fmt.Fprintf(&b, "%[1]s/* %[1]s/404.html 404\n", site.Base)
	}
	return file("_redirects", b.String())
}

// atTheTop says where to put a file that a host reads only at its own root.
func atTheTop(site Site) string {
	if site.Base == "" {
		return ""
	}
	return "# put this file at the root of the host, above " + site.Base + "/\n"
}

type header struct{ name, value string }

func headers(site Site) []header {
	list := []header{
		{"Content-Security-Policy", oneLine(site.Policy)},
		{"Cross-Origin-Embedder-Policy", "require-corp"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Permissions-Policy", "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), " +
			"microphone=(), payment=(), usb=()"},
		{"Referrer-Policy", "no-referrer"},
		{"X-Content-Type-Options", "nosniff"},
		{"X-Frame-Options", "DENY"},
	}
	if site.Private {
		list = append(list, header{"Cache-Control", "no-store"}, header{"X-Robots-Tag", "noindex, nofollow, noarchive"})
	}
	return list
}

// azure is staticwebapp.config.json, which a host reads at its root. The first route that fits is the only one.
func azure(site Site) plan.Output {
	type route struct {
		Route    string            `json:"route"`
		Redirect string            `json:"redirect,omitempty"`
		Status   int               `json:"statusCode,omitempty"`
		Headers  map[string]string `json:"headers,omitempty"`
	}
	config := struct {
		Headers   map[string]string            `json:"globalHeaders,omitempty"`
		Routes    []route                      `json:"routes"`
		Overrides map[string]map[string]string `json:"responseOverrides,omitempty"`
		Types     map[string]string            `json:"mimeTypes,omitempty"`
	}{Routes: []route{}}
	common := map[string]string{}
	for _, h := range headers(site) {
		common[h.name] = h.value
	}
	for _, r := range addresses(site) {
		config.Routes = append(config.Routes, route{Route: r.From, Redirect: r.To, Status: 301})
	}
	cache := map[string]string{"Cache-Control": assetsCache}
	if site.Base == "" {
		config.Headers, config.Types = common, unusual()
	} else {
		maps.Copy(cache, common)
	}
	if !site.Private {
		config.Routes = append(config.Routes, route{Route: site.Base + "/assets/*", Headers: cache})
		config.Overrides = map[string]map[string]string{"404": {"rewrite": site.Base + "/404.html"}}
	}
	if site.Base != "" {
		config.Routes = append(config.Routes, route{Route: site.Base + "/*", Headers: common})
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

// iis is web.config, which holds for the folder that it is in. The path of an error page starts from the host's root.
func iis(site Site) plan.Output {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n  <system.webServer>\n" +
		"    <httpProtocol>\n      <customHeaders>\n")
	for _, h := range headers(site) {
		fmt.Fprintf(&b, "        <remove name=\"%s\" />\n", h.name)
		fmt.Fprintf(&b, "        <add name=\"%s\" value=\"%s\" />\n", h.name, inXML(h.value))
	}
	b.WriteString("      </customHeaders>\n    </httpProtocol>\n    <staticContent>\n")
	types := unusual()
	for _, ending := range slices.Sorted(maps.Keys(types)) {
		fmt.Fprintf(&b, "      <remove fileExtension=\"%[1]s\" />\n      <mimeMap fileExtension=\"%[1]s\" "+
			"mimeType=\"%[2]s\" />\n", ending, types[ending])
	}
	if !site.Private { // else the header says more
		b.WriteString("      <clientCache cacheControlMode=\"DisableCache\" />\n")
	}
	b.WriteString("    </staticContent>\n")
	if !site.Private {
		fmt.Fprintf(&b, "    <httpErrors existingResponse=\"Auto\">\n      <remove statusCode=\"404\" />\n"+
			"      <error statusCode=\"404\" path=\"%s\" responseMode=\"File\" />\n    </httpErrors>\n",
			inXML(strings.TrimPrefix(decoded(site.Base)+"/404.html", "/")))
	}
	b.WriteString("  </system.webServer>\n")
	if !site.Private {
		b.WriteString("  <location path=\"assets\">\n    <system.webServer>\n      <staticContent>\n" +
			"        <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\"" +
			" cacheControlCustom=\"public, immutable\" />\n" +
			"      </staticContent>\n    </system.webServer>\n  </location>\n")
	}
	for _, r := range addresses(site) {
		fmt.Fprintf(&b, "  <location path=\"%s\">\n    <system.webServer>\n"+
			"      <httpRedirect enabled=\"true\" destination=\"%s\" exactDestination=\"true\""+
			" httpResponseStatus=\"Permanent\" />\n"+
			"    </system.webServer>\n  </location>\n", inXML(strings.TrimPrefix(r.From, site.Base+"/")), inXML(r.To))
	}
	b.WriteString("</configuration>\n")
	return file("web.config", b.String())
}

// nginx is a file to include in a server block. A location with headers of its own does not inherit those above it, so
// they are repeated there.
func nginx(site Site) plan.Output {
	var common, b strings.Builder
	for _, h := range headers(site) {
		fmt.Fprintf(&common, "add_header %s \"%s\" always;\n", h.name, inNginx(h.value))
	}
	at := inNginx(decoded(site.Base)) // nginx compares places with the decoded address
	b.WriteString(common.String() + nginxTypes() + "charset utf-8;\nabsolute_redirect off;\n")
	if !site.Private {
		fmt.Fprintf(&b, "add_header Cache-Control \"%s\" always;\n", pagesCache)
		fmt.Fprintf(&b, "error_page 404 \"%s/404.html\";\nlocation \"%[1]s/assets/\" {\n%[2]s", at,
			indent(common.String()))
		fmt.Fprintf(&b, "  add_header Cache-Control \"%s\" always;\n}\n", assetsCache)
	}
	// The file itself is not for readers of the site.
	fmt.Fprintf(&b, "location = \"%s/nginx.conf\" { return 404; }\n", at)
	for _, r := range addresses(site) {
		from := at + strings.TrimPrefix(r.From, site.Base)
		fmt.Fprintf(&b, "location = \"%s\" { return 301 \"%s\"; }\n", from, r.To)
	}
	if site.Base == "" {
		return file("nginx.conf", "# include this file in the server block\n"+b.String())
	}
	return file("nginx.conf", "# include this file in the server block, whose root has the folder of the site\n"+
		"location ^~ \""+at+"/\" {\n"+indent(b.String())+"}\n")
}

// nginxTypes says what the site's files are: it takes the place of the server's own list, which lacks some.
func nginxTypes() string {
	var b strings.Builder
	b.WriteString("types {\n")
	var texts []string
	for _, ending := range media.ContentTypes() {
		kind, charset, _ := strings.Cut(media.ContentType(ending), ";")
		fmt.Fprintf(&b, "  %s %s;\n", kind, ending[1:])
		if charset != "" && kind != "text/html" { // which it counts among them anyway
			texts = append(texts, kind)
		}
	}
	return b.String() + "}\ncharset_types " + strings.Join(texts, " ") + ";\n"
}

// unusual gives the types of files that not every host knows.
func unusual() map[string]string {
	types := map[string]string{}
	for _, ending := range []string{".avif", ".csv", ".docx", ".ics", ".ods", ".odt", ".pptx", ".webmanifest", ".webp",
		".woff2", ".xlsx"} {
		types[ending] = media.ContentType(ending)
	}
	return types
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

// base makes the place of a site safe in every host's syntax: "" or a path without a slash at its end.
func base(path string) string {
	if path = strings.Trim(decoded(path), `/\`); path == "" {
		return ""
	}
	return address(path)
}

// decoded gives a path as people read it.
func decoded(path string) string {
	if plain, err := url.PathUnescape(path); err == nil {
		return strings.Map(func(c rune) rune {
			if c < ' ' || c > '~' {
				return -1
			}
			return c
		}, plain)
	}
	return path
}

// addresses gives the redirects below the site's place, safe in every host's syntax and sorted. If an old address comes
// twice, the first is used.
func addresses(site Site) []Redirect {
	if site.Private {
		return nil
	}
	safe := make([]Redirect, 0, len(site.Redirects))
	for _, r := range site.Redirects {
		to, fragment, has := strings.Cut(r.To, "#")
		to = address(to)
		if has {
			to += "#" + escape(fragment)
		}
		safe = append(safe, Redirect{site.Base + address(r.From), site.Base + to})
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

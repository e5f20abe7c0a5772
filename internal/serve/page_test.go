package serve

import (
	"strings"
	"testing"
)

// TestEnliven: the script goes to the end of the head, the policy out of it; all else stays as it is.
func TestEnliven(t *testing.T) {
	const script, meta = "<S>",
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">`
	cases := []struct {
		name, page, want string
	}{
		{"a page as the theme writes it", "<!doctype html><html lang=en><head><meta charset=utf-8>" + meta +
			"<title>A</title></head><body><p>x</p></body></html>",
			"<!doctype html><html lang=en><head><meta " +
				"charset=utf-8><title>A</title><S></head><body><p>x</p></body></html>"},
		{"a policy in other letters", `<head><META CONTENT="img-src 'self'" HTTP-EQUIV=content-security-policy></head>`,
			"<head><S></head>"},
		{"two policies", "<head>" + meta + "<title>A</title>" + meta + "</head>",
			"<head><title>A</title><S></head>"},
		{"no end of the head", "<title>A</title><body><p>x", "<title>A</title><S><body><p>x"},
		{"neither head nor body", "<title>A</title><p>x</p>", "<title>A</title><p>x</p><S>"},
		{"nothing", "", "<S>"},
		{"words that look like marks",
			`<head><title></head><body></title><script>"</head>"</script></head><body></head></body>`,
			`<head><title></head><body></title><script>"</head>"</script><S></head><body></head></body>`},
		{"a policy in the text is text",
			"<head></head><body><p>&lt;meta http-equiv=Content-Security-Policy&gt;</p></body>",
			"<head><S></head><body><p>&lt;meta http-equiv=Content-Security-Policy&gt;</p></body>"},
	}
	for _, c := range cases {
		if got, _ := enliven([]byte(c.page), script); string(got) != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestPolicy: the page's own policy, no looser than live pages need it.
func TestPolicy(t *testing.T) {
	cases := []struct {
		own  string
		want string
	}{
		{"",
			"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; " +
				"form-action 'none'; connect-src 'self'; frame-ancestors 'none'"},
		{"default-src 'none'; style-src 'sha256-x'; img-src data:",
			"default-src 'none'; style-src 'sha256-x' 'self'; img-src data:; connect-src 'self'; script-src 'self'; " +
				"frame-ancestors 'none'"},
		{"default-src 'none'; script-src 'none'; connect-src 'none';; base-uri 'none'; frame-ancestors *",
			"default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; style-src 'self'; " +
				"frame-ancestors 'none'"},
	}
	for _, c := range cases {
		if got := livePolicy(c.own); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.own, got, c.want)
		}
	}
}

// TestOnlyAddition: a served page is the published one with one element more, and nothing of it asks another host for
// anything.
func TestOnlyAddition(t *testing.T) {
	t.Parallel()
	b := start(t, lay(t))
	res, body := b.get("/guide/first-day.html")
	before, rest, found := strings.Cut(body, `<script src="/-/live.js?token=`+b.s.token+`&amp;page=`)
	if !found {
		t.Fatalf("no script in\n%s", body)
	}
	_, after, _ := strings.Cut(rest, "</script>")
	var published strings.Builder
	if err := b.s.current().public.output("guide/first-day.html").Write(&published); err != nil {
		t.Fatal(err)
	}
	from, to, _ := strings.Cut(published.String(), `<meta http-equiv="Content-Security-Policy"`)
	_, to, _ = strings.Cut(to, ">")
	if from+to != before+after {
		t.Errorf("served\n%s\npublished\n%s", before+after, from+to)
	}
	if policy := res.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "connect-src 'self'") {
		t.Errorf("policy %q refuses the script's connection", policy)
	}
}

// TestScript holds what the script must never do: make markup of text, or ask anybody else.
func TestScript(t *testing.T) {
	for _, word := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http:",
		"https:", "fetch(", "XMLHttpRequest"} {
		if strings.Contains(liveScript, word) {
			t.Errorf("live.js has %s", word)
		}
	}
	if strings.Contains(string(liveStyle), "url(") {
		t.Error("live.css asks for a file")
	}
}

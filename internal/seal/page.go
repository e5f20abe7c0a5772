package seal

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"text/template"

	"precept/internal/wording"
)

// The page around what is sealed. It is the same in every file, except for the number and the envelope, so it
// tells nothing about the person; a site's own theme has no part in it, its words have.
var (
	//go:embed page.html
	pageText string
	//go:embed open.js
	scriptText string
	//go:embed page.css
	styleText string
)

// The marks around the envelope and the number in the page.
const (
	envelopeOpens  = `<pre id="envelope" hidden>`
	envelopeCloses = "</pre>"
	numberOpens    = `data-number="`
)

// HTML gives the file: the page with the envelope in it, in the words and the language of a site.
func (e Envelope) HTML(words *wording.Words, lang string) ([]byte, error) {
	data, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("writing the sealed file: %w", err)
	}
	page, err := template.New("page").Parse(words.Template(pageText))
	if err != nil {
		return nil, fmt.Errorf("reading the page of a sealed file: %w", err)
	}
	// what is allowed by its hash has no line end after it, which some checkers would leave out
	script, style := strings.TrimSpace(words.Script(scriptText)), strings.TrimSpace(styleText)
	var b bytes.Buffer
	err = page.Execute(&b, struct{ Lang, Number, Style, Script, Policy, Envelope string }{
		lang, e.Number, style, script,
		"default-src 'none'; script-src " + allowed(script) + "; style-src " + allowed(style) +
			"; img-src blob: data:; base-uri 'none'; form-action 'none'",
		envelopeOpens + string(data) + envelopeCloses,
	})
	if err != nil {
		return nil, fmt.Errorf("writing the sealed file: %w", err)
	}
	return b.Bytes(), nil
}

// allowed lets a policy allow a text of the page by its hash.
func allowed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Read finds the envelope and the number of the page in a file.
func Read(file []byte) (e Envelope, number string, err error) {
	text := string(file)
	if !strings.Contains(text, numberOpens) || !strings.Contains(text, envelopeOpens) {
		return e, "", ErrNotSealed
	}
	_, after, _ := strings.Cut(text, numberOpens)
	number, _, _ = strings.Cut(after, `"`)
	_, data, _ := strings.Cut(text, envelopeOpens)
	data, _, whole := strings.Cut(data, envelopeCloses)
	if !whole || json.Unmarshal([]byte(data), &e) != nil || strings.Count(text, envelopeOpens) > 1 ||
		strings.Count(text, numberOpens) > 1 {
		return Envelope{}, "", ErrChanged
	}
	return e, number, nil
}

package build

import (
	"bytes"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
)

// Minifier takes unneeded space out of a page's body. Tags and quotes stay: the gain would be small, and readers of
// the source, checkers and adapted copies are better served.
func Minifier() func([]byte) ([]byte, error) {
	m := minify.New()
	minifier := &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true,
		KeepSpecialComments: true}
	return func(b []byte) ([]byte, error) {
		var out bytes.Buffer
		out.Grow(len(b))
		err := minifier.Minify(m, &out, bytes.NewBuffer(b), nil) // whose bytes are read where they are
		return out.Bytes(), err
	}
}

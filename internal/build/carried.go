package build

import (
	"bytes"
	"context"
	"io"
	"slices"

	"precept/internal/plan"
	"precept/internal/portfolio"
	"precept/internal/publish"
	"precept/internal/seal"
	"precept/internal/wording"
)

// Carried is one portfolio as somebody takes it along: the files that publishing would write, and the page that shows
// all of it where these files are beside it.
type Carried struct {
	Page  []byte
	Files []publish.File
	Words *wording.Words // those of its toolkit, for the page around it
	Lang  string
}

// Carried renders the portfolio of a preceptee for the reader that the snapshot was made for, in memory. ok is false
// where something holds it back.
func (s *Snapshot) Carried(o Options, id string) (c Carried, ok bool, err error) {
	tree := slices.IndexFunc(s.Private, func(t *Tree) bool { return t.Preceptee == id && !t.Blocked })
	who := slices.IndexFunc(s.Portfolios, func(p *portfolio.Portfolio) bool { return p.ID == id })
	if tree < 0 || who < 0 {
		return c, false, nil
	}
	return s.carried(o, s.Private[tree], s.Portfolios[who])
}

// EachCarried loads a project and hands everybody who can be read to do, one after another, with what is carried of
// them. ok is false where something holds a portfolio back. Nobody is kept.
func EachCarried(ctx context.Context, o Options,
	do func(s *Snapshot, p *portfolio.Portfolio, c Carried, ok bool) error) (*Snapshot, error) {
	o.Jobs = 1
	s, err := load(ctx, o)
	if err != nil {
		return nil, err
	}
	err = s.eachPerson(ctx, o, func(_ int, m *made) error {
		defer m.drop()
		if m.tree.Blocked {
			return do(s, m.who, Carried{}, false)
		}
		c, ok, err := s.carried(o, m.tree, m.who)
		if err != nil {
			return err
		}
		return do(s, m.who, c, ok)
	})
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Snapshot) carried(o Options, t *Tree, p *portfolio.Portfolio) (c Carried, ok bool, err error) {
	if c.Files, err = publish.Render(plan.Sorted(t.Outputs), t.Kind, s.manifest(o, t)); err != nil {
		return c, false, err
	}
	var page bytes.Buffer
	err = plan.Beside(s.input, p, o.Reader).Write(&page)
	c.Page, c.Words, c.Lang = page.Bytes(), p.Version.Words, s.Site.Lang
	return c, err == nil, err
}

// Sealed is what is carried as one file that opens with a passphrase, and a name for it that tells nothing. The error
// is seal.ErrTooLarge where it is too much for one file.
func (c Carried) Sealed(passphrase string, random io.Reader) (name string, file []byte, err error) {
	content := seal.Content{Page: c.Page}
	for _, f := range c.Files {
		content.Files = append(content.Files, seal.File{Path: f.Path, Data: f.Data})
	}
	packed, err := content.Pack()
	if err != nil {
		return "", nil, err
	}
	e, err := seal.Seal(packed, passphrase, random)
	if err != nil {
		return "", nil, err
	}
	file, err = e.HTML(c.Words, c.Lang)
	return "portfolio-" + e.Number[:8] + ".html", file, err
}

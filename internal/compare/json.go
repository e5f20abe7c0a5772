package compare

import (
	"encoding/json"
	"fmt"
	"io"
)

// pageJSON is a page as JSON.
type pageJSON struct {
	State    State     `json:"state"`
	Slug     string    `json:"slug"`
	Was      *string   `json:"was,omitempty"`  // its slug before, where it was renamed
	Into     *string   `json:"into,omitempty"` // of one that was removed: the page that took its place
	Kind     string    `json:"kind"`
	Title    string    `json:"title"`
	Renamed  Text      `json:"title_reworded,omitempty"`
	Summary  Text      `json:"summary_reworded,omitempty"`
	Meaning  []Change  `json:"meaning,omitempty"`
	Items    []Item    `json:"items,omitempty"`
	Sections []Section `json:"sections,omitempty"`
}

// WriteJSON writes the changes for machines. Pages are by slug; the home page's is "".
func (c *Changes) WriteJSON(w io.Writer) error {
	pages := []pageJSON{}
	for i := range c.Pages {
		p := &c.Pages[i]
		one := pageJSON{State: p.State, Slug: p.Page().Slug, Kind: string(p.Page().Kind), Title: p.Page().Title,
			Renamed: p.Title, Summary: p.Summary, Meaning: p.Meaning, Items: p.Items, Sections: p.Sections}
		if p.Renamed() {
			one.Was = &p.Old.Slug
		}
		if p.Into != nil {
			one.Into = &p.Into.Slug
		}
		pages = append(pages, one)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(struct {
		From  string     `json:"from"`
		To    string     `json:"to"`
		Pages []pageJSON `json:"pages"`
	}{c.Old.Name, c.New.Name, pages}); err != nil {
		return fmt.Errorf("writing the changes: %w", err)
	}
	return nil
}

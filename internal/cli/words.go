package cli

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"precept/internal/wording"
)

func (a *app) wordsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "words", Short: "Every phrase that pages say, for data/words.yaml",
		Long: `Prints every phrase that precept itself says to a reader, by the file that says it,
as YAML. Save it, or the lines that you want to change, as data/words.yaml, and
write your own words on the right. {1} stands for a value, and {person}, {helper},
{place} and others for the programme's own nouns.`,
		Example: "  precept words\n  precept words > data/words.yaml",
		Args:    exact(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			var b bytes.Buffer
			where := ""
			for _, e := range wording.Catalogue() {
				if e.Where != where {
					where = e.Where
					fmt.Fprintf(&b, "# %s\n", where)
				}
				key := strconv.Quote(string(e.Phrase))
				if e.One == "" {
					fmt.Fprintf(&b, "%s: %s\n", key, key)
				} else {
					fmt.Fprintf(&b, "%s: {one: %s, other: %s}\n", key, strconv.Quote(string(e.One)), key)
				}
			}
			_, err := a.Out.Write(b.Bytes())
			return err
		},
	}
}

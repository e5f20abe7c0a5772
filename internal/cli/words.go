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
		Use: "words", Short: "Every phrase of the pages, for data/words.yaml",
		Long: `Prints every phrase that precept itself shows to readers, by the file that has it, as
YAML. Save it, or the lines that you want to change, as data/words.yaml, and
write your own words on the right. {1} is replaced by a value, and {person}, {helper},
{place} and others by the programme's own nouns.`,
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

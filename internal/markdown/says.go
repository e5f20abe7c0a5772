package markdown

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/text"

	"precept/internal/item"
)

// addSays notes the requirements that a block is marked to state. brace is the offset of its attribute block.
func (p *page) addSays(lines *text.Segments, attrs item.Attributes, brace int) {
	value := attrs.Get("says")
	if value == "" {
		return
	}
	from := brace + bytes.Index(p.src[brace:], []byte("says=")) + len("says=")
	from += bytes.Index(p.src[from:], []byte(value))
	for i := 0; i < len(value); {
		for i < len(value) && value[i] == ' ' {
			i++
		}
		end := i
		for end < len(value) && value[end] != ' ' {
			end++
		}
		if end == i {
			break
		}
		pos := p.at(from+i, from+end)
		id, digest, _ := strings.Cut(value[i:end], ":")
		if !item.ValidID(id) {
			p.reportAt(item.RuleAttribute, pos, fmt.Sprintf("says=%s does not name a requirement", value[i:end]),
				"write says= and the requirement's id")
		} else {
			if p.says == nil {
				p.says = map[int][]Says{}
			}
			offset := p.offset(from)
			key := p.key(lines)
			p.says[key] = append(p.says[key],
				Says{ID: id, Digest: digest, Pos: p.position(pos), From: offset + i, To: offset + end})
		}
		i = end
	}
}

// noteSays adds the says= marks of a block, whose text begins at start, to the facts.
func (p *page) noteSays(lines *text.Segments, start int) {
	if p.says == nil {
		return
	}
	for _, s := range p.says[p.key(lines)] {
		s.Actual = p.digest(p.txt[start:])
		p.facts.Says = append(p.facts.Says, s)
	}
}

// digest gives four hexadecimal digits that change when a word of the text does; its marks and case do not matter.
func (p *page) digest(text []byte) string {
	h := sha256.New()
	for i := 0; ; {
		from, to, word := nextWord(text, i, p.word)
		if from == to {
			break
		}
		h.Write(append(word, ' '))
		p.word, i = word, to
	}
	return hex.EncodeToString(h.Sum(nil)[:2])
}

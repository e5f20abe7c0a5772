package source

import (
	"bytes"
	"strings"
)

// Salvage gives what the head of a broken file most likely says: each key of the first level is read by itself. One
// that cannot be read is left out, or taken without its quotes and brackets where it is a single line. Nothing of it
// may be published. It tells what the rest of the file is about, so that one fault in the head makes no findings
// elsewhere.
func (f *File) Salvage() *Node {
	head := &Node{Kind: MapNode, Pos: f.headPos()}
	line := headLine
	for rest := f.head; len(rest) > 0; {
		n := keyBlock(rest)
		block := rest[:n]
		if node, _ := decode(f.Path, block, line, maxKeys); node != nil && node.Kind == MapNode {
			head.Pairs = append(head.Pairs, node.Pairs...)
		} else if key, value, ok := strings.Cut(strings.TrimSpace(string(block)), ":"); ok &&
			!strings.Contains(value, "\n") {
			head.Pairs = append(head.Pairs, Pair{
				Key:   &Node{Value: strings.TrimSpace(key), Pos: f.headPos()},
				Value: &Node{Value: strings.Trim(value, " \t\"'[]{}"), Pos: f.headPos()},
			})
		}
		line += bytes.Count(block, newline)
		rest = rest[n:]
	}
	return head
}

// keyBlock gives the length of the first key with what belongs to it: the lines up to the next that is not indented.
func keyBlock(text []byte) int {
	n := 0
	for l := range bytes.Lines(text) {
		if n > 0 && bytes.IndexByte([]byte(" \t-#\r\n]}"), l[0]) < 0 {
			break
		}
		n += len(l)
	}
	return n
}

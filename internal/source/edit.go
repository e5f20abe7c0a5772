package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrEdit says that a head is written in a way in which a key cannot be changed without touching others.
var ErrEdit = errors.New("precept cannot change this key in the way that it is written")

// Edit gives the file with one key of its head changed, or without the key where c is empty. Only what has to change
// does: comments, the order of the keys, quotes, line ends and the body stay as their author wrote them, and so do
// unchanged values within the key. A new key gets its place by the order of the schema.
//
// The result has been read again: every other key says what it said, and this one what it was to say. Where no way of
// writing it does that, or raw cannot be read, the error is ErrEdit and nothing is changed.
func Edit(path string, raw []byte, s Schema, key string, c Content) ([]byte, error) {
	f, _ := Read(path, raw, MaxFile)
	if f == nil || f.Broken {
		return nil, fmt.Errorf("%s: %w", key, ErrEdit)
	}
	if ContentOf(f.Head.Get(key)).Equal(c) {
		return raw, nil
	}
	for _, way := range ways {
		e := newEditor(f)
		e.style = e.styleOf(s, key)
		if pair := e.pair(key); pair != nil {
			way.change(e, pair, c)
		} else {
			e.insertAfter(way.place(e, s, key), e.keyText("", key, c))
		}
		if out := e.apply(raw); !e.failed && f.says(path, out, key, c) {
			return out, nil
		}
	}
	return nil, fmt.Errorf("%s: %w", key, ErrEdit)
}

// EditYAML is Edit for a file that is all head, such as data/site.yaml.
func EditYAML(path string, raw []byte, s Schema, key string, c Content) ([]byte, error) {
	ending := "\n"
	if bytes.Contains(raw, []byte("\r\n")) {
		ending = "\r\n"
	}
	open, text := "", bytes.TrimPrefix(raw, []byte("\uFEFF"))
	mark := raw[:len(raw)-len(text)]
	if !bytes.HasPrefix(text, []byte(delimiter)) {
		open = delimiter + ending
	}
	whole := append([]byte(open), text...)
	if len(text) > 0 && !bytes.HasSuffix(text, newline) {
		whole = append(whole, ending...)
	}
	out, err := Edit(path, append(whole, delimiter+ending...), s, key, c)
	if err != nil {
		return nil, err
	}
	out = bytes.TrimSuffix(bytes.TrimPrefix(out, []byte(open)), []byte(delimiter+ending))
	return append(bytes.Clone(mark), out...), nil
}

// ways are how a key can be changed, and where a new one can be put, from the one that touches least to the one that
// always works.
var ways = []struct {
	change func(*editor, *Pair, Content)
	place  func(*editor, Schema, string) int
}{
	{(*editor).touch, (*editor).below},
	{(*editor).rewrite, (*editor).below},
	{(*editor).move, func(e *editor, _ Schema, _ string) int { return e.end - 1 }},
}

// touch changes what differs within the key and nothing else.
func (e *editor) touch(p *Pair, c Content) {
	if c.Empty() {
		e.removeLines(e.lines(p, e.limit(p)))
		return
	}
	e.set(p, c, e.limit(p))
}

// rewrite writes the key's value afresh.
func (e *editor) rewrite(p *Pair, c Content) {
	if c.Empty() {
		e.touch(p, c)
		return
	}
	e.rewriteValue(p, c, e.limit(p), e.valueText("", c))
}

// move writes the whole key afresh, below the others.
func (e *editor) move(p *Pair, c Content) {
	e.removeLines(e.lines(p, e.limit(p)))
	if !c.Empty() {
		e.insertAfter(e.end-1, e.keyText("", p.Key.Value, c))
	}
}

// says reports whether the edited file has the new content for the key, and is otherwise unchanged.
func (f *File) says(path string, edited []byte, key string, c Content) bool {
	now, _ := Read(path, edited, MaxFile)
	if now == nil || now.Broken || !bytes.Equal(now.Body, f.Body) || !ContentOf(now.Head.Get(key)).Equal(c) {
		return false
	}
	others := func(n *Node) []Keyed {
		return slices.DeleteFunc(ContentOf(n).Keys, func(k Keyed) bool { return k.Key == key })
	}
	return slices.EqualFunc(others(f.Head), others(now.Head), func(a, b Keyed) bool {
		return a.Key == b.Key && a.Value.Equal(b.Value)
	})
}

// editor gathers the changes to the text of one file.
type editor struct {
	f       *File
	starts  []int // offset of each line of the text, from line 1 at index 0
	end     int   // the line that closes the head
	style   Type  // of the key that is changed: how its value is written where it is new
	changes []change
	failed  bool // a place was not found
}

// change replaces the bytes from one offset of the text up to another.
type change struct {
	from, to int
	text     string
}

func newEditor(f *File) *editor {
	e := &editor{f: f, starts: []int{0}, end: f.BodyLine - 1}
	for i, b := range f.Text {
		if b == '\n' {
			e.starts = append(e.starts, i+1)
		}
	}
	return e
}

func (e *editor) pair(key string) *Pair {
	for i := range e.f.Head.Pairs {
		if e.f.Head.Pairs[i].Key.Value == key {
			return &e.f.Head.Pairs[i]
		}
	}
	return nil
}

// limit gives the line after the last one that can belong to a key of the head.
func (e *editor) limit(p *Pair) int {
	for i := range e.f.Head.Pairs {
		if e.f.Head.Pairs[i].Key == p.Key && i+1 < len(e.f.Head.Pairs) {
			return e.f.Head.Pairs[i+1].Key.Pos.Line
		}
	}
	return e.end
}

func (e *editor) styleOf(s Schema, key string) Type {
	if k := find(s.Keys, key); k != nil {
		return k.Type
	}
	return Text
}

// below gives the line after which a new key belongs: the last one of the keys that the schema lists before it.
func (e *editor) below(s Schema, key string) int {
	at := func(key string) int { return slices.IndexFunc(s.Keys, func(k Key) bool { return k.Name == key }) }
	pairs := e.f.Head.Pairs
	line, best := headLine-1, -1
	if len(pairs) > 0 {
		line = pairs[0].Key.Pos.Line - 1
	}
	for i := range pairs {
		if n := at(pairs[i].Key.Value); n > best && n < at(key) {
			_, line = e.lines(&pairs[i], e.limit(&pairs[i]))
			best = n
		}
	}
	return line
}

// replace notes a change.
func (e *editor) replace(from, to int, text string) {
	if from < 0 || to < from {
		e.failed = true
		return
	}
	e.changes = append(e.changes, change{from, to, text})
}

// removeLines takes out whole lines.
func (e *editor) removeLines(first, last int) { e.replace(e.line(first), e.line(last+1), "") }

// insertAfter puts whole lines below a line.
func (e *editor) insertAfter(line int, text string) {
	e.replace(e.line(line+1), e.line(line+1), text+"\n")
}

// line gives the offset of a line's first byte.
func (e *editor) line(n int) int {
	switch {
	case n < 1:
		return -1
	case n > len(e.starts):
		return len(e.f.Text)
	}
	return e.starts[n-1]
}

// textOf gives a line without its end.
func (e *editor) textOf(n int) string {
	return strings.TrimSuffix(string(e.f.Text[max(e.line(n), 0):e.line(n+1)]), "\n")
}

// apply gives the raw bytes with the changes made. The line ends of new lines are those of the file.
func (e *editor) apply(raw []byte) []byte {
	slices.SortStableFunc(e.changes, func(a, b change) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	shift := 0
	if mark := []byte("\uFEFF"); bytes.HasPrefix(raw, mark) {
		shift = len(mark)
	}
	ending := "\n"
	if first := bytes.IndexByte(raw, '\n'); first > 0 && raw[first-1] == '\r' {
		ending = "\r\n"
	}
	var out bytes.Buffer
	at, text := 0, 0 // offsets in raw and in the text
	copyTo := func(offset int, write bool) {
		from := at
		if text == 0 && at == 0 {
			at = shift
		}
		for text < offset {
			if raw[at] == '\r' && at+1 < len(raw) && raw[at+1] == '\n' {
				at++
			}
			at++
			text++
		}
		if write {
			out.Write(raw[from:at])
		}
	}
	for _, c := range e.changes {
		if c.from < text {
			e.failed = true
			return nil
		}
		copyTo(c.from, true)
		copyTo(c.to, false)
		out.WriteString(strings.ReplaceAll(c.text, "\n", ending))
	}
	out.Write(raw[at:])
	return out.Bytes()
}

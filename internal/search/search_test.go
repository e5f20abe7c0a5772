package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func docs(n int) []Doc {
	var list []Doc
	for i := range n {
		var words []string
		for k := range 120 {
			words = append(words, fmt.Sprintf("%c%c%c%d", 'a'+(i*7+k)%26, 'a'+(i+k*3)%26, 'a'+(i*k)%26, (i*k)%(n+1)))
		}
		list = append(list, Doc{
			Title:   fmt.Sprintf("Page %d about indemnity", i),
			Summary: strings.Repeat("what stands on this page and why it does so ", 5),
			Href:    fmt.Sprintf("organisation/page-%05d.html", i),
			Group:   []string{"Guidance", "Form", "Glossary"}[i%3],
			Heads:   []Head{{"Before the start", "#s-before"}},
			Words:   "preceptor preceptee practice " + strings.Join(words, " "),
		})
	}
	return list
}

// open gives the data of each piece by its key.
func open(t *testing.T, shards []Shard) map[string]json.RawMessage {
	t.Helper()
	pieces := map[string]json.RawMessage{}
	for _, s := range shards {
		text, ok := strings.CutPrefix(string(s.Bytes), "preceptSearch(")
		text, ok2 := strings.CutSuffix(text, ")\n")
		key, data, ok3 := strings.Cut(text, ",")
		if !ok || !ok2 || !ok3 {
			t.Fatalf("%s is not a call: %.60s", s.Name, s.Bytes)
		}
		var name string
		if err := json.Unmarshal([]byte(key), &name); err != nil || s.Name != "index-"+name+".js" {
			t.Fatalf("%s calls with the key %s", s.Name, key)
		}
		if !json.Valid([]byte(data)) {
			t.Fatalf("%s does not hold JSON: %.80s", s.Name, data)
		}
		pieces[name] = json.RawMessage(data)
	}
	return pieces
}

type start struct {
	N, Per       int
	Groups, Stop []string
	Keys         []string
}

type piece struct {
	W map[string][]int
	P []int
}

// find looks a word up as the script does: the longest key that the word starts with.
func find(t *testing.T, pieces map[string]json.RawMessage, word string) map[int]int {
	t.Helper()
	var s start
	if err := json.Unmarshal(pieces["start"], &s); err != nil {
		t.Fatal(err)
	}
	for n := len(word); n > 0; n-- {
		key := word[:n]
		if !slices.Contains(s.Keys, key) {
			continue
		}
		var p piece
		if err := json.Unmarshal(pieces[fileOf(key)], &p); err != nil {
			t.Fatal(err)
		}
		found := map[int]int{}
		take := func(list []int) {
			page := 0
			for _, v := range list[1:] {
				page += v / 8
				found[page] = max(found[page], v%8)
			}
		}
		for w, list := range p.W {
			if strings.HasPrefix(w, word) {
				take(list)
			}
		}
		if key == word && p.P != nil {
			take(p.P)
		}
		return found
	}
	return nil
}

func TestFinds(t *testing.T) {
	pieces := open(t, Shards([]Doc{
		{Title: "Indemnity", Summary: "Who covers what", Href: "a.html", Group: "Guidance", Words: "clinic\ncover",
			Also: []string{"Malpractice, being sued"}},
		{Title: "Safe clinics for all", Href: "b.html", Group: "Guidance",
			Heads: []Head{{"Café and Indemnity", "#s-x"}}},
		{Title: "Monthly meeting", Href: "c.html", Group: "Form", Words: "\nindemnity preceptor",
			Names: []string{"Mentor"}},
		{Title: "The glossary", Href: "d.html", Group: "Glossary", Terms: []Head{{"A&E", "#s-ae"}}},
	}))
	for _, c := range []struct {
		word string
		want map[int]int
	}{
		{"indemnity", map[int]int{0: shortTitle, 1: inHead, 2: inText}},
		{"inde", map[int]int{0: shortTitle, 1: inHead, 2: inText}},
		{"clinic", map[int]int{0: often, 1: inTitle}},
		{"cafe", map[int]int{1: inHead}},
		{"covers", map[int]int{0: inSummary}},
		{"malpractice", map[int]int{0: alsoNamed}},
		{"sued", map[int]int{0: alsoNamed}},
		{"ae", map[int]int{3: alsoNamed}},
		{"being sued", map[int]int{0: alsoNamed}},
		{"safe clinics", map[int]int{1: inTitle}},
		{"cafe indemnity", nil},
		{"cover clinic", nil},
		{"preceptor", map[int]int{2: inText}},
		{"mentor", map[int]int{2: often}},
		{"glossary", map[int]int{3: shortTitle}},
		{"the", nil},
		{"nothing", nil},
	} {
		got := find(t, pieces, c.word)
		if len(got) == 0 && len(c.want) == 0 {
			continue
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: found %v, want %v", c.word, got, c.want)
		}
	}
}

// Of a word that many pages hold, those are kept where it weighs most.
func TestHeaviest(t *testing.T) {
	var list []Doc
	for i := range 1000 {
		d := Doc{Title: fmt.Sprintf("Page number %d", i), Href: "a.html", Words: "\ncommon"}
		if i%10 == 9 {
			d.Summary = "Common"
		}
		list = append(list, d)
	}
	got := find(t, open(t, Shards(list)), "common")
	if len(got) != keep {
		t.Fatalf("%d pages are kept", len(got))
	}
	for page, weight := range got {
		if (page%10 == 9) != (weight == inSummary) || page%10 != 9 && page > 111 {
			t.Errorf("page %d is kept with the weight %d", page, weight)
		}
	}
}

// However many processors share the work, the bytes are the same.
func TestSameBytes(t *testing.T) {
	list := docs(300)
	a := Shards(list)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(5))
	b := Shards(list)
	if len(a) != len(b) {
		t.Fatalf("%d pieces, then %d", len(a), len(b))
	}
	for i := range a {
		if a[i].Name != b[i].Name || !bytes.Equal(a[i].Bytes, b[i].Bytes) {
			t.Errorf("%s differs between two runs", a[i].Name)
		}
	}
	if !slices.IsSortedFunc(a, func(x, y Shard) int { return strings.Compare(x.Name, y.Name) }) {
		t.Error("the pieces are not in order")
	}
}

// toolkit makes docs as people write them: few words that many pages have, and many that few have.
func toolkit(n int) []Doc {
	syllables := strings.Fields("pre cep tor com pe ten su per vi sion in dem ni ty re view for mal a gree ment pol i cy")
	seed := uint32(1)
	next := func(below int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % below
	}
	words := make([]string, 6000)
	for i := range words {
		for range 2 + next(3) {
			words[i] += syllables[next(len(syllables))]
		}
	}
	some := func(count int) string {
		list := make([]string, count)
		for i := range list {
			at := next(len(words))
			list[i] = words[at*next(len(words))/len(words)] // the first are used most
		}
		return strings.Join(list, " ")
	}
	list := make([]Doc, n)
	for i := range list {
		list[i] = Doc{Title: some(5), Summary: some(25), Href: fmt.Sprintf("part/section/page-%05d.html", i),
			Group: "Guidance", Words: some(20) + "\n" + some(150)}
		for range 8 {
			list[i].Heads = append(list[i].Heads, Head{some(4), "#s-" + some(2)})
		}
	}
	return list
}

// A reader who types six words, as many as are looked for, and sees the eight best pages loads the start, six pieces of
// words and eight of pages, at most.
func TestBounded(t *testing.T) {
	for _, list := range [][]Doc{docs(10), docs(400), docs(2000), toolkit(10000)} {
		largest := map[string]int{}
		for _, s := range Shards(list) {
			kind := strings.SplitN(s.Name, "-", 3)[1]
			largest[kind] = max(largest[kind], len(s.Bytes))
		}
		if load := largest["start.js"] + 6*largest["w"] + 8*largest["d"]; load > 100<<10 {
			t.Errorf("%d pages: a search may load %d bytes (%v)", len(list), load, largest)
		}
	}
}

func TestPrefixOfManyWords(t *testing.T) {
	pieces := open(t, Shards(docs(1000)))
	for _, word := range []string{"a", "in", "prec", "preceptor"} {
		if got := find(t, pieces, word); len(got) == 0 {
			t.Errorf("nothing found for %q", word)
		}
	}
}

func TestSafeWithinAScript(t *testing.T) {
	nasty := "</script><!-- \u2028\u2029 <b>"
	for _, s := range Shards([]Doc{{Title: nasty, Summary: nasty, Href: "a.html", Group: nasty,
		Heads: []Head{{nasty, "#" + nasty}}}}) {
		for _, bad := range []string{"<", ">", "\u2028", "\u2029"} {
			if strings.Contains(string(s.Bytes), bad) {
				t.Errorf("%s holds %q: %s", s.Name, bad, s.Bytes)
			}
		}
	}
}

func TestEmpty(t *testing.T) {
	pieces := open(t, Shards(nil))
	var s start
	if err := json.Unmarshal(pieces["start"], &s); err != nil || s.N != 0 || s.Keys == nil || s.Groups == nil {
		t.Errorf("an empty toolkit gives %s", pieces["start"])
	}
}

func FuzzShards(f *testing.F) {
	for _, s := range []string{"", "Café's", "a-b_c", "ÅÄÖ 12", "\xff\xfe", "İstanbul", "漢字かな", "</script>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		open(t, Shards([]Doc{{Title: text, Href: "a.html", Summary: text, Also: []string{text}}}))
	})
}

func BenchmarkShards(b *testing.B) {
	list := docs(2000)
	b.ReportAllocs()
	for b.Loop() {
		Shards(list)
	}
}

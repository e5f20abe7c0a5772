package identify

import (
	"slices"
	"testing"

	"golang.org/x/tools/txtar"
)

// everywhere is Hits without the search for places to look at.
func everywhere(text, label string) []Hit {
	return find(text, func(s *search) {
		for i := range rules() {
			r := &rules()[i]
			s.look(r, r.words != nil && r.words.MatchString(label), []span{{0, len(s.text)}})
		}
	})
}

// FuzzPlaces: what the table says of places to look at saves time and loses nothing.
func FuzzPlaces(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/vectors.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(string(file.Data), "")
		f.Add(string(file.Data), "Patient, born, address")
	}
	f.Fuzz(func(t *testing.T, text, label string) {
		if got, want := Hits(text, label), everywhere(text, label); !slices.Equal(got, want) {
			t.Fatalf("%q, %q: found %+v, want %+v", text, label, got, want)
		}
	})
}

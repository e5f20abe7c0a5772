package portfolio

import "precept/internal/form"

// Reader is whom a portfolio is built for.
type Reader string

// The readers, from the one who sees most of their own to the widest circle.
const (
	ForPreceptee Reader = "preceptee"
	ForPair      Reader = "pair"     // preceptee and preceptor
	ForPractice  Reader = "practice" // and the organisation, an appraiser, an inspector
)

// Readers lists every reader.
func Readers() []Reader { return []Reader{ForPreceptee, ForPair, ForPractice} }

// Words says whom a portfolio is built for.
func (r Reader) Words() string {
	switch r {
	case ForPair:
		return "built for the preceptee and the preceptor"
	case ForPractice:
		return "built for the practice"
	}
	return "built for the preceptee"
}

// Access is how much of a record a reader sees.
type Access uint8

// What a reader may see of a record.
const (
	Nothing Access = iota // not even that it exists
	Line                  // that it exists: form, date, state, who signed
	Whole
)

// Access says how much of a record of this form the reader sees.
func (r Reader) Access(f *form.Form) Access {
	switch f.Visibility {
	case "practice":
		return Whole
	case "practice-only":
		if r == ForPractice {
			return Whole
		}
		return Nothing
	case "date":
		if r == ForPreceptee {
			return Whole
		}
		return Line
	case "pair":
		if r == ForPractice {
			return Line
		}
		return Whole
	}
	// private answers lie in a file of their own, which is in no build
	return Line
}

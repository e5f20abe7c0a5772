package view

// Adapted is what a copy of a toolkit does to the one that it is based on.
type Adapted struct {
	Page
	Over    string         // says how much of it is unchanged
	Lists   []AdaptedPages // pages by what was done with them; no group is empty
	Waivers []Waived       // what the toolkit must say, and does not apply here
}

// AdaptedPages lists pages that were treated in the same way.
type AdaptedPages struct {
	Title, ID, Note string
	Pages           []ChangedLine
}

// Waived is a requirement that does not apply, with the reason.
type Waived struct {
	Requirement Link
	Reason      string
	By          string // who approved that
	Until       Date
}

package item

// Fault is what is wrong with a piece of the grammar and what to write instead. The reader of a page turns it into a
// finding; the severity is decided by the catalogue of rules.
type Fault struct {
	Rule    string
	Pos     Pos
	Message string
	Help    string
}

// At gives the place in a file of the bytes from..to of the text that is being scanned.
type At func(from, to int) Pos

// The rules that the grammar itself checks.
const (
	RuleSyntax    = "item-syntax"
	RulePlace     = "item-place"
	RuleIDBad     = "id-bad"
	RuleAttribute = "attribute-bad"
)

package programme

import "precept/internal/wording"

// State says how far a milestone or a competency has got, in the words that people read.
type State wording.Phrase

// The states. NoState is that of a programme without dates.
const (
	NoState       State = ""
	Done          State = "done"
	InProgress    State = "in progress"
	Waiting       State = "waiting for a signature"
	Past          State = "past its date"
	NotStarted    State = "not started"
	Agreed        State = "accepted with a plan"
	NotApplicable State = "not applicable"
)

// Words say the state to a reader.
func (s State) Words(w *wording.Words) string { return w.Say(wording.Phrase(s)) }

// States lists the states that a key explains, in its order.
func States() []State {
	return []State{Done, InProgress, Waiting, Past, NotStarted, Agreed, NotApplicable}
}

// Closed reports whether there is nothing left to do.
func (s State) Closed() bool { return s == Done || s == NotApplicable || s == Agreed }

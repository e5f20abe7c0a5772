package view

import "html/template"

// Shared gives a part of a frame that is the same on several pages: as it was drawn for another of them, or else what
// draw gives. It is safe for concurrent use.
type Shared func(part string, draw func() (template.HTML, error)) (template.HTML, error)

// SharedParts gives what a page shares with others, or nil. Every page has it from its frame.
func (f Frame) SharedParts() Shared { return f.Shared }

package view

import (
	"html/template"
	"sync"
)

// Surroundings keep the parts of a frame that are the same on all pages of one section and depth, so that each is drawn once. It
// is safe for concurrent use; its zero value is empty.
type Surroundings struct {
	mu    sync.Mutex
	parts map[string]template.HTML
}

// Part gives the part of that name, which draw makes where it is asked for first.
func (s *Surroundings) Part(name string, draw func() (template.HTML, error)) (template.HTML, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if part, ok := s.parts[name]; ok {
		return part, nil
	}
	part, err := draw()
	if err != nil {
		return "", err
	}
	if s.parts == nil {
		s.parts = map[string]template.HTML{}
	}
	s.parts[name] = part
	return part, nil
}

// Around gives the surroundings that a page shares with others, or nil.
func (f Frame) Around() *Surroundings { return f.Surroundings }

package store

import (
	"fmt"
	"os"
	"sync"
)

// Spill keeps byte strings until they are asked for again: in memory up to a bound, past it in one temporary file that
// has no name and is gone when the process ends. It may be used from several goroutines at once. What it is given may
// reach the disk of this machine; what must not is not to be put in.
type Spill struct {
	mu     sync.Mutex
	bound  int64
	held   int64    // bytes in chunks
	chunks [][]byte // each filled from its start
	file   *os.File
	named  bool  // the file still has its name, as an open one must on some systems
	size   int64 // bytes given out in file
	err    error // the first failure to write; it spoils all that went to the file
}

// Ref is where a Spill keeps one byte string. It is good for that Spill alone.
type Ref struct {
	at   int64 // in memory: chunk number and place in it; in the file: minus one minus the place
	size int64
}

const (
	chunkBits = 20 // 1 MiB a chunk; a longer byte string gets a chunk to itself
	chunkSize = 1 << chunkBits
)

// NewSpill makes a Spill that keeps about bound bytes in memory.
func NewSpill(bound int64) *Spill { return &Spill{bound: bound} }

// Put keeps a copy of b. A disk that fails is reported by Get.
func (s *Spill) Put(b []byte) Ref {
	s.mu.Lock()
	if s.held+int64(len(b)) <= s.bound {
		defer s.mu.Unlock()
		return s.keep(b)
	}
	at := s.size
	s.size += int64(len(b))
	if s.file == nil && s.err == nil {
		s.open()
	}
	file := s.file
	s.mu.Unlock()
	if file != nil {
		if _, err := file.WriteAt(b, at); err != nil {
			s.mu.Lock()
			if s.err == nil {
				s.err = err
			}
			s.mu.Unlock()
		}
	}
	return Ref{-1 - at, int64(len(b))}
}

func (s *Spill) keep(b []byte) Ref {
	last := len(s.chunks) - 1
	if last < 0 || cap(s.chunks[last])-len(s.chunks[last]) < len(b) {
		s.chunks = append(s.chunks, make([]byte, 0, max(min(chunkSize, s.bound-s.held), int64(len(b)))))
		last++
	}
	at := int64(last)<<chunkBits + int64(len(s.chunks[last]))
	s.chunks[last] = append(s.chunks[last], b...)
	s.held += int64(len(b))
	return Ref{at, int64(len(b))}
}

// Get gives the bytes back. They may be shared with the Spill: read them, do not change them.
func (s *Spill) Get(r Ref) ([]byte, error) {
	if r.at >= 0 {
		return s.memory(r), nil
	}
	return s.read(r)
}

func (s *Spill) memory(r Ref) []byte {
	if r.size == 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	chunk, from := r.at>>chunkBits, r.at&(chunkSize-1)
	return s.chunks[chunk][from : from+r.size : from+r.size]
}

func (s *Spill) read(r Ref) ([]byte, error) {
	s.mu.Lock()
	file, err := s.file, s.err
	s.mu.Unlock()
	if err != nil {
		return nil, fmt.Errorf("keeping pages in a temporary file below %s: %w", os.TempDir(), Cause(err))
	}
	b := make([]byte, r.size)
	if _, err := file.ReadAt(b, -1-r.at); err != nil {
		return nil, fmt.Errorf("reading back pages from a temporary file below %s: %w", os.TempDir(), Cause(err))
	}
	return b, nil
}

// Close gives memory and file back. No Ref is good after it.
func (s *Spill) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chunks, s.held = nil, 0
	if s.file == nil {
		return nil
	}
	file := s.file
	s.file, s.err = nil, os.ErrClosed
	err := file.Close()
	if s.named {
		os.Remove(file.Name())
	}
	return err
}

// open makes a file that only this user may read and takes its name away at once.
func (s *Spill) open() {
	if s.file, s.err = os.CreateTemp("", "precept-spill-*"); s.err == nil {
		s.named = os.Remove(s.file.Name()) != nil
	}
}

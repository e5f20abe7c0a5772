package store

import (
	"fmt"
	"os"
	"sync"
)

// Spill keeps byte strings, in memory up to a bound and beyond it in one temporary file, which has no name and is gone
// when the process ends. Several goroutines may use it at once. Never put in what must not reach the disk of this
// machine.
type Spill struct {
	mu       sync.Mutex
	bound    int64
	inMemory int64    // bytes in chunks
	chunks   [][]byte // each filled from its start
	file     *os.File
	named    bool  // the file still has a name: some systems cannot remove an open file
	size     int64 // bytes of the file that are in use
	err      error // the first error of the file; after it nothing in the file can be read
}

// Ref says where a Spill keeps one byte string. It is valid only for that Spill.
type Ref struct {
	at   int64 // in memory: chunk number and offset in it; in the file: -1 minus the offset
	size int64
}

const (
	chunkBits = 20 // a chunk has 1 MiB; a longer byte string gets a chunk of its own
	chunkSize = 1 << chunkBits
)

// NewSpill makes a Spill that keeps about bound bytes in memory.
func NewSpill(bound int64) *Spill { return &Spill{bound: bound} }

// Put keeps a copy of b. Get reports an error of the disk.
func (s *Spill) Put(b []byte) Ref {
	s.mu.Lock()
	if s.inMemory+int64(len(b)) <= s.bound {
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
		s.chunks = append(s.chunks, make([]byte, 0, max(min(chunkSize, s.bound-s.inMemory), int64(len(b)))))
		last++
	}
	at := int64(last)<<chunkBits + int64(len(s.chunks[last]))
	s.chunks[last] = append(s.chunks[last], b...)
	s.inMemory += int64(len(b))
	return Ref{at, int64(len(b))}
}

// Get gives the bytes back. They may be shared with the Spill and must not be changed.
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

// Close frees the memory and the file. No Ref is valid after it.
func (s *Spill) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chunks, s.inMemory = nil, 0
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

// open makes a file that only this user may read, and removes its name at once.
func (s *Spill) open() {
	if s.file, s.err = os.CreateTemp("", "precept-spill-*"); s.err == nil {
		s.named = os.Remove(s.file.Name()) != nil
	}
}

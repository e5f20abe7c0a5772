package media

import (
	"crypto/sha256"
	"sync"
)

// Kept keeps cleaned pictures, by the bytes that they were made of: a picture that is asked for again is not cleaned
// again. Past its bound the oldest go. A nil Kept keeps nothing.
type Kept struct {
	bound int // bytes

	mu    sync.Mutex
	size  int
	order [][sha256.Size]byte // from the oldest
	clean map[[sha256.Size]byte][]byte
}

// NewKept makes one that keeps so many bytes.
func NewKept(bound int) *Kept { return &Kept{bound: bound, clean: map[[sha256.Size]byte][]byte{}} }

// Clean is Clean of the package. The bytes that it gives must not be changed.
func (k *Kept) Clean(raw []byte) ([]byte, error) {
	if k == nil {
		return Clean(raw)
	}
	digest := sha256.Sum256(raw)
	k.mu.Lock()
	clean, done := k.clean[digest]
	k.mu.Unlock()
	if done {
		return clean, nil
	}
	clean, err := Clean(raw)
	if err == nil {
		k.add(digest, clean)
	}
	return clean, err
}

func (k *Kept) add(digest [sha256.Size]byte, clean []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, done := k.clean[digest]; done || len(clean) > k.bound {
		return
	}
	k.clean[digest], k.order, k.size = clean, append(k.order, digest), k.size+len(clean)
	for k.size > k.bound {
		k.size -= len(k.clean[k.order[0]])
		delete(k.clean, k.order[0])
		k.order = k.order[1:]
	}
}

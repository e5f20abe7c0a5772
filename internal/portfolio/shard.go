package portfolio

import "hash/fnv"

// Shard is one of several disjoint parts of all preceptees, chosen only by their ids, so that a person who joins or
// leaves does not move others to another part. The zero Shard is everybody.
type Shard struct{ K, N int } // the Kth of N parts, from 1

// Has reports whether somebody is in the part.
func (s Shard) Has(id string) bool {
	if s.N == 0 {
		return true
	}
	h := fnv.New32a()
	h.Write([]byte(id))
	return int(h.Sum32()%uint32(s.N)) == s.K-1
}

package portfolio

import (
	"fmt"
	"testing"
)

// TestShard: everybody is in exactly one part, and the parts are of much the same size.
func TestShard(t *testing.T) {
	const parts, people = 4, 1000
	var size [parts]int
	for i := range people {
		id, in := fmt.Sprintf("person-%d", i), 0
		for k := range parts {
			if (Shard{k + 1, parts}).Has(id) {
				in++
				size[k]++
			}
		}
		if in != 1 || !(Shard{}).Has(id) || !(Shard{1, 1}).Has(id) {
			t.Errorf("%s is in %d parts", id, in)
		}
	}
	for k, n := range size {
		if n < people/parts*3/4 || n > people/parts*5/4 {
			t.Errorf("part %d has %d of %d", k+1, n, people)
		}
	}
}

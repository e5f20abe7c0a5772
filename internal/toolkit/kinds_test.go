package toolkit

import (
	"slices"
	"testing"

	"precept/internal/item"
)

// TestEachKind checks that every kind of page that the grammar has is in this package's list, and that its items are
// written.
func TestEachKind(t *testing.T) {
	var names []item.Kind
	for _, k := range kinds {
		names = append(names, k.name)
		if k.name.HoldsItems() != (k.write != nil) {
			t.Errorf("%s: holds items: %v, writes them: %v", k.name, k.name.HoldsItems(), k.write != nil)
		}
		if k.portfolios && k.model == nil {
			t.Errorf("%s: portfolios are made from it, but nothing makes a model of it", k.name)
		}
	}
	if !slices.Equal(names, item.Kinds()) {
		t.Errorf("kinds are %v here and %v in item", names, item.Kinds())
	}
}

package build_test

import (
	"context"
	"testing"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/portfolio"
)

// TestShippedIsLocked: both versions of the example are as they were released.
func TestShippedIsLocked(t *testing.T) {
	t.Parallel()
	s, err := build.Prepare(context.Background(), build.Options{Project: shipped, AsOfGiven: true,
		AsOf: civil.Date{Year: 2026, Month: 10, Day: 5}, Generator: "precept test", Reader: portfolio.ForPreceptee})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, name := range []string{"2025.1", "2026.1"} {
		v := s.Toolkit.Version(name)
		if v == nil || v.Lock == nil {
			t.Fatalf("version %s is not locked", name)
		}
		if len(v.Differences) > 0 {
			t.Errorf("version %s differs from its lock: %v", name, v.Differences)
		}
	}
}

package desk

import "sync/atomic"

// kept is what was worked out of a site, until there is a newer one: the pages of the desk ask for the same again and
// again, and of many people it takes long. It holds nothing of the site itself.
type kept[T any] struct{ last atomic.Pointer[keptOf[T]] }

type keptOf[T any] struct {
	until <-chan struct{} // of the site
	value T
}

// of gives what work makes of the site. Nobody may change it.
func (k *kept[T]) of(site Site, work func() T) T {
	if last := k.last.Load(); last != nil && last.until == site.Changed && site.Changed != nil {
		return last.value
	}
	value := work()
	k.last.Store(&keptOf[T]{site.Changed, value})
	return value
}

package timeline

import (
	"math"
	"slices"
)

// The axis of time is not even: a phase has the room that its marks and its heading need, and what is left is shared by
// length. Within a phase time runs on from left to right (or down), and marks of one day are on one line in every lane.

// station is a time within a phase at which something is drawn.
type station struct {
	t   float64
	pos float64 // along the axis, once the axis has been laid out
}

// seat is the room that something takes at a station.
type seat struct {
	station int
	size    float64
}

// stretch is one phase along the axis.
type stretch struct {
	t0, t1   float64
	stations []station
	rails    [][]seat // seats that may not overlap: the marks of a lane, the times of one series
	least    float64  // room for its heading
	from, to float64  // along the axis, once laid out
	gap      float64  // months without a phase before it
}

// spacing are the lengths that the axis keeps.
type spacing struct {
	pad     float64 // within a phase, before the first mark and after the last
	half    float64 // half of a mark's room
	apart   float64 // between phases
	between float64 // between marks of one lane, on top of their own room
	step    float64 // least distance from one station to the next
}

// place gives each station its place from the beginning of the stretch, with at least rate units to a month, and the
// length of the stretch.
func (s *stretch) place(rate float64, sp spacing) (pos []float64, length float64) {
	pos = make([]float64, len(s.stations))
	base := sp.pad + sp.half
	for k, st := range s.stations {
		if k == 0 {
			pos[k] = max(base, rate*(st.t-s.t0))
		} else {
			pos[k] = pos[k-1] + max(sp.step, rate*(st.t-s.stations[k-1].t))
		}
		for _, rail := range s.rails {
			i := slices.IndexFunc(rail, func(x seat) bool { return x.station == k })
			switch {
			case i < 0:
			case i == 0:
				pos[k] = max(pos[k], sp.pad+rail[0].size/2)
			default:
				pos[k] = max(pos[k], pos[rail[i-1].station]+(rail[i-1].size+rail[i].size)/2+sp.between)
			}
		}
	}
	length = max(2*base, rate*(s.t1-s.t0))
	if n := len(s.stations); n > 0 {
		length = pos[n-1] + max(base, rate*(s.t1-s.stations[n-1].t))
	}
	for _, rail := range s.rails {
		if n := len(rail); n > 0 {
			length = max(length, pos[rail[n-1].station]+rail[n-1].size/2+sp.pad)
		}
	}
	return pos, length
}

// axis is all phases along one line.
type axis struct {
	stretches []stretch
	spacing
}

// length is how long the axis is with rate units to a month.
func (a *axis) length(rate float64) float64 {
	total := 0.0
	for i := range a.stretches {
		s := &a.stretches[i]
		_, l := s.place(rate, a.spacing)
		total += max(l, s.least) + rate*s.gap
		if i > 0 {
			total += a.apart
		}
	}
	return total
}

// fit lays the axis out from a place on, with this length, or more where it needs more. It gives the place where it
// ends.
func (a *axis) fit(from, length float64) float64 {
	rate := widest(length, a.length)
	rest := 0.0
	if n := len(a.stretches); n > 0 {
		rest = max(0, length-a.length(rate)) / float64(n)
	}
	return a.lay(from, rate, func(int) float64 { return rest }, func(int) float64 { return 0 })
}

// lay lays the axis out from a place on with rate units to a month, more room in each stretch, and a head before each.
func (a *axis) lay(from, rate float64, more, head func(i int) float64) float64 {
	at := from
	for i := range a.stretches {
		s := &a.stretches[i]
		if i > 0 {
			at += a.apart
		}
		at += rate*s.gap + head(i)
		_, l := s.place(rate, a.spacing)
		l = max(l, s.least) + more(i)
		s.from, s.to = math.Round(at), math.Round(at+l)
		s.spread(a.spacing)
		at += l
	}
	return math.Round(at)
}

// spread gives the stations of a stretch their places once its ends are known: as far apart as there is room, or in the
// middle where the stretch has no length in time.
func (s *stretch) spread(sp spacing) {
	length := s.to - s.from
	rate := 0.0
	if s.t1 > s.t0 {
		rate = widest(length, func(rate float64) float64 { _, l := s.place(rate, sp); return l })
	}
	pos, l := s.place(rate, sp)
	shift := max(0, length-l) / 2
	for k := range s.stations {
		s.stations[k].pos = math.Round(s.from + shift + pos[k])
	}
}

// widest gives the highest rate at which something is not longer than it may be, by halving. Rounding afterwards makes
// the answer the same on every machine.
func widest(length float64, at func(rate float64) float64) float64 {
	low, high := 0.0, 512.0
	for range 30 {
		if mid := (low + high) / 2; at(mid) <= length {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// at gives the place of a time within the stretch.
func (s *stretch) at(t float64) float64 {
	lastT, lastPos := s.t0, s.from
	for _, st := range s.stations {
		if st.t > t {
			return between(t, lastT, lastPos, st.t, st.pos)
		}
		lastT, lastPos = st.t, st.pos
	}
	return between(t, lastT, lastPos, s.t1, s.to)
}

func between(t, t0, p0, t1, p1 float64) float64 {
	if t1 <= t0 || t <= t0 {
		return p0
	}
	return math.Round(p0 + (p1-p0)*min(1, (t-t0)/(t1-t0)))
}

// at gives the place of a time on the whole axis; before the first phase and after the last it gives their ends.
func (a *axis) at(t float64) float64 {
	for i := range a.stretches {
		s := &a.stretches[i]
		switch {
		case t < s.t0 && i == 0:
			return s.from
		case t < s.t0:
			before := &a.stretches[i-1]
			return between(t, before.t1, before.to, s.t0, s.from)
		case t < s.t1:
			return s.at(t)
		case t == s.t1 && s.t0 == s.t1:
			return math.Round((s.from + s.to) / 2)
		}
	}
	if n := len(a.stretches); n > 0 {
		return a.stretches[n-1].to
	}
	return 0
}

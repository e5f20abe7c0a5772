package timeline

import (
	"math"
	"slices"
	"strconv"

	"precept/internal/programme"
)

// sizes are the lengths of a drawing, in its own units.
type sizes struct {
	width  float64 // of the whole drawing
	gutter float64 // for the names of the lanes, or the months
	font   float64 // of the smallest text
	cell   float64 // room of a mark
	r      float64 // half a mark
	dot    float64 // room of a time of a series
	track  float64 // room of a series across its lane
}

// sizes gives the lengths of a chart's drawing: the usual ones, and more where its names or its numbers need more.
func (c *Chart) sizes(o Orientation) sizes {
	s := sizes{width: 960, gutter: 180, font: 17, cell: 43, r: 17, dot: 19, track: 54}
	if o == Tall {
		s = sizes{width: 320, gutter: 34, font: 14, cell: 36, r: 14.5, dot: 17, track: 36}
		if c.Dated {
			s.gutter, s.cell = 38, 38
		}
	} else {
		if c.Dated {
			s.cell = 46
		}
		for _, l := range c.Lanes {
			s.gutter = max(s.gutter, min(300, math.Ceil(nameFrom+longestWord(l.Title, true)*printed*s.font+nameAir)))
		}
	}
	most := 0
	for i := range c.Marks {
		most = max(most, c.Marks[i].Number)
	}
	grow := max(0, width(strconv.Itoa(most), true)*s.font+5-2*s.r)
	s.cell, s.r, s.track = s.cell+grow, s.r+grow/2, s.track+grow
	return s
}

// nameFrom is where the names of the lanes begin in a wide drawing, nameAir the room after them.
const nameFrom, nameAir = 38.0, 14.0

// block is the marks of one lane at one station, or one time of a series.
type block struct {
	station int
	marks   []int // indices into Chart.Marks
}

// room is what is in one lane of one phase.
type room struct {
	blocks []block
	series []series
	rows   int // marks of one day side by side across the lane, at most
}

// series is a monthly milestone within a phase; its first time has the number.
type series struct {
	number int
	times  []block
}

// layout is a chart with its places along the axis.
type layout struct {
	*Chart
	sizes
	axis
	rooms [][]room // by phase, then lane
}

// newLayout sorts the marks into rooms and makes the axis, not yet laid out.
func newLayout(c *Chart, sz sizes, sp spacing, rows func(lane, tracks int) int) *layout {
	l := &layout{Chart: c, sizes: sz}
	l.spacing = sp
	l.rooms = make([][]room, len(c.Phases))
	for i, band := range c.Phases {
		s := stretch{t0: band.T0, t1: max(band.T0, band.T1)}
		if i > 0 {
			s.gap = max(0, s.t0-l.stretches[i-1].t1)
		}
		rooms := make([]room, len(c.Lanes))
		for k := range c.Marks {
			m := &c.Marks[k]
			lane := slices.IndexFunc(c.Lanes, func(x programme.Lane) bool { return x.ID == m.Lane })
			if m.Phase != i || lane < 0 {
				continue
			}
			t := min(max(m.At, s.t0), s.t1)
			if n := len(s.stations); n == 0 || s.stations[n-1].t < t {
				s.stations = append(s.stations, station{t: t})
			}
			rooms[lane].add(len(s.stations)-1, k, m)
		}
		for j := range rooms {
			rm := &rooms[j]
			rm.rows = max(1, rows(j, len(rm.series)))
			if len(rm.blocks) > 0 {
				s.rails = append(s.rails, rm.seats(l.cell))
			}
			for _, x := range rm.series {
				seats := []seat{{x.times[0].station, l.cell - sp.between}}
				for _, b := range x.times[1:] {
					seats = append(seats, seat{b.station, l.dot - sp.between})
				}
				s.rails = append(s.rails, seats)
			}
		}
		l.rooms[i] = rooms
		l.stretches = append(l.stretches, s)
	}
	return l
}

func (r *room) add(station, mark int, m *Mark) {
	if m.Repeat {
		i := slices.IndexFunc(r.series, func(s series) bool { return s.number == m.Number })
		if i < 0 {
			i = len(r.series)
			r.series = append(r.series, series{number: m.Number})
		}
		s := &r.series[i]
		if n := len(s.times); n > 0 && s.times[n-1].station == station {
			s.times[n-1].marks = append(s.times[n-1].marks, mark)
			return
		}
		s.times = append(s.times, block{station, []int{mark}})
		return
	}
	if n := len(r.blocks); n > 0 && r.blocks[n-1].station == station {
		r.blocks[n-1].marks = append(r.blocks[n-1].marks, mark)
		return
	}
	r.blocks = append(r.blocks, block{station, []int{mark}})
}

// seats gives the room that the blocks take along the axis.
func (r *room) seats(cell float64) []seat {
	var list []seat
	for _, b := range r.blocks {
		along, _ := grid(len(b.marks), r.rows)
		list = append(list, seat{b.station, float64(along) * cell})
	}
	return list
}

// grid splits n marks into as few columns along the axis as its rows allow, as evenly as possible.
func grid(n, rows int) (along, across int) {
	along = (n + rows - 1) / rows
	return along, (n + along - 1) / along
}

// merge moves stations of one stretch together that are closer than so many months, for a chart with more marks than a
// page has room for.
func (c *Chart) merge(months float64) *Chart {
	d := *c
	d.Marks = slices.Clone(c.Marks)
	for i := range d.Marks {
		if m := &d.Marks[i]; !m.Repeat {
			t0 := d.Phases[m.Phase].T0
			m.At = t0 + math.Floor(max(0, m.At-t0)/months)*months
		}
	}
	d.sort()
	return &d
}

// across makes the layout with time from left to right. headings say how much room the heading of a phase takes; the
// first is preferred. It gives the marks of one day more rows, and times of a series less room, until all of it fits.
// In the end it makes the drawing wider.
func (c *Chart) across(headings ...func(Band) float64) *layout {
	sz := c.sizes(Wide)
	try := func(c *Chart, rows int, dot float64, heading func(Band) float64) (*layout, bool) {
		sz.dot = dot
		l := newLayout(c, sz, spacing{pad: 10, half: sz.cell / 2, apart: 6, between: 6, step: 4},
			func(int, int) int { return rows })
		for i := range l.stretches {
			l.stretches[i].least = heading(c.Phases[i])
		}
		return l, l.length(0) <= sz.width-sz.gutter
	}
	var l *layout
ways:
	for _, way := range []struct {
		merge float64
		rows  int
		dot   float64
	}{{0, 3, 19}, {0, 4, 19}, {0, 6, 16}, {0, 6, 9}, {0.5, 6, 9}, {1, 8, 5}, {2, 10, 5}, {6, 20, 4}, {36, 60, 4},
		{120, 2000, 3}} {
		chart := c
		if way.merge > 0 {
			chart = c.merge(way.merge)
		}
		for _, heading := range headings {
			var ok bool
			if l, ok = try(chart, way.rows, way.dot, heading); ok {
				break ways
			}
		}
	}
	l.width = max(l.width, math.Ceil(l.gutter+l.length(0)))
	return l
}

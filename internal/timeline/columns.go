package timeline

import "math"

// column is the place of a lane across an upright drawing.
type column struct{ from, width float64 }

func (c column) middle() float64 { return c.from + c.width/2 }

type columns []column

// columnGap is the room between two columns.
const columnGap = 4.0

// columns splits the drawing among the lanes: evenly, except for a lane whose name is wider. Where the names do not all
// fit side by side, all are even.
func (c *Chart) columns(sz sizes) columns {
	names := make([]float64, len(c.Lanes))
	for j, lane := range c.Lanes {
		names[j] = longestWord(lane.Title, true)*sz.font + 2
	}
	list := make(columns, len(c.Lanes))
	for j, w := range shares(sz.width-sz.gutter-columnGap*float64(len(c.Lanes)), names) {
		list[j].width = w
	}
	return list
}

// shares splits a room into equal parts, except for those that need more; where the needs exceed the room, all are
// equal.
func shares(room float64, needs []float64) []float64 {
	list := make([]float64, len(needs))
	total := 0.0
	for _, need := range needs {
		total += need
	}
	fixed := make([]bool, len(needs))
	rest, open := room, len(needs)
	for again := total <= room; again; {
		again = false
		for i, need := range needs {
			if !fixed[i] && need > rest/float64(open) {
				fixed[i], list[i], again = true, need, true
				rest, open = rest-need, open-1
			}
		}
	}
	for i := range list {
		if !fixed[i] {
			list[i] = max(0, rest/float64(open))
		}
	}
	return list
}

// widen gives each column the room of what must be side by side in it, places them all and gives the width of the
// drawing.
func (c columns) widen(l *layout) float64 {
	at := l.gutter
	for j := range c {
		for _, rooms := range l.rooms {
			least := float64(len(rooms[j].series)) * l.track
			if len(rooms[j].blocks) > 0 {
				least += l.cell
			}
			c[j].width = max(c[j].width, least)
		}
		c[j].from = math.Round(at + columnGap/2)
		at += c[j].width + columnGap
	}
	return math.Ceil(max(at, l.width))
}

// name is a lane's name over its column.
type name struct {
	lines       []string
	middle, top float64
}

// nameLine is the distance from one line of a lane's name to the next.
const nameLine = 18.0

// laneNames places the names of the lanes over their columns, and gives the room that they take down the page. A name
// that would run into the one before it is lower.
func (l *layout) laneNames(cols columns) (names []name, room float64) {
	const apart = 5.0
	type level struct{ top, right, next float64 }
	var levels []level
	for j, lane := range l.Lanes {
		most := max(cols[j].width, longestWord(lane.Title, true)*l.font)
		n := name{lines: lines(lane.Title, l.font, min(most, l.width-8), true, 3)}
		half := 0.0
		for _, s := range n.lines {
			half = max(half, width(s, true)*l.font/2)
		}
		n.middle = min(max(cols[j].middle(), half), l.width-half)
		k := 0
		for k < len(levels) && levels[k].right+apart > n.middle-half {
			k++
		}
		if k == len(levels) {
			levels = append(levels, level{})
		}
		levels[k].right = n.middle + half
		levels[k].next = max(levels[k].next, nameLine*float64(len(n.lines)))
		n.top = float64(k) // for now its level
		names = append(names, n)
	}
	for k := range levels {
		levels[k].top = room
		room += levels[k].next
	}
	for j := range names {
		names[j].top = levels[int(names[j].top)].top
	}
	return names, max(room, nameLine)
}

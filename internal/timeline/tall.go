package timeline

import (
	"math"
	"slices"
	"strconv"
)

// The lengths of the tall picture, in its own units.
const (
	tallHead = 16.0 // text of a phase's heading
	tallLine = 21.0 // from one line of a heading to the next
	tallRate = 26.0 // a month at least
	tallKey  = 30.0 // a line of the key
)

// tall is the layout of the tall picture with what its columns and phases are called, in lines.
type tall struct {
	*layout
	cols  columns
	names []name
	heads [][]string
	top   float64 // where the phases begin
}

// tall makes the layout with time running down, from top to end.
func (c *Chart) tall() (d *tall, end float64) {
	sz := c.sizes(Tall)
	cols := c.columns(sz)
	l := newLayout(c, sz, spacing{pad: 8, half: sz.cell / 2, apart: 16, between: 5, step: 4},
		func(lane, tracks int) int { return int((cols[lane].width - float64(tracks)*sz.track) / sz.cell) })
	l.width = cols.widen(l)
	names, nameRoom := l.laneNames(cols)
	d = &tall{layout: l, cols: cols, names: names, heads: make([][]string, len(l.Phases)), top: 46 + nameRoom}
	for i, b := range l.Phases {
		d.heads[i] = lines(b.Title, tallHead, l.width-8, true, 3)
	}
	return d, l.lay(d.top, tallRate, func(int) float64 { return 0 }, d.headRoom)
}

// headRoom is the height of a phase's heading, with its dates where it has them.
func (d *tall) headRoom(phase int) float64 {
	n := len(d.heads[phase])
	if d.Dated {
		n++
	}
	return tallLine*float64(n) + 4
}

// drawTall draws lanes as columns and phases one under another, time running down: the picture for narrow screens and
// tall sheets.
func (c *Chart) drawTall(p *pen, o SVGOptions) {
	d, end := c.tall()
	key := d.key(p)
	height := end + 12 + float64(len(key))*tallKey
	c.top(p, o, "tl-tall", d.width, math.Ceil(height), d.font)
	d.drawLanes(p)
	d.drawPhases(p)
	for _, y := range d.pauses() {
		p.hatched(d.gutter, y[0], d.width-d.gutter, y[1]-y[0])
	}
	today, plate, hasToday := d.tallToday()
	for _, t := range d.tallTicks() {
		if !hasToday || math.Abs(t.pos-plate-plateHeight/2) > plateHeight/2+d.font*0.6 {
			p.words("tl-axis", d.gutter-6, t.pos+d.font*0.36, d.font, "end", t.text)
		}
	}
	d.tallGates(p)
	if hasToday {
		p.line("tl-today", 0, today, d.width, today)
	}
	for i := range d.rooms {
		d.drawRooms(p, i, o.Links)
	}
	if hasToday { // beside the lanes, where it covers nothing: the day over its month
		w := d.gutter - 1
		p.box("tl-today-flag", 0, plate, w, plateHeight, 4)
		p.words("tl-today-text", w/2, plate+15, d.font, "middle", strconv.Itoa(d.Today.Day))
		p.words("tl-today-text", w/2, plate+31, d.font, "middle", d.Words.Month(d.Today))
	}
	for i, k := range key {
		y := end + 12 + float64(i)*tallKey + tallKey/2
		k.draw(k.wide/2+2, y)
		p.words("tl-key", k.wide+12, y+d.font*0.36, d.font, "", k.text)
	}
	p.close("svg")
}

// drawLanes draws the lanes' shapes, names and patterns over their columns.
func (d *tall) drawLanes(p *pen) {
	for j, lane := range d.Lanes {
		kind, col, n := d.shapeOf(lane.ID), d.cols[j], d.names[j]
		p.open("g", "tl-lane "+d.lookOf(lane.ID))
		p.shape("tl-shape tl-solid", kind, col.middle(), 14, 8)
		for k, s := range n.lines {
			p.words("tl-name", n.middle, 42+n.top+nameLine*float64(k), d.font, "middle", s)
		}
		p.spine(kind, col.from, d.top-12, col.from+col.width, d.top-12)
		p.close("g")
	}
}

// drawPhases draws the headings of the phases, and the ground of each lane under them.
func (d *tall) drawPhases(p *pen) {
	for i, b := range d.Phases {
		s := &d.stretches[i]
		y := s.from - d.headRoom(i)
		for k, text := range d.heads[i] {
			p.words("tl-head", 2, y+tallLine*float64(k+1)-3, tallHead, "", text)
		}
		if d.Dated {
			text := d.Words.Say("{1} to {2}", d.Words.Short(b.Begin), d.Words.Short(b.End))
			if b.Begin == b.End {
				text = d.Words.Short(b.Begin)
			}
			p.words("tl-sub", 2, s.from-8, d.font, "", text)
		}
		for _, col := range d.cols {
			p.box("tl-cell", col.from, s.from, col.width, s.to-s.from, 5)
		}
	}
}

// drawRooms draws the marks of a phase: those of one day side by side, the series beside them, or by itself across
// their lane.
func (d *tall) drawRooms(p *pen, phase int, links bool) {
	s := &d.stretches[phase]
	for j := range d.rooms[phase] {
		room, col := &d.rooms[phase][j], d.cols[j]
		tracks := float64(len(room.series)) * d.track
		if len(room.blocks) == 0 {
			tracks = col.width
		}
		for _, b := range room.blocks {
			d.drawBlock(p, b, room.rows, col.from+(col.width-tracks)/2, s.stations[b.station].pos, Tall, links)
		}
		for k, one := range room.series {
			w := tracks / float64(len(room.series))
			d.drawColumn(p, s, one, col.from+col.width-tracks+(float64(k)+0.5)*w, links)
		}
	}
}

// plateHeight is how high the plate with the day is in an upright drawing.
const plateHeight = 37.0

// tallToday gives the places of the line of the day and of its plate, which keeps within its phase, clear of headings.
func (l *layout) tallToday() (line, plate float64, ok bool) {
	if line, ok = l.today(); !ok {
		return 0, 0, false
	}
	t := l.months(l.Today)
	s := &l.stretches[0]
	for i := range l.stretches {
		if l.stretches[i].t0 > t {
			break
		}
		s = &l.stretches[i]
	}
	const under = 5 // a day between two phases is under the earlier one
	line = min(max(line, s.from), s.to+under)
	return line, max(s.from, min(line-math.Round(plateHeight/2), s.to+under-plateHeight)), true
}

// tallTicks gives the labels of the axis beside the marks. Each is beside its own phase, clear of headings: a month
// between two phases in the later one.
func (l *layout) tallTicks() []tick {
	var list []tick
	for _, t := range l.ticks(false) {
		i := t.phase
		if l.Dated {
			i = slices.IndexFunc(l.stretches, func(s stretch) bool { return t.t >= s.t0 && t.t < s.t1 || t.t == s.t0 })
			if n := len(l.stretches) - 1; i < 0 && t.t == l.stretches[n].t1 {
				i = n
			}
		}
		if i < 0 {
			continue // between two phases
		}
		s := &l.stretches[i]
		if s.t1 > s.t0 {
			t.pos = s.at(t.t)
		}
		edge := math.Ceil(l.font*0.5) + 1
		t.pos = min(max(t.pos, s.from+edge), s.to-edge)
		list = append(list, t)
	}
	return spaced(list, func(string) float64 { return l.font + 4 })
}

// tallGates draws a line through the lanes at each gate.
func (l *layout) tallGates(p *pen) {
	for i, rooms := range l.rooms {
		for j := range rooms {
			for _, b := range rooms[j].blocks {
				along, across := grid(len(b.marks), rooms[j].rows)
				for k, index := range b.marks {
					if l.Marks[index].Gate != "" {
						y := l.stretches[i].stations[b.station].pos + (float64(k/across)-float64(along-1)/2)*l.cell
						p.line("tl-gate", l.gutter, y, l.width, y)
					}
				}
			}
		}
	}
}

// drawColumn is drawSeries with time running down.
func (l *layout) drawColumn(p *pen, s *stretch, x series, at float64, links bool) {
	m := &l.Marks[x.times[0].marks[0]]
	p.open("g", l.lookOf(m.Lane))
	p.line("tl-track", at, s.stations[x.times[0].station].pos, at, s.stations[x.times[len(x.times)-1].station].pos)
	p.close("g")
	l.drawTimes(p, s, x, links, func(along float64) (float64, float64) { return at, along })
}

package timeline

import "math"

// drawTall draws lanes as columns and phases one under another, time running down: the picture for narrow screens and tall
// sheets.
func (c *Chart) drawTall(p *pen, o SVGOptions) {
	const headSize, headLine, rate, gap = 16.0, 21.0, 26.0, 4.0
	sz := Tall.sizes(c.Dated)
	lanes := float64(max(1, len(c.Lanes)))
	column := (sz.width-sz.gutter)/lanes - gap
	l := newLayout(c, sz, spacing{pad: 8, half: sz.cell / 2, apart: 16, between: 5, step: 4},
		func(tracks int) int { return int((column - float64(tracks)*sz.track) / sz.cell) })
	for _, rooms := range l.rooms { // a column is never narrower than what must stand side by side in it
		for j := range rooms {
			least := float64(len(rooms[j].series)) * l.track
			if len(rooms[j].blocks) > 0 {
				least += l.cell
			}
			column = max(column, least)
		}
	}
	l.width = math.Ceil(l.gutter + (column+gap)*lanes)
	x := func(lane int) float64 { return math.Round(l.gutter + (column+gap)*float64(lane) + gap/2) }
	middle := func(lane int) float64 { return x(lane) + column/2 }

	names := make([][]string, len(l.Lanes))
	nameLines := 1
	for j, lane := range l.Lanes {
		names[j] = lines(lane.Title, l.font, column+8, true, 3)
		nameLines = max(nameLines, len(names[j]))
	}
	heads := make([][]string, len(l.Phases))
	for i, b := range l.Phases {
		heads[i] = lines(b.Title, headSize, l.width-8, true, 3)
	}
	headRoom := func(i int) float64 {
		n := len(heads[i])
		if l.Dated {
			n++
		}
		return headLine*float64(n) + 4
	}
	top := 30 + 18*float64(nameLines) + 16
	end := l.lay(top, rate, func(int) float64 { return 0 }, headRoom)
	key := l.key(p)
	height := end + 12 + float64(len(key))*30
	c.top(p, o, "tl-tall", l.width, math.Ceil(height), l.font)

	for j, lane := range l.Lanes {
		kind := l.shapeOf(lane.ID)
		p.open("g", "tl-lane tl-lane--"+laneClass(lane.ID))
		p.shape("tl-shape tl-solid", kind, middle(j), 14, 8)
		for k, s := range names[j] {
			p.words("tl-name", middle(j), 42+18*float64(k), l.font, "middle", s)
		}
		p.spine(kind, x(j), top-12, x(j)+column, top-12)
		p.close("g")
	}
	for i, b := range l.Phases {
		s := &l.stretches[i]
		y := s.from - headRoom(i)
		for k, text := range heads[i] {
			p.words("tl-head", 2, y+headLine*float64(k+1)-3, headSize, "", text)
		}
		if l.Dated {
			text := b.Begin.Short() + " to " + b.End.Short()
			if b.Begin == b.End {
				text = b.Begin.Short()
			}
			p.words("tl-sub", 2, s.from-8, l.font, "", text)
		}
		for j := range l.Lanes {
			p.box("tl-cell", x(j), s.from, column, s.to-s.from, 5)
		}
	}
	for _, y := range l.pauses() {
		p.hatched(l.gutter, y[0], l.width-l.gutter, y[1]-y[0])
	}
	today, hasToday := l.today()
	for _, t := range l.tallTicks() {
		if !hasToday || math.Abs(t.pos-today) > 22 {
			p.words("tl-axis", l.gutter-8, t.pos+l.font*0.36, l.font, "end", t.text)
		}
	}
	l.tallGates(p)
	if hasToday {
		p.line("tl-today", 0, today, l.width, today)
	}
	for i, rooms := range l.rooms {
		s := &l.stretches[i]
		for j := range rooms {
			room := &rooms[j]
			tracks := float64(len(room.series)) * l.track
			if len(room.blocks) == 0 { // the series have the lane to themselves
				tracks = column
			}
			for _, b := range room.blocks {
				l.drawBlock(p, b, room.rows, x(j)+(column-tracks)/2, s.stations[b.station].pos, Tall, o.Links)
			}
			for k, one := range room.series {
				w := tracks / float64(len(room.series))
				l.drawColumn(p, s, one, x(j)+column-tracks+(float64(k)+0.5)*w, o.Links)
			}
		}
	}
	if hasToday {
		text := l.Today.Short()
		w := roomy(text, true)*l.font + 8
		p.box("tl-today-flag", 0, today-11, w, 22, 4)
		p.words("tl-today-text", w/2, today+l.font*0.36, l.font, "middle", text)
	}
	for i, k := range key {
		y := end + 12 + float64(i)*30 + 15
		k.draw(k.wide/2+2, y)
		p.words("tl-key", k.wide+12, y+l.font*0.36, l.font, "", k.text)
	}
	p.close("svg")
}

// tallTicks gives the labels of the axis beside the marks: without dates each phase says its own months, the last as well as
// the first.
func (l *layout) tallTicks() []tick {
	room := func(string) float64 { return l.font + 5 }
	if l.Dated {
		return l.ticks(false, room)
	}
	list := l.ticks(false, room)
	for i := range list {
		for k := range l.stretches {
			s := &l.stretches[k]
			// a month between two phases stands at the first mark of the later one, not on the seam
			if k > 0 && list[i].pos == l.boundary(k) {
				list[i].pos = s.from + l.pad + l.half
				if len(s.stations) > 0 && s.stations[0].t == s.t0 {
					list[i].pos = s.stations[0].pos
				}
			}
		}
	}
	return list
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
	p.open("g", "tl-mark--"+laneClass(m.Lane))
	p.line("tl-track", at, s.stations[x.times[0].station].pos, at, s.stations[x.times[len(x.times)-1].station].pos)
	p.close("g")
	for k, b := range x.times {
		m := &l.Marks[b.marks[0]]
		y := s.stations[b.station].pos
		end := l.group(p, m, links)
		if k == 0 {
			l.mark(p, m, at, y)
		} else {
			l.dotMark(p, m, at, y)
		}
		end()
	}
}

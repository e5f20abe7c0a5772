package timeline

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// The lengths of the wide picture, in its own units.
const (
	wideHead = 18.0 // text of a phase's heading
	wideLine = 23.0 // from one line of a heading to the next
	wideKey  = 34.0 // a line of the key
)

// wide is the layout of the wide picture with its places down the page: headings, axis, lanes, flags, key.
type wide struct {
	*layout
	heads     [][]string
	headLines int // of the longest heading
	axisAt    float64
	rows      []laneRow
	lanesAt   float64
	lanesEnd  float64
	flags     []pennant
	flagsEnd  float64
	keyAt     float64
}

// wide makes the layout with time from left to right.
func (c *Chart) wide() *wide {
	tight := func(b Band) float64 {
		return min(240, max(wideHead*longestWord(b.Title, true), wideHead*width(b.Title, true)*0.56)+14)
	}
	easy := func(b Band) float64 { // a short one keeps to one line
		return max(tight(b), min(wideHead*width(b.Title, true), 120)+14)
	}
	d := &wide{layout: c.across(easy, tight), headLines: 1}
	d.fit(d.gutter, d.width-d.gutter)
	for i, b := range d.Phases {
		s := &d.stretches[i]
		d.heads = append(d.heads, lines(b.Title, wideHead, s.to-s.from-6, true, 3))
		d.headLines = max(d.headLines, len(d.heads[i]))
	}
	y := wideLine * float64(d.headLines)
	if d.Dated {
		y += wideLine
	}
	d.axisAt = y + 26
	d.lanesAt = d.axisAt + 12
	at := d.lanesAt
	for j := range d.Lanes {
		r := d.row(j)
		r.top = at
		at += r.height + 6
		d.rows = append(d.rows, r)
	}
	d.lanesEnd = at - 6
	d.flags = d.gates()
	d.flagsEnd = d.lanesEnd + 10 + float64(d.hang(d.flags))*flagLine
	d.keyAt = d.flagsEnd + 10
	return d
}

// drawWide draws lanes as rows and phases as columns, time from left to right.
func (c *Chart) drawWide(p *pen, o SVGOptions) {
	d := c.wide()
	key := d.key(p)
	today, hasToday := d.today()
	if hasToday {
		d.keyAt += 34
	}
	keyRows, keyPlaces := flow(key, d.width-d.gutter, d.font)
	c.top(p, o, "tl-wide", d.width, math.Ceil(d.keyAt+float64(keyRows)*wideKey), d.font)
	d.drawPhases(p)
	d.drawAxis(p)
	for _, x := range d.pauses() {
		p.hatched(x[0], d.lanesAt, x[1]-x[0], d.lanesEnd-d.lanesAt)
	}
	for _, f := range d.flags {
		p.line("tl-gate", f.pos, d.lanesAt+4, f.pos, d.lanesEnd+10)
	}
	if hasToday {
		p.line("tl-today", today, d.lanesAt-2, today, d.flagsEnd)
	}
	for j := range d.Lanes {
		d.drawRow(p, j, d.rows[j], o.Links)
	}
	for _, f := range d.flags {
		y := d.lanesEnd + 10 + float64(f.row)*flagLine
		p.box("tl-flag", f.from, y, f.width, 27, 13.5)
		p.words("tl-flag-text", f.from+f.width/2, y+19, d.font, "middle", f.text)
	}
	if hasToday {
		d.drawToday(p, today)
	}
	for i, k := range key {
		x, y := d.gutter+keyPlaces[i][0], d.keyAt+17+keyPlaces[i][1]*wideKey
		k.draw(x+k.wide/2, y)
		p.words("tl-key", x+k.wide+9, y+d.font*0.36, d.font, "", k.text)
	}
	p.close("svg")
}

// drawPhases draws the headings of the phases, and the ground of each lane below them.
func (d *wide) drawPhases(p *pen) {
	for i, b := range d.Phases {
		d.columnHead(p, i, d.heads[i], b, d.headLines)
		s := &d.stretches[i]
		for _, r := range d.rows {
			p.box("tl-cell", s.from, r.top, s.to-s.from, r.height, 6)
		}
	}
}

func (d *wide) drawAxis(p *pen) {
	for _, t := range d.wideTicks() {
		p.words("tl-axis", t.pos, d.axisAt, d.font, "middle", t.text)
		p.line("tl-tick", t.line, d.axisAt+5, t.line, d.axisAt+10)
	}
	if !d.Dated && len(d.Phases) > 0 {
		p.words("tl-axis", d.gutter-18, d.axisAt, d.font, "end", d.Words.Say("Month"))
	}
}

// drawToday draws the plate with the day that the picture is of.
func (d *wide) drawToday(p *pen, at float64) {
	text := d.Words.Say("As of {1}", d.Words.Short(d.Today))
	w := roomy(text, true)*d.font + 20
	x := max(d.gutter, min(at-w/2, d.width-w))
	p.box("tl-today-flag", x, d.flagsEnd, w, 27, 4)
	p.words("tl-today-text", x+w/2, d.flagsEnd+19, d.font, "middle", text)
}

// laneRow is the place of one lane in the wide picture.
type laneRow struct {
	top, height float64
	marks       float64 // middle of the marks, from the top
	tracks      float64 // where the series begin, from the top
}

// row gives the height of a lane: its marks, its series under them, and a margin.
func (l *layout) row(lane int) laneRow {
	most, tracks := 0, 0
	for _, rooms := range l.rooms {
		for _, b := range rooms[lane].blocks {
			_, across := grid(len(b.marks), rooms[lane].rows)
			most = max(most, across)
		}
		tracks = max(tracks, len(rooms[lane].series))
	}
	const margin = 13
	r := laneRow{}
	marks := float64(most) * l.cell
	r.height = max(marks+float64(tracks)*l.track+2*margin, 84)
	spare := (r.height - marks - float64(tracks)*l.track) / 2
	r.marks = spare + marks/2
	r.tracks = spare + marks
	return r
}

// columnHead writes the heading of a phase above its column, its last line next to the axis.
func (l *layout) columnHead(p *pen, i int, words []string, b Band, most int) {
	x := l.stretches[i].from + 2
	for k, s := range words {
		p.words("tl-head", x, wideLine*float64(k+1+most-len(words))-5, wideHead, "", s)
	}
	if !l.Dated {
		return
	}
	room := l.stretches[i].to - l.stretches[i].from - 4
	begins := l.Words.Short(b.Begin)
	text := l.Words.Say("from {1}", begins)
	if b.Begin == b.End {
		text = begins
	}
	day, _, _ := strings.Cut(begins, " "+strconv.Itoa(b.Begin.Year))
	size := l.font * printedMost
	if i == len(l.stretches)-1 { // nothing is beside the last
		size = l.font
	}
	for _, text := range [...]string{text, begins, day} { // where none fits, the list says it
		if width(text, false)*size <= room {
			p.words("tl-sub", x, wideLine*float64(most+1)-5, l.font, "", text)
			return
		}
	}
}

func (l *layout) drawRow(p *pen, j int, r laneRow, links bool) {
	lane := l.Lanes[j]
	kind := l.shapeOf(lane.ID)
	p.open("g", "tl-lane "+l.lookOf(lane.ID))
	p.spine(kind, 3, r.top, 3, r.top+r.height)
	title := lines(lane.Title, l.font*printed, l.gutter-nameFrom-nameAir, true, 3)
	mid := r.top + r.height/2
	p.shape("tl-shape tl-solid", kind, 22, mid, 9)
	for k, s := range title {
		p.words("tl-name", nameFrom, mid+l.font*0.36+(float64(k)-float64(len(title)-1)/2)*21, l.font, "", s)
	}
	p.close("g")
	for i, rooms := range l.rooms {
		s := &l.stretches[i]
		room := &rooms[j]
		for _, b := range room.blocks {
			l.drawBlock(p, b, room.rows, s.stations[b.station].pos, r.top+r.marks, Wide, links)
		}
		for k, x := range room.series {
			l.drawSeries(p, s, x, r.top+r.tracks+(float64(k)+0.5)*l.track, links)
		}
	}
}

// drawBlock draws the marks of one day and lane around a place; several share a background.
func (l *layout) drawBlock(p *pen, b block, rows int, x, y float64, o Orientation, links bool) {
	along, across := grid(len(b.marks), rows)
	w, h := float64(along)*l.cell, float64(across)*l.cell
	if o == Tall {
		w, h = h, w
	}
	if len(b.marks) > 1 {
		p.box("tl-group", x-w/2-1, y-h/2-1, w+2, h+2, l.cell/2)
	}
	for k, index := range b.marks {
		slice, place := k/across, k%across
		n := min(across, len(b.marks)-slice*across) // marks in this slice
		a := (float64(slice) - float64(along-1)/2) * l.cell
		c := (float64(place) - float64(n-1)/2) * l.cell
		if o == Tall {
			a, c = c, a
		}
		m := &l.Marks[index]
		end := l.group(p, m, links)
		l.mark(p, m, x+a, y+c)
		end()
	}
}

// drawSeries draws a monthly milestone within a phase: its number at the first time, a small mark at each further one,
// and its name above where there is room.
func (l *layout) drawSeries(p *pen, s *stretch, x series, y float64, links bool) {
	first := s.stations[x.times[0].station].pos
	last := s.stations[x.times[len(x.times)-1].station].pos
	m := &l.Marks[x.times[0].marks[0]]
	y += 8 // the name is above
	p.open("g", l.lookOf(m.Lane))
	p.line("tl-track", first, y, last, y)
	p.close("g")
	if name := m.Label; roomy(name, false)*l.font <= s.to-first-l.r-10 {
		p.words("tl-series", first+l.r+5, y-13, l.font, "", name)
	}
	l.drawTimes(p, s, x, links, func(along float64) (float64, float64) { return along, y })
}

// drawTimes draws the marks of a series; place gives the place of what is so far along the axis.
func (l *layout) drawTimes(p *pen, s *stretch, x series, links bool, place func(along float64) (x, y float64)) {
	for k, b := range x.times {
		m := &l.Marks[b.marks[0]]
		x, y := place(s.stations[b.station].pos)
		end := l.group(p, m, links)
		if k == 0 {
			l.mark(p, m, x, y)
		} else {
			l.dotMark(p, m, x, y)
		}
		end()
	}
}

// wideTicks gives the labels of the axis over the lanes, none of them over the edge of the drawing or on another, on
// paper too.
func (l *layout) wideTicks() []tick {
	all, size := l.ticks(true), l.font*printedMost
	for i := range all {
		all[i].line = all[i].pos
		all[i].pos = min(all[i].pos, l.width-math.Ceil(width(all[i].text, false)*size/2))
	}
	return spaced(all, func(s string) float64 { return width(s, false)*size + 8 })
}

// pennant names a gate under the picture.
type pennant struct {
	pos         float64
	text        string
	from, width float64
	row         int
}

// flagLine is the distance from one row of pennants to the next.
const flagLine = 34.0

// hang places the pennants in as few rows as possible, none over another, and gives the number of rows.
func (l *layout) hang(list []pennant) int {
	var right []float64 // of each row
	for i := range list {
		f := &list[i]
		f.width = roomy(f.text, true)*l.font + 22
		f.from = min(f.pos-f.width/2, l.width-f.width-1)
		for f.row < len(right) && right[f.row]+6 > f.from {
			f.row++
		}
		if f.row == len(right) {
			right = append(right, 0)
		}
		right[f.row] = f.from + f.width
	}
	return len(right)
}

// gates gives the places of the gates, in order.
func (l *layout) gates() []pennant {
	var list []pennant
	for i, rooms := range l.rooms {
		for j := range rooms {
			for _, b := range rooms[j].blocks {
				along, across := grid(len(b.marks), rooms[j].rows)
				for k, index := range b.marks {
					if g := l.Marks[index].Gate; g != "" {
						pos := l.stretches[i].stations[b.station].pos + (float64(k/across)-float64(along-1)/2)*l.cell
						if f := (pennant{pos: pos, text: l.gateWords(g)}); !slices.Contains(list, f) {
							list = append(list, f)
						}
					}
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b pennant) int { return cmp.Compare(a.pos, b.pos) })
	return list
}

// flow gives each entry of the key its place, in rows as wide as there is room.
func flow(key []legend, room, font float64) (rows int, places [][2]float64) {
	x := 0.0
	for i, k := range key {
		w := k.wide + 9 + roomy(k.text, false)*font + 20
		if i > 0 && x+w-20 > room {
			x = 0
			rows++
		}
		places = append(places, [2]float64{x, float64(rows)})
		x += w
	}
	if len(key) > 0 {
		rows++
	}
	return rows, places
}

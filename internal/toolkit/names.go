package toolkit

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// BetterName gives a file of a version, by its path below it, a path that can be an address, and the place among its
// siblings that a number at the start of its name means; 0 where there is none. It gives "" for a file that can be
// neither a page nor beside one, or out of whose name none can be made, and the same path where that is sound.
func BetterName(below string) (name string, order int) {
	if page, ok := strings.CutSuffix(below, localEnd); ok {
		if name, _ = BetterName(page + ".md"); name != "" {
			name = strings.TrimSuffix(name, ".md") + localEnd
		}
		return name, 0
	}
	folder, base := path.Split(below)
	ending := path.Ext(base)
	stem := strings.TrimSuffix(base, ending)
	var pieces []string
	for piece := range strings.SplitSeq(strings.TrimSuffix(folder, "/"), "/") {
		if piece != "" {
			piece, order = betterPiece(piece)
			pieces = append(pieces, piece)
		}
	}
	switch lower := strings.ToLower(ending); {
	case ending == ".md" && (strings.EqualFold(stem, "readme") || stem == "index"):
		name = path.Join(append(pieces, "index.md")...) // a number of the folder is its own place
	case ending == ".md":
		stem, order = betterPiece(stem)
		name = path.Join(append(pieces, stem+".md")...)
	case picture.MatchString("x"+lower) || download.MatchString("x"+lower):
		if !picture.MatchString(base) && !download.MatchString(base) {
			base = strings.TrimPrefix(propose("x"+stem), "x")
			base = strings.TrimLeft(base, "-") + lower
		}
		name, order = path.Join(append(pieces, base)...), 0
	default:
		return "", 0
	}
	checked := strings.TrimSuffix(name, ".md")
	if ending != ".md" {
		checked = path.Dir(name)
	}
	if message, _ := NameFault(checked); message != "" && checked != "." || slices.Contains(pieces, "") {
		return "", 0
	}
	return name, order
}

// betterPiece makes a sound piece of an address out of one that may not be, and reads the place that it begins with.
func betterPiece(piece string) (better string, order int) {
	if slugPiece.MatchString(piece) && !device.MatchString(piece) && !slices.Contains(reserved, piece) {
		return piece, 0
	}
	number, rest := numbered(piece)
	switch {
	case rest == "" || number == "":
		better = propose(piece)
	case len(number) > 3: // a year
		better = rest + "-" + number
	default:
		better = rest
		order, _ = strconv.Atoi(number) // three digits at most
	}
	if device.MatchString(better) || slices.Contains(reserved, better) {
		better += "-page"
	}
	return better, order
}

// numbered splits a name that begins with a number: 03-coffee is 3 and coffee. number is "" where it begins with none.
func numbered(piece string) (number, rest string) {
	rest = strings.TrimLeft(piece, "0123456789")
	number = strings.TrimLeft(strings.TrimSuffix(piece, rest), "0")
	return number, propose(strings.TrimLeft(rest, "-_. "))
}

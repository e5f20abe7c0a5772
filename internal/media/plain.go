package media

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// The functions of this file copy the parts of a picture that are needed to draw it, and leave out the rest. They list
// what to keep and not what to leave out, so an unknown part is left out too. No pixel of the picture changes: the
// libraries that write pictures would lose some of a photograph, and the kept ones that know these parts only read.

// plainJPEG keeps the tables, the frame and the scans of a JPEG, its colour profile and how its colours are coded.
func plainJPEG(data []byte) ([]byte, error) {
	out, rest := slices.Clone(data[:2]), data[2:]
	for len(rest) >= 4 && rest[0] == 0xff {
		marker := rest[1]
		switch {
		case marker == 0xff: // filling
			rest = rest[1:]
			continue
		case marker == 0xd9:
			return append(out, rest[:2]...), nil
		}
		n := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		if n < 4 || n > len(rest) {
			return nil, ErrBroken
		}
		if drawsJPEG(marker, rest[4:n]) {
			out = append(append(out, 0xff, marker), rest[2:n]...)
		}
		rest = rest[n:]
		if marker == 0xda {
			end := scanEnd(rest)
			out, rest = append(out, rest[:end]...), rest[end:]
		}
	}
	if len(rest) >= 2 && rest[0] == 0xff && rest[1] == 0xd9 {
		return append(out, rest[:2]...), nil
	}
	return nil, ErrBroken
}

// drawsJPEG reports whether a segment of a JPEG is needed to draw it.
func drawsJPEG(marker byte, content []byte) bool {
	switch {
	case marker == 0xe0: // a JFIF header that brings no small picture of its own
		return len(content) == 14 && bytes.HasPrefix(content, []byte("JFIF\x00")) && content[12]|content[13] == 0
	case marker == 0xe2:
		return bytes.HasPrefix(content, []byte("ICC_PROFILE\x00"))
	case marker == 0xee:
		return len(content) == 12 && bytes.HasPrefix(content, []byte("Adobe"))
	}
	return marker >= 0xc0 && marker <= 0xcf || marker >= 0xda && marker <= 0xdf
}

// scanEnd gives where a scan's points end: at the first marker that does not belong to them.
func scanEnd(data []byte) int {
	for i := 0; i+1 < len(data); i++ {
		if next := data[i+1]; data[i] == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return i
		}
	}
	return len(data)
}

// plainPNG keeps the chunks of a PNG that say how its points look, also of one that moves.
func plainPNG(data []byte) ([]byte, error) {
	const sign = 8
	if len(data) < sign {
		return nil, ErrBroken
	}
	kept := []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "mDCV", "cLLI",
		"sBIT", "bKGD", "hIST", "pHYs", "acTL", "fcTL", "fdAT"}
	out, rest := slices.Clone(data[:sign]), data[sign:]
	for len(rest) >= 12 {
		n := uint64(binary.BigEndian.Uint32(rest)) + 12
		if n > uint64(len(rest)) {
			break
		}
		name := string(rest[4:8])
		if slices.Contains(kept, name) {
			out = append(out, rest[:n]...)
		}
		if name == "IEND" {
			return out, nil
		}
		rest = rest[n:]
	}
	return nil, ErrBroken
}

// plainWebP keeps the chunks of a WebP that say how its points look, also of one that moves.
func plainWebP(data []byte) ([]byte, error) {
	const header, exif, xmp = 12, 1 << 3, 1 << 2
	if len(data) < header {
		return nil, ErrBroken
	}
	kept := []string{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"}
	size := uint64(binary.LittleEndian.Uint32(data[4:])) + 8
	if size > uint64(len(data)) || size < header {
		return nil, ErrBroken
	}
	out, rest := slices.Clone(data[:header]), data[header:size]
	for len(rest) >= 8 {
		n := uint64(binary.LittleEndian.Uint32(rest[4:])) + 8
		n += n & 1
		if n > uint64(len(rest)) {
			return nil, ErrBroken
		}
		if name := string(rest[:4]); slices.Contains(kept, name) {
			at := len(out)
			if out = append(out, rest[:n]...); name == "VP8X" && n > 8 {
				out[at+8] &^= exif | xmp
			}
		}
		rest = rest[n:]
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, nil
}

// plainGIF keeps the pictures of a GIF, how long each is shown and how often all are.
func plainGIF(data []byte) ([]byte, error) {
	at := 13 // past the header and the screen
	if len(data) < at {
		return nil, ErrBroken
	}
	at += colours(data[10])
	out := slices.Clone(data[:min(at, len(data))])
	for at < len(data) {
		begin, keep := at, true
		switch data[at] {
		case ';':
			return append(out, ';'), nil
		case ',':
			if at+10 > len(data) {
				return nil, ErrBroken
			}
			at += 10 + colours(data[at+9]) + 1
		case '!':
			if at+2 > len(data) {
				return nil, ErrBroken
			}
			keep = data[at+1] == 0xf9 || data[at+1] == 0xff && bytes.HasPrefix(data[at+2:], []byte("\x0bNETSCAPE2.0"))
			at += 2
		default:
			return nil, ErrBroken
		}
		for at < len(data) && data[at] != 0 {
			at += 1 + int(data[at])
		}
		if at++; at > len(data) {
			return nil, ErrBroken
		}
		if keep {
			out = append(out, data[begin:at]...)
		}
	}
	return nil, ErrBroken
}

// colours gives how many bytes a table of colours takes of a GIF.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

package bundle

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// The limits of a bundle.
const (
	MaxSize    = 256 << 20 // bytes of the zip
	maxTotal   = 1 << 30   // bytes of all files as they are unpacked
	maxFile    = 64 << 20  // bytes of one file
	maxFiles   = 20_000
	maxRatio   = 200     // how many times as large as it was packed a file may be
	freeRatio  = 1 << 20 // bytes below which the ratio is not asked for
	maxName    = 400     // bytes
	maxFolders = 16
)

// Refusal says why a bundle is not taken.
type Refusal string

func (r Refusal) Error() string { return string(r) }

func refuse(format string, args ...any) error { return Refusal(fmt.Sprintf(format, args...)) }

// entry is one file in the zip.
type entry struct {
	name   string
	packed []byte
	size   int64
	crc    uint32
}

// What the headers of a zip are.
const (
	zipVersion  = 20
	localSize   = 30
	centralSize = 46
	endSize     = 22
	deflate     = 8
)

var (
	localSign   = []byte("PK\x03\x04")
	centralSign = []byte("PK\x01\x02")
	endSign     = []byte("PK\x05\x06")
)

// entries reads the headers of a zip. It takes only what Write makes: files one after another from the first byte, then
// the directory, in the same order and saying the same, then the end, and nothing else anywhere.
func entries(data []byte) ([]entry, error) {
	if len(data) > MaxSize {
		return nil, refuse("it is larger than %d MiB", MaxSize>>20)
	}
	directory, count, err := directory(data)
	if err != nil {
		return nil, err
	}
	var list []entry
	at, total := 0, int64(0)
	rest := data[directory : len(data)-endSize]
	for range count {
		if len(rest) < centralSize || !bytes.HasPrefix(rest, centralSign) {
			return nil, refuse("its directory is cut off")
		}
		h := rest[:centralSize]
		name := int(binary.LittleEndian.Uint16(h[28:]))
		if len(rest) < centralSize+name {
			return nil, refuse("its directory is cut off")
		}
		e := entry{name: string(rest[centralSize : centralSize+name]), crc: binary.LittleEndian.Uint32(h[16:]),
			size: int64(binary.LittleEndian.Uint32(h[24:]))}
		if err := e.fault(h); err != nil {
			return nil, err
		}
		if len(list) > 0 && list[len(list)-1].name >= e.name {
			return nil, refuse("%q in it is there twice, or is not in the order of the names", e.name)
		}
		if int(binary.LittleEndian.Uint32(h[42:])) != at {
			return nil, refuse("%q in it is not where its directory says", e.name)
		}
		packed := int64(binary.LittleEndian.Uint32(h[20:]))
		from := at + localSize + name
		if int64(from)+packed > int64(directory) {
			return nil, refuse("%q in it is cut off", e.name)
		}
		if !bytes.Equal(data[at:from], local(h, e.name)) {
			return nil, refuse("%q in it is not as its directory describes it", e.name)
		}
		at = from + int(packed)
		e.packed = data[from:at]
		if e.size > freeRatio && e.size > maxRatio*packed {
			return nil, refuse("%q in it is more than %d times as large as it was packed", e.name, maxRatio)
		}
		if total += e.size; total > maxTotal {
			return nil, refuse("what is in it is larger than %d MiB", maxTotal>>20)
		}
		list = append(list, e)
		rest = rest[centralSize+name:]
	}
	if len(rest) > 0 || at != directory {
		return nil, refuse("there are bytes in it that belong to no file")
	}
	return list, nil
}

// directory finds the directory of a zip, and how many files it lists.
func directory(data []byte) (at, count int, err error) {
	if len(data) < endSize || !bytes.HasPrefix(data[len(data)-endSize:], endSign) {
		return 0, 0, refuse("it is not a zip, it is cut off, or there is something after its end")
	}
	end := data[len(data)-endSize:]
	count = int(binary.LittleEndian.Uint16(end[10:]))
	size, at := int(binary.LittleEndian.Uint32(end[12:])), int(binary.LittleEndian.Uint32(end[16:]))
	switch {
	case !bytes.Equal(end[4:8], make([]byte, 4)) || int(binary.LittleEndian.Uint16(end[8:])) != count:
		return 0, 0, refuse("it is one part of several")
	case count > maxFiles:
		return 0, 0, refuse("it has %d files; the limit is %d", count, maxFiles)
	case at+size != len(data)-endSize || !bytes.Equal(end[20:], []byte{0, 0}):
		return 0, 0, refuse("its directory is not where its end says")
	case !bytes.HasPrefix(data, localSign):
		return 0, 0, refuse("there is something before its first file")
	}
	return at, count, nil
}

// local is the header that stands before a file, as its directory has it.
func local(central []byte, name string) []byte {
	h := make([]byte, localSize, localSize+len(name))
	copy(h, localSign)
	copy(h[4:], central[6:28])
	binary.LittleEndian.PutUint16(h[26:], uint16(len(name)))
	return append(h, name...)
}

var (
	fileName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*$`)
	reserved = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)
	endings  = []string{".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf", ".docx", ".xlsx",
		".pptx", ".odt", ".ods", ".csv", ".txt", ".ics"}
)

// fault says why an entry is not one of a bundle. h is its header in the directory.
func (e entry) fault(h []byte) error {
	if len(e.name) > maxName || strings.Count(e.name, "/") > maxFolders {
		return refuse("a name in it is too long, or has too many folders")
	}
	word := func(at int) uint16 { return binary.LittleEndian.Uint16(h[at:]) }
	pieces := strings.Split(e.name, "/")
	switch {
	case !fileName.MatchString(e.name) || strings.Contains(e.name, ".."):
		return refuse("%s in it cannot be the name of a file in a bundle", show(e.name))
	case slices.ContainsFunc(pieces, notOnWindows):
		return refuse("%s in it is a name that Windows cannot have", show(e.name))
	case e.name != manifest && !slices.Contains(endings, path.Ext(e.name)) && path.Base(e.name) != "version.lock":
		return refuse("%s in it is not a file that a toolkit has", show(e.name))
	case word(8)&1 != 0:
		return refuse("%q in it is locked with a password", e.name)
	case word(8) != 0 || word(10) != deflate:
		return refuse("%q in it is packed in another way than bundles are", e.name)
	case word(4) != zipVersion || word(6) != zipVersion || !bytes.Equal(h[36:42], make([]byte, 6)):
		return refuse("%q in it is a folder, a link or another thing that is not an ordinary file", e.name)
	case word(30) != 0 || word(32) != 0 || word(34) != 0:
		return refuse("%q in it has something added to its header", e.name)
	case word(12) != 0 || word(14) != day:
		return refuse("%q in it has a time, which no file of a bundle has", e.name)
	case e.size > maxFile:
		return refuse("%q in it is larger than %d MiB", e.name, maxFile>>20)
	}
	return nil
}

// notOnWindows reports whether no file can be called so there.
func notOnWindows(name string) bool {
	return reserved.MatchString(name) || strings.HasSuffix(name, ".")
}

// show writes a name for a message: short, and with nothing in it that could be taken for something else.
func show(name string) string {
	r := []rune(name)
	if len(r) > 80 {
		r = append(r[:79], '…')
	}
	return fmt.Sprintf("%+q", string(r))
}

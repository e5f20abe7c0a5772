package bundle

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"precept/internal/lock"
)

// rawZip is a zip that can be made wrong in every place.
type rawZip struct {
	entries        []*rawEntry
	before, after  []byte
	between        []byte // between the last file and the directory
	comment        string
	disks          uint16
	count          int // more or fewer files than there are
	twiceDirectory bool
}

type rawEntry struct {
	name, localName        string
	packed                 []byte
	size, localSize        int
	crc                    uint32
	method, flags, time    uint16
	made, extra, remark    int
	external               uint32
	shift                  int // how far from its place the directory says it is
	descriptor, localExtra int
}

func rawFile(name string, data []byte) *rawEntry {
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.BestCompression)
	w.Write(data)
	w.Close()
	return &rawEntry{name: name, packed: packed.Bytes(), size: len(data), crc: crc32.ChecksumIEEE(data),
		method: zip.Deflate, made: zipVersion}
}

func (e *rawEntry) fields(local bool) []byte {
	size := e.size
	if local && e.localSize != 0 {
		size = e.localSize
	}
	var b []byte
	for _, v := range []any{uint16(zipVersion), e.flags, e.method, e.time, uint16(day), e.crc, uint32(len(e.packed)),
		uint32(size)} {
		b, _ = binary.Append(b, binary.LittleEndian, v)
	}
	return b
}

func (z *rawZip) bytes() []byte {
	le := binary.LittleEndian
	out := slices.Clone(z.before)
	var directory []byte
	for _, e := range z.entries {
		at := len(out) + e.shift
		name := e.name
		if e.localName != "" {
			name = e.localName
		}
		out = append(append(out, localSign...), e.fields(true)...)
		out = le.AppendUint16(le.AppendUint16(out, uint16(len(name))), uint16(e.localExtra))
		out = append(append(out, name...), make([]byte, e.localExtra)...)
		out = append(append(out, e.packed...), make([]byte, e.descriptor)...)
		directory = le.AppendUint16(append(directory, centralSign...), uint16(e.made))
		directory = append(directory, e.fields(false)...)
		for _, n := range []int{len(e.name), e.extra, e.remark, 0, 0} {
			directory = le.AppendUint16(directory, uint16(n))
		}
		directory = le.AppendUint32(le.AppendUint32(directory, e.external), uint32(at))
		directory = append(append(directory, e.name...), make([]byte, e.extra+e.remark)...)
	}
	out = append(out, z.between...)
	if z.twiceDirectory {
		out = append(out, directory...)
	}
	at := len(out)
	out = append(append(out, directory...), endSign...)
	count := uint16(len(z.entries) + z.count)
	for _, n := range []uint16{z.disks, 0, count, count} {
		out = le.AppendUint16(out, n)
	}
	out = le.AppendUint32(le.AppendUint32(out, uint32(len(directory))), uint32(at))
	out = le.AppendUint16(out, uint16(len(z.comment)))
	return append(append(out, z.comment...), z.after...)
}

// sound is a rawZip of a sound bundle, of which the manifest can be written again.
type sound struct {
	rawZip
	files    []File // by their paths in the bundle
	manifest Manifest
}

func newSound() *sound {
	s := &sound{manifest: Manifest{About: about}}
	s.manifest.Format = 1
	for _, f := range version() {
		s.files = append(s.files, File{"content/2026.1/" + f.Path, f.Data})
	}
	s.pack()
	return s
}

// pack makes manifest and zip of the files as they are now.
func (s *sound) pack() {
	slices.SortStableFunc(s.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	s.entries, s.manifest.Files = nil, nil
	for _, f := range s.files {
		s.manifest.Files = append(s.manifest.Files, Listed{f.Path, int64(len(f.Data)), Sum(f.Data)})
		s.entries = append(s.entries, rawFile(f.Path, f.Data))
	}
	s.say(s.manifest.bytes())
}

// say puts a text in the place of the manifest.
func (s *sound) say(text []byte) {
	s.entries = slices.DeleteFunc(s.entries, func(e *rawEntry) bool { return e.name == "bundle.json" })
	s.entries = append([]*rawEntry{rawFile("bundle.json", text)}, s.entries...)
}

// with adds a file under any name.
func (s *sound) with(name string, data []byte) {
	s.files = append(s.files, File{name, data})
	s.pack()
}

// entry is the file of that name.
func (s *sound) entry(name string) *rawEntry {
	for _, e := range s.entries {
		if e.name == "content/2026.1/"+name {
			return e
		}
	}
	panic("there is no " + name)
}

// change writes another text into a file, so that only its lock is against it.
func (s *sound) change(name, text string) {
	for i := range s.files {
		if s.files[i].Path == "content/2026.1/"+name {
			s.files[i].Data = []byte(text)
		}
	}
	s.pack()
}

// hostile are bundles that somebody made on purpose, and why each is refused.
var hostile = []struct {
	name, want string
	make       func(s *sound)
}{
	{"a path out", `"content/2026.1/../../../x.md" in it cannot be the name`,
		func(s *sound) { s.with("content/2026.1/../../../x.md", nil) }},
	{"a path out at the end", `cannot be the name`, func(s *sound) { s.with("content/2026.1/..", nil) }},
	{"a path through its own folder", `cannot be the name`, func(s *sound) { s.with("content/2026.1/./x.md", nil) }},
	{"an absolute path", `"/etc/passwd" in it cannot be the name`, func(s *sound) { s.with("/etc/passwd", nil) }},
	{"a path with two slashes", `cannot be the name`, func(s *sound) { s.with("content/2026.1//x.md", nil) }},
	{"a drive", `"c:/x.md" in it cannot be the name`, func(s *sound) { s.with("c:/x.md", nil) }},
	{"a stream of a file", `cannot be the name`, func(s *sound) { s.with("content/2026.1/x.md:y.md", nil) }},
	{"backslashes", `cannot be the name`, func(s *sound) { s.with(`content\2026.1\x.md`, nil) }},
	{"a NUL", `"content/2026.1/x.md\x00.png" in it cannot be the name`,
		func(s *sound) { s.with("content/2026.1/x.md\x00.png", nil) }},
	{"a line end", `cannot be the name`, func(s *sound) { s.with("content/2026.1/x\n.md", nil) }},
	{"a space at the end", `cannot be the name`, func(s *sound) { s.with("content/2026.1/x.md ", nil) }},
	{"no name", `cannot be the name`, func(s *sound) { s.with("", nil) }},
	{"a hidden file", `cannot be the name`, func(s *sound) { s.with("content/2026.1/.htaccess", nil) }},
	{"names that differ in case", `cannot be the name`, func(s *sound) { s.with("content/2026.1/Index.md", nil) }},
	{"names that differ in how an accent is written", `cannot be the name`, func(s *sound) {
		s.with("content/2026.1/cafe\u0301.md", nil)
		s.with("content/2026.1/caf\u00e9.md", nil)
	}},
	{"letters that turn the line round", `"content/2026.1/\u202edm.x.md" in it cannot be the name`,
		func(s *sound) { s.with("content/2026.1/\u202edm.x.md", nil) }},
	{"bytes that are not text", `cannot be the name`, func(s *sound) { s.with("content/2026.1/\xff.md", nil) }},
	{"a device", `is a name that Windows cannot have`, func(s *sound) { s.with("content/2026.1/aux.md", nil) }},
	{"a device as a folder", `is a name that Windows cannot have`, func(s *sound) { s.with("content/con/x.md", nil) }},
	{"a dot at the end of a folder", `is a name that Windows cannot have`,
		func(s *sound) { s.with("content/2026.1/x./y.md", nil) }},
	{"a name without end", `a name in it is too long`,
		func(s *sound) { s.with("content/2026.1/"+strings.Repeat("x", 500)+".md", nil) }},
	{"folders without end", `has too many folders`,
		func(s *sound) { s.with("content/2026.1/"+strings.Repeat("x/", 20)+"x.md", nil) }},
	{"a program", `is not a file that a toolkit has`, func(s *sound) { s.with("content/2026.1/x.exe", nil) }},
	{"a zip in it", `is not a file that a toolkit has`, func(s *sound) { s.with("content/2026.1/x.zip", nil) }},
	{"another version", `is not a file of version 2026.1`, func(s *sound) { s.with("content/2025.1/index.md", nil) }},
	{"somebody's records", `is not a file of version 2026.1`,
		func(s *sound) { s.with("data/preceptees/sam/preceptee.md", nil) }},
	{"a symbolic link", `is a folder, a link or another thing`, func(s *sound) {
		e := s.entry("index.md")
		e.made, e.external = 3<<8|zipVersion, 0o120777<<16
	}},
	{"a device file", `is a folder, a link or another thing`, func(s *sound) {
		e := s.entry("index.md")
		e.made, e.external = 3<<8|zipVersion, 0o060666<<16
	}},
	{"a folder", `is a folder, a link or another thing`, func(s *sound) { s.entry("index.md").external = 16 }},
	{"a file twice", `is there twice`, func(s *sound) { s.with("content/2026.1/index.md", []byte("another")) }},
	{"files in another order", `is not in the order of the names`,
		func(s *sound) { slices.Reverse(s.entries[1:]) }},
	{"a password", `is locked with a password`, func(s *sound) { s.entry("index.md").flags = 1 }},
	{"sizes after the file", `is packed in another way`, func(s *sound) {
		e := s.entry("index.md")
		e.flags, e.descriptor = 8, 16
	}},
	{"a method that nobody knows", `is packed in another way`, func(s *sound) { s.entry("index.md").method = 99 }},
	{"a file that is not packed", `is packed in another way`,
		func(s *sound) { s.entry("index.md").method = zip.Store }},
	{"a bomb by its ratio", `is more than 200 times as large as it was packed`,
		func(s *sound) { s.with("content/2026.1/x.txt", make([]byte, 2<<20)) }},
	{"a file larger than it says", `"content/2026.1/index.md" in it is larger than it says`, func(s *sound) {
		e := s.entry("index.md")
		e.size -= 5
		for i := range s.manifest.Files {
			if s.manifest.Files[i].Path == e.name {
				s.manifest.Files[i].Size -= 5
			}
		}
		s.say(s.manifest.bytes())
	}},
	{"a file smaller than it says", `"content/2026.1/index.md" in it is broken`, func(s *sound) {
		e := s.entry("index.md")
		e.size += 5
		for i := range s.manifest.Files {
			if s.manifest.Files[i].Path == e.name {
				s.manifest.Files[i].Size += 5
			}
		}
		s.say(s.manifest.bytes())
	}},
	{"a file of 4 GiB", `is larger than 64 MiB`, func(s *sound) { s.entry("index.md").size = 1<<32 - 1 }},
	{"more files than it has", `its directory is cut off`, func(s *sound) { s.count = 3 }},
	{"fewer files than it has", `there are bytes in it that belong to no file`, func(s *sound) { s.count = -1 }},
	{"files without end", `it has 60006 files`, func(s *sound) { s.count = 60000 - 1 }},
	{"several disks", `it is one part of several`, func(s *sound) { s.disks = 1 }},
	{"something before it", `something before its first file`, func(s *sound) { s.before = []byte("#!/bin/sh\n") }},
	{"something behind it", `there is something after its end`, func(s *sound) { s.after = []byte("\n") }},
	{"another zip behind it", `something before its first file`, func(s *sound) { s.before = newSound().bytes()[4:] }},
	{"a remark", `there is something after its end`, func(s *sound) { s.comment = "PK\x05\x06" }},
	{"something before the directory", `there are bytes in it that belong to no file`,
		func(s *sound) { s.between = []byte("hidden") }},
	{"a directory twice", `there are bytes in it that belong to no file`, func(s *sound) { s.twiceDirectory = true }},
	{"another name before the file", `is not as its directory describes it`,
		func(s *sound) { s.entry("index.md").localName = "content/2026.1/iNdex.md" }},
	{"another size before the file", `is not as its directory describes it`,
		func(s *sound) { s.entry("index.md").localSize = 7 }},
	{"something added before the file", `is not as its directory describes it`,
		func(s *sound) { s.entry("index.md").localExtra = 4 }},
	{"something added to the directory", `has something added to its header`,
		func(s *sound) { s.entry("index.md").extra = 4 }},
	{"a file that begins in another", `is not where its directory says`,
		func(s *sound) { s.entry("index.md").shift = -10 }},
	{"a time", `has a time`, func(s *sound) { s.entry("index.md").time = 1 }},
	{"no manifest", `it has no bundle.json`, func(s *sound) { s.entries = s.entries[1:] }},
	{"two manifests", `"bundle.json" in it is there twice`, func(s *sound) {
		s.entries = append([]*rawEntry{s.entries[0]}, s.entries...)
	}},
	{"a manifest that is not JSON", `its bundle.json cannot be read`,
		func(s *sound) { s.say([]byte("version: 2026.1")) }},
	{"a manifest of a newer format", `its format is "2", and this precept reads format 1`,
		func(s *sound) { s.say([]byte(`{"format": 2, "version": "2026.1"}`)) }},
	{"a manifest with a key twice", `is not as precept bundle writes it`, func(s *sound) {
		s.say(bytes.Replace(s.manifest.bytes(), []byte(`"version"`), []byte(`"version": "2025.1", "version"`), 1))
	}},
	{"a manifest with another key", `is not as precept bundle writes it`, func(s *sound) {
		s.say(bytes.Replace(s.manifest.bytes(), []byte(`"version"`), []byte(`"run": "x", "version"`), 1))
	}},
	{"a manifest that lists a file too few", `lists 5 files, and it has 6`, func(s *sound) {
		s.manifest.Files = s.manifest.Files[1:]
		s.say(s.manifest.bytes())
	}},
	{"a manifest that lists a file too many", `lists 7 files, and it has 6`, func(s *sound) {
		s.manifest.Files = append(s.manifest.Files, Listed{"content/2026.1/z.md", 0, Sum(nil)})
		s.say(s.manifest.bytes())
	}},
	{"a manifest with another size", `differ about "content/2026.1/forms/meeting.md"`, func(s *sound) {
		s.manifest.Files[0].Size++
		s.say(s.manifest.bytes())
	}},
	{"a wrong checksum", `"content/2026.1/forms/meeting.md" in it is not as its bundle.json says`, func(s *sound) {
		s.manifest.Files[0].SHA256 = Sum(nil)
		s.say(s.manifest.bytes())
	}},
	{"no checksum", `is not as its bundle.json says`, func(s *sound) {
		s.manifest.Files[0].SHA256 = ""
		s.say(s.manifest.bytes())
	}},
	{"a version that is a path", `does not say which version it is`, func(s *sound) {
		s.manifest.Version = "../2026.1"
		s.say(s.manifest.bytes())
	}},
	{"no publisher", `does not say which version it is, and whose`, func(s *sound) {
		s.manifest.Publisher = ""
		s.say(s.manifest.bytes())
	}},
	{"a page that was changed", `"index.md" in it is not as the lock of its version says: it is changed`,
		func(s *sound) { s.change("index.md", "other words") }},
	{"a page that the lock does not have", `it is added`, func(s *sound) { s.with("content/2026.1/x.md", nil) }},
	{"a lock that was edited", `the lock of its version cannot be read`,
		func(s *sound) { s.change(lock.Name, "precept version.lock 1\n") }},
	{"a lock that lists a page too many", `it is missing`, func(s *sound) {
		s.files = slices.DeleteFunc(s.files, func(f File) bool { return strings.HasSuffix(f.Path, "meeting.md") })
		s.pack()
	}},
	{"no lock", `it has no content/2026.1/version.lock`, func(s *sound) {
		s.files = slices.DeleteFunc(s.files, func(f File) bool { return strings.HasSuffix(f.Path, lock.Name) })
		s.pack()
	}},
}

func TestHostile(t *testing.T) {
	if err := Verify(newSound().bytes()); err != nil {
		t.Fatalf("a sound one is refused: %v", err)
	}
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			s := newSound()
			h.make(s)
			err := Verify(s.bytes())
			var refusal Refusal
			if !errors.As(err, &refusal) || !strings.Contains(err.Error(), h.want) {
				t.Errorf("got  %v\nwant %s", err, h.want)
			}
		})
	}
	for _, data := range [][]byte{nil, []byte("PK"), make([]byte, 22), []byte("not a zip, only some words")} {
		if err := Verify(data); err == nil {
			t.Errorf("%q passes", data)
		}
	}
}

// FuzzVerify: whatever comes, it is refused or it is a bundle, and never a panic.
func FuzzVerify(f *testing.F) {
	f.Add(newSound().bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		var refusal Refusal
		if err := Verify(data); err != nil && !errors.As(err, &refusal) {
			t.Error(err)
		}
	})
}

package record_test

import (
	"testing"

	"precept/internal/record"
)

// TestKindOf: what a file among the records is for, only by its name.
func TestKindOf(t *testing.T) {
	for name, want := range map[string]record.Kind{
		"2026-02-12-monthly-meeting-k7m29qxd.md":            record.RecordFile,
		"spring/meeting.md":                                 record.RecordFile,
		"spring/preceptee.md":                               record.RecordFile,
		"preceptee.md":                                      record.PrecepteeFile,
		"2026-02-12-monthly-meeting-k7m29qxd.private.md":    record.PrivateFile,
		"evidence/certificate.pdf":                          record.EvidenceFile,
		"evidence/notes.md":                                 record.EvidenceFile,
		"evidence/meeting.differs.txt":                      record.EvidenceFile,
		"2026-02-12-monthly-meeting-k7m29qxd.differs.txt":   record.ConflictFile,
		"spring/2026-02-12-meeting-k7m29qxd.differs-12.txt": record.ConflictFile,
		"meeting.differs-b.txt":                             record.UnknownFile,
		".differs.txt":                                      record.UnknownFile,
		"meeting.txt":                                       record.UnknownFile,
		"meeting.MD":                                        record.UnknownFile,
		"scan.pdf":                                          record.UnknownFile,
	} {
		if got := record.KindOf(name); got != want {
			t.Errorf("%s: kind %d, want %d", name, got, want)
		}
	}
	stem, end := record.ConflictName("2026-02-12-meeting-k7m29qxd.md")
	for _, name := range []string{stem + end, stem + "-2" + end} {
		if record.KindOf(name) != record.ConflictFile {
			t.Errorf("%s is not read as a conflict", name)
		}
	}
}

// TestNamedPrivate: a file that may hold private answers is known by its name, whatever it ends in.
func TestNamedPrivate(t *testing.T) {
	for name, want := range map[string]bool{
		"a.private.md": true, "A.Private.TXT": true, "phone/a.private.json": true, "a.private": false, "a.md": false,
		"private.md": false,
	} {
		if got := record.NamedPrivate(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestNewID: the same bytes always give the same id, and every id can be part of a file's name.
func TestNewID(t *testing.T) {
	for _, raw := range []string{"", "a", "b", "---\nform: meeting\n---\n"} {
		id := record.NewID([]byte(raw))
		if !record.ValidID(id) || id != record.NewID([]byte(raw)) || len(id) != 8 {
			t.Errorf("%q gives the id %q", raw, id)
		}
	}
	for _, id := range []string{"", "-a", "A", "a/b", "a.b", "ä"} {
		if record.ValidID(id) {
			t.Errorf("%q passes as an id", id)
		}
	}
}

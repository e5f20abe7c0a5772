package toolkit

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path"
	"regexp"

	"precept/internal/finding"
	"precept/internal/lock"
	"precept/internal/markdown"
	"precept/internal/media"
	"precept/internal/store"
)

// Download is a file beside the pages that their readers save: a policy, a spreadsheet, a date for a calendar.
type Download struct {
	Path string // below the version
	File string // below the project
	Size int64
	Type media.Type // Unknown of one that cannot be published, which has a finding
	Used bool       // a page of the version links to it

	digest [sha256.Size]byte // of the file as it was looked at
	sum    string            // the same for the lock of its version
	notes  []finding.Finding // why it cannot be published, or what it tells of people
}

// MaxDownload is the largest file that is published beside a page, in bytes.
const MaxDownload = 20 << 20

var download = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,79}\.(pdf|docx|xlsx|pptx|odt|ods|csv|txt|ics)$`)

// downloads looks at the files of a version that readers save. looked are those of other versions, by their files.
func (l *load) downloads(ctx context.Context, v *Version, looked map[string]Download) error {
	before := l.downloadsBefore(v.Name)
	for i := range v.Downloads {
		d := &v.Downloads[i]
		if same, ok := looked[d.File]; ok {
			same.Path = d.Path
			*d = same
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := l.download(d, before[d.File]); err != nil {
			return err
		}
		looked[d.File] = *d
	}
	return nil
}

// downloadsBefore gives the files of a version in an earlier load, by their paths below the project.
func (l *load) downloadsBefore(version string) map[string]*Download {
	if l.Previous == nil {
		return nil
	}
	old := l.Previous.Version(version)
	if old == nil {
		return nil
	}
	list := make(map[string]*Download, len(old.Downloads))
	for i := range old.Downloads {
		list[old.Downloads[i].File] = &old.Downloads[i]
	}
	return list
}

// download looks at one file.
func (l *load) download(d, before *Download) error {
	raw, err := l.Read(d.File, MaxDownload)
	if errors.Is(err, store.ErrTooLarge) {
		d.notes = []finding.Finding{{Rule: "file-too-large", Position: finding.Position{File: d.File},
			Message: fmt.Sprintf("the file is larger than %d MiB", MaxDownload>>20),
			Help:    "save it with smaller pictures, or split it into several files"}}
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", d.File, store.Cause(err))
	}
	d.Size, d.digest, d.sum = int64(len(raw)), sha256.Sum256(raw), lock.Sum(raw)
	if before != nil && before.digest == d.digest && before.Type != media.Unknown {
		d.Type, d.notes = before.Type, before.notes
		return nil
	}
	d.Type, d.notes = judgeDownload(d.File, raw)
	return nil
}

// judgeDownload tells what a file is, and why it cannot be published, or what it tells of people.
func judgeDownload(file string, raw []byte) (media.Type, []finding.Finding) {
	var list []finding.Finding
	at := finding.Position{File: file}
	refuse := func(message, help string) {
		list = append(list, finding.Finding{Rule: "download-content", Position: at, Message: message, Help: help})
	}
	tells := func(message, help string) {
		list = append(list, finding.Finding{Rule: "document-author", Position: at, Message: message, Help: help})
	}
	kind, err := media.SavedType(file, raw)
	switch is := media.TypeOf(raw); {
	case len(raw) == 0:
		refuse("the file is empty", "save it again, or take the link to it out")
		return media.Unknown, list
	case errors.Is(err, media.ErrText):
		refuse(err.Error(), "save it again and choose the encoding UTF-8 (in Excel: CSV UTF-8)")
	case err != nil && is != media.Unknown:
		refuse(fmt.Sprintf("the file's name ends in %s, but it is %s", path.Ext(file), is),
			"save it again as the type that its name says")
	case err != nil:
		refuse("the file is not of the type that its name says: "+path.Ext(file),
			"save it again as that type; a document has no macros")
	}
	if media.NamesAuthor(raw) {
		tells("the document says in its properties who wrote it",
			"remove the properties in the program that made it, or leave them if everybody may read them")
	}
	if media.NamesPlace(raw) {
		tells("a photograph in the document says where it was taken",
			"make the pictures smaller in the program that made it, which takes that out, and save it again")
	}
	return kind, list
}

// links gives the texts that links to downloads add, by path. It includes downloads that cannot be published: they have
// a finding of their own.
func (v *Version) links() map[string]markdown.File {
	if len(v.Downloads) == 0 {
		return nil
	}
	files := make(map[string]markdown.File, len(v.Downloads))
	for i := range v.Downloads {
		d := &v.Downloads[i]
		file := markdown.File{}
		if d.Type != media.Unknown {
			file = markdown.File{About: d.Type.About(v.Words, d.Size), Save: !d.Type.Opens()}
		}
		files[d.Path] = file
	}
	return files
}

// useDownloads notes to which files pages link, and reports their findings: the others are not published.
func (l *load) useDownloads(t *Toolkit, v *Version) {
	linked := map[string]bool{}
	for _, p := range v.Texts() {
		for i := range p.Facts.Links {
			if link := &p.Facts.Links[i]; link.Kind == markdown.LinkFile {
				linked[link.Slug] = true
			}
		}
	}
	for i := range v.Downloads {
		d := &v.Downloads[i]
		d.Used = linked[d.Path]
		if _, version, _ := t.Split(d.File); d.Used && version == v.Name {
			l.add(d.notes...)
		}
	}
}

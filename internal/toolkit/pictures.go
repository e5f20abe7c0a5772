package toolkit

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path"
	"strings"

	"precept/internal/finding"
	"precept/internal/lock"
	"precept/internal/markdown"
	"precept/internal/media"
	"precept/internal/source"
	"precept/internal/store"
)

// Image is a picture beside the pages.
type Image struct {
	Path string // below the version
	File string // below the project
	Size int64

	Width, Height int  // as it is shown; 0 of one that cannot be published, which has a finding
	Used          bool // a page of the version shows it

	digest  [sha256.Size]byte // of the file as it was looked at
	sum     string            // the same for the lock of its version
	changed bool              // it is published without what it tells of people, or turned upright
	clean   *Body             // then, where bodies are for one build only, as it is published; else nil
	kept    *media.Kept       // what was made of it for earlier readers; may be nil
}

// MaxImage is the largest picture that is published, in bytes.
const MaxImage = 8 << 20

// picturesAtOnce bounds how many pictures are looked at at one time: one that is turned needs much memory.
const picturesAtOnce = 2

// Shown gives the picture as it is published, upright and without position, author or maker's notes. raw is its file as
// it is now, which may have changed since it was looked at.
func (im *Image) Shown(raw []byte) ([]byte, error) {
	switch {
	case sha256.Sum256(raw) != im.digest:
	case !im.changed:
		return raw, nil
	case im.clean != nil:
		return im.clean.Bytes()
	}
	if !im.drawing() {
		return im.kept.Clean(raw)
	}
	drawn, faults := media.Draw(raw)
	if len(faults) > 0 {
		return nil, errors.New(faults[0].Message)
	}
	return drawn.Data, nil
}

// pictures looks at every picture of a version: what it is, how large, and what it tells. looked are those of other
// versions, by their files.
func (l *load) pictures(ctx context.Context, v *Version, looked map[string]Image) error {
	var todo []int
	for i := range v.Images {
		im := &v.Images[i]
		if same, ok := looked[im.File]; ok {
			same.Path = im.Path
			*im = same
		} else if im.Size <= MaxImage { // else it has its finding
			todo = append(todo, i)
		}
	}
	before := l.picturesBefore(v.Name)
	err := parallel(ctx, min(l.Jobs, picturesAtOnce), len(todo), func(i int) error {
		return l.picture(&v.Images[todo[i]], before)
	})
	for _, i := range todo {
		looked[v.Images[i].File] = v.Images[i]
	}
	return err
}

// picturesBefore gives the pictures of a version in an earlier load, by their files.
func (l *load) picturesBefore(version string) map[string]*Image {
	if l.Previous == nil || l.Bodies.Spill != nil {
		return nil
	}
	old := l.Previous.Version(version)
	if old == nil {
		return nil
	}
	list := make(map[string]*Image, len(old.Images))
	for i := range old.Images {
		list[old.Images[i].File] = &old.Images[i]
	}
	return list
}

// picture looks at one picture.
func (l *load) picture(im *Image, before map[string]*Image) error {
	raw, err := l.Read(im.File, MaxImage)
	if errors.Is(err, store.ErrTooLarge) {
		return nil // it has grown since it was listed; the next build says so
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", im.File, store.Cause(err))
	}
	im.digest, im.sum, im.kept = sha256.Sum256(raw), lock.Sum(raw), l.Kept
	if old := before[im.File]; old != nil && old.digest == im.digest && old.Width > 0 {
		im.Width, im.Height, im.changed = old.Width, old.Height, old.changed
		if !im.drawing() {
			l.add(misnamed(im, media.TypeOf(raw))...)
		}
		return nil
	}
	if im.drawing() {
		l.drawing(im, raw)
		return nil
	}
	kind := media.TypeOf(raw)
	if !kind.Picture() {
		l.add(notPicture(im, kind))
		return nil
	}
	clean, err := media.Clean(raw)
	if err == nil {
		im.Width, im.Height, err = media.Size(clean)
	}
	if err != nil {
		im.Width, im.Height = 0, 0
		l.addAt("image-content", finding.Position{File: im.File}, err.Error(), "save it again as a JPEG or PNG")
		return nil
	}
	l.add(misnamed(im, kind)...)
	l.keep(im, clean)
	return nil
}

// keep notes how a picture is published.
func (l *load) keep(im *Image, clean []byte) {
	if im.changed = sha256.Sum256(clean) != im.digest; im.changed && l.Bodies.Spill != nil {
		body := l.Bodies.put(clean)
		im.clean = &body
	}
}

// drawing reports whether the picture is one in SVG, by its name: its bytes are text like any other.
func (im *Image) drawing() bool { return path.Ext(im.File) == ".svg" }

// drawing looks at a drawing.
func (l *load) drawing(im *Image, raw []byte) {
	drawn, faults := media.Draw(raw)
	for _, f := range faults {
		l.addAt("image-content", source.At(im.File, raw, f.From, f.To), f.Message, f.Help)
	}
	if len(faults) == 0 {
		im.Width, im.Height = drawn.Width, drawn.Height
		l.keep(im, drawn.Data)
	}
}

// notPicture is the finding for a file that is not a picture, whatever its name says.
func notPicture(im *Image, kind media.Type) finding.Finding {
	what := "it is not a picture"
	if kind != media.Unknown {
		what = "it is " + string(kind)
	}
	return finding.Finding{Rule: "image-content", Position: finding.Position{File: im.File},
		Message: "the file is named like a picture, but " + what,
		Help: "save the picture again as .png, .jpg, .gif or .webp, or a drawing as .svg, or take the file out " +
			"of the folder"}
}

// misnamed is the finding for a picture whose name says another type. Browsers show it anyway.
func misnamed(im *Image, kind media.Type) []finding.Finding {
	if kind.Fits(im.File) {
		return nil
	}
	name := path.Base(im.File)
	better := strings.TrimSuffix(name, path.Ext(name)) + kind.Ending()
	return []finding.Finding{{Rule: "image-content", Severity: finding.Warning,
		Position: finding.Position{File: im.File}, Message: fmt.Sprintf("the picture is %s, and its name says that it "+
			"is %s", kind, strings.TrimPrefix(path.Ext(name), ".")),
		Help: "rename it to " + better + ", and write that name in the pages that show it"}}
}

// sizes gives the width and height of the version's pictures, by their paths.
func (v *Version) sizes() map[string]markdown.Size {
	if len(v.Images) == 0 {
		return nil
	}
	sizes := make(map[string]markdown.Size, len(v.Images))
	for i := range v.Images {
		if im := &v.Images[i]; im.Width > 0 {
			sizes[im.Path] = markdown.Size{Width: im.Width, Height: im.Height}
		}
	}
	return sizes
}

// usePictures notes which pictures pages and the release notes show.
func (v *Version) usePictures() {
	shown := map[string]bool{}
	for i := range v.noteImages {
		shown[v.noteImages[i].Path] = true
	}
	for _, p := range v.Pages {
		for i := range p.Facts.Images {
			shown[p.Facts.Images[i].Path] = true
		}
	}
	for i := range v.Images {
		v.Images[i].Used = shown[v.Images[i].Path]
	}
}

package media

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"

	"github.com/bep/imagemeta"
	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
	"golang.org/x/image/webp"
)

// Clean gives a picture as it may be shown to others: upright, and without position, author, maker's notes, dates,
// comments, thumbnails, and whatever follows its end. A picture with none of them comes back as it was, so that
// cleaning twice changes nothing; one that is upright loses nothing else. ErrTells is of a picture in a format that
// cannot be written here.
func Clean(data []byte) ([]byte, error) {
	var clean []byte
	var err error
	kind := TypeOf(data)
	switch kind {
	case JPEG:
		clean, err = plainJPEG(data)
	case PNG:
		clean, err = plainPNG(data)
	case GIF:
		clean, err = plainGIF(data)
	case WebP:
		clean, err = plainWebP(data)
	case AVIF:
		if clean = data; tells(data) {
			return nil, ErrTells
		}
	default:
		return nil, ErrBroken
	}
	if err != nil {
		return nil, err
	}
	if _, _, err := stored(clean); err != nil {
		return nil, err
	}
	o := orientation(data)
	switch {
	case o == 1:
		return clean, nil
	case kind != JPEG && kind != PNG:
		return nil, ErrTells
	}
	picture, err := decode(clean)
	if err != nil {
		return nil, err
	}
	return encode(turned(picture, o), kind, photographQuality)
}

// photographQuality is that of a photograph that is turned: what is lost cannot be seen.
const photographQuality = 92

// orientation tells how a picture is to be turned, from 1, upright, to 8, as EXIF numbers them.
func orientation(data []byte) int {
	o := 1
	format, ok := formats()[TypeOf(data)]
	if !ok {
		return o
	}
	// what cannot be read of it turns nothing
	_, _ = imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: format, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool {
			return tag.Tag == "Orientation" && tag.Namespace == "IFD0"
		},
		HandleTag: func(tag imagemeta.TagInfo) error {
			if v, ok := tag.Value.(uint16); ok && v >= 1 && v <= 8 {
				o = int(v)
			}
			return nil
		},
	})
	return o
}

// formats are the types whose orientation browsers heed.
func formats() map[Type]imagemeta.ImageFormat {
	return map[Type]imagemeta.ImageFormat{JPEG: imagemeta.JPEG, PNG: imagemeta.PNG, WebP: imagemeta.WebP}
}

// tells reports whether a picture in boxes has anything about itself.
func tells(data []byte) bool {
	any := false
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: imagemeta.AVIF, Sources: imagemeta.EXIF | imagemeta.XMP,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag:       func(imagemeta.TagInfo) error { any = true; return nil },
	})
	return any || err != nil
}

// decode reads the points of a picture.
func decode(data []byte) (image.Image, error) {
	width, height, err := stored(data)
	if err != nil {
		return nil, err
	}
	if width > MaxPixels/height {
		return nil, ErrLarge
	}
	var picture image.Image
	r := bytes.NewReader(data)
	switch TypeOf(data) {
	case JPEG:
		picture, err = jpeg.Decode(r)
	case PNG:
		picture, err = png.Decode(r)
	case GIF:
		picture, err = gif.Decode(r) // the first of several
	case WebP:
		picture, err = webp.Decode(r)
	default:
		err = ErrBroken
	}
	if err != nil {
		return nil, ErrBroken
	}
	return picture, nil
}

func encode(picture image.Image, as Type, quality int) ([]byte, error) {
	var b bytes.Buffer
	var err error
	if as == PNG {
		err = png.Encode(&b, picture)
	} else {
		err = jpeg.Encode(&b, picture, &jpeg.Options{Quality: quality})
	}
	return b.Bytes(), err
}

// turned gives a picture upright that is to be turned as an EXIF orientation says.
func turned(picture image.Image, orientation int) image.Image {
	w, h := float64(picture.Bounds().Dx()), float64(picture.Bounds().Dy())
	m := [...]f64.Aff3{
		2: {-1, 0, w, 0, 1, 0}, 3: {-1, 0, w, 0, -1, h}, 4: {1, 0, 0, 0, -1, h}, 5: {0, 1, 0, 1, 0, 0},
		6: {0, -1, h, 1, 0, 0}, 7: {0, -1, h, -1, 0, w}, 8: {0, 1, 0, -1, 0, w},
	}[orientation]
	if orientation >= 5 {
		w, h = h, w
	}
	to := image.NewRGBA(image.Rect(0, 0, int(w), int(h)))
	draw.NearestNeighbor.Transform(to, m, picture, picture.Bounds(), draw.Src, nil)
	return to
}

package media

import (
	"image"
	"image/color"

	"golang.org/x/image/draw"
)

// Small gives a picture in at most so many bytes, for a page that carries its pictures with it: as it is where it is
// small enough, else a JPEG of fewer points, on white where the picture shows through. The picture must be clean.
func Small(data []byte, most int) ([]byte, error) {
	if len(data) <= most {
		return data, nil
	}
	picture, err := decode(data)
	if err != nil {
		return nil, err
	}
	const quality = 80
	for _, edge := range [...]int{1600, 1200, 800, 500, 300} {
		if small, err := encode(within(picture, edge), JPEG, quality); err != nil || len(small) <= most {
			return small, err
		}
	}
	return nil, ErrLarge
}

// within gives a picture none of whose edges is longer than so many points.
func within(picture image.Image, edge int) image.Image {
	w, h := picture.Bounds().Dx(), picture.Bounds().Dy()
	if longest := max(w, h); longest > edge {
		w, h = max(1, w*edge/longest), max(1, h*edge/longest)
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(to, to.Bounds(), picture, picture.Bounds(), draw.Over, nil)
	return to
}

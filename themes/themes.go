// Package themes carries the built-in theme inside the program: layouts, parts, styles and scripts, exactly as they stand in
// the folder default. It holds no code of its own; package theme reads it and lays a site's own theme over it.
package themes

import "embed"

// Files holds the folder default.
//
//go:embed default
var Files embed.FS

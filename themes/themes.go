// Package themes carries the built-in theme inside the program: layouts, parts, styles and scripts, as they are in the
// folder default. It renders nothing: package theme reads the files and lays a site's own theme over them. It gives the
// theme's colours to the packages that need them outside a stylesheet.
package themes

import "embed"

// Files holds the folder default.
//
//go:embed default
var Files embed.FS

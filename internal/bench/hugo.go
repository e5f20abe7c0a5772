package main

import (
	"embed"
	"io/fs"
	"os"
)

// hugoLayout is the configuration and layout of the rival's site. It writes the same elements as precept's own page,
// one for one, as its makers advise: the navigation is made once a section and kept, links to source files become links
// to pages, and tables get the same scrolling region and column heads.
//
//go:embed all:hugo
var hugoLayout embed.FS

// writeLayout copies the rival's configuration and layout into its site, which must be a new folder.
func writeLayout(site string) error {
	layout, err := fs.Sub(hugoLayout, "hugo")
	if err != nil {
		return err
	}
	return os.CopyFS(site, layout)
}

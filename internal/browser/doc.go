// Package browser holds the tests of the shipped project as its readers meet it: built once as a reader would build it, then
// opened in headless Chromium over HTTP, from a sub-path and from disk, and judged by axe-core, by the Nu HTML checker and by our
// own eyes for what those two cannot see: reflow, the keyboard, paper, forced colours, no script. It is tests alone; nothing
// imports it. What the tests need (Chromium, Java, poppler, two npm packages) `go run ./internal/test` installs, and where it
// is missing they fail.
package browser

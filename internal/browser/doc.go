// Package browser tests the shipped project as its readers meet it. The project is built once as a reader would build
// it and opened in headless Chromium: over HTTP, from a sub-path and from disk. It is judged by axe-core, by the Nu
// HTML checker, and by tests of what those two cannot see: reflow, the keyboard, paper, forced colours, no script. The
// package has tests only; nothing imports it.
//
// The tests are behind the build tag browser, so that "go test ./..." passes with only Go. "go run ./internal/test"
// sets the tag and installs what they need: Chromium, Java, poppler and the packages of package.json. Where one of them
// is missing the tests fail. To run one test:
//
//	go test -tags browser -timeout 1m ./internal/browser -run TestPhone
//
// A wait has no limit except the run's own: a busy machine is slow, and not wrong.
package browser

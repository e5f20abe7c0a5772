//go:build browser

package browser

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"precept/internal/build"
	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/cli"
	"precept/internal/portfolio"
	"precept/internal/serve"
)

// keeper is a keeper of records with a project of their own, served as the command does, and a browser open on the
// desk.
type keeper struct {
	*tab
	dir, address string
}

// project begins a project with the shipped toolkit and the preceptees in these folders, and gives its own.
func project(t testing.TB, preceptees ...string) string {
	t.Helper()
	dir := t.TempDir()
	casetest.Shipped(t, dir, append([]string{"content", "themes", "data/site.yaml"}, preceptees...)...)
	return dir
}

// keep begins a project with the shipped toolkit and one preceptee, or none.
func keep(t *testing.T, preceptees ...string) *keeper {
	t.Helper()
	return keepIn(t, project(t, preceptees...))
}

// keepIn serves the project in a folder.
func keepIn(t *testing.T, dir string) *keeper {
	t.Helper()
	k := &keeper{dir: dir}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	day, err := civil.Parse(asOf)
	if err != nil {
		t.Fatal(err)
	}
	ready, done := make(chan string, 1), make(chan error, 1)
	ctx, stop := context.WithCancel(context.Background())
	server := serve.New(serve.Options{Build: build.Options{Project: k.dir, AsOf: day, Generator: "precept",
		Reader: portfolio.ForPreceptee}, Listener: listener,
		Ready: func(address string) { ready <- address }})
	go func() { done <- server.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("serving ended with %v", err)
		}
	})
	select {
	case k.address = <-ready:
	case err := <-done:
		done <- err
		t.Fatalf("nothing was served: %v", err)
	}
	k.tab = newTab(t)
	k.visit(k.address)
	return k
}

// mouse clicks on what can be seen and is called so, in the middle of it.
func (k *keeper) mouse(words string) {
	k.Helper()
	k.taps++
	k.waitAcross(`window.aim = [...document.querySelectorAll(
		'main a, main button, main label, main summary, .precept-strip a')].find(e =>
		e.checkVisibility() && !e.disabled && e.innerText.trim().startsWith(` + quoted(words) + `))`)
	at := get[[]float64](k.tab,
		`aim.scrollIntoView({ block: 'center' }),
		[aim.getBoundingClientRect()].flatMap(r => [r.left + r.width / 2, r.top + r.height / 2])`)
	k.do(chromedp.MouseClickXY(at[0], at[1]))
}

// drop lets files fall on the page, as from a folder beside it.
func (k *keeper) drop(selector string, files ...string) {
	k.Helper()
	at := get[[]float64](k.tab, `[document.querySelector(`+quoted(selector)+`)].flatMap(e =>
		(e.scrollIntoView({ block: 'center' }),
		[e.getBoundingClientRect()].flatMap(r => [r.left + r.width / 2, r.top + r.height / 2])))`)
	for _, kind := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter,
		input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		call(k.tab, input.DispatchDragEvent,
			input.DispatchDragEventParams{Type: kind, X: at[0], Y: at[1],
				Data: &input.DragData{Items: []*input.DragDataItem{}, Files: files, DragOperationsMask: 1}})
	}
}

// heading waits for a page by its heading.
func (k *keeper) heading(words string) {
	k.Helper()
	k.waitAcross(`document.readyState === 'complete' &&
		document.querySelector('h1').innerText.startsWith(` + quoted(words) + `)`)
}

// told waits until the desk's panel on a form page says these words.
func (k *keeper) told(words string) {
	k.Helper()
	k.waitAcross(`document.querySelector('.precept-save-said').innerText.includes(` + quoted(words) + `)`)
}

func (k *keeper) put(name, text string) string {
	k.Helper()
	name = filepath.Join(k.dir, name)
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		k.Fatal(err)
	}
	return name
}

// record reads the one file that matches below the preceptee's folder; "" where there is none.
func (k *keeper) record(pattern string) (name, text string) {
	k.Helper()
	list, err := filepath.Glob(filepath.Join(k.dir, alex, pattern))
	if err != nil || len(list) > 1 {
		k.Fatalf("%s: %v %v", pattern, list, err)
	}
	if len(list) == 0 {
		return "", ""
	}
	data, err := os.ReadFile(list[0])
	if err != nil {
		k.Fatal(err)
	}
	return list[0], string(data)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// precept runs the command, which must do what it is asked.
func precept(t testing.TB, dir string, args ...string) {
	t.Helper()
	var said bytes.Buffer
	std := cli.Stdio{In: strings.NewReader(""), Out: &said, Err: &said, Env: func(string) string { return "" },
		Now: time.Now, Dir: dir}
	if code := cli.Main(args, std); code != 0 {
		t.Fatalf("precept %s ended with %d:\n%s", args[0], code, said.String())
	}
}

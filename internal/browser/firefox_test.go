//go:build browser

package browser

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// firefox is a Firefox that the test drives by Marionette: JSON with its length before it, over a connection.
type firefox struct {
	*testing.T
	conn net.Conn
	in   *bufio.Reader
	last int
}

// newFirefox starts Firefox with a profile of its own, until the test ends.
func newFirefox(t *testing.T) *firefox {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0") // a port that is free
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	profile := t.TempDir()
	prefs := "user_pref(\"marionette.port\", " + strconv.Itoa(port) + ");\n"
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(prefs), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", profile)
	cmd.Env = append(os.Environ(), "HOME="+profile)
	said, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	lines, ready := bufio.NewScanner(said), false
	for !ready && lines.Scan() {
		ready = strings.Contains(lines.Text(), "Listening on port")
	}
	if !ready {
		t.Fatalf("Firefox does not listen: %v", lines.Err())
	}
	go io.Copy(io.Discard, said)
	f := &firefox{T: t}
	if f.conn, err = net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(port)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.conn.Close() })
	f.in = bufio.NewReader(f.conn)
	f.read() // what it is
	const hours = 3600_000
	f.call("WebDriver:NewSession", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"timeouts": map[string]any{"script": hours, "pageLoad": hours}}}})
	return f
}

// read reads one message.
func (f *firefox) read() (message []byte) {
	f.Helper()
	size, err := f.in.ReadString(':')
	n, bad := strconv.Atoi(strings.TrimSuffix(size, ":"))
	if err != nil || bad != nil {
		f.Fatalf("Firefox says %q: %v", size, err)
	}
	message = make([]byte, n)
	if _, err := io.ReadFull(f.in, message); err != nil {
		f.Fatal(err)
	}
	return message
}

// call asks Firefox for something and gives the value that it answers.
func (f *firefox) call(name string, args any) json.RawMessage {
	f.Helper()
	f.last++
	text, err := json.Marshal([]any{0, f.last, name, args})
	if err != nil {
		f.Fatal(err)
	}
	if _, err := f.conn.Write(append([]byte(strconv.Itoa(len(text))+":"), text...)); err != nil {
		f.Fatal(err)
	}
	var answer [4]json.RawMessage // what kind it is, the number, what is wrong, what was asked for
	if err := json.Unmarshal(f.read(), &answer); err != nil {
		f.Fatal(err)
	}
	if !bytes.Equal(answer[2], []byte("null")) {
		f.Fatalf("%s: %s", name, answer[2])
	}
	var of struct{ Value json.RawMessage }
	if json.Unmarshal(answer[3], &of) != nil {
		return answer[3]
	}
	return of.Value
}

// waitFor waits until an expression is true of the page.
func (f *firefox) waitFor(expression string) {
	f.Helper()
	f.call("WebDriver:ExecuteAsyncScript", map[string]any{"args": []any{}, "script": `const done = arguments[0];
		const look = () => ((` + expression + `) ? done(true) : window.setTimeout(look, 30)); look()`})
}

// unlock types a passphrase into the box of a sealed file and presses Enter.
func (f *firefox) unlock(words string) {
	f.Helper()
	found := map[string]string{}
	box := f.call("WebDriver:FindElement", map[string]string{"using": "css selector", "value": "#seal-passphrase"})
	if err := json.Unmarshal(box, &found); err != nil {
		f.Fatal(err)
	}
	for _, id := range found {
		f.call("WebDriver:ElementClear", map[string]string{"id": id})
		f.call("WebDriver:ElementSendKeys", map[string]string{"id": id, "text": words + "\uE007"})
	}
}

// opensSealed opens a sealed file: a wrong passphrase does not, and the right one shows the portfolio.
func (f *firefox) opensSealed(address string) {
	f.Helper()
	f.call("WebDriver:Navigate", map[string]string{"url": address})
	f.unlock(passphrase + "s")
	f.waitFor(`document.getElementById('seal-message').textContent.includes('Either the passphrase is wrong') &&
		` + isLocked)
	f.unlock(passphrase)
	f.waitFor(isOpen + ` && document.querySelector('#seal-opened h1').innerText.includes('Jo Example') &&
		document.querySelector('#seal-opened img')?.naturalWidth === 60`)
}

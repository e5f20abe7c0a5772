//go:build browser

package browser

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"golang.org/x/tools/txtar"

	"precept/internal/casetest"
)

const passphrase = "orbit walnut ferry candle plaid zenith"

// sealed makes a small project, builds it and seals its one portfolio. It gives the project and the sealed file.
func sealed(t *testing.T) (dir, file string) {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/sealed.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for _, f := range archive.Files {
		casetest.Write(t, dir, f.Name, string(f.Data))
	}
	words := filepath.Join(dir, "words")
	if err := os.WriteFile(words, []byte(passphrase+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	precept(t, dir, "build", "--only", "portfolios", "--as-of", asOf)
	file = filepath.Join(dir, "sealed.html")
	precept(t, dir, "seal", "jo-example", "--as-of", asOf, "--passphrase-file", words, "--out", file)
	return dir, file
}

// unlock writes a passphrase into the box of a sealed file and presses Enter.
func (b *tab) unlock(words string) {
	b.Helper()
	b.selectAll("seal-passphrase")
	b.press(words, "\r")
}

const (
	isOpen   = `!document.getElementById('seal-bar').hidden && document.querySelector('#seal-opened main.whole')`
	isLocked = `!document.getElementById('seal-front').hidden && !document.getElementById('seal-opened').firstChild`
)

// refused waits until a sealed file says why it does not open.
func (b *tab) refused(words string) {
	b.Helper()
	b.waitFor(`document.getElementById('seal-message').textContent.includes(` + quoted(words) + `)`)
	if !get[bool](b, `!!(`+isLocked+`)`) {
		b.Error("something was opened")
	}
}

// timers lets a test decide when a long time is over: what waits for a minute or more is kept in later.
const timers = `(() => {
	const real = window.setTimeout;
	window.later = [];
	window.setTimeout = (f, ms, ...rest) => ms < 60000 ? real(f, ms, ...rest) : later.push({ f, ms });
})()`

// TestSealed opens a sealed file from the disk: evidence with it, and back to the same place after it was locked.
func TestSealed(t *testing.T) {
	t.Parallel()
	_, file := sealed(t)
	b := newTab(t)
	b.before(timers)
	folder := b.downloads()
	b.visit("file://" + file)
	inEveryLook(b, "locked")
	b.resize(1280, 800)
	b.unlock("")
	b.refused("Write the passphrase first.")
	b.unlock(passphrase + "s")
	b.refused("The file did not open. Either the passphrase is wrong")
	b.eval(`document.getElementById('seal-show').click()`)
	b.unlock(" " + strings.ReplaceAll(passphrase, " ", "  "))
	b.waitFor(isOpen)
	b.waitFor(`document.querySelector('#seal-opened img')?.naturalWidth === 60`)
	words := get[string](b, `document.title + ' ' + document.querySelector('#seal-opened').innerText`)
	if !strings.Contains(words, "Portfolio of Jo Example") || !strings.Contains(words, "canary-words about the day") {
		t.Errorf("it shows %.300s", words)
	}
	if value := get[string](b, `document.getElementById('seal-passphrase').value`); value != "" {
		t.Errorf("the passphrase is still in its box: %q", value)
	}
	inEveryLook(b, "opened")
	b.resize(1280, 800)
	b.eval(`document.querySelector('#seal-opened a[download="scan.pdf"]').click()`)
	if _, data := b.file(folder, ".pdf"); !strings.Contains(string(data), "canary-scan") {
		t.Errorf("the document is %q", data)
	}

	b.eval(`location.hash = document.querySelector('#seal-opened a[href^="#r-"]').getAttribute('href')`)
	b.waitFor(`scrollY > 0`)
	hash, top := get[string](b, `location.hash`), get[float64](b, `scrollY`)
	b.eval(`later.findLast(t => t.ms === 540000).f()`)
	b.waitFor(`document.getElementById('seal-warning').open`)
	b.eval(`document.getElementById('seal-stay').click()`)
	b.waitFor(`!document.getElementById('seal-warning').open && later.at(-1).ms === 540000`)
	b.eval(`later.at(-1).f()`)
	b.eval(`later.findLast(t => t.ms === 60000).f()`)
	b.waitFor(isLocked)
	b.refused("locked, because it was not used for ten minutes")
	left := get[string](b, `document.title + location.href + document.documentElement.innerText`)
	if strings.Contains(left, "Jo Example") || strings.Contains(left, hash) {
		t.Errorf("something is left after it was locked: %.300s", left)
	}
	b.unlock(passphrase)
	b.waitFor(isOpen)
	if h, y := get[string](b, `location.hash`), get[float64](b, `scrollY`); h != hash || y != top {
		t.Errorf("it opens at %s, %v; it was locked at %s, %v", h, y, hash, top)
	}
	b.eval(`document.getElementById('seal-lock').click()`)
	b.refused("It is locked.")
}

// TestSealedTampering changes a sealed file in ten ways. None of them opens with the right passphrase.
func TestSealedTampering(t *testing.T) {
	t.Parallel()
	dir, file := sealed(t)
	text, another := readText(t, file), ""
	precept(t, dir, "seal", "jo-example", "--as-of", asOf, "--passphrase-file", filepath.Join(dir, "words"), "--out",
		filepath.Join(dir, "another.html"))
	another = readText(t, filepath.Join(dir, "another.html"))
	value := func(text, key string) string {
		_, rest, _ := strings.Cut(text, `"`+key+`":`)
		return strings.Trim(rest[:strings.IndexAny(rest, ",}")], `"`)
	}
	envelope := func(text string) string {
		return text[strings.Index(text, `{"format"`) : strings.Index(text, `"}</pre>`)+2]
	}
	put := func(key, with string) string { return strings.Replace(text, value(text, key), with, 1) }
	data := value(text, "data")
	other := byte('A')
	if data[500] == other {
		other = 'B'
	}
	const wrong, changed = "Either the passphrase is wrong, or the file was changed", "This file was changed"
	b := newTab(t)
	for _, c := range []struct{ name, text, says string }{
		{"a letter", put("data", data[:500]+string(other)+data[501:]), wrong},
		{"cut short", put("data", data[:len(data)-400]), wrong},
		{"another's content", put("data", value(another, "data")), wrong},
		{"another salt", put("salt", value(another, "salt")), wrong},
		{"another nonce", put("nonce", value(another, "nonce")), wrong},
		{"other rounds", put("iterations", "1000001"), wrong},
		{"few rounds", put("iterations", "1000"), changed},
		{"in another's page", strings.Replace(another, envelope(another), envelope(text), 1), changed},
		{"another format", put("format", "precept-seal/0"), changed},
		{"no base64", put("data", "?"+data[1:]), changed},
		{"no envelope", put("kdf", `PBKDF2"`), changed},
	} {
		if c.text == text {
			t.Errorf("%s: nothing was changed", c.name)
		}
		name := filepath.Join(dir, "changed.html")
		if err := os.WriteFile(name, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		b.visit("file://" + name)
		b.unlock(passphrase)
		b.refused(c.says)
	}
}

// TestSealedElsewhere: at an address of plain http the file says what to do; on this computer's own address it opens;
// without script it says how it can be opened. In a long run Firefox opens it too, from the disk and at this computer's
// own address.
func TestSealedElsewhere(t *testing.T) {
	t.Parallel()
	_, file := sealed(t)
	served := filepath.Join(shipped.root, "portfolios", "sealed-example")
	if err := os.MkdirAll(served, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(served, "file.html"), []byte(readText(t, file)), 0o644); err != nil {
		t.Fatal(err)
	}
	const at = "portfolios/sealed-example/file.html"
	b := newTab(t)
	b.visit(plainHost() + at)
	b.refused("Save this file, and open the saved file")
	b.visit(shipped.address + "/" + at)
	b.unlock(passphrase)
	b.waitFor(isOpen)
	if casetest.Long() {
		f := newFirefox(t)
		f.opensSealed("file://" + file)
		f.opensSealed(shipped.address + "/" + at)
	}
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit("file://" + file)
	b.says("There is no box for a passphrase")
}

// decrypt opens a sealed file with Python's standard library and its usual cryptography, and unpacks the folder.
const decrypt = `
import base64, gzip, hashlib, io, json, re, sys, tarfile
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
text = open(sys.argv[1], encoding="utf-8").read()
e = json.loads(re.search(r'<pre id="envelope" hidden>(.*?)</pre>', text, re.S).group(1))
number = re.search(r'data-number="(.*?)"', text).group(1)
raw = lambda key: base64.b64decode(e[key])
key = hashlib.pbkdf2_hmac("sha256", sys.argv[2].encode(), raw("salt"), e["iterations"], 32)
head = [e["format"], number, e["kdf"], str(e["iterations"]), e["salt"], e["cipher"], e["nonce"]]
plain = AESGCM(key).decrypt(raw("nonce"), raw("data"), ("\n".join(head) + "\n").encode())
size = int.from_bytes(plain[:8], "big")
assert not any(plain[8 + size:]), "what follows is not zeros"
tar = tarfile.open(fileobj=io.BytesIO(gzip.decompress(plain[8:8 + size])))
tar.extractall(sys.argv[3])
`

// TestSealedWithStandardTools: a sealed file can be opened without precept and without a browser.
func TestSealedWithStandardTools(t *testing.T) {
	t.Parallel()
	dir, file := sealed(t)
	out := t.TempDir()
	if said, err := exec.Command(debianPython, "-c", decrypt, file, passphrase, out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	want := os.DirFS(filepath.Join(dir, "portfolios", "jo-example"))
	got := os.DirFS(filepath.Join(out, "folder"))
	a, b := allFiles(t, want), allFiles(t, got)
	if len(a) < 10 || len(a) != len(b) {
		t.Errorf("%d files, want %d", len(b), len(a))
	}
	for name, data := range a {
		if !bytes.Equal(b[name], data) {
			t.Errorf("%s differs", name)
		}
	}
}

func readText(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// allFiles reads every file of a folder.
func allFiles(t *testing.T, dir fs.FS) map[string][]byte {
	t.Helper()
	list := map[string][]byte{}
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list[name], err = fs.ReadFile(dir, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

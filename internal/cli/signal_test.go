//go:build !windows

package cli

import (
	"bytes"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestStopped: a closed terminal ends a run as Ctrl-C does, with the same code, and with nothing left behind.
func TestStopped(t *testing.T) {
	for _, sign := range []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM, syscall.SIGINT} {
		t.Run("case-X4 "+sign.String(), func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range map[string]string{
				"data/site.yaml":            "title: T\npublisher: P\n",
				"content/2026.1/version.md": "---\ntitle: T\nsummary: S.\nreleased: 2026-01-01\n---\n",
				"content/2026.1/index.md":   "---\ntitle: T\nsummary: S.\n---\nHello.\n",
			} {
				name = filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var out, said bytes.Buffer
			std := quiet(&out, &said)
			std.Dir, std.Now = dir, func() time.Time { return stopAt(t, sign) }
			want, left := exitStopped, 2
			if signal.Ignored(sign) { // by nohup, which asks for a run that outlives its terminal
				want, left = exitDone, 3
			}
			if code := Main([]string{"build"}, std); code != want {
				t.Errorf("ended with %d: %s%s", code, out.String(), said.String())
			}
			entries, err := os.ReadDir(dir)
			if err != nil || len(entries) != left {
				t.Errorf("left behind: %v, %v", entries, err)
			}
		})
	}
}

// stopAt sends this process a signal and returns once it has arrived.
func stopAt(t *testing.T, sign syscall.Signal) time.Time {
	t.Helper()
	arrived := make(chan os.Signal, 1)
	signal.Notify(arrived, sign)
	defer signal.Stop(arrived)
	if err := syscall.Kill(os.Getpid(), sign); err != nil {
		t.Fatal(err)
	}
	<-arrived
	return time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC)
}

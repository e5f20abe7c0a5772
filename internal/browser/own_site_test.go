//go:build browser

package browser

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"precept/internal/build"
	"precept/internal/civil"
	"precept/internal/portfolio"
)

// keepsNothing gives the address of a form that is never to be kept, which the shipped toolkit does not have.
func keepsNothing(t *testing.T) string {
	t.Helper()
	return ownSite(t, "testdata/keeps-nothing.txtar") + "forms/self-check.html"
}

// ownSite serves the site of a small project, for what the shipped toolkit does not have, and gives its address.
func ownSite(t *testing.T, file string) string {
	t.Helper()
	day, err := civil.Parse(asOf)
	if err != nil {
		t.Fatal(err)
	}
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	project, out := t.TempDir(), t.TempDir()
	for _, f := range archive.Files {
		name := filepath.Join(project, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	o := build.Options{Project: project, AsOf: day, Generator: "precept", Reader: portfolio.ForPreceptee,
		Only: build.ToolkitOnly}
	snapshot, err := build.Prepare(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	to := build.Destination{Public: out, Host: "plain"}
	if _, _, err := snapshot.Publish(context.Background(), o, to); err != nil {
		t.Fatal(err, snapshot.Findings)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(out)))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

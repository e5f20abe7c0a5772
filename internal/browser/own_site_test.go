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
	served, _ := published(t, file)
	return served
}

// published builds the site of a small project. It gives its address at a host, which has it at /sub/path/ too, and
// that of its folder on disk.
func published(t *testing.T, file string) (served, disk string) {
	t.Helper()
	out := t.TempDir()
	publishIn(t, unpacked(t, file), out)
	mux, files := http.NewServeMux(), http.FileServer(http.Dir(out))
	mux.Handle("/", files)
	mux.Handle("/sub/path/", http.StripPrefix("/sub/path", files))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/", "file://" + out + "/"
}

// publishIn builds the site of a project into a folder.
func publishIn(t *testing.T, project, out string) {
	t.Helper()
	day, err := civil.Parse(asOf)
	if err != nil {
		t.Fatal(err)
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
}

// unpacked writes a small project, and gives its folder.
func unpacked(t *testing.T, file string) string {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	project := t.TempDir()
	for _, f := range archive.Files {
		name := filepath.Join(project, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return project
}

package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"precept/internal/casetest"
	"precept/internal/civil"
	"precept/internal/plan"
)

// hostile are cells that a spreadsheet would take for something else than the text that they are, as they are read
// back: what it would change has a mark before it.
var hostile = [][]string{
	{"name", "version", "says"},
	{"'=1+1", "'2026.10", "Zoë Ó Briain – 日本"},
	{"'+44 20 7946 0000", "'007", "a line\nand another"},
	{"'-2", "'12345678901234567890", "quoted \"so\", with a comma"},
	{"'@SUM(A1)", "2026.1", "  two spaces  within"},
	{"'\ttab", "0.5", "'1/2"},
	{"'\r=1+1", "0", "'1e5"},
	{"'=HYPERLINK(\"http://example.org\")", "k7m29qxd", "'09:30"},
}

// TestSpreadsheets: what is written for spreadsheets is read back as it was written, by a library and, in a long run,
// by LibreOffice: every text whole, dates as dates, numbers as numbers, and no cell as a formula.
func TestSpreadsheets(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	sheets := spreadsheets(t, dir)
	var files []string
	for name, data := range sheets {
		files = append(files, filepath.Join(dir, name+".csv"))
		if err := os.WriteFile(filepath.Join(dir, name+".csv"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if casetest.Long() {
		office(t, dir, files)
	}
	for name, data := range sheets {
		rows := library(t, name, data)
		if casetest.Long() {
			sameInOffice(t, name, rows, readSheet(t, filepath.Join(dir, name+".fods")))
		}
	}
	for i, row := range library(t, "hostile", sheets["hostile"]) {
		for j, got := range row {
			if cell := strings.ReplaceAll(hostile[i][j], "\r", ""); got != cell { // the library writes line ends alone
				t.Errorf("%q was read back as %q", cell, got)
			}
		}
	}
}

// spreadsheets are the tables of the shipped project, and one of hostile cells.
func spreadsheets(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	run := func(args ...string) []byte {
		t.Helper()
		var out, errs bytes.Buffer
		std := Stdio{Out: &out, Err: &errs, Dir: "../..", Env: func(string) string { return "" }}
		if code := Main(append(args, "--as-of", "2026-10-05"), std); code != 0 {
			t.Fatalf("%v: %d\n%s", args, code, errs.String())
		}
		return out.Bytes()
	}
	var planted bytes.Buffer
	var plain [][]string
	for _, row := range hostile {
		var cells []string
		for _, cell := range row {
			cells = append(cells, strings.TrimPrefix(cell, "'"))
		}
		plain = append(plain, cells)
	}
	if err := plan.WriteSheet(&planted, plain); err != nil {
		t.Fatal(err)
	}
	run("build", "--only", "portfolios", "--preceptee", "alex-example", "--portfolios", filepath.Join(dir, "p"))
	portfolio, err := os.ReadFile(filepath.Join(dir, "p", "alex-example", "portfolio.csv"))
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"hostile": planted.Bytes(), "portfolio": portfolio,
		"cohort": run("report", "--csv"), "assurance": run("report", "--assurance", "--csv")}
}

// library reads a table with the usual library. Every row has every column.
func library(t *testing.T, name string, data []byte) [][]string {
	t.Helper()
	text, marked := bytes.CutPrefix(data, []byte("\uFEFF"))
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || !marked || len(rows) < 5 {
		t.Fatalf("%s: %d rows, marked as UTF-8: %v, %v", name, len(rows), marked, err)
	}
	if name != "hostile" && !strings.Contains(string(text), "Alex Example") {
		t.Errorf("%s: nobody is named", name)
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.ContainsAny(cell[:min(1, len(cell))], "=@+-\t\r") {
				t.Errorf("%s: a formula: %q", name, cell)
			}
		}
	}
	return rows
}

// office lets LibreOffice read tables, as UTF-8 with commas, and write what it made of each beside it.
func office(t *testing.T, dir string, files []string) {
	t.Helper()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless",
		"--infilter=CSV:44,34,76,1", "--convert-to", "fods", "--outdir", dir}
	if said, err := exec.Command("soffice", append(args, files...)...).CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, said)
	}
}

// sameInOffice compares what LibreOffice made of a table with what the library reads.
func sameInOffice(t *testing.T, name string, rows [][]string, cells [][]officeCell) {
	t.Helper()
	if len(cells) < len(rows) {
		t.Fatalf("%s: LibreOffice has %d rows of %d", name, len(cells), len(rows))
	}
	for i, row := range rows {
		for j, text := range row {
			var c officeCell
			if j < len(cells[i]) {
				c = cells[i][j]
			}
			text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
			want := "string"
			if _, err := civil.Parse(text); err == nil {
				want = "date"
			} else if _, err := strconv.ParseFloat(text, 64); err == nil && strings.Trim(text, "0123456789.") == "" {
				want = "float"
			} else if text == "" {
				want = ""
			}
			if c.formula != "" || c.kind != want || c.text != text {
				t.Errorf("%s, row %d, column %d: %q is %+v", name, i+1, j+1, text, c)
			}
		}
	}
}

// officeCell is a cell of LibreOffice: what kind of value it has, and what a reader sees.
type officeCell struct{ kind, formula, text string }

// readSheet reads the first sheet of a flat OpenDocument file.
func readSheet(t *testing.T, file string) (rows [][]officeCell) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	in := xml.NewDecoder(bytes.NewReader(data))
	var cell *officeCell
	times, paragraphs, inside := 1, 0, false // inside a paragraph
	for {
		token, err := in.Token()
		if err == io.EOF {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "table-row":
				rows = append(rows, nil)
			case "table-cell":
				cell = &officeCell{kind: attribute(e, "value-type"), formula: attribute(e, "formula")}
				times, paragraphs = max(1, number(attribute(e, "number-columns-repeated"))), 0
			case "p":
				inside = true
				if paragraphs++; cell != nil && paragraphs > 1 {
					cell.text += "\n"
				}
			case "s":
				if cell != nil {
					cell.text += strings.Repeat(" ", max(1, number(attribute(e, "c"))))
				}
			case "tab":
				if cell != nil {
					cell.text += "\t"
				}
			}
		case xml.CharData:
			if cell != nil && inside {
				cell.text += string(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "p":
				inside = false
			case "table-cell":
				for range min(times, 100) {
					rows[len(rows)-1] = append(rows[len(rows)-1], *cell)
				}
				cell = nil
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// number reads a whole number; 0 where there is none.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

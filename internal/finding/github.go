package finding

import (
	"bytes"
	"fmt"
	"strings"
)

// writeGitHub prints a finding as a workflow command. Text from a file is escaped, so that it cannot end the command or
// begin another.
func writeGitHub(out *bytes.Buffer, f Finding) {
	command := "notice" // a note, or a gap
	switch f.Severity {
	case Error:
		command = "error"
	case Warning:
		command = "warning"
	}
	// What is somebody's own text stays on its line and holds nothing that a terminal would obey.
	data := strings.NewReplacer("%", "%25", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C")
	var properties []string
	if f.File != "" {
		properties = append(properties, "file="+property.Replace(Visible(f.File)))
		if f.Line > 0 {
			properties = append(properties, fmt.Sprintf("line=%d", f.Line), fmt.Sprintf("col=%d", max(f.Column, 1)))
		}
	}
	if f.Rule != "" {
		properties = append(properties, "title="+property.Replace(f.Rule))
	}
	fmt.Fprintf(out, "::%s", command)
	if len(properties) > 0 {
		fmt.Fprintf(out, " %s", strings.Join(properties, ","))
	}
	text := Visible(f.Message)
	if f.Help != "" {
		text += "\nhelp: " + Visible(f.Help)
	}
	fmt.Fprintf(out, "::%s\n", data.Replace(text))
}

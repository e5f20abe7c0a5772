package finding

import (
	"bytes"
	"net/url"
)

// The part of SARIF 2.1.0 that findings need. A library for all of SARIF would print forty empty keys with each of
// them.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string        `json:"id"`
		Short   sarifText     `json:"shortDescription"`
		Help    *sarifText    `json:"help,omitempty"`
		Default *sarifDefault `json:"defaultConfiguration,omitempty"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID     string           `json:"ruleId"`
		RuleIndex  *int             `json:"ruleIndex,omitempty"`
		Level      string           `json:"level"`
		Message    sarifText        `json:"message"`
		Locations  []sarifLocation  `json:"locations,omitempty"`
		Properties *sarifProperties `json:"properties,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI    string `json:"uri"`
		BaseID string `json:"uriBaseId"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifProperties struct {
		Severity  string `json:"severity"`
		Preceptee string `json:"preceptee,omitempty"`
		Due       string `json:"due,omitempty"`
		Gate      string `json:"gate,omitempty"`
	}
)

// level gives SARIF's word for a severity. SARIF has no gaps; a gap is never a failure, so it becomes a note.
func level(s Severity) string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Note, Gap:
		return "note"
	}
	return "none"
}

func writeSARIF(out *bytes.Buffer, list []Finding, o Options) error {
	driver := sarifDriver{Name: "precept", Version: o.Version, Rules: make([]sarifRule, 0, len(o.Rules))}
	index := make(map[string]int, len(o.Rules))
	for i, r := range o.Rules {
		rule := sarifRule{ID: r.ID, Short: sarifText{r.Summary}}
		if r.Help != "" {
			rule.Help = &sarifText{r.Help}
		}
		if r.Severity != Unset {
			rule.Default = &sarifDefault{level(r.Severity)}
		}
		driver.Rules = append(driver.Rules, rule)
		index[r.ID] = i
	}
	results := make([]sarifResult, 0, len(list))
	for _, f := range list {
		result := sarifOf(f)
		if i, ok := index[f.Rule]; ok {
			result.RuleIndex = &i
		}
		results = append(results, result)
	}
	return encode(out, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{{Tool: sarifTool{driver}, ColumnKind: "unicodeCodePoints", Results: results}},
	}, "  ")
}

// sarifOf gives a finding as a result without the index of its rule.
func sarifOf(f Finding) sarifResult {
	result := sarifResult{RuleID: f.Rule, Level: level(f.Severity), Message: sarifText{f.Message}}
	if f.Help != "" {
		result.Message.Text += "; " + f.Help
	}
	if f.File != "" {
		at := sarifPhysical{Artifact: sarifArtifact{URI: (&url.URL{Path: f.File}).String(), BaseID: "%SRCROOT%"}}
		if f.Line > 0 {
			at.Region = &sarifRegion{StartLine: f.Line, StartColumn: f.Column}
			if f.End > f.Column {
				at.Region.EndColumn = f.End
			}
		}
		result.Locations = []sarifLocation{{at}}
	}
	if f.Severity == Gap || f.Preceptee != "" || f.Due != "" || f.Gate != "" {
		result.Properties = &sarifProperties{f.Severity.String(), f.Preceptee, f.Due, f.Gate}
	}
	return result
}

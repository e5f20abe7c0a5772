package item

import (
	"fmt"
	"slices"
	"strings"
)

// Allowed are the flags and keys that an attribute block may have as well as an id.
type Allowed struct{ Flags, Keys []string }

// Check reports the flags and keys of attrs that are not allowed. what names what they belong to, such as "a [date]
// item".
func (a Allowed) Check(attrs Attributes, what string) []Fault {
	var faults []Fault
	for _, f := range attrs.Flags {
		if !slices.Contains(a.Flags, f.Key) {
			faults = append(faults, Fault{RuleAttribute, f.Pos, fmt.Sprintf("%s has no flag .%s", what, f.Key),
				a.flagHelp(f.Key)})
		}
	}
	for _, p := range attrs.Pairs {
		if !slices.Contains(a.Keys, p.Key) {
			faults = append(faults, Fault{RuleAttribute, p.Pos, fmt.Sprintf("%s has no %s=", what, p.Key),
				a.keyHelp(p.Key)})
		}
	}
	return faults
}

// flagHelp says what to write instead of a flag that is not allowed.
func (a Allowed) flagHelp(flag string) string {
	if slices.Contains(a.Keys, flag) {
		return fmt.Sprintf("write %s=value", flag)
	}
	if near := nearest(flag, a.Flags); near != "" {
		return fmt.Sprintf("did you mean .%s?", near)
	}
	if len(a.Flags) > 0 {
		return "known here: ." + strings.Join(a.Flags, ", .")
	}
	return "leave it out"
}

// keyHelp says what to write instead of a key that is not allowed.
func (a Allowed) keyHelp(key string) string {
	if slices.Contains(a.Flags, key) {
		return "write ." + key
	}
	if near := nearest(key, a.Keys); near != "" {
		return fmt.Sprintf("did you mean %s=?", near)
	}
	if near := nearest(key, a.Flags); near != "" {
		return fmt.Sprintf("did you mean .%s?", near)
	}
	if len(a.Keys) > 0 {
		return "known here: " + strings.Join(a.Keys, "=, ") + "="
	}
	return "leave it out"
}

package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"precept/internal/source"
)

// usageError is a fault of the command line or of how the project is set up.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// unknown is the error for a name that does not exist, with the nearest name or else the given help.
func unknown(what, name string, known []string, otherwise string) error {
	if s := source.Suggest(name, known); s != "" {
		otherwise = fmt.Sprintf("did you mean %s?", s)
	}
	return usage("there is no %s %q; %s", what, name, otherwise)
}

// exact wants n arguments, which what names.
func exact(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usage("%s takes %s; see %[1]s --help", cmd.CommandPath(), what)
		}
		return nil
	}
}

// optional wants one argument or none, which what names.
func optional(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return usage("%s takes one %s or none; see %[1]s --help", cmd.CommandPath(), what)
		}
		return nil
	}
}

// noCommand refuses a word that is not a command below cmd, and says which was probably meant.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	at := strings.TrimPrefix(cmd.CommandPath()+" ", "precept ")
	if s := cmd.SuggestionsFor(args[0]); len(s) > 0 {
		return usage("there is no command %q; did you mean %s?", at+args[0], at+s[0])
	}
	return usage("there is no command %q; see %s --help", at+args[0], cmd.CommandPath())
}

// flagFault says in plain words what is wrong with a flag; the library speaks of parsing.
func flagFault(cmd *cobra.Command, err error) error {
	see := "see " + cmd.CommandPath() + " --help"
	var invalid *pflag.InvalidValueError
	var missing *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	switch {
	case errors.As(err, &invalid):
		wanted := map[string]string{"int": "a whole number", "bool": "true or false, or the flag alone"}
		want := wanted[invalid.GetFlag().Value.Type()]
		return usage("--%s is %q; write %s", invalid.GetFlag().Name, invalid.GetValue(), or(want, "another value"))
	case errors.As(err, &missing) && missing.GetSpecifiedShortnames() == "":
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		if s := source.Suggest(missing.GetSpecifiedName(), known); s != "" {
			see = fmt.Sprintf("did you mean --%s?", s)
		}
		return usage("%s has no flag --%s; %s", cmd.CommandPath(), missing.GetSpecifiedName(), see)
	case errors.As(err, &missing):
		return usage("%s has no flag -%s; %s", cmd.CommandPath(), missing.GetSpecifiedName(), see)
	case errors.As(err, &bare):
		return usage("--%s needs a value; %s", bare.GetFlag().Name, see)
	}
	return usage("%v; %s", err, see)
}

// emptyFlag refuses a flag with an empty value: most often a variable that was not set, which must not be read as the
// default.
func emptyFlag(cmd *cobra.Command) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		empty := f.Value.String() == ""
		if list, ok := f.Value.(pflag.SliceValue); ok {
			empty = slices.Contains(list.GetSlice(), "")
		}
		if empty && err == nil {
			err = usage("--%s is empty; write a value, or leave the flag out", f.Name)
		}
	})
	return err
}

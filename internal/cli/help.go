package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/help"
)

// topics is one line for each topic of the manual.
func topics() string {
	var b strings.Builder
	for _, t := range help.Entries() {
		fmt.Fprintf(&b, "  %-13s%s\n", t.Name, t.About)
	}
	return b.String()
}

// helpCommand shows a topic of the manual, or the help of a command.
func (a *app) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [command or topic]", Short: "Help for a command, or a topic of the manual",
		Long: "Shows a topic of the manual, or the help of a command.\n\nTopics:\n" +
			strings.TrimRight(topics(), "\n"),
		Example: "  precept help items\n  precept help records\n  precept help build\n  precept help new page",
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return helpNames(root), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				if t := help.Find(args[0]); t != nil {
					_, err := fmt.Fprint(a.Out, t.Text())
					return err
				}
			}
			cmd, rest, err := root.Find(args)
			switch {
			case err != nil:
				return err
			case cmd == root && len(rest) == 1:
				return unknown("command or topic", rest[0], helpNames(root), "precept help lists them")
			case cmd.HasSubCommands() && len(rest) > 0:
				return noCommand(cmd, rest)
			}
			cmd.InitDefaultHelpFlag()
			cmd.InitDefaultVersionFlag()
			return cmd.Help()
		},
	}
}

// helpNames lists all that help can show.
func helpNames(root *cobra.Command) []string {
	var list []string
	for _, t := range help.Entries() {
		list = append(list, t.Name)
	}
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			list = append(list, c.Name())
		}
	}
	slices.Sort(list)
	return list
}

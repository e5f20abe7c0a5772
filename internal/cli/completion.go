package cli

import "github.com/spf13/cobra"

// completion is the library's own command. By itself it would show its help for a shell that it does not know.
func completion(root *cobra.Command) {
	root.InitDefaultCompletionCmd("completion")
	cmd, _, err := root.Find([]string{"completion"})
	if err != nil || cmd == root {
		panic("cobra has no completion command") // a fault of the program, which every test would find
	}
	cmd.Short = "Print a script that completes commands in a shell"
	cmd.Example = "  precept completion bash > precept.bash"
	cmd.Args, cmd.SuggestionsMinimumDistance = noCommand, 2
	cmd.RunE = func(*cobra.Command, []string) error { return usage("say which shell: bash, zsh, fish or powershell") }
	for _, shell := range cmd.Commands() {
		shell.Example = "  precept completion " + shell.Name()
	}
}

// complete offers the values of a flag in a shell.
func complete(cmd *cobra.Command, flag string, values []string) {
	// the error is for a flag that does not exist, which a test would find
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

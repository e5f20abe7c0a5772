package cli

import (
	"fmt"
	"path"

	"github.com/spf13/cobra"

	"precept/internal/civil"
	"precept/internal/site"
	"precept/internal/toolkit"
)

func (a *app) newSite() *cobra.Command {
	var lanes []string
	cmd := &cobra.Command{
		Use: "site DIR", Short: "A project to begin from", Args: exact(1, "a folder"),
		Long: `Begins a project. --lanes names who takes part in its programme, if these are not
preceptee, preceptor and organisation: first whose year it is, then who supports
them, then where they work.`,
		Example: "  precept new site my-toolkit\n  precept new site my-toolkit --lanes trainee,supervisor,employer",
		RunE: func(_ *cobra.Command, args []string) error {
			today, err := a.asOf()
			if err != nil {
				return err
			}
			who, err := partiesNamed(lanes)
			if err != nil {
				return err
			}
			return a.write(a.path(args[0]), siteFiles(today, who)...)
		},
	}
	a.dayFlags(cmd)
	cmd.Flags().StringSliceVar(&lanes, "lanes", nil, "who takes part: the `TITLES`, with commas between them")
	return cmd
}

// siteFiles are a whole project.
func siteFiles(today civil.Date, who parties) []scaffold {
	v := values{parties: who, Today: today, Name: fmt.Sprintf("%d.1", today.Year), WholeSite: true}
	base := path.Join(toolkit.Folder, v.Name)
	form := v
	form.Title = "First meeting"
	return append([]scaffold{
		begin(site.File, "site.yaml", v),
		begin(base+"/version.md", "version.md", v),
		begin(base+"/index.md", "home.md", v),
		begin(base+"/programme/index.md", "programme.md", v),
		begin(base+"/programme/timeline.md", "timeline.md", v),
		begin(base+"/forms/index.md", "forms.md", v),
		begin(base+"/forms/first-meeting.md", "form.md", form),
		begin(base+"/about/index.md", "about.md", v),
		begin(base+"/about/privacy.md", "privacy.md", v),
		begin(base+"/about/accessibility.md", "accessibility.md", v),
	}, aroundSite(v)...)
}

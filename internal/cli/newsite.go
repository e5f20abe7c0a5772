package cli

import (
	"fmt"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"precept/internal/civil"
	"precept/internal/preceptee"
	"precept/internal/record"
	"precept/internal/site"
	"precept/internal/toolkit"
)

func (a *app) newSite() *cobra.Command {
	cmd := &cobra.Command{
		Use: "site DIR", Short: "A project to begin from", Args: exact(1, "a folder"),
		Example: "  precept new site my-toolkit",
		RunE: func(_ *cobra.Command, args []string) error {
			today, err := a.asOf()
			if err != nil {
				return err
			}
			return a.write(a.path(args[0]), siteFiles(today)...)
		},
	}
	a.dayFlags(cmd)
	return cmd
}

// siteFiles are a whole project.
func siteFiles(today civil.Date) []scaffold {
	v := values{Today: today, Name: fmt.Sprintf("%d.1", today.Year), WholeSite: true}
	base := path.Join(toolkit.Folder, v.Name)
	form := v
	form.Title = "First meeting"
	return []scaffold{
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
		{name: preceptee.IgnoreFile, text: strings.Join([]string{"/public/", "/portfolios/", preceptee.Guard,
			record.Organisation + "/*", ""}, "\n")},
		begin("Start precept.cmd", "start.cmd", v),
		begin("Start precept.command", "start.command", v),
	}
}

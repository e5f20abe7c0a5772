package cli

import (
	"os/exec"
	"runtime"
)

// opener is the command that shows an address in the person's own browser, by operating system.
func opener(system, address string) []string {
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		return []string{"open", address}
	}
	return []string{"xdg-open", address}
}

// openBrowser shows an address of this machine in the browser. Where it cannot, it says the address and goes on.
func (a *app) openBrowser(address string) {
	words := opener(runtime.GOOS, address)
	cmd := exec.Command(words[0], words[1:]...)
	err := cmd.Start()
	if err == nil {
		go func() { _ = cmd.Wait() }() // so that the system can forget it
		return
	}
	a.say("no browser could be opened; open %s yourself", address)
}

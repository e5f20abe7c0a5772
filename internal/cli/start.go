package cli

import (
	"os/exec"
	"runtime"
)

// The files that open the desk by a double click. They use the precept that lies beside them, else the one that is installed, and
// keep their window open where it could not start, so that the reason can be read.
const (
	startWindows = "@echo off\r\n" +
		"rem Opens the desk in your browser. Close this window when you are done.\r\n" +
		"cd /d \"%~dp0\"\r\n" +
		"if exist precept.exe goto here\r\n" +
		"where precept >nul 2>nul\r\n" +
		"if errorlevel 1 goto missing\r\n" +
		"precept serve --open\r\n" +
		"goto done\r\n" +
		":here\r\n" +
		".\\precept.exe serve --open\r\n" +
		"goto done\r\n" +
		":missing\r\n" +
		"echo precept is not on this computer yet. Copy precept.exe into this folder, then start this file again.\r\n" +
		"pause\r\n" +
		"exit /b 1\r\n" +
		":done\r\n" +
		"if errorlevel 1 pause\r\n"

	startUnix = `#!/bin/sh
# Opens the desk in your browser. Close this window when you are done.
cd "$(dirname "$0")" || exit 1
if [ -x ./precept ]; then
  ./precept serve --open
elif command -v precept >/dev/null 2>&1; then
  precept serve --open
else
  echo "precept is not on this computer yet. Copy it into this folder, then start this file again."
  false
fi || {
  echo "Press Return to close this window."
  read -r _
}
`
)

// opener is the command that shows an address in the person's own browser, by the system.
func opener(system, address string) []string {
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		return []string{"open", address}
	}
	return []string{"xdg-open", address}
}

// openBrowser shows an address of this machine in the browser. That it cannot be shown stops nothing: the address is said.
func (a *app) openBrowser(address string) {
	words := opener(runtime.GOOS, address)
	cmd := exec.Command(words[0], words[1:]...)
	err := cmd.Start()
	if err == nil {
		go func() { _ = cmd.Wait() }() // only so that the system may forget it
		return
	}
	a.say("no browser could be opened; open %s yourself", address)
}

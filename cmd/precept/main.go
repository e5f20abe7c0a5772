// Precept builds a preceptorship toolkit, and each preceptee's portfolio, as static sites.
package main

import (
	"os"

	"precept/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.System()))
}

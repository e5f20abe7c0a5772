package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// sameProgram builds the program twice as the README says, each time from nothing: the second is the first, byte for
// byte, and names no folder of this machine.
func sameProgram(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "precept-twice-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var programs [2][]byte
	for i := range programs {
		name := filepath.Join(dir, "precept")
		cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-o", name, "./cmd/precept")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOCACHE="+filepath.Join(dir, strconv.Itoa(i)))
		if err := run(cmd); err != nil {
			return err
		}
		if programs[i], err = os.ReadFile(name); err != nil {
			return err
		}
	}
	here, err := os.Getwd()
	switch {
	case err != nil:
		return err
	case !bytes.Equal(programs[0], programs[1]):
		return errors.New("two programs of one source differ")
	case bytes.Contains(programs[0], []byte(here)):
		return errors.New("the program names the folder " + here)
	}
	return nil
}

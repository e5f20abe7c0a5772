package casetest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
)

// The variables for a child process of a test: its folder, and the disk operation at which it is killed.
const (
	victimFolder = "PRECEPT_TEST_VICTIM_IN"
	victimEnd    = "PRECEPT_TEST_VICTIM_END"
)

// failedVictim is how a child ends whose work fails otherwise than by being killed.
const failedVictim = 3

// Victim is called by a TestMain. In a child that KillAt began it does the work in the child's folder and ends; in any
// other process it does nothing. The work gives fault to the store that it writes with.
func Victim(work func(dir string, fault func(op, path string) error) error) {
	dir := os.Getenv(victimFolder)
	if dir == "" {
		return
	}
	end, err := strconv.Atoi(os.Getenv(victimEnd))
	done := 0
	if err == nil {
		err = work(dir, func(string, string) error {
			if done++; done < end {
				return nil
			}
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = self.Kill()
			}
			if err == nil {
				select {} // until it has arrived
			}
			return err
		})
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(failedVictim)
	}
	os.Exit(0)
}

// KillAt runs the victim's work in a folder, in a child process that is killed before its nth operation on the disk, as
// kill -9 does it: nothing of it cleans up. It reports whether the work was done before.
func KillAt(t *testing.T, dir string, n int) (done bool) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), victimFolder+"="+dir, victimEnd+"="+strconv.Itoa(n))
	said, err := child.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return true
	case !errors.As(err, &exit) || exit.ExitCode() == failedVictim:
		t.Fatalf("killed at %d: %v: %s", n, err, said)
	}
	return false
}

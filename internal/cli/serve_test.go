package cli

import (
	"bytes"
	"net"
	"strconv"
	"strings"
	"testing"
)

// TestListen takes a port that is free where none was asked for, and says so; one that was asked for is taken or
// refused in plain words.
func TestListen(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	port := other.Addr().(*net.TCPAddr).Port
	var msg bytes.Buffer
	a := &app{Stdio: quiet(nil, &msg)}

	mine, err := a.listen(port, false)
	if err != nil {
		t.Fatal(err)
	}
	defer mine.Close()
	at := mine.Addr().(*net.TCPAddr)
	if at.Port == port || !at.IP.IsLoopback() {
		t.Errorf("listens on %s beside port %d", at, port)
	}
	if want := "this one uses port " + strconv.Itoa(at.Port); !strings.Contains(msg.String(), want) {
		t.Errorf("said %q, not %q", msg.String(), want)
	}

	msg.Reset()
	_, err = a.listen(port, true)
	want := "port " + strconv.Itoa(port) + " is in use by another program"
	if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "bind") {
		t.Errorf("a port that was asked for and is taken: %v", err)
	}
	if _, err := a.listen(70000, true); err == nil {
		t.Error("port 70000 is taken")
	}
	free, err := a.listen(0, true)
	if err != nil || msg.Len() > 0 {
		t.Fatalf("any port: %v, said %q", err, msg.String())
	}
	free.Close()
}

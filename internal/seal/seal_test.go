package seal

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
)

const passphrase = "orbit walnut ferry candle plaid zenith"

// counting gives the bytes 0, 1, 2 … from a first one: every run of a test makes the same file.
type counting byte

func (c *counting) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(*c)
		*c++
	}
	return len(b), nil
}

func sealed(t testing.TB, content string, first byte) Envelope {
	t.Helper()
	from := counting(first)
	e, err := Seal([]byte(content), passphrase, &from)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestRoundTrip: what was sealed comes back, however the passphrase is typed, and the page holds the envelope.
func TestRoundTrip(t *testing.T) {
	e := sealed(t, "the content", 7)
	file, err := e.HTML(nil, "en-GB")
	if err != nil {
		t.Fatal(err)
	}
	read, number, err := Read(file)
	if err != nil || read != e || number != e.Number {
		t.Fatalf("%v, %q, %v", read, number, err)
	}
	for _, typed := range []string{passphrase, "  " + strings.ReplaceAll(passphrase, " ", "\t ") + "\r\n",
		strings.ReplaceAll(passphrase, " ", "\u00a0")} {
		if got, err := read.Open(typed, number); err != nil || string(got) != "the content" {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
	if _, err := read.Open(passphrase+"x", number); !errors.Is(err, ErrPassphrase) {
		t.Error(err)
	}
}

// TestVector holds the format still: a file of this year opens with the program of another.
func TestVector(t *testing.T) {
	e := sealed(t, "vector", 1)
	if got, want := fmt.Sprint(e.Format, " ", e.Number, " ", e.Salt, " ", e.Nonce), "precept-seal/1 "+
		"0102030405060708090a0b0c0d0e0f10 ERITFBUWFxgZGhscHR4fIA== ISIjJCUmJygpKiss"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	data, err := base64.StdEncoding.DecodeString(e.Data)
	if err != nil || len(data) != step+16 {
		t.Fatal(len(data), err)
	}
	if got, want := fmt.Sprintf("%x", data[:16]), "7be2833f658a563ef09ff52fe2cb5c70"; got != want {
		t.Errorf("the sealed bytes begin with %s, want %s", got, want)
	}
}

// TestSizes: contents of different sizes give files of one size.
func TestSizes(t *testing.T) {
	small, large := sealed(t, "", 1), sealed(t, strings.Repeat("x", step-lengthSize), 1)
	if len(small.Data) != len(large.Data) {
		t.Errorf("%d and %d bytes", len(small.Data), len(large.Data))
	}
	if more := sealed(t, strings.Repeat("x", step-lengthSize+1), 1); len(more.Data) <= len(large.Data) {
		t.Errorf("%d bytes for more than fits", len(more.Data))
	}
}

// TestTampering: what was changed or came from another file is refused, with the right passphrase.
func TestTampering(t *testing.T) {
	e, other := sealed(t, "mine", 1), sealed(t, "another", 99)
	data, err := base64.StdEncoding.DecodeString(e.Data)
	if err != nil {
		t.Fatal(err)
	}
	coded := base64.StdEncoding.EncodeToString
	flipped := bytes.Clone(data)
	flipped[1000] ^= 1
	tag := bytes.Clone(data)
	tag[len(tag)-1] ^= 1
	for _, c := range []struct {
		name   string
		change func(e *Envelope) (number string)
	}{
		{"a bit of what is sealed", func(e *Envelope) string { e.Data = coded(flipped); return e.Number }},
		{"a bit of its seal", func(e *Envelope) string { e.Data = coded(tag); return e.Number }},
		{"cut short", func(e *Envelope) string { e.Data = coded(data[:len(data)-16]); return e.Number }},
		{"made longer", func(e *Envelope) string { e.Data = coded(append(bytes.Clone(data), 0)); return e.Number }},
		{"emptied", func(e *Envelope) string { e.Data = ""; return e.Number }},
		{"another salt", func(e *Envelope) string { e.Salt = other.Salt; return e.Number }},
		{"another nonce", func(e *Envelope) string { e.Nonce = other.Nonce; return e.Number }},
		{"other rounds", func(e *Envelope) string { e.Iterations++; return e.Number }},
		{"few rounds", func(e *Envelope) string { e.Iterations = 1; return e.Number }},
		{"endless rounds", func(e *Envelope) string { e.Iterations = 1 << 40; return e.Number }},
		{"another's content", func(e *Envelope) string { e.Data = other.Data; return e.Number }},
		{"in another page", func(e *Envelope) string { return other.Number }},
		{"with the number of another page", func(e *Envelope) string { e.Number = other.Number; return e.Number }},
		{"another cipher", func(e *Envelope) string { e.Cipher = "AES-128-CBC"; return e.Number }},
		{"another way to the key", func(e *Envelope) string { e.KDF = "MD5"; return e.Number }},
		{"another format", func(e *Envelope) string { e.Format = "precept-seal/0"; return e.Number }},
		{"no base64", func(e *Envelope) string { e.Data = "?" + e.Data[1:]; return e.Number }},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed := e
			number := c.change(&changed)
			got, err := changed.Open(passphrase, number)
			known := errors.Is(err, ErrPassphrase) || errors.Is(err, ErrChanged) || errors.Is(err, ErrNotSealed)
			if got != nil || !known {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	file, err := e.HTML(nil, "en-GB")
	if err != nil {
		t.Fatal(err)
	}
	text := string(file)
	for name, changed := range map[string]string{
		"not whole":     text[:len(text)/2],
		"two envelopes": strings.Replace(text, envelopeOpens, envelopeOpens+"{}"+envelopeCloses+envelopeOpens, 1),
		"two numbers":   strings.Replace(text, numberOpens, numberOpens+`1" `+numberOpens, 1),
	} {
		if _, _, err := Read([]byte(changed)); !errors.Is(err, ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := Read([]byte("<p>A page.")); !errors.Is(err, ErrNotSealed) {
		t.Error(err)
	}
}

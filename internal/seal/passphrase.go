package seal

import (
	"crypto/rand"
	_ "embed"
	"fmt"
	"io"
	"math/big"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed words.txt
var wordList string

// wordCount is how many words a passphrase has that is made here: 67 bits, and each try costs a million steps.
const wordCount = 6

// Words lists the words that passphrases are made of, in order.
func Words() []string { return strings.Fields(wordList) }

// NewPassphrase makes a passphrase of words that nobody can guess.
func NewPassphrase(random io.Reader) (string, error) {
	list := Words()
	var chosen []string
	for range wordCount {
		n, err := rand.Int(random, big.NewInt(int64(len(list))))
		if err != nil {
			return "", fmt.Errorf("asking the system for random bytes: %w", err)
		}
		chosen = append(chosen, list[n.Int64()])
	}
	return strings.Join(chosen, " "), nil
}

// Normalise writes a passphrase as it is used: in one Unicode form, one space between words and none around them. The
// page does the same, so that it does not matter on which keyboard it is typed.
func Normalise(passphrase string) string {
	space := func(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }
	return strings.Join(strings.FieldsFunc(norm.NFKC.String(passphrase), space), " ")
}

// A passphrase of somebody's own has at least so many characters, and so many different ones.
const (
	minCharacters = 16
	minDifferent  = 8
)

// common are what people write first. They count for nothing.
var common = []string{"password", "passphrase", "passw0rd", "letmein", "welcome", "secret", "precept", "portfolio",
	"qwertyuiop", "qwerty", "asdfghjkl", "zxcvbnm", "azerty"}

// Weak says why a passphrase of somebody's own is too easily guessed, or "". about are words that everybody knows
// about the person, such as their name.
func Weak(passphrase string, about ...string) string {
	rest := strings.ToLower(Normalise(passphrase))
	for _, known := range append(strings.Fields(strings.ToLower(strings.Join(about, " "))), common...) {
		if utf8.RuneCountInString(known) > 2 {
			rest = strings.ReplaceAll(rest, known, "")
		}
	}
	if utf8.RuneCountInString(rest) < minCharacters {
		return fmt.Sprintf("it has fewer than %d characters, not counting names and words that everybody tries",
			minCharacters)
	}
	signs := []rune(rest)
	different := map[rune]bool{}
	inOrder := 0
	for i, c := range signs {
		different[c] = true
		if i > 0 && c-signs[i-1] >= -1 && c-signs[i-1] <= 1 {
			inOrder++
		}
	}
	switch {
	case len(different) < minDifferent:
		return fmt.Sprintf("it has fewer than %d different characters", minDifferent)
	case inOrder > len(signs)/2:
		return "most of its characters follow one another, as in 123456"
	case repeats(rest):
		return "it repeats the same characters"
	}
	return ""
}

// repeats reports whether a text is one shorter than a passphrase may be, over and over.
func repeats(text string) bool {
	for period := 1; period < minCharacters && period <= len(text)/2; period++ {
		if strings.HasPrefix(strings.Repeat(text[:period], len(text)/period+1), text) {
			return true
		}
	}
	return false
}

// Package seal puts a folder of files into one HTML file that opens in a browser, without a network, after a
// passphrase, and takes it out again. It owns the cipher, the passphrase with the words that one is made of, the
// archive inside and the page around it. It knows nothing of portfolios and touches no file: commands give it
// bytes.
//
// The cipher is AES-256-GCM, its key from PBKDF2-HMAC-SHA-256 with a salt of the file's own. What is sealed is a
// length, an archive (tar, gzip) and zeros, so that the size tells little. Every part of the header is bound to it, the
// number of the page among them. Nothing here is our own cryptography; a file opens with standard tools too.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// The only format, and what it is made with.
const (
	format     = "precept-seal/1"
	kdf        = "PBKDF2-HMAC-SHA-256"
	cipherName = "AES-256-GCM"
	Iterations = 1_000_000

	// A file that asks for fewer is not one of ours, and one that asks for more would keep a browser busy for ever.
	minIterations = 600_000
	maxIterations = 10_000_000

	saltSize, nonceSize, keySize, numberSize = 16, 12, 32, 16
	lengthSize                               = 8
	step                                     = 256 << 10 // what is sealed is a whole number of these
)

// Envelope is what the page has in it: how it was sealed, and the sealed bytes.
type Envelope struct {
	Format     string `json:"format"`
	Number     string `json:"number"` // the page's own, at random, in hex
	KDF        string `json:"kdf"`
	Iterations int    `json:"iterations"`
	Salt       string `json:"salt"` // base64, as the next two
	Cipher     string `json:"cipher"`
	Nonce      string `json:"nonce"`
	Data       string `json:"data"`
}

// Why a file does not open.
var (
	ErrPassphrase = errors.New("the passphrase is not the right one, or the file was changed after it was made")
	ErrChanged    = errors.New("the file was changed after it was made, or is incomplete; ask for it again")
	ErrNotSealed  = errors.New("is not a file that precept seal made")
	ErrTooLarge   = fmt.Errorf("what is to be sealed is larger than %d megabytes; "+
		"keep large evidence where it is, and leave it out of the records that name it", maxContent>>20)
)

// Seal encrypts content under a passphrase, with random bytes from random.
func Seal(content []byte, passphrase string, random io.Reader) (Envelope, error) {
	chance := make([]byte, numberSize+saltSize+nonceSize)
	if _, err := io.ReadFull(random, chance); err != nil {
		return Envelope{}, fmt.Errorf("asking the system for random bytes: %w", err)
	}
	number, salt, nonce := chance[:numberSize], chance[numberSize:numberSize+saltSize], chance[numberSize+saltSize:]
	e := Envelope{Format: format, Number: hex.EncodeToString(number), KDF: kdf, Iterations: Iterations,
		Salt: base64.StdEncoding.EncodeToString(salt), Cipher: cipherName,
		Nonce: base64.StdEncoding.EncodeToString(nonce)}
	aead, err := e.aead(passphrase, salt)
	if err != nil {
		return Envelope{}, err
	}
	e.Data = base64.StdEncoding.EncodeToString(aead.Seal(nil, nonce, padded(content), e.bound(e.Number)))
	return e, nil
}

// Open gives the content back. number is that of the page that the envelope was found in.
func (e Envelope) Open(passphrase, number string) ([]byte, error) {
	salt, err1 := base64.StdEncoding.Strict().DecodeString(e.Salt)
	nonce, err2 := base64.StdEncoding.Strict().DecodeString(e.Nonce)
	data, err3 := base64.StdEncoding.Strict().DecodeString(e.Data)
	switch {
	case e.Format != format:
		return nil, ErrNotSealed
	case errors.Join(err1, err2, err3) != nil || e.Number != number || e.KDF != kdf || e.Cipher != cipherName ||
		e.Iterations < minIterations || e.Iterations > maxIterations || len(salt) != saltSize ||
		len(nonce) != nonceSize:
		return nil, ErrChanged
	}
	aead, err := e.aead(passphrase, salt)
	if err != nil {
		return nil, err
	}
	plain, err := aead.Open(nil, nonce, data, e.bound(number))
	if err != nil {
		return nil, ErrPassphrase
	}
	return unpadded(plain)
}

func (e Envelope) aead(passphrase string, salt []byte) (cipher.AEAD, error) {
	key, err := pbkdf2.Key(sha256.New, Normalise(passphrase), salt, e.Iterations, keySize)
	if err != nil {
		return nil, fmt.Errorf("making the key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("making the key: %w", err)
	}
	return cipher.NewGCM(block)
}

// bound is the additional data: all of the header, so that no part of it can be changed or come from another file.
func (e Envelope) bound(number string) []byte {
	return fmt.Appendf(nil, "%s\n%s\n%s\n%d\n%s\n%s\n%s\n", format, number, kdf, e.Iterations, e.Salt, cipherName,
		e.Nonce)
}

// padded puts the length before the content, and zeros after it up to a whole number of steps.
func padded(content []byte) []byte {
	size := (lengthSize + len(content) + step - 1) / step * step
	out := binary.BigEndian.AppendUint64(make([]byte, 0, size), uint64(len(content)))
	out = append(out, content...)
	return out[:size]
}

func unpadded(plain []byte) ([]byte, error) {
	if len(plain) < lengthSize {
		return nil, ErrChanged
	}
	n := binary.BigEndian.Uint64(plain)
	if n > uint64(len(plain)-lengthSize) {
		return nil, ErrChanged
	}
	return plain[lengthSize : lengthSize+int(n)], nil
}

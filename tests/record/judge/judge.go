// A judge this project did not write: Go's own note and tlog packages, and as little as possible around them.
// It reads a JSON list of receipts (C2SP tlog-proof) and prints the list of those that prove nothing, by their place.
package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func judge(receipt string, record note.Verifier) error {
	head, checkpoint, _ := strings.Cut(receipt, "\n\n")
	lines := strings.Split(head, "\n")
	if len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a proof")
	}
	entry, err1 := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	number, err2 := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	signed, err3 := note.Open([]byte(checkpoint), note.VerifierList(record))
	if err1 != nil || err2 != nil || err3 != nil {
		return errors.New("malformed, or not signed")
	}
	state := strings.Split(signed.Text, "\n")
	if len(state) < 4 || state[0] != record.Name() {
		return errors.New("another record")
	}
	size, err1 := strconv.ParseInt(state[1], 10, 64)
	root, err2 := tlog.ParseHash(state[2])
	proof := make(tlog.RecordProof, len(lines)-3)
	for at := range proof {
		if proof[at], err3 = tlog.ParseHash(lines[3+at]); err3 != nil {
			return err3
		}
	}
	if err1 != nil || err2 != nil {
		return errors.New("not a checkpoint")
	}
	return tlog.CheckRecord(proof, size, root, number, tlog.RecordHash(entry))
}

func main() {
	record, err := note.NewVerifier(os.Args[1])
	if err != nil {
		panic(err)
	}
	var receipts []string
	if err := json.NewDecoder(os.Stdin).Decode(&receipts); err != nil {
		panic(err)
	}
	refused := []int{}
	for place, receipt := range receipts {
		if judge(receipt, record) != nil {
			refused = append(refused, place)
		}
	}
	json.NewEncoder(os.Stdout).Encode(refused)
}

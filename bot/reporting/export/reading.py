"""Reads an export back and verifies it, with nothing but the file, and the record's public keys if they are there.

It recomputes every sum, every leaf hash, the tree's root or each proof, the checkpoint's root, and every commitment
that a text is said to open, and names the first line that is not as it was written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from bot.record.checkpoints import Checkpoint, open_checkpoint
from bot.record.commitments import commitment
from bot.record.keys import VerifierKey
from bot.record.merkle import grow, leaf_hash, root
from bot.record.proofs import ProofError, verify_consistency, verify_inclusion
from bot.record.wire import NoteError
from bot.reporting.export.entries import commitments, facts
from bot.reporting.export.lines import FORMAT, VERSION, End, Entry, Header, Line, Opened, checkpoint_in, summed

OneLine = TypeVar("OneLine", bound=Line)
_SUM = ',"sum":"'


class BadLine(Exception):
    """A line that is not as it was written; the message says why, without a full stop."""


@dataclass(frozen=True)
class ExportVerdict:
    """What an export proved. `line` is the first bad one, 0 when all are sound; `signed` is the checkpoint under it.

    As text it is a few sentences for a person.
    """

    entries: int = 0
    opened: int = 0
    erased: int = 0
    whole: bool = True
    signed: Checkpoint | None = None
    line: int = 0
    wrong: str = ""

    @property
    def sound(self) -> bool:
        """Whether everything in the export fits."""
        return not self.line

    def __str__(self) -> str:
        if self.line:
            return f"Line {self.line}: {self.wrong}."
        said = (
            f"This is {'the whole record' if self.whole else 'a part of the record'}, as it was written. "
            f"Entries: {self.entries}. Texts that fit their entries: {self.opened}. Texts erased: {self.erased}. "
        )
        if self.signed:
            return f"{said}{self.signed.origin} signed the record when it had {self.signed.size} entries."
        return f"{said}No signature was checked: that takes the record’s public key."


def read_export(lines: Iterable[str], keys: Iterable[VerifierKey] = ()) -> ExportVerdict:
    """Return the verdict on an export's lines, which are read as they are needed.

    With the record's public keys the checkpoint's signature is checked too, and must be there.
    """
    reading = _Reading()
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            if number == 1:
                reading.begin(line, tuple(keys))
            else:
                reading.take(line)
        if reading.left_out:
            number += 1
            raise BadLine("the end of the export is missing")
    except (BadLine, NoteError, ProofError) as wrong:
        return ExportVerdict(line=number, wrong=str(wrong))
    return ExportVerdict(reading.count, reading.opened, reading.erased, reading.whole, reading.signed)


class _Reading:
    """What is known after the lines read so far."""

    def __init__(self) -> None:
        self.left_out = True  # until the last line has been read
        self.count = self.opened = self.erased = 0
        self.whole = True
        self.signed: Checkpoint | None = None
        self._size = 0
        self._root = b""
        self._stated: Checkpoint | None = None
        self._sum = ""
        self._peaks = b""
        self._last = -1

    def begin(self, line: str, keys: tuple[VerifierKey, ...]) -> None:
        """Take the first line in."""
        header = self._parsed(Header, line)
        if (header.format, header.version) != (FORMAT, VERSION):
            raise BadLine("this is not an export that I can read")
        self.whole = header.chosen is None
        self._size, self._root = header.size, _bytes(header.root)
        if header.checkpoint is not None:
            self._stated = checkpoint_in(header.checkpoint)
            self.signed = open_checkpoint(header.checkpoint, keys).checkpoint if keys else None
            if self._stated.size > self._size:
                raise BadLine(f"the record once had {self._stated.size} entries, and here it has {self._size}")
        elif keys:
            raise BadLine("there is no checkpoint that could be checked with the key")
        self._check_growth(header)

    def take(self, line: str) -> None:
        """Take another line in."""
        if not self.left_out:
            raise BadLine("something was added after the end")
        if line.startswith('{"entries":'):
            self._finish(self._parsed(End, line))
            return
        entry = self._parsed(Entry, line)
        body = entry.body.encode()
        leaf = leaf_hash(body)
        if leaf.hex() != entry.leaf:
            raise BadLine(f"entry {entry.seq} was changed: it does not give the hash beside it")
        self._place(entry, leaf)
        allowed = commitments(facts(body))
        for commit, opened in entry.contents.items():
            if commit not in allowed:
                raise BadLine(f"entry {entry.seq} does not commit to a text that stands beside it")
            self._check_text(entry.seq, commit, opened)
        self.count += 1

    def _place(self, entry: Entry, leaf: bytes) -> None:
        """Check that the entry is where it belongs in the tree."""
        if self.whole:
            if entry.seq != self.count or entry.proof is not None:
                raise BadLine(f"entry {self.count} should stand here")
            self._peaks = grow(self.count, self._peaks, leaf)
            self._check_checkpoint(self.count + 1)
            return
        if entry.seq <= self._last or entry.proof is None:
            raise BadLine(f"entry {entry.seq} is out of order, or without its proof")
        self._last = entry.seq
        verify_inclusion(leaf, entry.seq, self._size, [_bytes(node) for node in entry.proof], self._root)

    def _check_checkpoint(self, size: int) -> None:
        if self._stated and self._stated.size == size and root(self._peaks) != self._stated.root:
            raise BadLine(f"the first {size} entries are not those of the checkpoint")

    def _check_growth(self, header: Header) -> None:
        """Check that a part's tree begins with that of the checkpoint; in a whole export the entries tell."""
        proof = header.consistency
        if (proof is None) != (self.whole or self._stated is None):
            raise BadLine("the proof that the record only grew is not where it belongs")
        if proof is not None and self._stated and self._stated.size:
            nodes = [_bytes(node) for node in proof]
            verify_consistency(self._stated.size, self._size, nodes, self._stated.root, self._root)
        elif proof:
            raise BadLine("there is a proof, and nothing to prove")

    def _check_text(self, seq: int, commit: str, opened: Opened) -> None:
        if opened.erased is not None and opened.text is None and opened.salt is None:
            self.erased += 1
            return
        if opened.text is None or opened.salt is None or opened.erased is not None:
            raise BadLine(f"a text of entry {seq} is neither here nor erased")
        if commitment(_bytes(opened.salt), opened.text) != commit:
            raise BadLine(f"a text is not the one that entry {seq} commits to")
        self.opened += 1

    def _finish(self, end: End) -> None:
        if (end.entries, end.opened, end.erased) != (self.count, self.opened, self.erased):
            raise BadLine("entries or texts are missing, or too many")
        if self.whole and (self.count, root(self._peaks)) != (self._size, self._root):
            raise BadLine("the entries do not give the root in the first line")
        self.left_out = False

    def _parsed(self, kind: type[OneLine], line: str) -> OneLine:
        """Return what a line says, if it is written in the one way there is, and its sum fits."""
        start, found, _ = line.rpartition(_SUM)
        try:
            parsed = kind.model_validate_json(f"{start}}}")
        except ValidationError:
            raise BadLine("this line cannot be read") from None
        written, self._sum = summed(parsed, self._sum)
        if not found or written != line:
            raise BadLine("this line is not as it was written")
        return parsed


def _bytes(text: str) -> bytes:
    try:
        value = bytes.fromhex(text)
    except ValueError:
        raise BadLine("a hash or salt is not written in hex") from None
    if value.hex() != text:
        raise BadLine("a hash or salt is not written in hex")
    return value

"""The export that verifies: JSON Lines, each entry's exact bytes with its leaf hash and the texts it commits to.

The first line says whose record it is, how large it was and what its root was, with the latest signed checkpoint. A
whole export has every entry, so that the tree can be computed again; one of a part carries for each entry the proof of
its inclusion (RFC 9162 §2.1.3), and in the first line that the tree begins with that of the checkpoint. Each line ends
with `sum`, SHA-256 over the sum before it and the line without its own: it names the line that was damaged, and the
last line tells that none is missing. Somebody who changes a file can make sums anew. What they cannot make
fit is what the checkpoint's signature covers: the entries up to it, their order, and the texts they commit to.
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import islice

from pydantic import BaseModel, ConfigDict

from bot.record.checkpoints import Checkpoint
from bot.record.log import consistency_proof_of, inclusion_proof_of, root_at
from bot.record.models import Checkpoint as SignedCheckpoint
from bot.record.models import Content, LogEntry
from bot.record.wire import NoteError
from bot.reporting.export.choice import Choice, chosen
from bot.reporting.export.entries import commitments, entries, facts, is_about, references, size_of
from bot.reporting.export.naming import Naming
from bot.reporting.export.piece import Piece, Pieces
from bot.work import Work

FORMAT = "countersign-export"
VERSION = 1
_RUN = 200


class Line(BaseModel):
    """One line, written in one way only."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class Header(Line):
    """The first line. `chosen` says in words what part it is, and is missing in a whole export."""

    format: str
    version: int
    organisation: str
    org: str
    made_at: str
    chosen: str | None = None
    size: int
    root: str
    checkpoint: str | None = None
    consistency: tuple[str, ...] | None = None


class Opened(Line):
    """A text that an entry commits to: with the salt, or since when it is erased."""

    salt: str | None = None
    text: str | None = None
    erased: str | None = None


class Entry(Line):
    """One entry: its bytes as text, its leaf hash, what opens its commitments, and in a part its proof."""

    seq: int
    body: str
    leaf: str
    contents: dict[str, Opened]
    proof: tuple[str, ...] | None = None


class End(Line):
    """The last line: how many entries there are, and of the texts they commit to how many are here or erased."""

    entries: int
    opened: int
    erased: int


def summed(line: Line, before: str) -> tuple[str, str]:
    """Return the line as it is written, with its line end, and its sum. All characters are ASCII."""
    text = json.dumps(line.model_dump(exclude_none=True), separators=(",", ":"))
    total = hashlib.sha256(f"{before}{text}".encode()).hexdigest()
    return f'{text[:-1]},"sum":"{total}"}}\n', total


def lines(work: Work, choice: Choice) -> Pieces:
    """Return the export line by line; it reads the record as it goes, within one unit of work.

    Raises `ProofError` when the record is damaged where a proof is read.
    """
    size = size_of(work)
    header = _header(work, choice, size)
    line, total = summed(header, "")
    yield Piece(line)
    count = opened = erased = 0
    rest = _chosen_entries(work, choice, size)
    while run := list(islice(rest, _RUN)):
        kept = _kept(work, run)
        for row in run:
            entry = _entry(work, row, kept, None if choice.everything else size)
            line, total = summed(entry, total)
            yield Piece(line, references(facts(row.body)))
            count += 1
            opened += sum(one.erased is None for one in entry.contents.values())
            erased += sum(one.erased is not None for one in entry.contents.values())
    yield Piece(summed(End(entries=count, opened=opened, erased=erased), total)[0])


def _header(work: Work, choice: Choice, size: int) -> Header:
    latest = work.unit.find(SignedCheckpoint, order="-size", limit=1)
    note = latest[0].note if latest else None
    return Header(
        format=FORMAT,
        version=VERSION,
        organisation=work.pack.organisation,
        org=work.pack.org,
        made_at=work.now.isoformat(),
        chosen=None if choice.everything else choice.told(work, Naming(work)),
        size=size,
        root=root_at(work.unit, size).hex(),
        checkpoint=note,
        consistency=None if choice.everything or note is None else _consistency(work, note, size),
    )


def _consistency(work: Work, note: str, size: int) -> tuple[str, ...]:
    """Return the proof that the record begins with that of the checkpoint; empty where there is nothing to prove."""
    stated = checkpoint_in(note)
    if not 0 < stated.size < size:
        return ()
    return tuple(node.hex() for node in consistency_proof_of(work.unit, stated.size, size))


def checkpoint_in(note: str) -> Checkpoint:
    """Return the checkpoint a note states, whoever signed it; raises `NoteError` when it states none."""
    text, empty_line, _ = note.partition("\n\n")
    if not empty_line:
        raise NoteError("a note is a text, an empty line and signatures")
    return Checkpoint.parse(f"{text}\n")


def _chosen_entries(work: Work, choice: Choice, size: int) -> Iterator[LogEntry]:
    """Return all entries about the proposals asked for, and those about none that fall into the days asked for."""
    if choice.everything:
        yield from entries(work, size)
        return
    proposals = {proposal.id for proposal in chosen(work, choice)}
    others = {proposal.id for proposal in chosen(work, Choice())} - proposals
    span = choice.span(work)
    first, after = span.first.isoformat(), span.after.isoformat()
    for entry in entries(work, size):
        told = facts(entry.body)
        about = set(is_about(told))
        general = not about & others and not choice.account and not choice.proposal
        named = not choice.person or choice.person in (told.get("by"), told.get("person"))
        if about & proposals or (general and named and first <= str(told.get("at", "")) < after):
            yield entry


def _kept(work: Work, run: list[LogEntry]) -> dict[str, Content]:
    wanted = sorted({commit for entry in run for commit in commitments(facts(entry.body))})
    return {row.commit: row for row in work.unit.find(Content, commit=wanted)} if wanted else {}


def _entry(work: Work, row: LogEntry, kept: dict[str, Content], size: int | None) -> Entry:
    """Return the line of one entry. Bytes that are no text any more are replaced, and so will not verify."""
    opened = {commit: _opened(kept[commit]) for commit in commitments(facts(row.body)) if commit in kept}
    proof = None if size is None else tuple(node.hex() for node in inclusion_proof_of(work.unit, row.seq, size))
    body = row.body.decode(errors="replace")
    return Entry(seq=row.seq, body=body, leaf=row.leaf.hex(), contents=opened, proof=proof)


def _opened(content: Content) -> Opened:
    if content.text is None or content.salt is None:
        return Opened(erased=content.erased_at.isoformat() if content.erased_at else "")
    return Opened(salt=content.salt.hex(), text=content.text)

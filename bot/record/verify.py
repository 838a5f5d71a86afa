"""Verifies the whole record from its stored bytes, and names the first entry that is not what it was.

It shares nothing with the code that appends: what is wrong there must not be wrong here too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bot.record.checkpoints import Checkpoint
from bot.record.recomputed import RUN, Fault, Finding, Recomputed, Row

Head = Sequence[Any]  # (size, peaks), as stored


@dataclass(frozen=True)
class Verdict:
    """`size` entries from the start are sound; `found` says what is wrong after them. `root` is that of a sound record.

    As text it is a sentence for a person.
    """

    size: int
    root: bytes = b""
    found: Finding | None = None

    def __str__(self) -> str:
        if self.found is None:
            return f"All {self.size} entries are as they were written."
        return self.found.fault.format(first=self.found.first, last=self.found.last)


def verify_log(rows: Iterable[Row], head: Head | None, checkpoints: Iterable[Checkpoint] = ()) -> Verdict:
    """Return the verdict on all rows, in the order of their numbers, and on the head, which an empty record may lack.

    `checkpoints` are those whose signatures were checked; only they can tell when entries, hashes and head were all
    rewritten together. Rows are read as they are needed, a few thousand at a time.
    """
    found = None
    stream, log, vouched = iter(rows), Recomputed(), 0
    due = sorted(checkpoints, key=lambda checkpoint: checkpoint.size, reverse=True)
    while found is None and (run := list(islice(stream, RUN))):
        found = log.take(run)
        sound = found.first if found else log.size
        while due and due[-1].size <= sound:
            checkpoint = due.pop()
            if log.root_at(checkpoint.size) != checkpoint.root:
                found = Finding(Fault.CHECKPOINT, vouched, checkpoint.size - 1)
                break
            vouched = checkpoint.size
    found = found or _check_end(log, head, [checkpoint.size for checkpoint in due])
    return Verdict(found.first, found=found) if found else Verdict(log.size, log.root_at(log.size))


def _check_end(log: Recomputed, head: Head | None, promised: list[int]) -> Finding | None:
    """Return what is missing or too much, when all entries that are there fit together."""
    counted, peaks = head or (0, b"")
    if type(counted) is not int:
        return Finding(Fault.HEAD, log.size, log.size)
    if (most := max([counted, *promised])) > log.size:
        return Finding(Fault.MISSING, log.size, most - 1)
    if counted < log.size:
        return Finding(Fault.EXTRA, max(counted, 0), log.size - 1)
    if peaks != b"".join(log.peaks_at(log.size)):
        return Finding(Fault.HEAD, log.size, log.size)
    return None

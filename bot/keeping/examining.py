"""What a verification of the record found, in sentences: its entries, and the checkpoints that vouch for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.errors import Refusal
from bot.record.checkpoints import Checkpoint, open_checkpoint
from bot.record.keys import VerifierKey
from bot.record.verify import Verdict
from bot.record.wire import NoteError

Verify = Callable[[list[Checkpoint]], Verdict]


@dataclass(frozen=True)
class Report:
    """The verdict on the entries, what is wrong with checkpoints, and the largest one that a known key has signed."""

    verdict: Verdict
    troubles: tuple[str, ...]
    vouched: Checkpoint | None

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.verdict.found is None and not self.troubles

    def lines(self) -> list[str]:
        """Return what was found, the worst first."""
        lines = [str(self.verdict), *self.troubles]
        if self.verdict.found:
            lines.append(f"The {self.verdict.size:,} entries before that are as they were written.")
        elif self.vouched:
            lines.append(f"Signed up to entry {self.vouched.size - 1:,} by {self.vouched.origin}.")
        else:
            lines.append("Nothing of it has been signed yet, so a rewritten record could not be told from this one.")
        return lines


def examine(
    verify: Verify, notes: Iterable[tuple[int, str]], keys: Iterable[VerifierKey], last: str = "", since: str = ""
) -> Report:
    """Return what `verify` finds when it is given every checkpoint whose signature holds.

    `notes` are those kept with the record, with the size each is kept under, `last` the one kept beside the key and
    `since` one that somebody has kept elsewhere; that one is refused unless a key of the record has signed it.
    """
    known = tuple(keys)
    vouched: list[Checkpoint] = []
    troubles = []
    if since:
        vouched.append(opened(since, known))
    claims: list[tuple[str, int | None, str]] = [
        (f"The checkpoint after {size:,} entries", size, note) for size, note in notes
    ]
    if last:
        claims.append(("The last checkpoint, beside the key,", None, last))
    for what, size, note in claims:
        try:
            checkpoint = open_checkpoint(note, known).checkpoint
        except NoteError as error:
            troubles.append(f"{what} cannot be relied on: {error}.")
            continue
        if size not in (None, checkpoint.size):
            troubles.append(f"{what} is one of {checkpoint.size:,} entries.")
        vouched.append(checkpoint)
    verdict = verify(vouched)
    return Report(verdict, tuple(troubles), max(vouched, key=lambda one: one.size, default=None))


def opened(note: str, keys: Iterable[VerifierKey]) -> Checkpoint:
    """Return the checkpoint somebody hands us, or refuse it in a sentence."""
    try:
        return open_checkpoint(note.strip() + "\n", keys).checkpoint
    except NoteError as error:
        raise Refusal(
            "no-checkpoint",
            f"That is not a checkpoint of this record: {error}.",
            then="Give the whole text, from the line that names the record to the signatures, or another --key.",
        ) from None


def parsed_key(text: str) -> VerifierKey:
    """Return the public key, or refuse it in a sentence."""
    try:
        return VerifierKey.parse(text.strip())
    except NoteError as error:
        raise Refusal(
            "no-key",
            f"That is not a public key: {error}.",
            then="It is one line, name+id+letters, as “countersign key show” prints it.",
        ) from None

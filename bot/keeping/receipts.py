"""Receipts as people ask for them: by the short code in a message, by a button, from the keyboard.

A receipt is made anew whenever it is asked for: the entry never changes, and any later checkpoint proves it. A code is
looked for through the whole record, which takes 0.06 s for 100,000 entries; a row for each code would make each
decision's commit a tenth slower (both measured).
"""

import json
from dataclasses import dataclass
from datetime import datetime

from bot.approvals.models import Proposal, Revision
from bot.approvals.times import told
from bot.errors import Refusal
from bot.ports import Between, UnitOfWork
from bot.record.codes import PREFIX_BYTES, code_of, leaf_prefix
from bot.record.log import inclusion_proof_of
from bot.record.models import Checkpoint, Content, Cosignature, LogEntry
from bot.registers.roles import person_named
from bot.work import Work

_LAST = 2**31 - 1

_SENTENCES = {
    "proposal.proposed": "{who} proposed {what}",
    "proposal.revised": "{who} changed {what}: revision {revision}",
    "proposal.approved": "{who} approved {what} (revision {revision})",
    "proposal.changes_requested": "{who} asked for changes to {what} (revision {revision})",
    "proposal.rejected": "{who} rejected {what} (revision {revision})",
    "proposal.taken_back": "{who} took the approval of {what} back (revision {revision})",
    "proposal.looked_at_again": "{who} gave {what} its second look: {outcome}",
    "concern.decided": "{who} decided on a concern about {what}: {outcome}",
    "proposal.withdrawn": "{who} withdrew {what}",
    "placement.proved": "{who} kept a screenshot of {what} as it stands in public",
    "placement.posted": "{who} posted {what}",
    "standing.proposed": "{who} asked for standing words",
    "standing.approved": "{who} let words stand",
    "standing.refused": "{who} did not let words stand",
    "standing.ended": "{who} ended standing words",
    "standing.taken": "{who} took standing words to post them",
    "standing.posted": "{who} posted standing words",
}

_OUTCOMES = {"keep": "it stays", "correct": "it is to be corrected", "take_down": "it is to be taken down"}


@dataclass(frozen=True)
class Told:
    """One entry of the record for people: a sentence without its full stop, when, and what became of the words."""

    seq: int
    code: str
    sentence: str
    when: str
    words: str


def entries_with(unit: UnitOfWork, code: str) -> list[LogEntry]:
    """Return the entries with this code, as good as always one or none; raises `CodeError` when it cannot be one."""
    first = leaf_prefix(code)
    after = int.from_bytes(first) + 1
    if after >> 8 * PREFIX_BYTES:
        return unit.find(LogEntry, leaf=Between(first, b"\xff" * 33), order="seq")
    return unit.find(LogEntry, leaf=Between(first, after.to_bytes(PREFIX_BYTES)), order="seq")


def entry_told(work: Work, entry: LogEntry, *, to: str = "") -> Told:
    """Return what an entry says; the person `to` is called “you”."""
    body = json.loads(entry.body)
    who = "You" if to and body["by"] == to else person_named(work, body["by"]).name
    proposal = work.unit.get(Proposal, id=body["about"])
    what = work.pack.number(proposal.number) if proposal else "something that is no longer kept"
    sentence = _SENTENCES.get(body["kind"], f"{{who}}: {body['kind'].replace('.', ' ').replace('_', ' ')}")
    return Told(
        entry.seq,
        code_of(entry.leaf),
        sentence.format(
            who=who, what=what, revision=body.get("revision", ""), outcome=_OUTCOMES.get(body.get("outcome", ""), "")
        ),
        told(work, datetime.fromisoformat(body["at"])),
        _words(work, body["about"], body.get("revision")),
    )


def receipt_of(unit: UnitOfWork, entry: LogEntry) -> str:
    """Return the receipt of an entry, by the newest checkpoint that a witness has signed too if there is one.

    Refuses an entry that no checkpoint covers yet: that is a matter of a second or so.
    """
    from bot.record.receipts import make_receipt  # noqa: PLC0415 (libsodium)

    covering = Between(entry.seq + 1, _LAST)
    cosigned = unit.find(Cosignature, size=covering, order="-size", limit=1)
    signed = unit.find(Checkpoint, size=cosigned[0].size if cosigned else covering, order="-size", limit=1)
    if not signed:
        raise Refusal(
            "not-signed-yet",
            "This entry has not been signed yet.",
            saved="It stands in the record.",
            then="The bot signs within a second or so while it runs; please ask again.",
        )
    size = signed[0].size
    lines = [f"{row.line}\n" for row in unit.find(Cosignature, size=size, order="received_at")]
    return make_receipt(
        entry.seq, entry.body, inclusion_proof_of(unit, entry.seq, size), signed[0].note + "".join(lines)
    )


def _words(work: Work, about: str, revision: int | None) -> str:
    """Say whether the words that an entry is about still exist; nothing when it is about none."""
    made = work.unit.get(Revision, proposal_id=about, number=revision) if revision else None
    content = work.unit.get(Content, commit=made.content) if made else None
    if content is None:
        return ""
    if content.erased_at:
        return f"Its words were erased on {told(work, content.erased_at)}; the receipt is valid all the same."
    return "Its words are still kept."

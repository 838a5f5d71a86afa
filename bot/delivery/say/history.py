"""The lines in a card's thread: who did what."""

from datetime import datetime

from bot.approvals.models import Comparison, Proposal
from bot.approvals.times import told
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Para, Parts
from bot.delivery.say.phrases import COMPARISONS, accounts_told, number
from bot.registers.roles import person_named
from bot.work import Work

LINES = {
    "revised": "{who} changed it: now revision {revision}.",
    "phone_confirmed": "{who} confirmed the yes by phone to revision {revision}.",
    "phone_denied": "{who} said that there was no yes by phone to revision {revision}.",
    "withdrawn": "{who} withdrew it.",
    "rest_dropped": "Nothing more of it will be posted.",
    "approved": "{who} approved revision {revision}.",
    "changes_requested": "{who} asked for changes to revision {revision}.",
    "rejected": "{who} rejected revision {revision}.",
    "taken_back": "{who} took the approval of revision {revision} back.",
    "posted": "{who} posted it on {account}; {comparison}.",
    "proved": "{who} kept a screenshot of how it stands on {account}.",
    "scheduled": "{who} put it into the queue of {account} for {planned_for}.",
    "unscheduled": "{who} took it out of the queue of {account}.",
    "expired": "Its time ran out: it has expired.",
    "lapsed": "It was not posted in time: the approval has lapsed.",
    "looked_keep": "{who} looked at it a second time: it was right.",
    "looked_correct": "{who} looked at it a second time: it is to be corrected.",
    "looked_take_down": "{who} looked at it a second time: it is to be taken down.",
    "concern": "{who} raised a concern.",
    "concern_keep": "{who} looked at the concern: it stays as it is.",
    "concern_correct": "{who} looked at the concern: it is to be corrected.",
    "concern_take_down": "{who} looked at the concern: it is to be taken down.",
    "done_correct": "{who} corrected it.",
    "done_take_down": "{who} took it down.",
}


def history(work: Work, row: OutboxRow) -> Parts | None:
    """Return one line; the surface shows its time. Under the card of a series it says which post it is about."""
    refs = row.refs
    line = LINES.get(refs["kind"])
    if line is None:
        return None
    comparison = refs.get("comparison")
    planned = refs.get("planned_for")
    said = line.format(
        who=person_named(work, refs["by"]).name,
        revision=refs.get("revision", ""),
        account=accounts_told(work, [refs["account"]]) if "account" in refs else "",
        comparison=COMPARISONS[Comparison(comparison)] if comparison else "",
        planned_for=told(work, datetime.fromisoformat(planned)) if planned else "",
    )
    proposal = work.unit.get(Proposal, id=row.about)
    of = f"{number(work, proposal)}: " if proposal and proposal.series_id else ""
    return (Para(f"{of}{said}"),)

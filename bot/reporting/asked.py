"""What somebody asks for and gets in a direct message: the digest, the trustees' report, one proposal on paper."""

import re
from zoneinfo import ZoneInfo

from bot.approvals.access import may_see
from bot.approvals.models import Proposal
from bot.delivery.messages import Message, Name
from bot.errors import Refusal
from bot.registers.people import Person, Role
from bot.registers.roles import Roles
from bot.reporting.months import month_meant, report_about
from bot.reporting.weeks import before, exists, week_of
from bot.work import Work

OVERSEERS = (Role.DIRECTOR, Role.COVER, Role.TRUSTEE)
TO_FILE = "file"
"""In the refs of a report that is to be filed, and was not asked for."""

NOTHING_SENT = "Nothing was sent."


def send_digest(work: Work, who: Person, week: str) -> None:
    """Send the digest of a week, "2026-W47" or as it was typed; of this one as far as it has come."""
    only_overseers(work, who, "the digest is sent")
    work.tell(Message(Name.DIGEST_SENT, f"dm:{who.id}", week_meant(work, week)))


def send_report(work: Work, who: Person, month: str) -> None:
    """Send the trustees' report of a month, "2026-11" or as it was typed, as a file."""
    only_overseers(work, who, "the trustees’ report is sent")
    work.tell(Message(Name.REPORT, f"dm:{who.id}", report_about(month_meant(work, month))))


def send_paper(work: Work, who: Person, proposal_id: str) -> Proposal:
    """Send one proposal on paper as a file, to whoever may read it."""
    proposal = may_see(work, who, proposal_id)
    work.tell(Message(Name.PAPER, f"dm:{who.id}", proposal.id))
    return proposal


def may_oversee(work: Work, person_id: str) -> bool:
    """Return whether the person decides or oversees, and so may have what tells of everybody's proposals."""
    return Roles.at(work.unit, work.now).has(person_id, *OVERSEERS)


def only_overseers(work: Work, who: Person, what: str) -> None:
    """Refuse whoever neither decides nor oversees."""
    if not may_oversee(work, who.id):
        raise Refusal(
            "not-for-you",
            f"Only to those who decide, and to trustees, {what}.",
            saved=NOTHING_SENT,
            then=f"Ask the {work.pack.director_title} for what you need. /approvals lists what you can read.",
        )


def week_meant(work: Work, words: str) -> str:
    """Return the week that somebody typed: nothing (this one), "last", "47" or "2026-W47"; refuses anything else."""
    this = week_of(work.now, ZoneInfo(work.pack.time_zone))
    asked = words.strip().casefold()
    if asked in ("", "this", "now"):
        return this
    if asked == "last":
        return before(this)
    typed = re.fullmatch(r"(?:(?:(\d{4})-)?w|week )?(\d{1,2})", asked)
    if typed:
        year = typed[1] or this[:4]
        week = f"{year}-W{int(typed[2]):02}"
        found = week if week <= this or typed[1] else f"{int(year) - 1}-W{int(typed[2]):02}"
        if found <= this and exists(found):
            return found
    raise Refusal(
        "no-such-week",
        f"I don't know a week “{words.strip()[:40]}” that has begun.",
        saved=NOTHING_SENT,
        then=f"Type a week as in {before(this)}, or “last”, or nothing for this week.",
    )

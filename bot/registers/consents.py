"""Consents to be shown in public: a number, what it covers, and until when. The name stays on the paper.

A draft names a consent by its number ("C-7"); what uses one is remembered, so that a consent that is withdrawn finds
everything it was given for.
"""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import JSON, Field

from bot.errors import FieldErrors, Refusal
from bot.registers.people import Person
from bot.rows import Row
from bot.work import Work, new_id

COVERS = {"photo": "Photos", "video": "Video and voice", "story": "Their story in words"}
_NUMBERS = re.compile(r"\bc-?(\d{1,6})\b", re.IGNORECASE)


class Consent(Row):
    """One consent. `accounts` and `covers` are its scope; it holds until the end of `last`, where that is given."""

    org: str = ""
    id: str
    number: int
    accounts: list[str] = Field(default_factory=list, sa_type=JSON)
    covers: list[str] = Field(default_factory=list, sa_type=JSON)
    last: date | None = None
    noted_by: str
    noted_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""


class ConsentUse(Row):
    """A revision that rests on a consent."""

    org: str = ""
    consent_id: str
    proposal_id: str
    revision: int


def keep_consent(work: Work, who: Person, accounts: tuple[str, ...], covers: tuple[str, ...], last: date) -> Consent:
    """Note a consent and give it a number. Refuses, at the field, one without scope and one that is over already."""
    errors = {}
    if not accounts:
        errors["accounts"] = "Choose where they may be shown."
    if not covers:
        errors["covers"] = "Choose what they agreed to."
    if last < _today(work):
        errors["last"] = "That day has passed."
    if errors:
        raise FieldErrors(errors)
    number = work.unit.highest(Consent, "number") + 1
    consent = Consent(
        id=new_id(),
        number=number,
        accounts=list(accounts),
        covers=list(covers),
        last=last,
        noted_by=who.id,
        noted_at=work.now,
    )
    work.unit.add(consent)
    work.record("consent.noted", consent.id, who.id, number=number, last=last.isoformat())
    return consent


def find_consent(work: Work, consent_id: str) -> Consent:
    """Return the consent, or refuse."""
    consent = work.unit.get(Consent, id=consent_id)
    if consent is None:
        raise Refusal("unknown", "I can't find that consent.", saved="Nothing changed.")
    return consent


def consents_named(work: Work, reference: str) -> list[Consent | None]:
    """Return the consents a reference names by number, None for a number that nobody was given."""
    return [work.unit.get(Consent, number=int(number)) for number in _NUMBERS.findall(reference)]


def consent_fault(work: Work, reference: str, accounts: tuple[str, ...], covers: tuple[str, ...]) -> str:
    """Return why what is named does not cover this use now, as a sentence; empty when it does, or names no number."""
    for number, consent in zip(_NUMBERS.findall(reference), consents_named(work, reference), strict=True):
        name = f"C-{int(number)}"
        if consent is None:
            return f"There is no consent {name}. Look at Home, More, Consents."
        if consent.withdrawn_at:
            return f"{name} was withdrawn. Choose another picture, or ask the person again."
        if consent.last and consent.last < _today(work):
            return f"{name} ended on {_day(consent.last)}. Ask the person again."
        where = [work.pack.accounts[one].name for one in accounts if one not in consent.accounts]
        if where:
            return f"{name} does not cover {' or '.join(where)}."
        what = [COVERS[one].lower() for one in covers if one not in consent.covers]
        if what:
            return f"{name} does not cover {' or '.join(what)}."
    return ""


def note_use(work: Work, proposal_id: str, revision: int, reference: str) -> None:
    """Remember which consents a revision rests on."""
    for consent in {one.id: one for one in consents_named(work, reference) if one}.values():
        work.unit.add(ConsentUse(consent_id=consent.id, proposal_id=proposal_id, revision=revision))


def told(work: Work, consent: Consent) -> str:
    """Return the consent in one line, "C-7: photos on Facebook page, until 3 Nov 2027"."""
    names = [work.pack.accounts[one].name for one in consent.accounts if one in work.pack.accounts]
    what = " and ".join(COVERS[one].lower() for one in consent.covers if one in COVERS)
    until = f", until {_day(consent.last)}" if consent.last else ""
    return f"C-{consent.number}: {what} on {', '.join(names)}{until}"


def _today(work: Work) -> date:
    return work.now.astimezone(ZoneInfo(work.pack.time_zone)).date()


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"

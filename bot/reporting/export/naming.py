"""How people, accounts and moments are called on paper: in full, since paper is read years later and elsewhere."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery.say.phrases import listed
from bot.registers.people import FORMER, Person, Role
from bot.reporting.export.items import Kept
from bot.work import Work

NOT_PEOPLE = {
    "": "nobody",
    "clock": "the clock",
    "settings": "the settings of the first start",
    "command line": "somebody at the server’s command line",
    "restore": "a restored backup",
}


class Naming:
    """The names of one organisation, read once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._zone = ZoneInfo(work.pack.time_zone)
        self._people = {person.id: person.name for person in work.unit.find(Person)}

    def person(self, person_id: str) -> str:
        """Return a person's full name, or what acted when no person did."""
        return self._people.get(person_id) or NOT_PEOPLE.get(person_id, FORMER)

    def account(self, account: str) -> str:
        """Return an account's name; one that the pack no longer has goes by its id."""
        known = self._work.pack.accounts.get(account)
        return known.name if known else account

    def accounts(self, accounts: Iterable[str]) -> str:
        """Return "Facebook page and X"."""
        return listed(self.account(account) for account in accounts)

    def number(self, number: int) -> str:
        """Return "NS-42"."""
        return self._work.pack.number(number)

    def role(self, role: str) -> str:
        """Return a role as the organisation calls it."""
        title = self._work.pack.director_title
        if role == Role.COVER:
            return f"cover, standing in for the {title}"
        return title if role == Role.DIRECTOR else role.replace("_", " ")

    def moment(self, moment: datetime | None) -> str:
        """Return "Fri 4 Dec 2026, 09:00" where the organisation is; nothing for no moment."""
        if moment is None:
            return ""
        local = moment.astimezone(self._zone)
        return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"

    def day(self, moment: datetime) -> str:
        """Return "4 December 2026"."""
        local = moment.astimezone(self._zone)
        return f"{local.day} {local:%B %Y}"

    def exactly(self, moment: datetime | None) -> str:
        """Return "2026-12-04 09:00:31+00:00": local, sortable, and never in doubt when the clocks change."""
        return moment.astimezone(self._zone).isoformat(" ", "seconds") if moment else ""

    def text(self, text: Kept) -> str:
        """Return the words, or since when they are erased."""
        return f"(erased on {self.day(text.erased_at)})" if text.erased_at else text.words

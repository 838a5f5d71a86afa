"""Who holds which role at one moment, read in the transaction: yesterday's Director decides nothing today."""

from collections.abc import Iterable
from datetime import datetime

from bot.policy.pack import Account
from bot.ports import UnitOfWork
from bot.registers.cover import Case, read_scope
from bot.registers.people import FORMER, Person, Role, RoleHeld
from bot.work import Work


class Roles:
    """Everybody's roles at one moment."""

    def __init__(self, held: Iterable[RoleHeld]) -> None:
        self.held = tuple(held)

    @classmethod
    def at(cls, unit: UnitOfWork, moment: datetime) -> "Roles":
        """Read the roles held at the moment."""
        return cls(role for role in unit.find(RoleHeld, order="since") if role.holds_at(moment))

    def has(self, person_id: str, *roles: Role) -> bool:
        """Return whether the person holds one of the roles."""
        return any(held.person_id == person_id and held.role in roles for held in self.held)

    def holders(self, *roles: Role) -> tuple[str, ...]:
        """Return the ids of all who hold one of the roles, longest first, each once."""
        return tuple(dict.fromkeys(held.person_id for held in self.held if held.role in roles))

    def directors(self) -> tuple[str, ...]:
        """Return the ids of whoever holds the Director's role."""
        return self.holders(Role.DIRECTOR)

    def deciders(self, *, but: str = "", case: Case | None = None) -> tuple[str, ...]:
        """Return the Director first, then the cover, without the person named by `but`.

        With a case, only those within whose scope it is; without one, all who may decide something.
        """
        ordered = dict.fromkeys((*self.holders(Role.DIRECTOR), *self.covers(case)))
        return tuple(person_id for person_id in ordered if person_id != but)

    def covers(self, case: Case | None = None) -> tuple[str, ...]:
        """Return the ids of those who stand in for the Director; a scope that is not understood covers nothing."""
        held = [(role, read_scope(role.scope)) for role in self.held if role.role is Role.COVER]
        return tuple(
            dict.fromkeys(role.person_id for role, scope in held if scope and (case is None or scope.fits(case)))
        )

    def may_decide(self, person_id: str, case: Case | None = None) -> bool:
        """Return whether the person decides this case: the Director, or the cover within its dates and its scope.

        Without a case: whether they decide anything.
        """
        return self.has(person_id, Role.DIRECTOR) or person_id in self.covers(case)

    def decides_everything(self, person_id: str) -> bool:
        """Return whether the person is the Director, or stands in for all kinds and accounts."""
        scopes = [read_scope(one.scope) for one in self.held if (one.person_id, one.role) == (person_id, Role.COVER)]
        return self.has(person_id, Role.DIRECTOR) or any(scope and scope.is_everything for scope in scopes)

    def role_of_decider(self, person_id: str) -> Role:
        """Return in which role the person decides; the Director's own role comes first."""
        return Role.DIRECTOR if self.has(person_id, Role.DIRECTOR) else Role.COVER

    def publishers(self, account: str) -> tuple[str, ...]:
        """Return the ids of the publishers named for the account in the register."""
        return tuple(
            dict.fromkeys(
                held.person_id for held in self.held if held.role is Role.PUBLISHER and held.scope in ("", account)
            )
        )


def may_publish(work: Work, roles: Roles, person: Person, account: Account, author_id: str) -> bool:
    """Return whether the person may post on the account what was approved for it."""
    if account.publishers:
        return person.platform_id in account.publishers
    named = roles.publishers(account.id)
    if person.id in named or roles.has(person.id, Role.DIRECTOR):
        return True
    return not named and work.pack.settings.author_posts_when_no_publisher and person.id == author_id


def person_named(work: Work, person_id: str) -> Person:
    """Return the person; somebody who is not known (any more) is called "a former colleague"."""
    found = work.unit.get(Person, id=person_id) if person_id else None
    return found or Person(id=person_id, platform_id="", name=FORMER)

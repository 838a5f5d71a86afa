"""People and the dated roles they hold. A role starts, may end, and is never overwritten."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.rows import Row


class Role(StrEnum):
    """What somebody may be beside a member of staff, which everybody in the workspace is."""

    PUBLISHER = "publisher"
    DIRECTOR = "director"
    COVER = "cover"
    TRUSTEE = "trustee"
    SAFEGUARDING_LEAD = "safeguarding_lead"


ERASED = "erased"
"""The platform of people whose names were erased: none."""

FORMER = "a former colleague"


class Person(Row):
    """Somebody the platform has introduced. `id` is random, so that the record names nobody."""

    org: str = ""
    id: str
    platform: str = "slack"
    platform_id: str
    name: str
    time_zone: str = "Europe/London"

    @property
    def is_erased(self) -> bool:
        """Whether nothing is known of them any more."""
        return self.platform == ERASED


@dataclass(frozen=True)
class Visitor:
    """Somebody as a platform describes them, before the organisation knows them."""

    platform: str
    platform_id: str
    name: str
    time_zone: str = "Europe/London"
    of_this_team: bool = True
    guest: bool = False
    robot: bool = False
    deactivated: bool = False


class RoleHeld(Row):
    """One person in one role from `since` to `until` (open when empty).

    `scope` names a publisher's account, empty means all, or is a deputy's `Scope` as text. `reason` is a commitment.
    """

    org: str = ""
    id: str
    person_id: str
    role: Role
    scope: str = ""
    since: datetime
    until: datetime | None = None
    reason: str = ""
    given_by: str = ""

    def holds_at(self, moment: datetime) -> bool:
        """Return whether the role is held at the moment."""
        return self.since <= moment and (self.until is None or moment < self.until)

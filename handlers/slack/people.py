"""Who is talking: Slack's description of somebody, kept for five minutes and dropped when Slack says it changed."""

import time
from dataclasses import dataclass
from typing import Any

from bot.errors import Refusal
from bot.registers.people import Visitor
from handlers.slack.methods import Method
from handlers.slack.web import Certainty, Web

KEPT_SECONDS = 300.0
LOOK_UP_SECONDS = 1.0  # a trigger is good for three, and the form must still be opened

_NOBODY_OF_OURS = frozenset({"user_not_found", "user_not_visible"})
_NOT_ALLOWED = frozenset({"unknown_method", "missing_scope"})


@dataclass(frozen=True)
class Known:
    """One look-up and when it was made, in monotonic seconds."""

    visitor: Visitor
    at: float


class People:
    """The people of one workspace, looked up when they first do something."""

    def __init__(self, web: Web, team: str = "") -> None:
        self.team = team
        self._web = web
        self._known: dict[str, Known] = {}

    async def visitor(self, user: str, team: str, name: str = "") -> Visitor:
        """Return the person behind a user id.

        `team` and `name` are what the payload says. Without the permission to look people up that is all there is
        to go by; without an answer in time it is a refusal.
        """
        known = self._known.get(user)
        if known and time.monotonic() - known.at < KEPT_SECONDS:
            return known.visitor
        said = await self._web.call(Method.USER, within=LOOK_UP_SECONDS, user=user)
        if said.ok:
            visitor = self._read(said.data["user"], user)
        elif said.error in _NOBODY_OF_OURS:
            visitor = Visitor("slack", user, name, of_this_team=False)
        elif said.certainty is Certainty.NEVER and said.error in _NOT_ALLOWED:
            visitor = Visitor("slack", user, name or user, of_this_team=team in ("", self.team))
        else:
            raise Refusal(
                "slack_slow",
                "Slack did not tell me in time who you are.",
                saved="Nothing has changed.",
                then="Please try again in a moment.",
            )
        self._known[user] = Known(visitor, time.monotonic())
        return visitor

    def name(self, user: str) -> str:
        """Return somebody's name if it was looked up before, otherwise the id."""
        known = self._known.get(user)
        return known.visitor.name if known else user

    def forget(self, user: str) -> None:
        """Look this person up again the next time."""
        self._known.pop(user, None)

    def _read(self, told: dict[str, Any], user: str) -> Visitor:
        profile = told.get("profile") or {}
        named = (profile.get("real_name"), told.get("real_name"), profile.get("display_name"), told.get("name"))
        return Visitor(
            platform="slack",
            platform_id=user,
            name=next((name for name in named if name), user),
            time_zone=told.get("tz") or "Europe/London",
            of_this_team=told.get("team_id", self.team) == self.team and not told.get("is_stranger", False),
            guest=bool(told.get("is_restricted") or told.get("is_ultra_restricted")),
            robot=bool(told.get("is_bot")) or user == "USLACKBOT",
            deactivated=bool(told.get("deleted")),
        )

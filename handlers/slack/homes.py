"""Everybody's Home: drawn when it is opened, and again after its owner did something."""

import logging

from bot.errors import Refusal
from handlers.slack import failures, phrases
from handlers.slack.blocks.message import home
from handlers.slack.desk import Desk
from handlers.slack.methods import Method
from handlers.slack.people import People
from handlers.slack.tasks import Tasks
from handlers.slack.web import Web


class Homes:
    """Publishes Homes, after the acknowledgement."""

    def __init__(self, desk: Desk, people: People, web: Web, tasks: Tasks, logger: logging.Logger) -> None:
        self._desk = desk
        self._people = people
        self._web = web
        self._tasks = tasks
        self._logger = logger
        self._opened: set[str] = set()

    def opened(self, user: str, team: str) -> None:
        """Draw the Home that somebody has just opened."""
        self._opened.add(user)
        self._tasks.after(self._publish(user, team))

    def touched(self, user: str, team: str) -> None:
        """Draw somebody's Home again if they have looked at it."""
        if user in self._opened:
            self._tasks.after(self._publish(user, team))

    async def _publish(self, user: str, team: str) -> None:
        try:
            person = await self._desk.meet(await self._people.visitor(user, team))
            parts = await self._desk.home(person)
        except Refusal as refused:
            self._logger.info("refused home: %s for %s", refused.code, user)
            parts = phrases.refusal(refused)
        except Exception as error:
            parts = phrases.bug(failures.record(self._logger, error))
        await self._web.call(Method.PUBLISH_VIEW, user_id=user, view=home(parts))

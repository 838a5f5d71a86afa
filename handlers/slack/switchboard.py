"""The one way every interaction goes: who is it, what does the desk say, how does the answer reach them."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.errors import FieldErrors, Refusal
from bot.failpoints import reach
from bot.frontdesk.answers import Answer
from bot.registers.people import Person
from handlers.slack import failures, phrases
from handlers.slack.desk import Desk
from handlers.slack.homes import Homes
from handlers.slack.people import People
from handlers.slack.places.place import Caller, Means, Place, Reply

Ask = Callable[[Person], Awaitable[Answer | None]]


@dataclass(frozen=True)
class Switchboard:
    """Everything a listener needs to pass a payload on and an answer back."""

    desk: Desk
    people: People
    means: Means
    homes: Homes
    logger: logging.Logger

    async def connect(self, place: Place, ask: Ask) -> Reply:
        """Return the body of the acknowledgement. Whatever happens, it is answered and nothing is raised."""
        try:
            return await self._explained(place, ask)
        except Exception as error:  # even the explanation could not be given
            failures.record(self.logger, error)
            return None

    async def _explained(self, place: Place, ask: Ask) -> Reply:
        try:
            reach("request.received")
            person = await self.meet(place.caller)
            reach("request.known")
            answer = await ask(person)
            reach("request.committed")
            reply = await place.give(answer)
        except FieldErrors as errors:
            return await place.corrected(errors.errors)
        except Refusal as refused:
            self.logger.info("refused: %s for %s", refused.code, place.caller.user)
            return await place.refused(phrases.refusal(refused))
        except Exception as error:
            return await place.refused(phrases.bug(failures.record(self.logger, error)))
        self.homes.touched(place.caller.user, place.caller.team)
        return reply

    async def meet(self, caller: Caller) -> Person:
        """Return the person; refuses those the organisation does not talk to."""
        return await self.desk.meet(await self.people.visitor(caller.user, caller.team, caller.name))

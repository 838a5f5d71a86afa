"""The front desk: everything a person can ask for, the same on every surface, which only translates to and from it."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar
from weakref import WeakValueDictionary

from bot.approvals import steps
from bot.delivery.models import STEP, Answered, form_key
from bot.delivery.parts import Filled, Parts
from bot.errors import FieldErrors, Refusal
from bot.frontdesk.answers import Answer, Done, Open, Press, Redraw
from bot.frontdesk.commands import COMMANDS, SHORTCUTS, Act
from bot.frontdesk.home import home
from bot.frontdesk.pointers import pointer
from bot.frontdesk.verbs import FORMS, LIVE_FORMS, VERBS, show
from bot.policy.lately import Asked
from bot.policy.pack import Pack
from bot.policy.second_look import is_busy, look_again
from bot.ports import AlreadyThere, Clock, Store, UnitOfWork
from bot.registers.people import Person, Visitor
from bot.registers.reception import introduce, turn_away
from bot.work import Work

Result = TypeVar("Result")
Told = TypeVar("Told", bound=Answer | Press)


class FrontDesk:
    """Runs each request in one unit of work. Raises `Refusal` or, from `submit`, `FieldErrors`; both mean no commit.

    `wake` is called after each commit that may have queued messages; `approvals_room` says whether the deciders share
    a channel.
    """

    verbs = frozenset(VERBS)
    forms = frozenset(FORMS)
    commands = frozenset(COMMANDS)

    def __init__(
        self, store: Store, pack: Pack, clock: Clock, *, wake: Callable[[], None], approvals_room: bool = True
    ) -> None:
        self._store = store
        self._pack = pack
        self._clock = clock
        self._wake = wake
        self._approvals_room = approvals_room
        self._known: dict[tuple[str, str], Person] = {}
        self._views: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def meet(self, visitor: Visitor) -> Person:
        """Return the person behind a visitor; refuses guests, other teams, robots and deactivated accounts."""
        turn_away(visitor)
        key = (visitor.platform, visitor.platform_id)
        known = self._known.get(key)
        if known and known.name == visitor.name and known.time_zone == visitor.time_zone:
            return known
        person = await _anew(lambda: self._store.write(lambda unit: introduce(unit, visitor)))
        self._known[key] = person
        return person

    async def command(self, person: Person, command: str, words: str) -> Answer:
        """Answer a typed command."""
        return await self._asked(person, COMMANDS[command], words)

    async def shortcut(self, person: Person, name: str, words: str) -> Answer:
        """Answer a shortcut; `words` are those of the message it was called on, if any."""
        return await self._asked(person, SHORTCUTS[name], words)

    async def press(self, person: Person, verb: str, refs: tuple[str, ...], filled: Filled | None) -> Answer:
        """Do what a button says. In a form that shows a card, the card is shown again as it is afterwards."""
        found = VERBS[verb]
        run = self._decide if found.decides else self._keep if found.keeps else self._look
        answer = await run(lambda work: _with_unread(work, found.act(work, person, refs, filled)))
        if filled is None:
            return answer
        if isinstance(answer, Open):
            return Open(answer.form, on_top=True)
        if isinstance(answer, Done) and filled.name == "show":
            shown = await self._look(lambda work: show(work, person, filled.refs, None))
            return Redraw(shown.form) if isinstance(shown, Open) else answer
        return answer

    async def change(self, person: Person, filled: Filled, field: str) -> Answer | None:
        """Keep what has been written in a form so far, and draw it again as it fits."""
        live = LIVE_FORMS.get(filled.name)
        if live is None:
            return None
        async with self._in_turn(filled):
            return await self._keep(lambda work: _with_unread(work, live.changed(work, person, filled)))

    async def look_again(self, texts: Iterable[Asked]) -> bool:
        """Look at texts once more beside everything else, and return whether there is more to be told of them."""
        return not is_busy() and await look_again(texts)

    async def close(self, person: Person, filled: Filled) -> Answer:
        """Say what became of a form that was closed and not sent."""
        live = LIVE_FORMS.get(filled.name)
        return await self._look(lambda work: live.closed(work, person, filled)) if live else Done()

    async def submit(self, person: Person, filled: Filled) -> Answer:
        """Take a form. The second delivery of one submission changes nothing and gets the first one's answer."""
        act = FORMS[filled.name]
        try:
            async with self._in_turn(filled):
                return await _anew(lambda: self._decide(lambda work: _once(work, person, filled, act)))
        except (FieldErrors, Refusal):
            live = LIVE_FORMS.get(filled.name)
            if live:
                await self._keep(lambda work: live.kept_from(work, person, filled))
            raise

    async def home(self, person: Person) -> Parts:
        """Return the person's own page."""
        return await self._look(lambda work: home(work, person))

    async def overheard(self, person: Person, channel: str, ts: str, text: str) -> Answer | None:
        """Point somebody who seems to decide in words or by emoji, under one of our cards, to the buttons."""
        return await self._look(lambda work: pointer(work, person, channel, ts, text))

    async def run_due(self, duties: Callable[[Work], Result]) -> Result:
        """Let the clock's duties do what is due now."""
        return await self._decide(duties)

    async def _asked(self, person: Person, act: Act, words: str) -> Answer:
        answer = await self._look(lambda work: _with_unread(work, act(work, person, words)))
        return await self.press(person, answer.verb, answer.refs, None) if isinstance(answer, Press) else answer

    def _in_turn(self, filled: Filled) -> asyncio.Lock:
        """Return what lets one thing happen to a form at a time: what is kept late would outlive what was sent."""
        return self._views.setdefault(filled.view, asyncio.Lock())

    async def _keep(self, act: Callable[[Work], Result]) -> Result:
        return await _anew(lambda: self._store.write(lambda unit: act(self._work(unit))))

    async def _look(self, act: Callable[[Work], Result]) -> Result:
        return await self._store.read(lambda unit: act(self._work(unit)))

    async def _decide(self, act: Callable[[Work], Result]) -> Result:
        try:
            result = await self._store.decide(lambda unit: act(self._work(unit)))
        except Refusal as refusal:
            if refusal.redraw:
                await self._draw_again(refusal.redraw)
            raise
        self._wake()
        return result

    async def _draw_again(self, proposal_id: str) -> None:
        def draw(unit: UnitOfWork) -> None:
            work = self._work(unit)
            steps.show(work, steps.find(work, proposal_id))

        await self._store.write(draw)
        self._wake()

    def _work(self, unit: UnitOfWork) -> Work:
        return Work(unit, self._pack, self._clock.now(), approvals_room=self._approvals_room)


def _with_unread(work: Work, answer: Told) -> Told:
    """Return the answer; one that is a form says at which of its texts nobody has looked again yet."""
    return replace(answer, unread=frozenset(work.unread)) if isinstance(answer, Open | Redraw) else answer


async def _anew(run: Callable[[], Awaitable[Result]]) -> Result:
    """Run it anew, twice at most, where the same thing is written at once: what is typed is kept, and sent."""
    for _ in range(2):
        with suppress(AlreadyThere):
            return await run()
    return await run()


def _once(work: Work, person: Person, filled: Filled, act: Callable[[Work, Person, Filled], Answer]) -> Answer:
    key = form_key(filled.view)
    digest = hashlib.sha256(repr(sorted(filled.values.items())).encode()).hexdigest()
    earlier = work.unit.get(Answered, key=key) if filled.view else None
    under_way = earlier is not None and STEP in earlier.answer
    if earlier and earlier.answer.get("digest") == digest and not under_way:
        return Done()
    if earlier and not under_way:
        raise Refusal(
            "sent-before",
            "Your first version of this form has been taken already.",
            saved="What you changed since then was not sent.",
            then="Press “Change” on my message about it to send the newer words.",
        )
    answer = act(work, person, filled)
    if filled.view and not isinstance(answer, Redraw):
        told = {"digest": digest, **({STEP: filled.name} if isinstance(answer, Open) else {})}
        if not work.unit.change(Answered, {"key": key}, answer=told, at=work.now):
            work.unit.add(Answered(key=key, answer=told, at=work.now))
    return answer

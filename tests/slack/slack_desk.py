"""A small front desk for the surface's tests: what it answers is set by each test, what it hears is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.delivery.parts import Filled, Headline, Parts
from bot.errors import Refusal
from bot.frontdesk.answers import Answer, Done
from bot.registers.people import Person, Visitor

Answering = Callable[..., Any]


@dataclass
class ADesk:
    """`answers` maps "command", "shortcut", "press", "change", "submit", "home" or "overheard" to what is answered.

    An exception among them is raised, a function is called with what was asked.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    heard: list[tuple[Any, ...]] = field(default_factory=list)
    met: list[Visitor] = field(default_factory=list)
    verbs: frozenset[str] = frozenset({"approve", "reject", "helpline", "more"})
    forms: frozenset[str] = frozenset({"propose", "reason"})
    commands: frozenset[str] = frozenset({"propose-post", "policy", "concern"})

    async def meet(self, visitor: Visitor) -> Person:
        self.met.append(visitor)
        if visitor.guest or visitor.deactivated or visitor.robot or not visitor.of_this_team:
            raise Refusal("not_ours", "I talk to members of staff only.", then="Please ask Ruth.")
        return Person(id=f"p-{visitor.platform_id}", platform_id=visitor.platform_id, name=visitor.name)

    async def command(self, person: Person, command: str, words: str) -> Answer:
        return self._answer("command", person, command, words)

    async def shortcut(self, person: Person, name: str, words: str) -> Answer:
        return self._answer("shortcut", person, name, words)

    async def press(self, person: Person, verb: str, refs: tuple[str, ...], filled: Filled | None) -> Answer:
        return self._answer("press", person, verb, refs, filled)

    async def change(self, person: Person, filled: Filled, field: str) -> Answer | None:
        return self._answer("change", person, filled, field)

    async def close(self, person: Person, filled: Filled) -> Answer:
        return self._answer("close", person, filled)

    async def submit(self, person: Person, filled: Filled) -> Answer:
        return self._answer("submit", person, filled)

    async def home(self, person: Person) -> Parts:
        parts: Parts = self._answer("home", person)
        return parts if isinstance(parts, tuple) else (Headline("Nothing waits for you."),)

    async def overheard(self, person: Person, channel: str, ts: str, text: str) -> Answer | None:
        return self._answer("overheard", person, channel, ts, text)

    def asked(self, kind: str) -> list[tuple[Any, ...]]:
        return [rest for name, *rest in self.heard if name == kind]

    def _answer(self, kind: str, person: Person, *asked: Any) -> Any:
        self.heard.append((kind, *asked))
        answer = self.answers.get(kind, Done())
        if isinstance(answer, Exception):
            raise answer
        return answer(*asked) if callable(answer) else answer

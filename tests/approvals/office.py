"""An organisation at work without a chat: the front desk over a real store, a clock that is told the time, people."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.approvals.draft import Draft
from bot.approvals.models import Kind, Proposal
from bot.delivery.compose import compose
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Parts
from bot.frontdesk.desk import FrontDesk
from bot.policy.pack import Pack
from bot.registers.people import Person, Role, RoleHeld, Visitor
from bot.work import Work, new_id
from storage.store import SqlStore

Result = TypeVar("Result")
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
NAMES = {
    "amina": "Amina Khan",
    "tom": "Tom Ellis",
    "ruth": "Ruth Adeyemi",
    "dev": "Dev Patel",
    "grace": "Grace Osei",
}
ROLES = {"ruth": Role.DIRECTOR, "dev": Role.COVER, "amina": Role.PUBLISHER, "grace": Role.TRUSTEE}


class TellsTheTime:
    """A clock that is told the time."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)


class Office:
    """Everything a test asks of the organisation."""

    def __init__(self, store: SqlStore, pack: Pack) -> None:
        self.store = store
        self.pack = pack
        self.clock = TellsTheTime()
        self.desk = FrontDesk(store, pack, self.clock, wake=lambda: None)
        self.people: dict[str, Person] = {}

    async def open(self) -> "Office":
        """Let everybody in, and give them their roles."""
        for key, name in NAMES.items():
            visitor = Visitor(platform="slack", platform_id=f"U0{key.upper()}", name=name)
            self.people[key] = await self.desk.meet(visitor)
        for key, role in ROLES.items():
            await self.give(key, role)
        return self

    async def give(self, key: str, role: Role, *, days: float | None = None, scope: str = "") -> None:
        """Give somebody a role from now on."""
        now = self.clock.now()
        until = now + timedelta(days=days) if days else None
        held = RoleHeld(id=new_id(), person_id=self.people[key].id, role=role, since=now, until=until, scope=scope)
        await self.store.write(lambda unit: unit.add(held))

    def person(self, key: str) -> Person:
        return self.people[key]

    def work(self, unit: object) -> Work:
        return Work(unit, self.pack, self.clock.now())  # type: ignore[arg-type]

    async def do(self, act: Callable[[Work], Result]) -> Result:
        """Run a use case."""
        return await self.store.decide(lambda unit: act(self.work(unit)))

    async def look(self, act: Callable[[Work], Result]) -> Result:
        return await self.store.read(lambda unit: act(self.work(unit)))

    async def proposal(self, proposal_id: str) -> Proposal:
        found = await self.store.read(lambda unit: unit.get(Proposal, id=proposal_id))
        assert found is not None
        return found

    async def said(self, name: str, about: str = "") -> list[Parts]:
        """What the queued messages of this name say now."""
        wanted = {"message": name, **({"about": about} if about else {})}
        rows = await self.store.read(lambda unit: unit.find(OutboxRow, order="id", **wanted))
        return [parts for row in rows if (parts := await self.look(lambda work, row=row: compose(work, row)))]  # type: ignore[misc]


def draft(words: str = "Join us on Friday for a walk by the river.", **more: object) -> Draft:
    """A complete draft of a post."""
    facts: dict[str, object] = {"kind": Kind.POST, "accounts": ("facebook",), "words": words, **more}
    return Draft.model_validate(facts)

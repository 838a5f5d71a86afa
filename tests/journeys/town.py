"""The whole of it at work: the bot as it runs in production, a sandbox workspace, and the people who type and click."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import make_url

from bot.config import Settings
from bot.delivery.errands import OPEN
from bot.delivery.models import OutboxRow
from bot.wiring import Countersign, build
from handlers.sandbox import Sandbox
from handlers.sandbox.driver.member import DrivenMember
from handlers.sandbox.driver.modal import Modal
from handlers.sandbox.driver.seen import SeenMessage, SeenView
from storage.engine import is_sqlite
from storage.store import open_store
from tests.journeys.plain_words import must_be_literal, must_read_aloud

ORG = "next-steps"
BOT = "U0BOT"
APPROVALS = "G0APPROVALS"
COMPLIANCE = "C0COMPLIANCE"
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
WALK = "Join us on Friday for a walk by the river."


class TownClock:
    """One clock for the bot and its workspace. It stands still until a journey moves it."""

    def __init__(self, start: datetime = MONDAY) -> None:
        self._moment = start
        self.countersign: Countersign | None = None

    def now(self) -> datetime:
        return self._moment

    async def jump(self, to: datetime) -> None:
        self._moment = to
        if self.countersign:
            await self.countersign.run_due()

    async def pass_by(self, **time: float) -> None:
        await self.jump(self._moment + timedelta(**time))


def manifest() -> dict[str, Any]:
    with open("manifest.yml", encoding="utf-8") as file:  # noqa: PTH123
        loaded: dict[str, Any] = yaml.safe_load(file)
    return loaded


def keys_for(database: str) -> str:
    """The folder of a test database's key: beside the file, or in the temporary server's own folder."""
    address = make_url(database)
    beside = Path(address.database or "").parent if is_sqlite(database) else Path(str(address.query["host"]))
    return str(beside / f"keys-{Path(address.database or '').name}")


class Town:
    """A journey's means: people by first name, the clock, and what everybody does all the time."""

    def __init__(self, sandbox: Sandbox, database: str, clock: TownClock) -> None:
        self.sandbox = sandbox
        self.database = database
        self.clock = clock
        self.amina, self.tom, self.ruth, self.dev, self.grace, self.gus = (
            sandbox.member(f"U0{name}") for name in ("AMINA", "TOM", "RUTH", "DEV", "GRACE", "GUEST")
        )

    def settings(self, **other: Any) -> Settings:
        """The settings of a small organisation with a channel for its deciders."""
        return Settings.model_validate(
            {
                "slack_bot_token": self.sandbox.bot_token,
                "slack_app_token": self.sandbox.app_token,
                "slack_api_url": self.sandbox.api_url,
                "director": "U0RUTH",
                "cover": "U0DEV",
                "publishers": "U0AMINA",
                "trustees": "U0GRACE",
                "approvals_channel": APPROVALS,
                "digest_channel": COMPLIANCE,
                "database_url": self.database,
                "key_folder": keys_for(self.database),
                **other,
            }
        )

    async def start(self, **other: Any) -> None:
        """Start the bot."""
        self.clock.countersign = build(self.settings(**other), self.clock)
        await self.clock.countersign.start()
        await self.sandbox.connected()

    async def stop(self) -> None:
        """Stop the bot, and see that it never made Slack wait or refuse, and never let words do anything."""
        if self.clock.countersign:
            await self.clock.countersign.stop()
            self.clock.countersign = None
        assert self.sandbox.problems == []
        for channel in self.sandbox.workspace.channels.values():
            whispered = [message for those in channel.ephemerals.values() for message in those]
            for message in [*channel.messages.values(), *whispered]:
                if message.user == BOT:
                    must_be_literal(message.text, message.blocks)
                    must_read_aloud(message.text, message.blocks)

        for user in self.sandbox.workspace.members:
            home = self.sandbox.slack.views.home(user)
            for view in [*([home] if home else []), *self.sandbox.slack.views.stack(user)]:
                must_be_literal("", view.body["blocks"], calls=False)

    async def restart(self, **other: Any) -> None:
        """Stop the bot and start it again on the same database."""
        await self.stop()
        await self.start(**other)

    async def form(self, who: DrivenMember, words: str = "", **more: Any) -> Modal:
        """Open the form by its command and fill it in."""
        await who.command("/propose-post", words)
        modal = await who.modal()
        await modal.fill(**{"accounts": ["facebook"], **more})
        return modal

    async def propose(self, who: DrivenMember | None = None, words: str = WALK, **more: Any) -> SeenMessage:
        """Propose something, and return its card in the deciders' channel."""
        modal = await self.form(who or self.amina, words, **more)
        outcome = await modal.submit()
        assert outcome.what == "closed", outcome
        return await self.card(words)

    async def card(self, containing: str) -> SeenMessage:
        """Return the card as it stands now."""
        return await self.ruth.message(APPROVALS, containing=containing)

    async def approved(self, who: DrivenMember | None = None, words: str = WALK, **more: Any) -> SeenMessage:
        """Have something approved by Ruth, and return what its author is told."""
        await self.ruth.press(await self.propose(who, words, **more), "Approve")
        return await self.told(who or self.amina, "said yes")

    async def becomes(self, who: DrivenMember, message: SeenMessage, containing: str) -> SeenMessage:
        """Return the message as it is once it says these words, waiting for them."""

        async def says() -> bool:
            return containing in (await who.again(message)).words

        await self.sandbox.until(says, what=f"A message that says {containing!r}")
        return await who.again(message)

    async def quiet(self) -> None:
        """Wait until everything that is to be said has been said."""
        store = open_store(self.database, ORG)

        async def said() -> bool:
            return not await store.read(lambda unit: unit.find(OutboxRow, stage=OPEN, limit=1))

        try:
            await self.sandbox.until(said, what="An empty outbox")
        finally:
            store.close()

    async def without_buttons(self, who: DrivenMember, message: SeenMessage) -> SeenMessage:
        """Return the message as it is once nothing can be pressed on it, waiting for that."""

        async def bare() -> bool:
            return not (await who.again(message)).buttons

        await self.sandbox.until(bare, what="A message without buttons")
        return await who.again(message)

    async def home(self, who: DrivenMember, containing: str) -> SeenView:
        """Open somebody's Home until it says these words, and return it."""

        async def says() -> bool:
            return containing in (await who.open_home()).words

        await self.sandbox.until(says, what=f"A Home that says {containing!r}")
        return await who.home()

    async def history(self, card: SeenMessage, ends_with: str) -> list[str]:
        """Return the lines in a card's thread once the last is this one."""

        async def lines() -> list[str]:
            return [line.words for line in (await self.ruth.thread(card.channel, card.ts))[1:]]

        async def there() -> bool:
            return (await lines())[-1:] == [ends_with]

        await self.sandbox.until(there, what=f"A thread that ends with {ends_with!r}")
        return await lines()

    async def change(self, who: DrivenMember, message: SeenMessage, **values: Any) -> Any:
        """Press "Change" or "Change it" on a message and send the form with other values."""
        await who.press(message, "Change" if "Change" in message.buttons else "Change it")
        return await self.send(who, **values)

    async def send(self, who: DrivenMember, **values: Any) -> Any:
        """Fill the open form in and send it; says what became of it."""
        modal = await who.modal()
        await modal.fill(**values)
        return await modal.submit()

    async def refused(self, who: DrivenMember) -> str:
        """Return what a refusal on top of a form or of Home says, and close it."""
        modal = await who.modal()
        words = modal.text()
        await modal.close()
        return words

    async def told(self, who: DrivenMember, containing: str) -> SeenMessage:
        """Return the bot's direct message to somebody that contains these words, waiting for it."""
        return await who.message(await who.dm(), containing=containing)

    async def decide(
        self, who: DrivenMember, card: SeenMessage, button: str, words: str = "", clause: str = "none"
    ) -> None:
        """Press a deciding button, and give a reason where it asks for one."""
        await who.press(card, button)
        if words:
            modal = await who.modal()
            values = {"words": words} if button == "Take back" else {"words": words, "clause": clause}
            await modal.fill(**values)
            assert (await modal.submit()).what == "closed"

    async def post(self, who: DrivenMember, message: SeenMessage | SeenView, **values: Any) -> Any:
        """Press "I posted it" and fill the form in."""
        await who.press(message, "I posted it")
        return await self.send(who, **values)

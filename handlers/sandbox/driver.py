"""The driver: a person at a Slack client, for tests, demonstrations and measurements."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from handlers.sandbox.acts import Acts, NotPossibleError, Outcome
from handlers.sandbox.blocktext import buttons, buttons_named, text_of, visible_to
from handlers.sandbox.elements import Placed, placed, value_of
from handlers.sandbox.modals import View
from handlers.sandbox.payloads import unescape
from handlers.sandbox.slack import Slack
from handlers.sandbox.workspace import Blocks, Channel, Json, Message

PATIENCE = 3.0


Until = Callable[[Callable[[], object], float, str], Awaitable[None]]


@dataclass(frozen=True)
class SeenMessage:
    """A message as somebody saw it at one moment; `text` is what a notification shows, `blocks` what is drawn."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: Blocks
    thread_ts: str | None = None
    ephemeral: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    metadata: Json | None = None

    @property
    def words(self) -> str:
        """Everything that can be read in it: the blocks, or the text when there are none."""
        return text_of(self.blocks) if self.blocks else unescape(self.text)

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons."""
        return buttons(self.blocks)


@dataclass(frozen=True)
class SeenView:
    """A Home tab as somebody saw it at one moment."""

    id: str
    blocks: Blocks
    body: Json

    @property
    def words(self) -> str:
        """Everything that can be read in it."""
        return text_of(self.blocks)

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons."""
        return buttons(self.blocks)


@dataclass(frozen=True)
class CommandResult:
    """What only the person who typed the command saw in answer; None and empty when there was nothing."""

    text: str | None
    blocks: Blocks

    @property
    def words(self) -> str:
        """Everything that can be read in it."""
        return text_of(self.blocks) if self.blocks else unescape(self.text or "")


class Modal:
    """An open form of one person. It stays the same object while the bot changes the form beneath it."""

    def __init__(self, member: "DrivenMember", view: View) -> None:
        self._member = member
        self._view = view

    @property
    def id(self) -> str:
        """The view's id."""
        return self._view.id

    @property
    def view(self) -> Json:
        """The whole view as payloads show it, with what has been typed."""
        return self._member.slack.payloads.view(self._view)

    @property
    def title(self) -> str:
        """The words at its top."""
        return str(self._view.body["title"]["text"])

    @property
    def submit_label(self) -> str | None:
        """The words on the button that sends it."""
        submit = self._view.body.get("submit")
        return str(submit["text"]) if submit else None

    @property
    def is_open(self) -> bool:
        """Whether it is still on the screen, perhaps beneath another."""
        return self._member.slack.views.get(self._view.id) is self._view

    @property
    def errors(self) -> dict[str, str]:
        """The words at its fields, by block_id."""
        return dict(self._view.errors)

    @property
    def values(self) -> dict[str, Any]:
        """What stands in each field, by action_id, as Slack would report it."""
        return {action: value_of(state) for block in self._view.values.values() for action, state in block.items()}

    @property
    def buttons(self) -> list[str]:
        """The words on the buttons inside it."""
        return buttons(self._view.body["blocks"])

    def labels(self) -> list[str]:
        """The labels of its fields, in order."""
        return [place.label for place in placed(self._view.body["blocks"]) if place.in_input]

    def text(self) -> str:
        """Everything that can be read on it: title, blocks, buttons and the words at its fields."""
        foot = [part["text"] for part in (self._view.body.get("submit"), self._view.body.get("close")) if part]
        return "\n".join([self.title, text_of(self._view.body["blocks"]), *self._view.errors.values(), *foot])

    async def fill(self, **values: Any) -> None:
        """Put values into fields, by action_id.

        Text for text fields; an option's value (or its words) for menus and radio buttons, a list of them for
        check boxes; for times an aware datetime or Unix seconds, for dates a date or "2026-11-22".
        A field that dispatches tells the bot at once.
        """
        for action_id, value in values.items():
            place = self._member.find(self._view.body["blocks"], action_id)
            spoken = _spoken(place.element, value)
            await self._member.acts.type_in(self._member.id, self._view, place.block_id, action_id, spoken)

    async def press(self, words: str | None = None, *, action_id: str | None = None, index: int = 0) -> None:
        """Press a button inside the form."""
        await self._member.press(self, words, action_id=action_id, index=index)

    async def submit(self) -> Outcome:
        """Send the form; says what became of it."""
        return await self._member.acts.submit(self._member.id, self._view.id)

    async def close(self, *, whole_stack: bool = False) -> None:
        """Close it by its own button, or with the cross the whole stack."""
        await self._member.acts.close(self._member.id, self._view.id, whole_stack=whole_stack)

    @property
    def state(self) -> View:
        """The view itself, for the driver."""
        return self._view


Target = SeenMessage | SeenView | Modal


class DrivenMember:
    """One person and everything they can do and see. What they could not do raises `NotPossibleError`."""

    def __init__(self, slack: Slack, acts: Acts, until: Until, user: str) -> None:
        self.slack = slack
        self.acts = acts
        self.id = user
        self.confirm: Json | None = None
        self._until = until

    # Doing

    async def command(self, command: str, text: str = "", *, channel: str = "C0GENERAL") -> CommandResult:
        """Type a slash command in a channel; comes back when the bot has acknowledged it or Slack gave up."""
        reply = await self.acts.command(self.id, channel, command, text)
        return CommandResult(reply.text if reply else None, reply.blocks if reply else [])

    async def global_shortcut(self, callback_id: str) -> None:
        """Choose a shortcut beside the message field."""
        await self.acts.global_shortcut(self.id, callback_id)

    async def message_shortcut(self, callback_id: str, message: SeenMessage) -> None:
        """Choose a shortcut in the menu of a message."""
        await self.acts.message_shortcut(self.id, callback_id, message.channel, message.ts)

    async def say(self, channel: str, text: str, thread_ts: str | None = None) -> SeenMessage:
        """Write a message."""
        return self._seen(self.acts.say(self.id, channel, text, thread_ts))

    async def react(self, message: SeenMessage, name: str) -> None:
        """Put an emoji beneath a message; a second time takes it away."""
        self.acts.react(self.id, message.channel, message.ts, name)

    async def open_home(self) -> SeenView:
        """Open the bot's Home tab; comes back when the bot has acknowledged that and there is something on it."""
        heard = self.acts.open_home(self.id)
        if heard is not None:
            await asyncio.wait([heard], timeout=PATIENCE)
        await self._until(lambda: self.slack.views.home(self.id) is not None, PATIENCE, f"a Home tab for {self.id}")
        return await self.home()

    async def open_messages_tab(self) -> None:
        """Open the bot's Messages tab."""
        self.acts.open_messages_tab(self.id)

    async def press(
        self,
        target: Target,
        words: str | None = None,
        *,
        action_id: str | None = None,
        index: int = 0,
        stale: bool = False,
    ) -> None:
        """Press the button (or the entry of a "⋮" menu) with exactly these words, or of that action_id.

        A confirmation is accepted and can be read in `confirm`. With `stale`, a button of the message as it was seen
        is pressed although the message has changed since, as by a click on a screen that is behind.
        """
        blocks = target.blocks if stale and isinstance(target, SeenMessage) else self._blocks_now(target)
        place, option = self._button(blocks, words, action_id, index)
        await self._touch(target, place, option, stale=stale)

    async def choose(self, target: Target, action_id: str, value: Any) -> None:
        """Choose in a menu, radio buttons, check boxes or a date field; the bot hears of it where Slack tells it."""
        place = self.find(self._blocks_now(target), action_id)
        await self._touch(target, place, _spoken(place.element, value), stale=False)

    async def modal(self) -> Modal:
        """The topmost open form; waits up to three seconds for one."""
        await self._until(lambda: self.slack.views.stack(self.id), PATIENCE, f"an open form for {self.id}")
        return Modal(self, self.slack.views.stack(self.id)[-1])

    async def no_modal(self) -> None:
        """Wait until no form is open."""
        await self._until(lambda: not self.slack.views.stack(self.id), PATIENCE, f"no open form for {self.id}")

    async def read(self, channel: str) -> None:
        """Mark a channel as read."""
        self.acts.read(self.id, channel)

    # Seeing

    async def home(self) -> SeenView:
        """The Home tab as it is now."""
        view = self.slack.views.home(self.id)
        if view is None:
            raise NotPossibleError("The bot has published no Home tab for this person.")
        return SeenView(view.id, visible_to(self.id, view.body["blocks"]), view.body)

    async def messages(self, channel: str) -> list[SeenMessage]:
        """The messages of a channel outside threads, oldest first."""
        return [self._seen(message) for message in self._channel(channel).top_level()]

    async def thread(self, channel: str, ts: str) -> list[SeenMessage]:
        """A thread: its head, then the replies, oldest first."""
        head = self.acts.message(self.id, channel, ts)
        messages = self._channel(channel).messages
        return [self._seen(head), *(self._seen(messages[reply]) for reply in head.replies)]

    async def ephemerals(self, channel: str) -> list[SeenMessage]:
        """The messages of a channel that only this person sees, oldest first."""
        return [self._seen(message) for message in self._channel(channel).ephemerals.get(self.id, ())]

    async def message(self, channel: str, *, containing: str, timeout: float = 5) -> SeenMessage:  # noqa: ASYNC109
        """The newest message in a channel (threads and private ones too) with these words; waits for one."""

        def found() -> SeenMessage | None:
            seen = [self._seen(message) for message in self._all(channel)]
            fitting = [m for m in seen if containing in m.words or containing in unescape(m.text)]
            return max(fitting, key=lambda message: message.ts, default=None)

        await self._until(found, timeout, f"a message containing {containing!r} in {channel} for {self.id}")
        message = found()
        assert message is not None
        return message

    async def again(self, message: SeenMessage) -> SeenMessage:
        """The same message as it is now."""
        return self._seen(self.acts.message(self.id, message.channel, message.ts))

    async def dm(self) -> str:
        """The id of the conversation with the bot."""
        return self.slack.workspace.direct_messages(self.id).id

    async def reads(self, channel: str) -> str:
        """Everything this person can read in a channel, as plain text, oldest first."""
        members = self.slack.workspace.members
        everything = sorted(self._all(channel), key=lambda message: message.ts)
        return "\n".join(f"{members[m.user].name}: {self._seen(m).words}" for m in everything)

    async def notices(self) -> list[str]:
        """Slack's own warnings to this person, oldest first."""
        return [notice.text for notice in self.slack.workspace.notices.get(self.id, ())]

    def find(self, blocks: Blocks, action_id: str) -> Placed:
        """The element of that action_id; refuses when there is none or more than one."""
        there = list(placed(visible_to(self.id, blocks)))
        fitting = [place for place in there if place.action_id == action_id]
        if len(fitting) != 1:
            known = ", ".join(place.action_id for place in there)
            raise NotPossibleError(f"{len(fitting)} elements are called {action_id!r}; there are: {known}.")
        return fitting[0]

    # How it is done

    def _channel(self, channel: str) -> Channel:
        return self.acts.channel(self.id, channel)

    def _all(self, channel: str) -> list[Message]:
        there = self._channel(channel)
        return [*there.messages.values(), *there.ephemerals.get(self.id, ())]

    def _seen(self, message: Message) -> SeenMessage:
        return SeenMessage(
            message.channel,
            message.ts,
            message.user,
            message.text,
            visible_to(self.id, message.blocks),
            message.thread_ts,
            message.ephemeral_to is not None,
            message.reactions,
            message.metadata,
        )

    def _blocks_now(self, target: Target) -> Blocks:
        if isinstance(target, SeenMessage):
            return self.acts.message(self.id, target.channel, target.ts).blocks
        if isinstance(target, Modal):
            return list(self.acts.modal(self.id, target.id).body["blocks"])
        return list(self._home_of(target).body["blocks"])

    def _home_of(self, target: SeenView) -> View:
        view = self.slack.views.home(self.id)
        if view is None or view.id != target.id:
            raise NotPossibleError("This is not the Home tab of this person.")
        return view

    def _button(
        self, blocks: Blocks, words: str | None, action_id: str | None, index: int
    ) -> tuple[Placed, Json | None]:
        shown = visible_to(self.id, blocks)
        if words is not None:
            fitting = buttons_named(shown, words)
        else:
            fitting = [(place, None) for place in placed(shown) if place.action_id == action_id]
        if index >= len(fitting):
            raise NotPossibleError(f"There is no button {words or action_id!r} here; there are: {buttons(shown)}.")
        return fitting[index]

    async def _touch(self, target: Target, place: Placed, value: Any, *, stale: bool) -> None:
        self.confirm = place.element.get("confirm")
        if isinstance(target, SeenMessage):
            message = self.acts.message(self.id, target.channel, target.ts)
            old = place if stale else None
            await self.acts.press_message(self.id, message, place.block_id, place.action_id, value, stale=old)
            return
        view = target.state if isinstance(target, Modal) else self._home_of(target)
        if place.in_input:
            await self.acts.type_in(self.id, view, place.block_id, place.action_id, value)
        else:
            await self.acts.press_view(self.id, view, place.block_id, place.action_id, value)


def _spoken(element: Json, value: Any) -> Any:
    """The value in Slack's words: dates and times as text or seconds, words as rich text for a rich text field."""
    kind = element["type"]
    if kind == "datetimepicker" and isinstance(value, dt.datetime):
        return int(value.timestamp())
    if kind == "datepicker" and isinstance(value, dt.date):
        return value.isoformat()
    if kind == "timepicker" and isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if kind == "rich_text_input" and isinstance(value, str):
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
        return {"type": "rich_text", "elements": [section]}
    return value

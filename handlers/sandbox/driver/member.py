"""One person at a Slack client: everything they can do and see."""

import asyncio
from collections.abc import Sequence
from typing import Any

from handlers.sandbox.acts import Acts, NotPossibleError, Upload
from handlers.sandbox.blocktext import visible_to
from handlers.sandbox.driver.modal import PATIENCE, Modal, Until
from handlers.sandbox.driver.pointing import button, element, spoken
from handlers.sandbox.driver.seen import CommandResult, SeenMessage, SeenView
from handlers.sandbox.elements import Placed
from handlers.sandbox.payloads import unescape
from handlers.sandbox.slack import Slack
from handlers.sandbox.views import View
from handlers.sandbox.workspace import Blocks, Json, Message

Target = SeenMessage | SeenView | Modal


class DrivenMember:
    """A person. What they could not have done in Slack raises `NotPossibleError`.

    `confirm` is the confirmation of the last press, which is always accepted, or None when there was none.
    """

    def __init__(self, slack: Slack, acts: Acts, until: Until, user: str) -> None:
        self._slack = slack
        self._acts = acts
        self._until = until
        self.id = user
        self.confirm: Json | None = None

    async def command(self, command: str, text: str = "", *, channel: str = "C0GENERAL") -> CommandResult:
        """Type a slash command in a channel; comes back when the bot has acknowledged it or Slack gave up."""
        reply = await self._acts.talk.command(self.id, channel, command, text)
        return CommandResult(reply.text if reply else None, reply.blocks if reply else [])

    async def global_shortcut(self, callback_id: str) -> None:
        """Choose a shortcut beside the message field."""
        await self._acts.talk.global_shortcut(self.id, callback_id)

    async def message_shortcut(self, callback_id: str, message: SeenMessage) -> None:
        """Choose a shortcut in the menu of a message."""
        await self._acts.talk.message_shortcut(self.id, callback_id, message.channel, message.ts)

    async def say(
        self, channel: str, text: str, thread_ts: str | None = None, files: Sequence[Upload] = ()
    ) -> SeenMessage:
        """Write a message, perhaps with files."""
        ids = [self._acts.files.upload(self.id, upload).id for upload in files]
        return self._seen(self._acts.talk.say(self.id, channel, text, thread_ts, ids))

    async def look(self, file_id: str) -> Upload:
        """Open a file that this person can see, and save it."""
        file = self._acts.files.look(self.id, file_id)
        return Upload(file.name, file.content)

    async def delete_file(self, file_id: str) -> None:
        """Delete one's own file for everybody."""
        self._acts.files.delete(self.id, file_id)

    async def react(self, message: SeenMessage, name: str) -> None:
        """Put an emoji beneath a message; a second time takes it away."""
        self._acts.talk.react(self.id, message.channel, message.ts, name)

    async def read(self, channel: str) -> None:
        """Mark a channel as read."""
        self._acts.talk.read(self.id, channel)

    async def read_everything(self) -> None:
        """Mark every conversation of this person as read."""
        for channel in self._slack.workspace.channels_of(self.id):
            self._acts.talk.read(self.id, channel.id)

    async def open_home(self) -> SeenView:
        """Open the bot's Home tab; comes back when the bot has acknowledged that and there is something on it."""
        heard = self._acts.talk.open_home(self.id)
        if heard is not None:
            await asyncio.wait([heard], timeout=PATIENCE)
        await self._until(lambda: self._slack.views.home(self.id), PATIENCE, f"A Home tab for {self.id}")
        return await self.home()

    async def open_messages_tab(self) -> None:
        """Open the bot's Messages tab; comes back when the bot has acknowledged that."""
        heard = self._acts.talk.open_messages_tab(self.id)
        if heard is not None:
            await asyncio.wait([heard], timeout=PATIENCE)

    async def press(
        self,
        target: Target,
        words: str | None = None,
        *,
        action_id: str | None = None,
        index: int = 0,
        stale: bool = False,
    ) -> None:
        """Press the button, or the entry of a "⋮" menu, with exactly these words, or the button of that action_id.

        With `stale`, a button of the message as it was seen is pressed although the message has changed since, as by
        a click on a screen that is behind.
        """
        blocks = target.blocks if stale else self._blocks_now(target)
        place, option = button(self.id, blocks, words, action_id, index)
        await self._touch(target, place, option, stale=stale)

    async def choose(self, target: Target, action_id: str, value: Any) -> None:
        """Choose in a menu, radio buttons, check boxes or a date field; the bot hears of it where Slack tells it."""
        place = element(self.id, self._blocks_now(target), action_id)
        await self._touch(target, place, spoken(place, value))

    async def modal(self) -> Modal:
        """The topmost open form; waits up to ten seconds for one."""
        await self._until(lambda: self._slack.views.stack(self.id), PATIENCE, f"An open form for {self.id}")
        return Modal(self._slack, self._acts, self._until, self._slack.views.stack(self.id)[-1])

    async def modals(self) -> list[Modal]:
        """The open forms, bottom first; perhaps none."""
        return [Modal(self._slack, self._acts, self._until, view) for view in self._slack.views.stack(self.id)]

    async def home(self) -> SeenView:
        """The Home tab as it is now."""
        view = self._slack.views.home(self.id)
        if view is None:
            raise NotPossibleError("The bot has published no Home tab for this person.")
        return SeenView(view.id, visible_to(self.id, view.body["blocks"]), self._slack.shapes.view(view))

    async def messages(self, channel: str) -> list[SeenMessage]:
        """The messages of a channel outside threads, oldest first."""
        there = self._acts.sight.channel(self.id, channel)
        return [self._seen(message) for message in there.top_level()]

    async def thread(self, channel: str, ts: str) -> list[SeenMessage]:
        """A thread: its head, then the replies, oldest first."""
        head = self._acts.sight.message(self.id, channel, ts)
        messages = self._acts.sight.channel(self.id, channel).messages
        return [self._seen(head), *(self._seen(messages[reply]) for reply in head.replies)]

    async def ephemerals(self, channel: str) -> list[SeenMessage]:
        """The messages of a channel that only this person sees, oldest first."""
        there = self._acts.sight.channel(self.id, channel)
        return [self._seen(message) for message in there.ephemerals.get(self.id, ())]

    async def message(self, channel: str, *, containing: str, timeout: float = 10) -> SeenMessage:  # noqa: ASYNC109
        """The newest message in a channel (threads and private ones too) with these words; waits for one."""
        await self._until(
            lambda: self._newest(channel, containing),
            timeout,
            f"A message containing {containing!r} in {channel} for {self.id}",
        )
        message = self._newest(channel, containing)
        assert message is not None
        return message

    async def again(self, message: SeenMessage) -> SeenMessage:
        """The same message as it is now."""
        return self._seen(self._acts.sight.message(self.id, message.channel, message.ts))

    async def dm(self) -> str:
        """The id of the conversation with the bot."""
        return self._slack.workspace.direct_messages(self.id).id

    async def reads(self, channel: str) -> str:
        """Everything this person can read in a channel, as plain text, oldest first."""
        members = self._slack.workspace.members
        return "\n".join(f"{members[message.user].name}: {message.words}" for message in self._all(channel))

    async def notices(self) -> list[str]:
        """Slack's own warnings to this person, oldest first."""
        return [notice.text for notice in self._slack.workspace.notices.get(self.id, ())]

    def _all(self, channel: str) -> list[SeenMessage]:
        there = self._acts.sight.channel(self.id, channel)
        everything = [*there.messages.values(), *there.ephemerals.get(self.id, ())]
        return [self._seen(message) for message in sorted(everything, key=lambda message: message.ts)]

    def _newest(self, channel: str, words: str) -> SeenMessage | None:
        fitting = [m for m in self._all(channel) if words in m.words or words in unescape(m.text)]
        return fitting[-1] if fitting else None

    def _seen(self, message: Message) -> SeenMessage:
        return SeenMessage(
            channel=message.channel,
            ts=message.ts,
            user=message.user,
            text=message.text,
            blocks=visible_to(self.id, message.blocks),
            thread_ts=message.thread_ts,
            ephemeral=message.ephemeral_to is not None,
            edited=message.edited_ts is not None,
            reactions=message.reactions,
            metadata=message.metadata,
            files=[self._slack.shapes.file(file) for file in message.files],
            pinned=message.pinned,
        )

    def _blocks_now(self, target: Target) -> Blocks:
        if isinstance(target, SeenMessage):
            return self._acts.sight.message(self.id, target.channel, target.ts).blocks
        blocks: Blocks = self._view_of(target).body["blocks"]
        return blocks

    def _view_of(self, target: SeenView | Modal) -> View:
        return self._acts.sight.view(self.id, target.id)

    async def _touch(self, target: Target, place: Placed, value: Any, *, stale: bool = False) -> None:
        self.confirm = place.element.get("confirm")
        forms = self._acts.forms
        if isinstance(target, SeenMessage):
            message = self._acts.sight.message(self.id, target.channel, target.ts)
            old = place if stale else None
            await forms.press_on_message(self.id, message, place.block_id, place.action_id, value, stale=old)
        else:
            await forms.press_in_view(self.id, self._view_of(target), place.block_id, place.action_id, value)

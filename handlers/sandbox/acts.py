"""What a person can do in Slack's own client, what the bot is sent for it, and what the client makes of the answer."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from handlers.sandbox.blockkit import view_problems
from handlers.sandbox.blocktext import visible_to
from handlers.sandbox.elements import (
    STATEFUL,
    TEXT_INPUTS,
    ImpossibleValueError,
    Placed,
    State,
    accept,
    placed,
    states_for,
    value_of,
)
from handlers.sandbox.form import complaints
from handlers.sandbox.modals import MOST_IN_STACK, View
from handlers.sandbox.payloads import action, escape, typed_blocks
from handlers.sandbox.responses import Reply, say_reply
from handlers.sandbox.slack import Slack
from handlers.sandbox.sockets import Answer
from handlers.sandbox.workspace import SLACKBOT, Channel, Json, Member, Message

TROUBLE = "We had some trouble connecting. Try again?"


class NotPossibleError(Exception):
    """Something a person could not have done in Slack; the text says why."""


@dataclass(frozen=True)
class Outcome:
    """What became of a sent form: `what`, and the words at its fields, by block_id, when those were errors."""

    what: Literal["closed", "errors", "updated", "pushed", "cleared", "trouble"]
    errors: dict[str, str] = field(default_factory=dict)


class Acts:
    """The deeds of people. Each refuses with `NotPossibleError` what the client would not have let them do."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._workspace = slack.workspace

    def member(self, user: str) -> Member:
        """The person of that id, who must still be here."""
        member = self._workspace.members.get(user)
        if member is None or member.deleted or member.is_bot:
            raise NotPossibleError(f"{user} is nobody who can act here.")
        return member

    def channel(self, user: str, channel_id: str) -> Channel:
        """The conversation of that id, if `user` is in it."""
        channel = self._workspace.channels.get(channel_id)
        if channel is None or user not in channel.members:
            raise NotPossibleError(f"{user} is not in {channel_id}.")
        return channel

    def message(self, user: str, channel_id: str, ts: str) -> Message:
        """A message that `user` can see."""
        channel = self.channel(user, channel_id)
        whispered = (message for message in channel.ephemerals.get(user, ()) if message.ts == ts)
        message = channel.messages.get(ts) or next(whispered, None)
        if message is not None:
            return message
        raise NotPossibleError(f"There is no message {ts} in {channel_id} that {user} can see.")

    def modal(self, user: str, view_id: str) -> View:
        """An open modal of `user`."""
        view = self._slack.views.get(view_id)
        if view is None or view.user != user:
            raise NotPossibleError(f"{user} has no open view {view_id}.")
        return view

    # Commands and shortcuts

    async def command(self, user: str, channel_id: str, command: str, text: str) -> Reply | None:
        """Type a slash command; gives what only this person then sees, if the answer carried something."""
        self.member(user)
        channel = self.channel(user, channel_id)
        if not self._slack.installation.knows_command(command):
            raise NotPossibleError(f"{command} is not a valid command.")
        url = self._slack.response_urls.issue(user, channel.id)
        trigger_id = self._slack.triggers.issue(user)
        payload = self._slack.payloads.command(
            user, channel, command, escape(text), trigger_id=trigger_id, response_url=url
        )
        answer = await self._slack.sockets.send("slash_commands", payload, accepts_response_payload=True)
        if not answer.acknowledged:
            warning = f'{command} failed with the error "{answer.error}"'
            message = self._workspace.whisper(channel, user, warning, by=SLACKBOT)
            self._workspace.warn(user, warning)
            return Reply(warning, [], message)
        return self._answer_command(url, command, answer.payload)

    async def global_shortcut(self, user: str, callback_id: str) -> None:
        """Choose a shortcut from the menu beside the message field."""
        self.member(user)
        self._offered(callback_id, "global")
        payload = self._slack.payloads.shortcut(user, callback_id, self._slack.triggers.issue(user))
        await self._interact(user, payload)

    async def message_shortcut(self, user: str, callback_id: str, channel_id: str, ts: str) -> None:
        """Choose a shortcut from the menu of a message."""
        self.member(user)
        self._offered(callback_id, "message")
        message = self.message(user, channel_id, ts)
        if message.ephemeral_to is not None:
            raise NotPossibleError("A message that only you see has no shortcuts.")
        url = self._slack.response_urls.issue(user, channel_id, message)
        trigger_id = self._slack.triggers.issue(user)
        await self._interact(
            user,
            self._slack.payloads.message_shortcut(user, callback_id, message, trigger_id=trigger_id, response_url=url),
        )

    # Messages

    def say(self, user: str, channel_id: str, text: str, thread_ts: str | None = None) -> Message:
        """Write a message; `@Name` of a member becomes a mention."""
        self.member(user)
        channel = self.channel(user, channel_id)
        if channel.kind == "im" and not self._slack.installation.messages_tab:
            raise NotPossibleError("The app's Messages tab is switched off.")
        if thread_ts is not None and thread_ts not in channel.messages:
            raise NotPossibleError(f"There is no message {thread_ts} to answer.")
        message = self._workspace.post(
            channel, user, self._mentions(escape(text)), typed_blocks(text), thread_ts=thread_ts
        )
        self._slack.events.message_posted(message)
        return message

    def react(self, user: str, channel_id: str, ts: str, name: str) -> None:
        """Put an emoji beneath a message, or take one's own away again."""
        self.member(user)
        message = self.message(user, channel_id, ts)
        users = message.reactions.get(name, [])
        removed = user in users
        left = [other for other in users if other != user] if removed else [*users, user]
        message.reactions = {**message.reactions, name: left}
        if not left:
            del message.reactions[name]
        self._workspace.touch()
        self._slack.events.reaction_added(message, user, name, removed=removed)

    def read(self, user: str, channel_id: str) -> None:
        """Look at a conversation to its end."""
        self.member(user)
        channel = self.channel(user, channel_id)
        newest = next(reversed(channel.messages), "")
        if newest and channel.read.get(user) != newest:
            channel.read[user] = newest
            self._workspace.touch()

    def open_home(self, user: str) -> asyncio.Task[None] | None:
        """Open the bot's Home tab; gives the telling of the bot, if it wants to be told."""
        self.member(user)
        if not self._slack.installation.home_tab:
            raise NotPossibleError("The app's Home tab is switched off.")
        return self._open_tab(user, "home")

    def open_messages_tab(self, user: str) -> None:
        """Open the bot's Messages tab."""
        self.member(user)
        self._open_tab(user, "messages")

    # Buttons and fields

    async def press_message(
        self,
        user: str,
        message: Message,
        block_id: str,
        action_id: str,
        value: Any = None,
        *,
        stale: Placed | None = None,
    ) -> Answer:
        """Press or choose something on a message. `stale` is an element of an older drawing that is no longer there."""
        self.member(user)
        place = stale or self._find(user, message.blocks, block_id, action_id)
        values = message.states.setdefault(user, states_for(message.blocks))
        state = self._put(place, values if stale is None else {}, value)
        url = self._slack.response_urls.issue(user, message.channel, message)
        trigger_id = self._slack.triggers.issue(user)
        pressed = action(place.block_id, place.element, state)
        payload = self._slack.payloads.message_action(
            user, message, values, pressed, trigger_id=trigger_id, response_url=url
        )
        return await self._interact(user, payload)

    async def press_view(self, user: str, view: View, block_id: str, action_id: str, value: Any = None) -> Answer:
        """Press or choose something in a modal or in Home."""
        self.member(user)
        place = self._find(user, view.body["blocks"], block_id, action_id)
        state = self._put(place, view.values, value)
        return await self._act_in_view(view, place, state)

    async def type_in(self, user: str, view: View, block_id: str, action_id: str, value: Any) -> None:
        """Give a field of a form its value; the bot hears of it only when the field dispatches."""
        self.member(user)
        place = self._find(user, view.body["blocks"], block_id, action_id)
        state = self._put(place, view.values, value)
        view.errors.pop(block_id, None)
        self._workspace.touch()
        if not place.in_input or _dispatches(place):
            await self._act_in_view(view, place, state)

    def type_all(self, user: str, view: View, values: dict[str, dict[str, Json]]) -> None:
        """Give the fields of a form their states at once, without telling the bot."""
        for block_id, actions in values.items():
            for action_id, state in actions.items():
                place = self._find(user, view.body["blocks"], block_id, action_id)
                self._put(place, view.values, value_of(state))

    async def submit(self, user: str, view_id: str) -> Outcome:
        """Press the button that sends the topmost form."""
        self.member(user)
        view = self.modal(user, view_id)
        stack = self._slack.views.stack(user)
        if not stack or stack[-1] is not view:
            raise NotPossibleError("Another form is open above this one.")
        if not view.body.get("submit"):
            raise NotPossibleError("This form has no button to send it.")
        if view.busy:
            raise NotPossibleError("This form is being sent.")
        view.errors = complaints(view.body["blocks"], view.values)
        self._workspace.touch()
        if view.errors:
            return Outcome("errors", view.errors)
        view.busy = True
        try:
            trigger_id = self._slack.triggers.issue(user, in_modal=True)
            payload = self._slack.payloads.view_submission(view, trigger_id)
            answer = await self._slack.sockets.send("interactive", payload, accepts_response_payload=True)
        finally:
            view.busy = False
            self._workspace.touch()
        if not answer.acknowledged:
            return self._trouble(view)
        return self._answer_form(view, answer.payload or {})

    async def close(self, user: str, view_id: str, *, whole_stack: bool = False) -> None:
        """Close the topmost modal, or with the cross all of them."""
        self.member(user)
        view = self.modal(user, view_id)
        stack = self._slack.views.stack(user)
        if not stack or stack[-1] is not view:
            raise NotPossibleError("Another form is open above this one.")
        cleared = whole_stack or bool(view.body.get("clear_on_close"))
        closed = self._slack.views.clear(user) if cleared else [self._slack.views.close_top(user)]
        self._workspace.touch()
        for gone in closed:
            if gone.body.get("notify_on_close"):
                await self._interact(user, self._slack.payloads.view_closed(gone, is_cleared=cleared), warn=False)

    # How it is done

    def _offered(self, callback_id: str, kind: str) -> None:
        if not self._slack.installation.knows_shortcut(callback_id, kind):
            raise NotPossibleError(f"There is no {kind} shortcut {callback_id}.")

    def _open_tab(self, user: str, tab: str) -> asyncio.Task[None] | None:
        channel = self._workspace.direct_messages(user)
        return self._slack.events.home_opened(
            user, channel, tab, self._slack.views.home(user) if tab == "home" else None
        )

    def _mentions(self, text: str) -> str:
        for member in self._workspace.members.values():
            text = re.sub(rf"@{re.escape(member.name)}\b", f"<@{member.id}>", text)
        return text

    def _find(self, user: str, blocks: list[Json], block_id: str, action_id: str) -> Placed:
        for place in placed(visible_to(user, blocks)):
            if (place.block_id, place.action_id) == (block_id, action_id):
                return place
        raise NotPossibleError(f"There is nothing called {action_id} in {block_id} here.")

    def _put(self, place: Placed, values: State, value: Any) -> Json | None:
        element = place.element
        if element["type"] == "overflow":
            for option in element["options"]:
                if option["value"] == (value or {}).get("value"):
                    return {"selected_option": option}
            raise NotPossibleError("The menu has no such entry.")
        if element["type"] not in STATEFUL:
            return None
        try:
            state = accept(element, value)
        except ImpossibleValueError as impossible:
            raise NotPossibleError(str(impossible)) from None
        values.setdefault(place.block_id, {})[place.action_id] = state
        return state

    async def _act_in_view(self, view: View, place: Placed, state: Json | None) -> Answer:
        trigger_id = self._slack.triggers.issue(view.user, in_modal=view.type == "modal")
        pressed = action(place.block_id, place.element, state)
        return await self._interact(view.user, self._slack.payloads.view_action(view, pressed, trigger_id))

    async def _interact(self, user: str, payload: Json, *, warn: bool = True) -> Answer:
        if not self._slack.installation.interactive:
            self._workspace.warn(user, "This app is not configured to handle interactive responses.")
            return Answer(error="not_configured")
        answer = await self._slack.sockets.send("interactive", payload)
        if warn and not answer.acknowledged:
            bot = self._workspace.members[self._workspace.bot_user].name
            self._workspace.warn(user, f"{bot} did not respond in time ({answer.error}). Try again?")
        return answer

    def _answer_command(self, url: str, command: str, payload: Any) -> Reply | None:
        if not payload or not (payload.get("text") or payload.get("blocks")):
            return None
        entry = self._slack.response_urls.of(url)
        reply = say_reply(self._slack, entry, payload)
        if reply.problems:
            self._slack.problems.append(f"The answer to {command} was refused: {reply.problems}")
            self._workspace.warn(entry.user, f'{command} failed with the error "invalid_command_response"')
        return reply

    def _answer_form(self, view: View, payload: Json) -> Outcome:
        handlers: dict[str, Callable[[View, Json], Outcome]] = {
            "errors": self._show_errors,
            "update": self._update_form,
            "push": self._push_form,
        }
        kind = payload.get("response_action")
        if kind is None:
            self._slack.views.close_top(view.user)
            self._workspace.touch()
            return Outcome("closed")
        if kind == "clear":
            self._slack.views.clear(view.user)
            self._workspace.touch()
            return Outcome("cleared")
        if kind not in handlers:
            return self._trouble(view, f"There is no response_action {kind!r}.")
        return handlers[kind](view, payload)

    def _show_errors(self, view: View, payload: Json) -> Outcome:
        errors = payload.get("errors") or {}
        inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
        if not errors or not set(errors) <= inputs:
            return self._trouble(view, f"Errors can stand at {sorted(inputs)} only, not at {sorted(errors)}.")
        view.errors = dict(errors)
        self._workspace.touch()
        return Outcome("errors", view.errors)

    def _update_form(self, view: View, payload: Json) -> Outcome:
        body = payload.get("view") or {}
        if problems := view_problems(body, "modal"):
            return self._trouble(view, "; ".join(map(str, problems)))
        self._slack.views.update(view, body)
        self._workspace.touch()
        return Outcome("updated")

    def _push_form(self, view: View, payload: Json) -> Outcome:
        body = payload.get("view") or {}
        if problems := view_problems(body, "modal"):
            return self._trouble(view, "; ".join(map(str, problems)))
        if len(self._slack.views.stack(view.user)) >= MOST_IN_STACK:
            return self._trouble(view, "push_limit_reached")
        self._slack.views.push(view.user, body)
        self._workspace.touch()
        return Outcome("pushed")

    def _trouble(self, view: View, problem: str = "") -> Outcome:
        if problem:
            self._slack.problems.append(f"The answer to the form {view.callback_id} was refused: {problem}")
        self._workspace.warn(view.user, TROUBLE)
        return Outcome("trouble")


def _dispatches(place: Placed) -> bool:
    if not place.block.get("dispatch_action"):
        return False
    element = place.element
    if element["type"] not in TEXT_INPUTS:
        return True
    wanted = element.get("dispatch_action_config", {}).get("trigger_actions_on", ["on_enter_pressed"])
    return "on_character_entered" in wanted or not element.get("multiline")

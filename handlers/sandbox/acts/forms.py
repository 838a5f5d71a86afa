"""What a person can press, choose, type in and send."""

from typing import Any

from handlers.sandbox.acts.files import FileDeeds
from handlers.sandbox.acts.form_answers import FormAnswers, Outcome
from handlers.sandbox.acts.sight import NotPossibleError, Sight
from handlers.sandbox.acts.telling import tell
from handlers.sandbox.elements import (
    STATEFUL,
    TEXT_INPUTS,
    ImpossibleValueError,
    Placed,
    State,
    accept,
    states_for,
    value_of,
)
from handlers.sandbox.form import complaints
from handlers.sandbox.payloads import action
from handlers.sandbox.slack import Slack
from handlers.sandbox.views import View
from handlers.sandbox.workspace import Json, Message


class Forms:
    """Buttons, menus and fields, on messages, in modals and in Home."""

    def __init__(self, slack: Slack, sight: Sight, files: FileDeeds) -> None:
        self._slack = slack
        self._sight = sight
        self._files = files
        self._answers = FormAnswers(slack)

    async def press_on_message(
        self,
        user: str,
        message: Message,
        block_id: str,
        action_id: str,
        value: Any = None,
        *,
        stale: Placed | None = None,
    ) -> None:
        """Press or choose something on a message. `stale` is an element of an older drawing, perhaps gone since."""
        self._sight.member(user)
        place = stale or self._sight.element(user, message.blocks, block_id, action_id)
        values = message.states.setdefault(user, states_for(message.blocks))
        state = self._put(user, place, {} if stale else values, value)
        if place.in_input and not _dispatches(place):
            self._slack.workspace.touch()
            return
        payload = self._slack.payloads.message_action(
            user,
            message,
            values,
            action(place.block_id, place.element, state),
            trigger_id=self._slack.triggers.issue(user),
            response_url=self._slack.response_urls.issue(user, message.channel, message),
        )
        await tell(self._slack, user, payload)

    async def press_in_view(self, user: str, view: View, block_id: str, action_id: str, value: Any = None) -> None:
        """Press or choose something in a modal or in Home; a field of a form speaks only when it dispatches."""
        self._sight.member(user)
        place = self._sight.element(user, view.body["blocks"], block_id, action_id)
        state = self._put(user, place, view.values, value)
        view.errors.pop(block_id, None)
        self._slack.workspace.touch()
        if place.in_input and not _dispatches(place):
            return
        trigger_id = self._slack.triggers.issue(user, in_modal=view.type == "modal")
        pressed = action(place.block_id, place.element, state)
        await tell(self._slack, user, self._slack.payloads.view_action(view, pressed, trigger_id))

    def type_all(self, user: str, view: View, values: State) -> None:
        """Give the fields of a form their states at once, without telling the bot."""
        for block_id, actions in values.items():
            for action_id, state in actions.items():
                place = self._sight.element(user, view.body["blocks"], block_id, action_id)
                self._put(user, place, view.values, value_of(state))

    async def submit(self, user: str, view_id: str) -> Outcome:
        """Press the button that sends the topmost form; the client's own complaints come first."""
        self._sight.member(user)
        view = self._sight.top_modal(user, view_id)
        if not view.body.get("submit") or view.body.get("submit_disabled"):
            raise NotPossibleError("This form has no button to send it.")
        if view.busy:
            raise NotPossibleError("This form is being sent.")
        view.errors = complaints(view.body["blocks"], view.values)
        self._slack.workspace.touch()
        if view.errors:
            return Outcome("errors", view.errors)
        view.busy = True
        try:
            trigger_id = self._slack.triggers.issue(user, in_modal=True)
            payload = self._slack.payloads.view_submission(view, trigger_id)
            answer = await self._slack.sockets.send("interactive", payload, accepts_response_payload=True)
        finally:
            view.busy = False
            self._slack.workspace.touch()
        return self._answers.take(view, answer)

    async def close(self, user: str, view_id: str, *, whole_stack: bool = False) -> None:
        """Close the topmost modal, or with the cross all of them; the bot is told where it asked for that."""
        self._sight.member(user)
        view = self._sight.top_modal(user, view_id)
        cleared = whole_stack or bool(view.body.get("clear_on_close"))
        closed = self._slack.views.clear(user) if cleared else [self._slack.views.close(view)]
        self._slack.workspace.touch()
        for gone in closed:
            if gone.body.get("notify_on_close"):
                payload = self._slack.payloads.view_closed(gone, is_cleared=cleared)
                await tell(self._slack, user, payload, warn=False)

    def _put(self, user: str, place: Placed, values: State, value: Any) -> Json | None:
        element = place.element
        if element["type"] == "overflow":
            wanted = value.get("value") if isinstance(value, dict) else value
            chosen = [option for option in element["options"] if option["value"] == wanted]
            if not chosen:
                raise NotPossibleError("The menu has no such entry.")
            return {"selected_option": chosen[0]}
        if element["type"] not in STATEFUL:
            return None
        if element["type"] == "file_input":
            value = self._files.chosen(user, element, value)
        try:
            state = accept(element, value)
        except ImpossibleValueError as impossible:
            raise NotPossibleError(str(impossible)) from None
        self._must_exist(state)
        values.setdefault(place.block_id, {})[place.action_id] = state
        return state

    def _must_exist(self, state: Json) -> None:
        workspace = self._slack.workspace
        people = [state.get("selected_user"), *state.get("selected_users", ())]
        rooms = [state.get("selected_channel"), state.get("selected_conversation")]
        rooms += [*state.get("selected_channels", ()), *state.get("selected_conversations", ())]
        for known, chosen in ((workspace.members, people), (workspace.channels, rooms)):
            for name in chosen:
                if name is not None and name not in known:
                    raise NotPossibleError(f"{name} is not there to be chosen.")


def _dispatches(place: Placed) -> bool:
    """Whether a change of this field is told at once: a menu always, text when typed or, in one line, at Enter."""
    if not place.block.get("dispatch_action"):
        return False
    element = place.element
    if element["type"] not in TEXT_INPUTS:
        return True
    wanted = element.get("dispatch_action_config", {}).get("trigger_actions_on", ["on_enter_pressed"])
    return "on_character_entered" in wanted or not element.get("multiline")

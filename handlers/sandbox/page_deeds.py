"""What the page lets a person do: each deed by its name, translated for `Acts`."""

from collections.abc import Awaitable, Callable
from typing import Any

from handlers.sandbox.acts import Acts, NotPossibleError
from handlers.sandbox.acts.form_answers import TROUBLE
from handlers.sandbox.elements import value_of
from handlers.sandbox.slack import Slack
from handlers.sandbox.workspace import Json


class Deeds:
    """The deeds of a page. What a person could not do raises `NotPossibleError`, what is unknown KeyError."""

    def __init__(self, slack: Slack, acts: Acts) -> None:
        self._slack = slack
        self._acts = acts
        self._by_name: dict[str, Callable[[str, Json], Awaitable[Json]]] = {
            "command": self._command,
            "say": self._say,
            "react": self._react,
            "delete_file": self._delete_file,
            "global_shortcut": self._global_shortcut,
            "message_shortcut": self._message_shortcut,
            "press": self._press,
            "input": self._input,
            "submit": self._submit,
            "close": self._close,
            "open_home": self._open_home,
            "read": self._read,
        }

    async def do(self, user: str, told: Json) -> Json:
        """Do what `told["do"]` names; gives what the page needs to know of it."""
        return await self._by_name[told["do"]](user, told)

    async def _command(self, user: str, told: Json) -> Json:
        command, _, text = told["text"].strip().partition(" ")
        await self._acts.talk.command(user, told["channel"], command, text.strip())
        return {}

    async def _say(self, user: str, told: Json) -> Json:
        message = self._acts.talk.say(user, told["channel"], told["text"], told.get("thread_ts"), told.get("files", ()))
        return {"ts": message.ts}

    async def _delete_file(self, user: str, told: Json) -> Json:
        self._acts.files.delete(user, told["file"])
        return {}

    async def _react(self, user: str, told: Json) -> Json:
        self._acts.talk.react(user, told["channel"], told["ts"], told["name"])
        return {}

    async def _global_shortcut(self, user: str, told: Json) -> Json:
        await self._acts.talk.global_shortcut(user, told["callback_id"])
        return {}

    async def _message_shortcut(self, user: str, told: Json) -> Json:
        await self._acts.talk.message_shortcut(user, told["callback_id"], told["channel"], told["ts"])
        return {}

    async def _press(self, user: str, told: Json) -> Json:
        where, block_id, action_id = told["where"], told["block_id"], told["action_id"]
        value = _value(told.get("value"))
        if "ts" in where:
            message = self._acts.sight.message(user, where["channel"], where["ts"])
            await self._acts.forms.press_on_message(user, message, block_id, action_id, value)
            return {}
        view = self._slack.views.home(user) if where.get("home") else self._acts.sight.view(user, where["view_id"])
        if view is None:
            raise NotPossibleError("There is no Home tab yet.")
        await self._acts.forms.press_in_view(user, view, block_id, action_id, value)
        return {}

    async def _input(self, user: str, told: Json) -> Json:
        view = self._acts.sight.view(user, told["view_id"])
        await self._acts.forms.press_in_view(user, view, told["block_id"], told["action_id"], _value(told["state"]))
        return {}

    async def _submit(self, user: str, told: Json) -> Json:
        view = self._acts.sight.view(user, told["view_id"])
        self._acts.forms.type_all(user, view, told.get("values") or {})
        outcome = await self._acts.forms.submit(user, view.id)
        if outcome.what == "trouble":
            raise NotPossibleError(TROUBLE)
        return {"outcome": outcome.what, "errors": outcome.errors}

    async def _close(self, user: str, told: Json) -> Json:
        await self._acts.forms.close(user, told["view_id"], whole_stack=bool(told.get("whole_stack")))
        return {}

    async def _open_home(self, user: str, told: Json) -> Json:
        self._acts.talk.open_home(user)
        return {}

    async def _read(self, user: str, told: Json) -> Json:
        self._acts.talk.read(user, told["channel"])
        return {}


def _value(state: Json | None) -> Any:
    """What an element's state says; an option alone stands for an entry of a "⋮" menu."""
    if state is None or "type" not in state:
        return state
    return state.get("selected_option") if state["type"] == "overflow" else value_of(state)

"""What Slack's client does with a form once the bot has acknowledged that it was sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from handlers.sandbox.blockkit import view_problems
from handlers.sandbox.files.shown import file_problems, show_files
from handlers.sandbox.slack import Slack
from handlers.sandbox.sockets import Answer
from handlers.sandbox.views import MOST_IN_STACK, View
from handlers.sandbox.workspace import Json

TROUBLE = "We had some trouble connecting. Try again?"


@dataclass(frozen=True)
class Outcome:
    """What became of a sent form: `what`, and the words at its fields, by block_id, when those were errors."""

    what: Literal["closed", "errors", "updated", "pushed", "cleared", "trouble"]
    errors: dict[str, str] = field(default_factory=dict)


class FormAnswers:
    """Carries out a `response_action`. One that Slack could not use leaves the form open, with a warning."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._by_action: dict[str | None, Callable[[View, Json], Outcome]] = {
            None: self._close,
            "clear": self._clear,
            "errors": self._show_errors,
            "update": self._update,
            "push": self._push,
        }

    def take(self, view: View, answer: Answer) -> Outcome:
        """Do what the answer to this sent form says."""
        if not answer.acknowledged:
            return self._trouble(view)
        payload = answer.payload or {}
        if self._slack.views.get(view.id) is not view:
            return Outcome("closed")
        act = self._by_action.get(payload.get("response_action"))
        if act is None:
            return self._trouble(view, f"there is no response_action {payload['response_action']!r}")
        outcome = act(view, payload)
        self._slack.workspace.touch()
        return outcome

    def _close(self, view: View, payload: Json) -> Outcome:
        self._slack.views.close(view)
        return Outcome("closed")

    def _clear(self, view: View, payload: Json) -> Outcome:
        self._slack.views.clear(view.user)
        return Outcome("cleared")

    def _show_errors(self, view: View, payload: Json) -> Outcome:
        errors = payload.get("errors") or {}
        inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
        if not errors or not set(errors) <= inputs:
            return self._trouble(view, f"errors can stand at {sorted(inputs)} only, not at {sorted(errors)}")
        view.errors = dict(errors)
        return Outcome("errors", view.errors)

    def _update(self, view: View, payload: Json) -> Outcome:
        body = payload.get("view") or {}
        if problems := self._problems(body):
            return self._trouble(view, problems)
        show_files(self._slack.workspace, body["blocks"], view.user)
        self._slack.views.update(view, body)
        return Outcome("updated")

    def _push(self, view: View, payload: Json) -> Outcome:
        body = payload.get("view") or {}
        if problems := self._problems(body):
            return self._trouble(view, problems)
        if len(self._slack.views.stack(view.user)) >= MOST_IN_STACK:
            return self._trouble(view, "push_limit_reached")
        show_files(self._slack.workspace, body["blocks"], view.user)
        self._slack.views.push(view.user, body)
        return Outcome("pushed")

    def _problems(self, body: Json) -> str:
        problems = view_problems(body, "modal") or file_problems(self._slack.workspace, body["blocks"], "/view/blocks")
        return "; ".join(map(str, problems))

    def _trouble(self, view: View, problem: str = "") -> Outcome:
        if problem:
            self._slack.problems.append(f"The answer to the form {view.callback_id!r} was refused: {problem}")
        self._slack.workspace.warn(view.user, TROUBLE)
        return Outcome("trouble")

"""The open modals and Home tabs of everybody: identity, stack, hash and what has been typed."""

import itertools
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from handlers.sandbox.elements import State, give_ids, states_for
from handlers.sandbox.workspace import Json

MOST_IN_STACK = 3


def fresh_ids() -> Iterator[str]:
    """Endless short ids for blocks and elements that came without one."""
    return (secrets.token_hex(3) for _ in itertools.count())


@dataclass(eq=False)
class View:
    """A modal or a Home tab of one person. `body` is what the bot sent, `values` what the person has put in."""

    id: str
    user: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None
    values: State
    errors: dict[str, str] = field(default_factory=dict)
    busy: bool = False

    @property
    def type(self) -> Literal["modal", "home"]:
        """Where it is shown."""
        return "home" if self.body["type"] == "home" else "modal"

    @property
    def callback_id(self) -> str:
        """The bot's name for it."""
        return str(self.body.get("callback_id") or "")


class Views:
    """Every open view of the workspace."""

    def __init__(self) -> None:
        self._by_id: dict[str, View] = {}
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        """The open modals of `user`, bottom first."""
        return self._stacks.get(user, [])

    def home(self, user: str) -> View | None:
        """The Home tab the bot has published for `user`."""
        return self._homes.get(user)

    def get(self, view_id: str) -> View | None:
        """The open view of that id."""
        return self._by_id.get(view_id)

    def by_external_id(self, external_id: str) -> View | None:
        """The open view that the bot named so."""
        return next((view for view in self._by_id.values() if view.body.get("external_id") == external_id), None)

    def open(self, user: str, body: Json) -> View:
        """Show a modal; a stack that was open before it is gone."""
        self.clear(user)
        return self._add(user, body, self._stacks.setdefault(user, []))

    def push(self, user: str, body: Json) -> View:
        """Show a modal above the open ones; the caller has checked that there is room."""
        return self._add(user, body, self._stacks[user])

    def publish(self, user: str, body: Json) -> View:
        """Show a Home tab, in place of the one before."""
        view = self._homes.get(user)
        if view is not None:
            return self.update(view, body)
        view = self._make(user, body, None)
        view.root_id = view.id
        self._homes[user] = view
        return view

    def update(self, view: View, body: Json) -> View:
        """Give an open view other content; what was typed stays where block_id and action_id stay."""
        view.body = _with_ids(body)
        view.values = states_for(body["blocks"], view.values)
        view.hash = _new_hash()
        view.errors = {}
        return view

    def close(self, view: View) -> View:
        """Take one modal away."""
        self._stacks[view.user].remove(view)
        del self._by_id[view.id]
        return view

    def clear(self, user: str) -> list[View]:
        """Take all modals of `user` away; gives them back, topmost first."""
        closed = list(reversed(self._stacks.pop(user, [])))
        for view in closed:
            del self._by_id[view.id]
        return closed

    def _add(self, user: str, body: Json, stack: list[View]) -> View:
        below = stack[-1] if stack else None
        view = self._make(user, body, below)
        stack.append(view)
        return view

    def _make(self, user: str, body: Json, below: View | None) -> View:
        view_id = f"V{secrets.token_hex(5).upper()}"
        root_id = below.root_id if below else view_id
        values = states_for(_with_ids(body)["blocks"])
        view = View(view_id, user, body, _new_hash(), root_id, below.id if below else None, values)
        self._by_id[view_id] = view
        return view


def _with_ids(body: Json) -> Json:
    give_ids(body["blocks"], fresh_ids())
    return body


def _new_hash() -> str:
    return f"{secrets.randbelow(10**10):010d}.{secrets.token_hex(4)}"

"""The three answers people wait for, timed by the sandbox from sending an envelope to its acknowledgement."""

import asyncio
import copy
import secrets
from collections import defaultdict
from typing import Any

from bot.approvals.models import Proposal
from bot.approvals.states import State
from handlers.sandbox import Sandbox
from handlers.slack import values
from storage.store import SqlStore

DIRECTOR, APPROVALS = "U0RUTH", "G0APPROVALS"
STEPS = ("propose_post", "submit", "approve")
KINDS = {"slash_commands": "propose_post", "view_submission": "submit", "block_actions": "approve"}


class Rounds:
    """Lets people propose and the Director approve; every envelope goes to the bare app too, right afterwards."""

    def __init__(self, ours: Sandbox, bare: Sandbox, store: SqlStore) -> None:
        self._ours = ours
        self._bare = bare
        self._store = store
        self._press: dict[str, Any] = {}
        self.ours: dict[str, list[float]] = defaultdict(list)
        self.bare: dict[str, list[float]] = defaultdict(list)

    def forget(self) -> None:
        """Begin to measure anew."""
        self.ours.clear()
        self.bare.clear()

    async def warm_up(self, author: str) -> None:
        """Make one proposal and press its button, to know what such an envelope looks like."""
        await self._propose((author,))
        ruth = self._ours.member(DIRECTOR)
        card = await ruth.message(APPROVALS, containing="NS-1")
        await ruth.press(card, "Approve")
        self._press = next(sent for sent in reversed(self._ours.sent) if _step(sent) == "approve")

    async def round(self, authors: tuple[str, ...]) -> None:
        """All authors propose at once; then the Director's clicks on all of it arrive at once."""
        await self._propose(authors)
        waiting = self._store.read_now(lambda unit: unit.find(Proposal, state=State.PENDING))
        presses = [self._pressed(proposal.id) for proposal in waiting]
        await asyncio.gather(*(self._ours.send_envelope(press) for press in presses))
        await self._same_to_bare(presses)

    async def _propose(self, authors: tuple[str, ...]) -> None:
        members = [self._ours.member(author) for author in authors]
        await asyncio.gather(*(member.command("/propose-post", "Join us for a walk on Friday.") for member in members))
        await self._same_to_bare(self._newest("propose_post", len(members)))
        forms = [await member.modal() for member in members]
        drawn = self._forms_drawn_again() + len(forms)
        for form in forms:
            await form.fill(accounts=["facebook"])
        await self._ours.until(lambda: self._forms_drawn_again() >= drawn)  # nobody sends a form quicker than this
        await asyncio.gather(*(form.submit() for form in forms))
        await self._same_to_bare(self._newest("submit", len(members)))

    async def _same_to_bare(self, envelopes: list[dict[str, Any]]) -> None:
        await asyncio.gather(*(self._bare.send_envelope(envelope) for envelope in envelopes))
        for sandbox, times in ((self._ours, self.ours), (self._bare, self.bare)):
            took = {envelope_id: seconds for _, envelope_id, seconds in sandbox.acks}
            for envelope in envelopes:
                times[_step(envelope)].append(took[envelope["envelope_id"]] * 1000)

    def _forms_drawn_again(self) -> int:
        return sum(call.method == "views.update" for call in self._ours.calls)

    def _newest(self, step: str, count: int) -> list[dict[str, Any]]:
        return [sent for sent in self._ours.sent if _step(sent) == step][-count:]

    def _pressed(self, proposal_id: str) -> dict[str, Any]:
        press = copy.deepcopy(self._press)
        press["envelope_id"] = secrets.token_hex(16)
        press["payload"]["actions"][0]["value"] = values.value((proposal_id, "1"))
        return press


def _step(envelope: dict[str, Any]) -> str:
    payload = envelope["payload"]
    kind = envelope["type"] if envelope["type"] == "slash_commands" else payload.get("type", "")
    if kind == "block_actions" and payload["actions"][0]["action_id"] != "approve":
        return ""
    return KINDS.get(kind, "")

"""The state table, walked: every step from every state does what the table says, or is refused and changes nothing."""

from collections.abc import Awaitable, Callable

import pytest

from bot.approvals.models import Proposal
from bot.approvals.propose import propose, revise, withdraw
from bot.approvals.publishing import Posted, posted
from bot.approvals.review import MY_WISH, Reason, approve, reject, request_changes, take_back
from bot.approvals.states import FINAL, NEXT, State, Step, after
from bot.duties.table import run_due
from bot.errors import Refusal
from tests.approvals.office import Office, draft

REASON = Reason(MY_WISH, "Please say where.")
Move = Callable[[Office, Proposal], Awaitable[object]]


async def _approve(office: Office, it: Proposal) -> None:
    await office.do(lambda work: approve(work, office.person("ruth"), it.id, it.revision))


async def _reject(office: Office, it: Proposal) -> None:
    await office.do(lambda work: reject(work, office.person("ruth"), it.id, it.revision, REASON))


async def _request_changes(office: Office, it: Proposal) -> None:
    await office.do(lambda work: request_changes(work, office.person("ruth"), it.id, it.revision, REASON))


async def _revise(office: Office, it: Proposal) -> None:
    other = draft(f"Other words, after revision {it.revision}.", urgent=it.urgent)
    await office.do(lambda work: revise(work, office.person("amina"), it.id, it.revision, other))


async def _take_back(office: Office, it: Proposal) -> None:
    await office.do(lambda work: take_back(work, office.person("ruth"), it.id, it.revision, "The date is wrong."))


async def _withdraw(office: Office, it: Proposal) -> None:
    await office.do(lambda work: withdraw(work, office.person("amina"), it.id))


async def _publish(office: Office, it: Proposal) -> None:
    await office.do(lambda work: posted(work, office.person("amina"), it.id, Posted("facebook")))


async def _wait(office: Office, it: Proposal) -> None:
    office.clock.pass_by(days=60)
    await office.do(run_due)


MOVES: dict[Step, Move] = {
    Step.APPROVE: _approve,
    Step.REJECT: _reject,
    Step.REQUEST_CHANGES: _request_changes,
    Step.REVISE: _revise,
    Step.TAKE_BACK: _take_back,
    Step.WITHDRAW: _withdraw,
    Step.PUBLISH: _publish,
    Step.PUBLISH_URGENT: _publish,
    Step.EXPIRE: _wait,
    Step.LAPSE: _wait,
}
ROADS: dict[State, tuple[Step, ...]] = {
    State.PENDING: (),
    State.CHANGES_REQUESTED: (Step.REQUEST_CHANGES,),
    State.APPROVED: (Step.APPROVE,),
    State.PUBLISHED: (Step.APPROVE, Step.PUBLISH),
    State.REJECTED: (Step.REJECT,),
    State.WITHDRAWN: (Step.WITHDRAW,),
    State.EXPIRED: (Step.EXPIRE,),
    State.LAPSED: (Step.APPROVE, Step.LAPSE),
}
CLOCK = {Step.EXPIRE: "expire", Step.LAPSE: "lapse"}
PAIRS = [(state, step) for state in State for step in Step]


@pytest.mark.parametrize(("state", "step"), PAIRS, ids=[f"{state}-{step}" for state, step in PAIRS])
async def test_a_step_leads_where_the_table_says_or_nowhere(office: Office, state: State, step: Step) -> None:
    urgent = step is Step.PUBLISH_URGENT
    it = await office.do(lambda work: propose(work, office.person("amina"), draft(urgent=urgent)))
    for move in ROADS[state]:
        await MOVES[move](office, await office.proposal(it.id))
    it = await office.proposal(it.id)
    assert it.state is state
    expected = after(state, step)
    if step in CLOCK:
        # The clock has one act; whichever of its two steps the table allows here is taken.
        await MOVES[step](office, it)
        by_clock = after(state, Step.EXPIRE) or after(state, Step.LAPSE) or state
        assert (await office.proposal(it.id)).state is by_clock
    elif urgent and state is State.APPROVED:
        await MOVES[step](office, it)  # urgent or not, what is approved is published in the ordinary way
        assert (await office.proposal(it.id)).state is State.PUBLISHED
    elif expected is None:
        with pytest.raises(Refusal) as refusal:
            await MOVES[step](office, it)
        assert refusal.value.what
        assert await office.proposal(it.id) == it
    else:
        await MOVES[step](office, it)
        assert (await office.proposal(it.id)).state is expected


def test_the_final_states_are_those_without_a_way_out() -> None:
    assert {state for state in State if not NEXT[state]} == FINAL | {State.PUBLISHED}

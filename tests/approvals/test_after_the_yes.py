"""After the yes: posting, scheduling, holding, worrying; what is public stays told truly."""

from datetime import timedelta

import pytest

from bot.approvals.concerns import answer_concern, finish_concern, raise_concern
from bot.approvals.holds import current_hold, hold_everything, release_hold
from bot.approvals.models import Comparison, ConcernOutcome, Placement, Proposal, Scheduled
from bot.approvals.propose import propose, revise, withdraw
from bot.approvals.publishing import Posted, Publication, posted, scheduled
from bot.approvals.queues import cleared
from bot.approvals.review import approve, second_look, take_back
from bot.approvals.states import State
from bot.delivery.compose import compose
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Buttons, Headline, Parts
from bot.duties.table import run_due
from bot.errors import FieldErrors, Refusal
from bot.registers.people import Role, RoleHeld
from tests.approvals.office import START, Office, draft


async def approved(office: Office, author: str = "amina", **more: object) -> Proposal:
    it = await office.do(lambda work: propose(work, office.person(author), draft(**more)))
    return await office.do(lambda work: approve(work, office.person("ruth"), it.id, 1))


async def post(
    office: Office, it: Proposal, key: str = "amina", account: str = "facebook", **more: object
) -> Publication:
    note = Posted(account, **more)  # type: ignore[arg-type]
    return await office.do(lambda work: posted(work, office.person(key), it.id, note))


async def refused(office: Office, act: object) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        await office.do(act)  # type: ignore[arg-type]
    return refusal.value


def headline(parts: Parts) -> str:
    return next(part.text for part in parts if isinstance(part, Headline))


def verbs(parts: Parts) -> set[str]:
    return {button.verb for part in parts if isinstance(part, Buttons) for button in part.items}


async def queued_for(office: Office, name: str, person: str) -> list[OutboxRow]:
    conversation = f"dm:{office.person(person).id}"
    return await office.store.read(lambda unit: unit.find(OutboxRow, message=name, conversation=conversation))


@pytest.mark.parametrize(
    ("live", "comparison"),
    [
        ("", Comparison.NOT_COMPARED),
        ("Join us on Friday  for a walk\nby the river.", Comparison.SAME),
        ("Join us on Saturday for a walk by the river.", Comparison.DIFFERENT),
    ],
)
async def test_the_live_words_are_compared_with_the_approved_ones(
    office: Office, live: str, comparison: Comparison
) -> None:
    publication = await post(office, await approved(office), live_words=live, address="https://example.org/p/1")
    assert publication.comparison is comparison
    assert publication.proposal.state is State.PUBLISHED
    if comparison is Comparison.DIFFERENT:
        assert [(d.was, d.now) for d in publication.differences] == [("Friday", "Saturday")]


async def test_variant_words_are_compared_for_their_own_account(office: Office) -> None:
    it = await approved(office, accounts=("facebook", "x"), variants={"x": "Walk with us."})
    assert (await post(office, it, account="x", live_words="Walk with us.")).comparison is Comparison.SAME


async def test_it_is_published_when_the_last_account_is(office: Office) -> None:
    it = await approved(office, accounts=("facebook", "x"))
    assert (await post(office, it)).proposal.state is State.APPROVED
    assert (
        await refused(office, lambda work: posted(work, office.person("amina"), it.id, Posted("facebook")))
    ).code == ("already-posted")
    assert (await post(office, it, account="x")).proposal.state is State.PUBLISHED


async def test_only_publishers_post_and_the_author_is_told_whom_to_ask(office: Office) -> None:
    it = await approved(office, "tom")
    no = await refused(office, lambda work: posted(work, office.person("tom"), it.id, Posted("facebook")))
    assert (no.code, "Ask Amina Khan to post it" in no.sentence) == ("not-a-publisher", True)
    assert (await post(office, it, "amina")).proposal.state is State.PUBLISHED


async def test_while_no_publisher_is_named_the_author_posts_what_was_approved(office: Office) -> None:
    await office.store.write(lambda unit: unit.remove(RoleHeld, person_id=office.person("amina").id))
    it = await approved(office, "tom")
    assert (await post(office, it, "tom")).proposal.state is State.PUBLISHED


async def test_publishers_named_in_the_pack_count_alone(office: Office) -> None:
    only_tom = office.pack.accounts["facebook"].model_copy(update={"publishers": ("U0TOM",)})
    office.pack = office.pack.model_copy(update={"accounts": {**office.pack.accounts, "facebook": only_tom}})
    it = await approved(office)
    no = await refused(office, lambda work: posted(work, office.person("amina"), it.id, Posted("facebook")))
    assert no.code == "not-a-publisher"
    assert (await post(office, it, "tom")).proposal.state is State.PUBLISHED


@pytest.mark.parametrize(("field", "note"), [("address", Posted("facebook", address="here")), ("account", Posted("x"))])
async def test_a_wrong_note_is_told_at_its_field(office: Office, field: str, note: Posted) -> None:
    it = await approved(office)
    with pytest.raises(FieldErrors) as errors:
        await office.do(lambda work: posted(work, office.person("amina"), it.id, note))
    assert list(errors.value.errors) == [field]


async def test_after_part_of_it_is_public_its_words_stay_and_the_rest_can_be_dropped(office: Office) -> None:
    it = await approved(office, accounts=("facebook", "x"))
    await post(office, it)
    other = draft("Other words.", accounts=("facebook", "x"))
    assert (
        await refused(office, lambda w: revise(w, office.person("amina"), it.id, 1, other))
    ).code == "already-public"
    variant = draft(accounts=("facebook", "x"), variants={"x": "Other words for X."})
    now = await office.do(lambda work: revise(work, office.person("amina"), it.id, 1, variant))
    assert now.state is State.PENDING
    now = await office.do(lambda work: approve(work, office.person("ruth"), it.id, 2))
    now = await office.do(lambda work: withdraw(work, office.person("amina"), it.id))
    assert now.state is State.PUBLISHED
    rows = await office.store.read(lambda unit: unit.find(Placement, proposal_id=it.id))
    assert [row.account for row in rows] == ["facebook"]


async def test_an_approval_that_lapses_half_used_stays_public_and_drops_the_rest(office: Office) -> None:
    it = await approved(office, accounts=("facebook", "x"))
    await post(office, it)
    office.clock.pass_by(days=30)
    await office.do(run_due)
    assert (await office.proposal(it.id)).state is State.PUBLISHED


async def test_a_scheduled_post_keeps_its_approval_until_its_time(office: Office) -> None:
    it = await approved(office)
    planned = START + timedelta(days=20)
    await office.do(lambda work: scheduled(work, office.person("amina"), it.id, "facebook", planned))
    office.clock.pass_by(days=20, hours=1)
    await office.do(run_due)
    assert (await office.proposal(it.id)).state is State.APPROVED
    office.clock.pass_by(days=2)
    await office.do(run_due)
    assert (await office.proposal(it.id)).state is State.LAPSED


async def test_a_time_that_has_passed_cannot_be_scheduled(office: Office) -> None:
    it = await approved(office)
    with pytest.raises(FieldErrors):
        await office.do(lambda work: scheduled(work, office.person("amina"), it.id, "facebook", START))


async def test_what_is_not_approved_is_not_scheduled(office: Office) -> None:
    it = await office.do(lambda work: propose(work, office.person("amina"), draft()))
    later = START + timedelta(days=1)
    no = await refused(office, lambda work: scheduled(work, office.person("amina"), it.id, "facebook", later))
    assert no.code == "already-pending"


@pytest.mark.parametrize("how", ["take back", "hold", "revise", "withdraw"])
async def test_whoever_scheduled_it_elsewhere_is_asked_to_take_it_out_and_says_so(office: Office, how: str) -> None:
    it = await approved(office)
    planned = START + timedelta(days=2)
    await office.do(lambda work: scheduled(work, office.person("amina"), it.id, "facebook", planned))
    match how:
        case "take back":
            await office.do(lambda work: take_back(work, office.person("ruth"), it.id, 1, "Wrong date."))
        case "hold":
            await office.do(lambda work: hold_everything(work, office.person("ruth"), "A death in the town."))
        case "revise":
            await office.do(lambda work: revise(work, office.person("amina"), it.id, 1, draft("Other words.")))
        case _:
            await office.do(lambda work: withdraw(work, office.person("amina"), it.id))
    assert len(await queued_for(office, "unqueue", "amina")) == 1
    (parts,) = await office.said("unqueue")
    assert "out of the queue of Facebook page now" in headline(parts) and verbs(parts) == {"cleared"}
    (row,) = await office.store.read(lambda unit: unit.find(Scheduled))
    assert (await refused(office, lambda work: cleared(work, office.person("tom"), row.id))).code == "not-yours"
    await office.do(lambda work: cleared(work, office.person("amina"), row.id))
    assert (await refused(office, lambda work: cleared(work, office.person("amina"), row.id))).code == "already-cleared"
    assert "Thank you" in headline((await office.said("unqueue"))[-1])


async def test_a_hold_freezes_what_is_approved_and_its_release_frees_it(office: Office) -> None:
    it = await approved(office)
    no = await refused(office, lambda work: hold_everything(work, office.person("amina"), ""))
    assert no.code == "not-a-decider"
    await office.do(lambda work: hold_everything(work, office.person("ruth"), "A death in the town."))
    assert (await refused(office, lambda w: hold_everything(w, office.person("dev"), ""))).code == "already-held"
    assert (
        await refused(office, lambda w: posted(w, office.person("amina"), it.id, Posted("facebook")))
    ).code == "on-hold"
    later = START + timedelta(days=1)
    no = await refused(office, lambda w: scheduled(w, office.person("amina"), it.id, "facebook", later))
    assert no.code == "on-hold"
    assert any("everything is on hold" in getattr(part, "text", "") for part in (await office.said("verdict"))[-1])
    await office.do(lambda work: release_hold(work, office.person("ruth")))
    assert (await refused(office, lambda work: release_hold(work, office.person("ruth")))).code == "not-held"
    assert await office.look(current_hold) is None
    assert (await post(office, it)).proposal.state is State.PUBLISHED
    assert headline((await office.said("held"))[-1]).startswith("The hold is over")


async def test_what_went_out_before_the_hold_was_known_can_be_said(office: Office) -> None:
    it = await approved(office)
    await office.do(lambda work: hold_everything(work, office.person("ruth"), ""))
    await post(office, it, already_public=True)
    (row,) = await office.store.read(lambda unit: unit.find(Placement))
    assert row.during_hold


async def test_something_urgent_may_go_out_first_and_then_needs_a_second_look(office: Office) -> None:
    it = await office.do(lambda work: propose(work, office.person("amina"), draft(urgent=True)))
    now = (await post(office, it)).proposal
    assert (now.state, now.needs_second_look) == (State.PUBLISHED, True)
    card = (await office.said("card"))[-1]
    assert verbs(card) == {"look_keep", "look_correct", "look_take_down"}
    for key, code in (("tom", "not-a-decider"), ("amina", "not-a-decider")):
        no = await refused(office, lambda w, key=key: second_look(w, office.person(key), it.id, ConcernOutcome.KEEP))
        assert no.code == code
    await office.do(lambda work: second_look(work, office.person("ruth"), it.id, ConcernOutcome.KEEP))
    assert not (await office.proposal(it.id)).needs_second_look
    no = await refused(office, lambda work: second_look(work, office.person("dev"), it.id, ConcernOutcome.KEEP))
    assert no.code == "already-looked-at"


async def test_a_decider_does_not_look_twice_at_their_own_urgent_post(office: Office) -> None:
    it = await office.do(lambda work: propose(work, office.person("ruth"), draft(urgent=True)))
    await post(office, it, "ruth")
    no = await refused(office, lambda work: second_look(work, office.person("ruth"), it.id, ConcernOutcome.KEEP))
    assert no.code == "own-proposal"


async def test_a_second_look_can_have_it_taken_down_with_a_clock(office: Office) -> None:
    it = await office.do(lambda work: propose(work, office.person("amina"), draft(urgent=True)))
    await post(office, it)
    concern = await office.do(lambda work: second_look(work, office.person("ruth"), it.id, ConcernOutcome.TAKE_DOWN))
    assert concern is not None and concern.due_at == office.clock.now() + timedelta(hours=24)
    (task,) = await office.said("concern_task")
    assert headline(task).startswith("Please take it down from Facebook page by")


async def test_an_ordinary_post_does_not_go_out_before_it_is_decided(office: Office) -> None:
    it = await office.do(lambda work: propose(work, office.person("amina"), draft()))
    assert (await refused(office, lambda w: posted(w, office.person("amina"), it.id, Posted("facebook")))).code == (
        "already-pending"
    )


async def test_anybody_raises_a_concern_and_a_decider_answers_it_once(office: Office) -> None:
    it = await approved(office)
    no = await refused(office, lambda work: raise_concern(work, office.person("tom"), it.id, "It names a street."))
    assert no.code == "not-public"
    await post(office, it)
    with pytest.raises(FieldErrors):
        await office.do(lambda work: raise_concern(work, office.person("tom"), it.id, " "))
    concern = await office.do(lambda work: raise_concern(work, office.person("tom"), it.id, "It names a street."))
    assert len(await queued_for(office, "concern", "ruth")) == len(await queued_for(office, "concern", "dev")) == 1
    (raised,) = await office.said("concern_raised")
    assert "is with the Director" in headline(raised)
    take_down = ConcernOutcome.TAKE_DOWN
    no = await refused(office, lambda work: answer_concern(work, office.person("tom"), concern.id, take_down))
    assert no.code == "not-a-decider"
    await office.do(lambda work: answer_concern(work, office.person("ruth"), concern.id, take_down))
    no = await refused(office, lambda work: answer_concern(work, office.person("dev"), concern.id, take_down))
    assert (no.code, "Ruth Adeyemi already decided" in no.sentence) == ("already-answered", True)
    assert (
        await refused(office, lambda work: finish_concern(work, office.person("tom"), concern.id))
    ).code == "not-yours"
    await office.do(lambda work: finish_concern(work, office.person("amina"), concern.id))
    no = await refused(office, lambda work: finish_concern(work, office.person("amina"), concern.id))
    assert no.code == "already-done"
    assert "it is done" in headline((await office.said("concern_task"))[-1])


async def test_a_concern_may_be_answered_by_keeping_it(office: Office) -> None:
    it = await approved(office)
    await post(office, it)
    concern = await office.do(lambda work: raise_concern(work, office.person("tom"), it.id, "Is this right?"))
    kept = await office.do(lambda w: answer_concern(w, office.person("ruth"), concern.id, ConcernOutcome.KEEP))
    assert kept.done_at is not None
    assert not await office.said("concern_task")


async def test_a_concern_nobody_knows_is_refused_in_words(office: Office) -> None:
    assert (
        await refused(office, lambda work: finish_concern(work, office.person("ruth"), "nothing"))
    ).code == "unknown"


async def test_the_clock_ends_what_waited_too_long_and_the_author_is_told_once(office: Office) -> None:
    waiting = await office.do(lambda work: propose(work, office.person("amina"), draft()))
    unused = await approved(office)
    office.clock.pass_by(days=15)
    await office.do(run_due)
    await office.do(run_due)
    assert (await office.proposal(waiting.id)).state is State.EXPIRED
    assert (await office.proposal(unused.id)).state is State.LAPSED
    told = await office.said("ended")
    assert len(told) == 2
    assert all(verbs(parts) == {"again"} for parts in told)


async def test_the_safeguarding_lead_is_told_of_a_concern_and_does_not_decide_it(office: Office) -> None:
    await office.give("tom", Role.SAFEGUARDING_LEAD)
    it = await approved(office)
    await post(office, it)
    await office.do(lambda work: raise_concern(work, office.person("amina"), it.id, "It names a street."))
    told = await queued_for(office, "concern", "tom")
    assert len(told) == 1
    parts = await office.look(lambda work: compose(work, told[0]))
    assert parts is not None and not verbs(parts)
    assert "because you look after safety" in headline(parts)

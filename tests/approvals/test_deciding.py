"""Who may decide, on what, how often; and what the author is told."""

import asyncio
from datetime import timedelta

import pytest

from bot.approvals.draft import Draft, draft_of
from bot.approvals.models import Decision, Kind, Proposal
from bot.approvals.propose import again, propose, revise, withdraw
from bot.approvals.review import (
    MY_WISH,
    Reason,
    approve,
    approve_with_edits,
    authorise_own,
    reject,
    request_changes,
    take_back,
)
from bot.approvals.states import State
from bot.delivery.parts import Buttons, Clauses, Headline, Parts, Words
from bot.errors import FieldErrors, Refusal
from bot.record.models import Content
from bot.registers.people import Role, RoleHeld
from tests.approvals.office import START, Office, draft

REASON = Reason("PRV-2", "Please leave the street out.")


async def proposed(office: Office, author: str = "amina", **more: object) -> Proposal:
    return await office.do(lambda work: propose(work, office.person(author), draft(**more)))


async def refused(office: Office, act: object) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        await office.do(act)  # type: ignore[arg-type]
    return refusal.value


def headline(parts: Parts) -> str:
    return next(part.text for part in parts if isinstance(part, Headline))


def verbs(parts: Parts) -> set[str]:
    return {button.verb for part in parts if isinstance(part, Buttons) for button in part.items}


async def test_only_the_director_or_the_cover_decides(office: Office) -> None:
    it = await proposed(office)
    for key in ("tom", "grace"):
        no = await refused(office, lambda work, key=key: approve(work, office.person(key), it.id, 1))
        assert no.code == "not-a-decider"
        assert "Ruth Adeyemi, or Dev Patel standing in" in no.sentence
    await office.do(lambda work: approve(work, office.person("dev"), it.id, 1))
    assert (await office.proposal(it.id)).state is State.APPROVED


async def test_nobody_decides_their_own_proposal(office: Office) -> None:
    by_dev = await proposed(office, "dev")
    no = await refused(office, lambda work: approve(work, office.person("dev"), by_dev.id, 1))
    assert no.code == "own-proposal"
    assert "waiting for Ruth Adeyemi" in no.sentence


async def test_a_former_director_decides_nothing(office: Office) -> None:
    it = await proposed(office)
    yesterday = office.clock.now() - timedelta(days=1)
    await office.store.write(lambda unit: unit.change(RoleHeld, {"role": Role.DIRECTOR}, until=yesterday))
    no = await refused(office, lambda work: approve(work, office.person("ruth"), it.id, 1))
    assert no.code == "not-a-decider"


async def test_a_cover_ends_by_itself(office: Office) -> None:
    await office.give("tom", Role.COVER, days=1)
    it = await proposed(office)
    office.clock.pass_by(days=2)
    assert (await refused(office, lambda work: approve(work, office.person("tom"), it.id, 1))).code == "not-a-decider"


async def test_two_deciders_at_once_make_one_decision_and_the_second_is_told_who_was_first(office: Office) -> None:
    it = await proposed(office)

    async def click(key: str) -> str:
        try:
            await office.do(lambda work: approve(work, office.person(key), it.id, 1))
        except Refusal as no:
            return no.sentence
        return "decided"

    said = await asyncio.gather(*(click(key) for key in ("ruth", "dev", "ruth", "dev")))
    assert sorted(said)[-1] == "decided" and said.count("decided") == 1
    assert all("was already approved by" in line for line in said if line != "decided")
    decisions = await office.store.read(lambda unit: unit.find(Decision, proposal_id=it.id))
    assert len(decisions) == 1


async def test_a_click_on_an_older_revision_decides_nothing_and_says_so(office: Office) -> None:
    it = await proposed(office)
    await office.do(lambda work: revise(work, office.person("amina"), it.id, 1, draft("New words.")))
    no = await refused(office, lambda work: approve(work, office.person("ruth"), it.id, 1))
    assert (no.code, no.redraw) == ("changed-since", it.id)
    assert "Amina Khan changed NS-1" in no.sentence and "Nothing was decided" in no.sentence


async def test_any_change_voids_an_approval(office: Office) -> None:
    it = await proposed(office)
    await office.do(lambda work: approve(work, office.person("ruth"), it.id, 1))
    changed = draft("Join us on Saturday.")
    now = await office.do(lambda work: revise(work, office.person("amina"), it.id, 1, changed))
    assert (now.state, now.revision, now.lapses_at) == (State.PENDING, 2, None)
    told = await office.said("verdict", f"{it.id}:1")
    assert "no longer counts" in headline(told[0])


async def test_sending_the_same_words_again_is_no_change(office: Office) -> None:
    it = await proposed(office)
    no = await refused(office, lambda work: revise(work, office.person("amina"), it.id, 1, draft()))
    assert no.code == "nothing-changed"


async def test_the_author_gets_the_exact_words_alone(office: Office) -> None:
    tricky = "  *Walk* with <us> & @channel\n— Friday 🚶"
    it = await proposed(office, words=tricky, accounts=("facebook", "x"), variants={"x": "Shorter."})
    await office.do(lambda work: approve(work, office.person("ruth"), it.id, 1))
    assert await office.said("words") == [(Words(tricky),), (Words("Shorter."),)]


async def test_approving_with_edits_is_a_new_revision_by_the_decider_decided_at_once(office: Office) -> None:
    it = await proposed(office)
    edited = draft("Join us on Friday.")
    now = await office.do(lambda work: approve_with_edits(work, office.person("ruth"), it.id, 1, edited))
    assert (now.state, now.revision) == (State.APPROVED, 2)
    assert (await office.look(lambda work: draft_of(work, it.id, 2))) == edited
    told = await office.said("verdict", f"{it.id}:2")
    assert headline(told[0]).startswith("Ruth Adeyemi said yes to NS-1 with edits: “")


async def test_edits_that_change_nothing_are_a_plain_approval(office: Office) -> None:
    it = await proposed(office)
    now = await office.do(lambda work: approve_with_edits(work, office.person("ruth"), it.id, 1, draft()))
    assert (now.state, now.revision) == (State.APPROVED, 1)


async def test_the_reason_is_quoted_to_the_author_with_its_clause_word_for_word(office: Office) -> None:
    it = await proposed(office)
    await office.do(lambda work: request_changes(work, office.person("ruth"), it.id, 1, REASON))
    (parts,) = await office.said("verdict")
    assert Words(REASON.words) in parts
    (clauses,) = [part for part in parts if isinstance(part, Clauses)]
    assert "will never broadcast open details" in clauses.items[0].words
    assert clauses.items[0].source == "Policy v1, PRV-2"
    assert verbs(parts) == {"revise", "withdraw", "receipt"}


@pytest.mark.parametrize("step", [reject, request_changes])
@pytest.mark.parametrize(
    ("reason", "field"),
    [(Reason("PRV-2", "  "), "words"), (Reason("", "No."), "clause"), (Reason("X-9", "No."), "clause")],
)
async def test_a_no_without_a_reason_is_not_taken(office: Office, step: object, reason: Reason, field: str) -> None:
    it = await proposed(office)
    with pytest.raises(FieldErrors) as errors:
        await office.do(lambda work: step(work, office.person("ruth"), it.id, 1, reason))  # type: ignore[operator]
    assert list(errors.value.errors) == [field]
    assert (await office.proposal(it.id)).state is State.PENDING
    assert not await office.store.read(lambda unit: unit.find(Content, text_class="reason"))


async def test_my_wish_needs_no_clause_and_is_told_as_such(office: Office) -> None:
    it = await proposed(office)
    await office.do(lambda work: reject(work, office.person("ruth"), it.id, 1, Reason(MY_WISH, "Not this week.")))
    (parts,) = await office.said("verdict")
    assert headline(parts).startswith("Ruth Adeyemi said no to NS-1")
    assert not any(isinstance(part, Clauses) for part in parts)
    assert verbs(parts) == {"again", "receipt"}


async def test_an_approval_is_taken_back_by_who_gave_it_or_the_director_and_nobody_else(office: Office) -> None:
    it = await proposed(office)
    await office.do(lambda work: approve(work, office.person("dev"), it.id, 1))
    no = await refused(office, lambda work: take_back(work, office.person("tom"), it.id, 1, "I don't like it."))
    assert no.code == "not-the-decider"
    with pytest.raises(FieldErrors):
        await office.do(lambda work: take_back(work, office.person("ruth"), it.id, 1, " "))
    await office.do(lambda work: take_back(work, office.person("ruth"), it.id, 1, "The date is wrong."))
    parts = (await office.said("verdict"))[-1]
    assert headline(parts).startswith("Please don't post NS-1: Ruth Adeyemi took the approval")
    assert Words("The date is wrong.") in parts


async def test_the_cover_cannot_take_the_directors_approval_back(office: Office) -> None:
    it = await proposed(office)
    await office.do(lambda work: approve(work, office.person("ruth"), it.id, 1))
    no = await refused(office, lambda work: take_back(work, office.person("dev"), it.id, 1, "Hm."))
    assert no.code == "not-the-decider"


async def test_the_directors_own_post_is_authorised_on_her_own_authority_and_told_as_such(office: Office) -> None:
    it = await proposed(office, "ruth")
    assert (await refused(office, lambda work: approve(work, office.person("ruth"), it.id, 1))).code == "own-proposal"
    (copy,) = await office.said("copy")
    assert "authorise" in verbs(copy)
    await office.do(lambda work: authorise_own(work, office.person("ruth"), it.id, 1))
    decision = await office.store.read(lambda unit: unit.get(Decision, proposal_id=it.id))
    assert decision is not None and decision.self_authorised
    (card, *_) = await office.said("card")
    assert any("on their own authority" in getattr(part, "text", "") for part in card)


async def test_where_the_pack_says_no_even_the_director_needs_a_second_pair_of_eyes(office: Office) -> None:
    settings = office.pack.settings.model_copy(update={"self_authorise": False})
    office.pack = office.pack.model_copy(update={"settings": settings})
    it = await proposed(office, "ruth")
    no = await refused(office, lambda work: authorise_own(work, office.person("ruth"), it.id, 1))
    assert (no.code, "Dev Patel" in no.sentence) == ("no-self-authorising", True)
    (copy,) = await office.said("copy")
    assert "authorise" not in verbs(copy)


async def test_staff_cannot_authorise_themselves(office: Office) -> None:
    it = await proposed(office)
    no = await refused(office, lambda work: authorise_own(work, office.person("amina"), it.id, 1))
    assert no.code == "own-proposal"


async def test_nothing_is_taken_while_nobody_could_decide(office: Office) -> None:
    await office.store.write(lambda unit: unit.remove(RoleHeld, role=Role.DIRECTOR))
    no = await refused(office, lambda work: propose(work, office.person("amina"), draft()))
    assert no.code == "no-director"


async def test_only_the_author_changes_withdraws_or_proposes_again(office: Office) -> None:
    it = await proposed(office)
    tom = office.person("tom")
    assert (await refused(office, lambda work: revise(work, tom, it.id, 1, draft("Tom's.")))).code == "not-the-author"
    assert (await refused(office, lambda work: withdraw(work, tom, it.id))).code == "not-the-author"
    await office.do(lambda work: withdraw(work, office.person("amina"), it.id))
    assert (await refused(office, lambda work: again(work, tom, it.id, draft()))).code == "not-the-author"
    anew = await office.do(lambda work: again(work, office.person("amina"), it.id, draft()))
    assert (anew.number, anew.again_from, anew.state) == (2, it.id, State.PENDING)


async def test_what_has_not_ended_is_not_proposed_again(office: Office) -> None:
    it = await proposed(office)
    assert (await refused(office, lambda w: again(w, office.person("amina"), it.id, draft()))).code == "already-pending"


async def test_a_proposal_nobody_knows_is_refused_in_words(office: Office) -> None:
    assert (await refused(office, lambda work: approve(work, office.person("ruth"), "nothing", 1))).code == "unknown"


BAD_DRAFTS = [
    ("accounts", {"accounts": ()}),
    ("accounts", {"accounts": ("other",)}),
    ("accounts", {"accounts": ("myspace",)}),
    ("words", {"words": " \n "}),
    ("wanted_at", {"wanted_at": START - timedelta(hours=1)}),
    ("link", {"link": "example.org"}),
    ("link", {"link": "javascript:alert(1)"}),
    ("link", {"link": "https://[bad"}),
    ("target", {"kind": Kind.COMMENT, "answers": "Hello?"}),
    ("target", {"kind": Kind.COMMENT, "answers": "Hello?", "target": "that page"}),
    ("answers", {"kind": Kind.COMMENT, "target": "https://example.org/1"}),
    ("answers", {"kind": Kind.REPLY}),
    ("accounts", {"kind": Kind.REPLY, "answers": "Hi", "accounts": ("facebook", "x")}),
    ("target", {"kind": Kind.SHARE, "words": ""}),
    ("target", {"kind": Kind.PROFILE_CHANGE}),
]


@pytest.mark.parametrize(("field", "facts"), BAD_DRAFTS)
async def test_an_incomplete_draft_is_told_at_its_field_and_nothing_is_kept(
    office: Office, field: str, facts: dict[str, object]
) -> None:
    with pytest.raises(FieldErrors) as errors:
        await proposed(office, **facts)
    assert list(errors.value.errors) == [field]
    assert not await office.store.read(lambda unit: unit.find(Content))


async def test_a_closed_account_is_refused_with_its_reason(office: Office) -> None:
    closed = office.pack.accounts["x"].model_copy(update={"open": False, "why_closed": "its password is being changed"})
    office.pack = office.pack.model_copy(update={"accounts": {**office.pack.accounts, "x": closed}})
    with pytest.raises(FieldErrors) as errors:
        await proposed(office, accounts=("x",))
    assert "its password is being changed" in errors.value.errors["accounts"]


async def test_a_later_wanted_time_makes_the_approval_last_longer(office: Office) -> None:
    wanted = START + timedelta(days=40)
    it = await proposed(office, wanted_at=wanted)
    now = await office.do(lambda work: approve(work, office.person("ruth"), it.id, 1))
    assert now.lapses_at is not None and now.lapses_at > wanted


async def test_the_draft_that_was_committed_comes_back_as_it_was(office: Office) -> None:
    facts: dict[str, object] = {
        "kind": Kind.COMMENT,
        "target": "https://example.org/1",
        "answers": "Why?",
        "note": "Hm",
    }
    it = await proposed(office, words="Because.\n\nReally 👍🏽", **facts)
    assert await office.look(lambda work: draft_of(work, it.id, 1)) == Draft.model_validate(
        {"accounts": ("facebook",), "words": "Because.\n\nReally 👍🏽", **facts}
    )

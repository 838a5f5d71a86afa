"""Texts and names are kept as long as the pack says, counted from the end of what they belong to, and no longer."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.approvals.concerns import answer_concern, raise_concern
from bot.approvals.draft import Draft, draft_of
from bot.approvals.holds import hold_everything, release_hold
from bot.approvals.models import ConcernOutcome, Kind, Placement, Proposal, Scheduled
from bot.approvals.propose import propose, withdraw
from bot.approvals.publishing import Posted, posted, scheduled
from bot.approvals.review import approve, second_look
from bot.approvals.states import State
from bot.delivery.messages import Name
from bot.delivery.models import OutboxRow, Posting
from bot.duties.forgetting import erase_by_night
from bot.errors import Refusal
from bot.policy.load import load_pack
from bot.record.erasure import Erased, erase_person, erase_proposal, reapply
from bot.record.holding import hold, release
from bot.record.models import Content, LogEntry, TextClass
from bot.record.remembered import names_in, not_remembered, remember, remembered
from bot.record.retention import due, erase_due, people_due
from bot.registers.people import Role
from bot.work import Work
from storage.store import SqlStore
from tests.approvals.office import Office, draft

YEARS = 365.25


@pytest.fixture
async def office(store: SqlStore) -> Office:
    return await Office(store, load_pack()).open()


async def proposed(office: Office, by: str = "amina", what: Draft | None = None) -> Proposal:
    return await office.do(lambda work: propose(work, office.person(by), what or draft()))


async def approved(office: Office, by: str = "amina", what: Draft | None = None) -> Proposal:
    made = await proposed(office, by, what)
    return await office.do(lambda work: approve(work, office.person("ruth"), made.id, 1))


async def published(office: Office, by: str = "amina", what: Draft | None = None) -> Proposal:
    made = await approved(office, by, what)
    note = Posted("facebook", "https://example.org/1", "Other words")
    return (await office.do(lambda work: posted(work, office.person("amina"), made.id, note))).proposal


def reply() -> Draft:
    return draft(kind=Kind.REPLY, answers="Do you walk on Fridays?", target="https://example.org/2")


async def sorts(office: Office) -> list[TextClass]:
    """The sorts of texts that are due, in order."""
    return sorted(one.sort for one in await office.look(due))


async def left(office: Office) -> set[str]:
    """The texts that are still kept."""
    contents = await office.look(lambda work: work.unit.find(Content, erased_at=None))
    return {content.text or "" for content in contents}


async def entries(office: Office, kind: str) -> list[dict[str, object]]:
    found = await office.look(lambda work: work.unit.find(LogEntry, order="seq"))
    return [body for entry in found if (body := json.loads(entry.body))["kind"] == kind]


async def test_what_was_given_up_goes_after_ninety_days_and_what_somebody_else_wrote_after_thirty(
    office: Office,
) -> None:
    made = await proposed(office, what=reply())
    office.clock.pass_by(days=200)
    assert await sorts(office) == []
    await office.do(lambda work: withdraw(work, office.person("amina"), made.id))
    office.clock.pass_by(days=29)
    assert await sorts(office) == []
    office.clock.pass_by(days=1)
    assert await sorts(office) == [TextClass.WORDS_OF_OTHERS]
    assert (await office.do(lambda work: erase_due(work, "clock"))).texts == 1
    words = await office.look(lambda work: draft_of(work, made.id, 1))
    assert words.words.startswith("Join us") and words.answers.startswith("(erased on ")
    office.clock.pass_by(days=60)
    assert await sorts(office) == [TextClass.DRAFT]
    await office.do(lambda work: erase_due(work, "clock"))
    assert await left(office) == set()
    assert await office.do(lambda work: erase_due(work, "clock")) == Erased()
    assert [entry["because"] for entry in await entries(office, "content.erased")] == ["retention", "retention"]


async def test_what_was_published_is_kept_for_six_years_after_the_last_concern_is_settled(office: Office) -> None:
    made = await published(office, what=reply())
    concern = await office.do(lambda work: raise_concern(work, office.person("tom"), made.id, "Is it safe?"))
    office.clock.pass_by(days=7 * YEARS)
    assert await sorts(office) == []
    await office.do(lambda work: answer_concern(work, office.person("ruth"), concern.id, ConcernOutcome.KEEP))
    office.clock.pass_by(days=31)
    assert await sorts(office) == [TextClass.WORDS_OF_OTHERS]
    office.clock.pass_by(days=6 * YEARS)
    every = {TextClass.DRAFT, TextClass.WORDS_OF_OTHERS, TextClass.ADDRESS, TextClass.LIVE_WORDS, TextClass.CONCERN}
    assert {*await sorts(office)} == every
    await office.do(lambda work: erase_due(work, "clock"))
    assert await left(office) == set()


async def test_what_needs_a_second_look_is_kept_until_it_has_had_it(office: Office) -> None:
    made = await proposed(office, what=draft(urgent=True))
    await office.do(lambda work: posted(work, office.person("amina"), made.id, Posted("facebook")))
    office.clock.pass_by(days=7 * YEARS)
    assert await sorts(office) == []
    await office.do(lambda work: second_look(work, office.person("ruth"), made.id, ConcernOutcome.KEEP))
    assert await sorts(office) == [TextClass.DRAFT]


async def test_why_everything_stood_still_and_why_something_was_kept_is_kept_apart(office: Office) -> None:
    made = await proposed(office)
    await office.do(lambda work: hold_everything(work, office.person("ruth"), "A rumour."))
    await office.do(lambda work: hold(work, made.id, "command line", "A complaint."))
    office.clock.pass_by(days=7 * YEARS)
    assert await sorts(office) == []
    await office.do(lambda work: release_hold(work, office.person("ruth")))
    await office.do(lambda work: release(work, made.id, "command line", "It is settled."))
    await office.do(lambda work: erase_proposal(work, made.id, "command line", "They asked."))
    assert await left(office) == {"A rumour.", "A complaint.", "It is settled.", "They asked."}
    office.clock.pass_by(days=6 * YEARS + 1)
    assert await sorts(office) == [TextClass.REASON] * 3 + [TextClass.WHY_ERASED]
    await office.do(lambda work: erase_due(work, "clock"))
    assert await left(office) == set()


async def test_a_hold_keeps_what_is_due_and_refuses_an_erasure_saying_who_and_why(office: Office) -> None:
    made = await proposed(office, "tom")
    await office.do(lambda work: withdraw(work, office.person("tom"), made.id))
    tom = office.person("tom").id
    await office.do(lambda work: hold(work, made.id, "command line", "A complaint."))
    await office.do(lambda work: hold(work, tom, office.person("grace").id, "A tribunal."))
    office.clock.pass_by(days=8 * YEARS)
    assert await office.look(due) == [] and await office.look(people_due) == []
    assert await office.do(lambda work: erase_due(work, "clock")) == Erased()
    for act, why in (
        (lambda work: erase_proposal(work, made.id, "x", "y"), "Somebody at the command line put a hold on it"),
        (lambda work: erase_person(work, tom, "x", "y"), "Grace Osei put a hold on it on 23 Nov: A tribunal."),
        (lambda work: hold(work, tom, "x", "y"), "It is held already, since 23 Nov by Grace Osei: A tribunal."),
        (lambda work: release(work, "nothing", "x", "y"), "No hold stands on that."),
    ):
        with pytest.raises(Refusal) as refused:
            await office.do(act)
        assert why in refused.value.sentence
    await office.do(lambda work: release(work, made.id, "command line", "Settled."))
    assert await office.look(due) == []  # a hold on somebody keeps what they proposed
    await office.do(lambda work: release(work, tom, "command line", "Settled."))
    assert len(await office.look(due)) == 1
    assert len(await entries(office, "retention.held")) == len(await entries(office, "retention.released")) == 2


async def test_names_go_six_years_after_the_last_deed_of_those_who_hold_no_role(office: Office) -> None:
    made = await proposed(office, "tom")
    await office.give("tom", Role.PUBLISHER, days=YEARS)
    await office.do(lambda work: hold_everything(work, office.person("dev"), ""))
    office.clock.pass_by(days=6.5 * YEARS)
    assert await office.look(people_due) == []  # his proposal still waits, and his role ended five years ago
    await office.do(lambda work: withdraw(work, office.person("tom"), made.id))
    office.clock.pass_by(days=6 * YEARS)
    assert [person.name for person in await office.look(people_due)] == ["Tom Ellis"]
    await office.do(lambda work: erase_due(work, "clock"))
    assert await office.look(people_due) == []
    names = {person.name for person in await office.look(lambda work: work.unit.find(type(office.person("tom"))))}
    assert "Tom Ellis" not in names and "a former colleague" in names
    assert [entry["about"] for entry in await entries(office, "person.erased")] == [office.person("tom").id]


async def test_the_clock_erases_once_a_night_from_half_past_three_on(office: Office) -> None:
    made = await proposed(office)
    await office.do(lambda work: withdraw(work, office.person("amina"), made.id))
    nights = []
    for moment in (
        datetime(2027, 3, 28, 2, 29, tzinfo=UTC),  # 03:29 in London, an hour after the clocks went forward
        datetime(2027, 3, 28, 2, 30, tzinfo=UTC),
        datetime(2027, 3, 28, 9, 0, tzinfo=UTC),
        datetime(2027, 3, 28, 23, 30, tzinfo=UTC),  # half past midnight on the next day
        datetime(2027, 3, 29, 9, 0, tzinfo=UTC),
    ):
        office.clock.moment = moment
        nights.append(await office.desk.run_due(erase_by_night))
    assert nights == [False, True, False, False, True]
    assert await left(office) == set()


@pytest.mark.parametrize("how", ["pending", "approved", "half public", "urgent and half public"])
async def test_what_is_open_ends_with_its_words_for_nobody_can_decide_or_post_them(office: Office, how: str) -> None:
    what = draft(accounts=("facebook", "instagram"), urgent=how.startswith("urgent"))
    made = await (proposed if how in ("pending", "urgent and half public") else approved)(office, what=what)
    if how == "approved":
        later = office.clock.now().replace(hour=18)
        await office.do(lambda work: scheduled(work, office.person("amina"), made.id, "facebook", later))
    if how.endswith("half public"):
        await office.do(lambda work: posted(work, office.person("amina"), made.id, Posted("facebook")))
    await office.do(lambda work: erase_proposal(work, made.id, "command line", "They asked."))
    now = await office.proposal(made.id)
    accounts = [row.account for row in await office.look(lambda work: work.unit.find(Placement, proposal_id=made.id))]
    if how.endswith("half public"):
        assert now.state is State.PUBLISHED and accounts == ["facebook"]
    else:
        assert now.state is State.WITHDRAWN
        (sent,) = (await office.said("copy"))[-1:]
        assert "NS-1 was withdrawn on" in str(sent) and "These words were erased on 23 Nov 2026" in str(sent)
        assert "again" not in {button.verb for part in sent for button in getattr(part, "items", ()) if part}
    if how == "approved":
        assert [row.clear_asked_at for row in await office.look(lambda work: work.unit.find(Scheduled))] != [None]
    assert "Join us" not in str([await office.said(name.value) for name in Name if name is not Name.DIGEST])


async def test_it_cannot_be_proposed_again_from_words_that_are_gone(office: Office) -> None:
    made = await proposed(office)
    await office.do(lambda work: erase_proposal(work, made.id, "command line", "They asked."))
    with pytest.raises(Refusal) as refused:
        await office.desk.press(office.person("amina"), "again", (made.id,), None)
    assert "The words of NS-1 were erased on 23 Nov 2026" in refused.value.sentence


async def test_the_only_director_cannot_be_erased_and_a_second_time_changes_nothing(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        await office.do(lambda work: erase_person(work, office.person("ruth").id, "command line", "She asked."))
    assert "Ruth Adeyemi is the only Director" in refused.value.sentence
    await office.give("dev", Role.DIRECTOR)
    ruth = office.person("ruth").id
    assert (await office.do(lambda work: erase_person(work, ruth, "command line", "She asked."))).texts == 1
    assert await office.do(lambda work: erase_person(work, ruth, "command line", "She asked.")) == Erased()
    assert await office.do(lambda work: erase_person(work, "nobody", "command line", "She asked.")) == Erased()
    assert len(await entries(office, "role.ended")) == 1


async def test_every_erasure_is_remembered_once_without_a_word_and_can_be_done_again(
    office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "keys"

    async def keep() -> list[str]:
        lines = await office.look(lambda work: not_remembered(work.unit, folder))
        remember(folder, lines)
        return lines

    assert await keep() == [] and remembered(tmp_path / "nowhere") == []
    first = await proposed(office)
    await office.do(lambda work: erase_proposal(work, first.id, "command line", "They asked."))
    await office.do(lambda work: erase_person(work, office.person("tom").id, "command line", "He asked."))
    lines = await keep()
    assert len(lines) == 2 and await keep() == []
    second = await proposed(office, "dev")
    await office.do(lambda work: erase_proposal(work, second.id, "command line", "They asked."))
    lines += await keep()
    assert remembered(folder) == lines and (folder / "erasures.jsonl").stat().st_mode & 0o077 == 0
    assert "asked" not in "".join(lines) and names_in(lines) >= {office.person("tom").id}

    other = await Office(office.store, office.pack).open()  # Tom comes back, and is somebody else now
    assert other.person("tom").id != office.person("tom").id
    assert await office.do(lambda work: reapply(work, lines)) == Erased()


async def test_a_restored_backup_is_erased_again(office: Office, tmp_path: Path) -> None:
    made = await proposed(office, "tom")
    keys, tom = tmp_path, office.person("tom").id
    contents = await office.look(lambda work: work.unit.find(Content))
    lines = [
        json.dumps({"kind": "content.erased", "about": made.id, "contents": [contents[0].commit, "of later"]}),
        json.dumps({"kind": "person.erased", "about": tom}),
        json.dumps({"kind": "person.erased", "about": "somebody later"}),
    ]
    remember(keys, lines)
    await _messages_stand(office, made.id)
    assert (await office.do(lambda work: reapply(work, remembered(keys)))).texts == 2
    assert await left(office) == set() and (await office.proposal(made.id)).state is State.WITHDRAWN
    again = await office.look(lambda work: work.unit.find(OutboxRow, message=Name.CARD.value))
    assert [row.refs for row in again][-1] == {"stands": ""}
    assert {entry["by"] for entry in await entries(office, "content.erased")} == {"restore"}


async def _messages_stand(office: Office, about: str) -> None:
    def stands(work: Work) -> Iterable[None]:
        row = Posting(
            conversation="approvals",
            message=Name.CARD,
            about=about,
            channel="G1",
            ts="1.0",
            posted_at=work.now,
        )
        return [work.unit.add(row)]

    await office.do(stands)

"""The outbox says what was committed: in order, once, again in place, and in spite of a platform that misbehaves."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.messages import Name
from bot.delivery.models import Noticed, OutboxRow, Posting, Stage
from bot.delivery.outbox import Outbox
from bot.delivery.pace import Pace
from bot.delivery.parts import Headline, Parts
from bot.policy.pack import Pack
from bot.ports import Delivered, Outcome, Store
from bot.registers.people import Person
from bot.work import Work
from tests.delivery.neighbour import TIMED_OUT, Neighbour, refused, wait

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CHANNELS = {"approvals": "G1", "digest": "C1"}


class Stopped:
    """The organisation's clock; a demonstration may have moved it far from real time."""

    def __init__(self, now: datetime) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment


def compose(work: Work, row: OutboxRow) -> Parts | None:
    return (Headline(f"{row.message} {row.about} {row.refs.get('line', '')}".strip()),)


@asynccontextmanager
async def working(store: Store, neighbour: Neighbour, **options: Any) -> AsyncIterator[Outbox]:
    given: dict[str, Any] = {
        "compose": compose,
        "pack": Pack.model_construct(),
        "clock": Stopped(NOW),
        "channels": CHANNELS,
        "alone": True,
        "sweep_seconds": 0.5,
    } | options
    outbox = Outbox(store, neighbour, given.pop("compose"), **given)
    await outbox.start()
    try:
        yield outbox
    finally:
        await outbox.stop()


async def queue(store: Store, conversation: str, message: str, *abouts: str, **values: Any) -> None:
    """Commit one row for each thing it is about."""
    await store.write(
        lambda unit: [
            unit.add(OutboxRow(conversation=conversation, message=message, about=about, queued_at=NOW, **values))
            for about in abouts
        ]
    )


async def rows(store: Store) -> list[OutboxRow]:
    return await store.read(lambda unit: unit.find(OutboxRow, order="id"))


async def stages(store: Store) -> list[Stage]:
    return [row.stage for row in await rows(store)]


async def postings(store: Store) -> list[Posting]:
    return await store.read(lambda unit: unit.find(Posting, order="ts"))


@pytest.fixture
async def amina(store: Store) -> str:
    await store.write(lambda unit: unit.add(Person(id="p1", platform_id="U0AMINA", name="Amina")))
    return "dm:p1"


@pytest.fixture
def slack() -> Neighbour:
    return Neighbour()


async def test_messages_of_one_conversation_arrive_in_order_and_each_leaves_a_place(
    store: Store, slack: Neighbour, amina: str
) -> None:
    await queue(store, amina, Name.WORDS, "a", "b", "c")
    async with working(store, slack):
        await slack.until(lambda: len(slack.messages) == 3)
    assert slack.texts("D-U0AMINA") == ["words a", "words b", "words c"]
    assert await stages(store) == [Stage.SENT] * 3
    assert [(p.conversation, p.about, p.part, p.channel, p.ts) for p in await postings(store)] == [
        (amina, "a", "1", "D-U0AMINA", "1.0"),
        (amina, "b", "2", "D-U0AMINA", "2.0"),
        (amina, "c", "3", "D-U0AMINA", "3.0"),
    ]


async def test_a_wake_after_a_commit_sends_at_once(store: Store, slack: Neighbour) -> None:
    async with working(store, slack, sweep_seconds=3600) as outbox:
        await slack.until(lambda: True)
        await queue(store, "approvals", Name.CARD, "a")
        outbox.wake()
        await slack.until(lambda: bool(slack.messages), seconds=3)


async def test_a_row_nobody_woke_the_outbox_for_is_found_by_the_sweep(store: Store, slack: Neighbour) -> None:
    async with working(store, slack, sweep_seconds=0.05):
        await queue(store, "approvals", Name.CARD, "a")
        await slack.until(lambda: bool(slack.messages))


async def test_a_projection_is_drawn_again_in_place_and_several_rows_of_it_once(store: Store, slack: Neighbour) -> None:
    state = {"now": "first"}

    def draws_the_newest(work: Work, row: OutboxRow) -> Parts:
        return (Headline(state["now"]),)

    await queue(store, "approvals", Name.CARD, "a")
    async with working(store, slack, compose=draws_the_newest):
        await slack.until(lambda: slack.texts("G1") == ["first"])
    state["now"] = "newest"
    await queue(store, "approvals", Name.CARD, "a", "a", "a")
    async with working(store, slack, compose=draws_the_newest):
        await slack.until(lambda: slack.texts("G1") == ["newest"])
    assert [method for method, _ in slack.calls] == ["post", "redraw"]
    assert await stages(store) == [Stage.SENT] * 4
    assert len(await postings(store)) == 1


async def test_a_message_that_was_deleted_is_posted_anew_and_its_place_is_corrected(
    store: Store, slack: Neighbour
) -> None:
    await queue(store, "approvals", Name.CARD, "a")
    async with working(store, slack) as outbox:
        await slack.until(lambda: len(slack.messages) == 1)
        slack.order("redraw", refused("message_not_found"))
        await queue(store, "approvals", Name.CARD, "a")
        outbox.wake()
        await slack.until(lambda: len(slack.messages) == 2)
    (posting,) = await postings(store)
    assert posting.ts == "2.0"


async def test_conversations_do_not_wait_for_one_another(store: Store, slack: Neighbour, amina: str) -> None:
    slack.order("post", wait(30))
    await queue(store, "approvals", Name.CARD, "a")
    async with working(store, slack) as outbox:
        await slack.until(lambda: ("post", "G1") in slack.calls)
        await queue(store, amina, Name.WORDS, "a")
        outbox.wake()
        await slack.until(lambda: bool(slack.texts("D-U0AMINA")))
    assert slack.texts("G1") == []


async def test_too_many_requests_wait_as_told_and_keep_the_order(store: Store, slack: Neighbour) -> None:
    slack.order("post", wait(0.3))
    await queue(store, "digest", Name.DIGEST, "a", "b")
    async with working(store, slack, sweep_seconds=3600):
        await slack.until(lambda: len(slack.messages) == 2)
    assert slack.texts("C1") == ["digest a", "digest b"]
    assert slack.at[1] - slack.at[0] >= 0.29
    assert all(method == "post" for method, _ in slack.calls)


async def test_a_refused_message_is_a_dead_letter_and_the_next_one_goes_on(store: Store, slack: Neighbour) -> None:
    slack.order("post", refused("msg_too_long"))
    await queue(store, "digest", Name.DIGEST, "a", "b")
    async with working(store, slack):
        await slack.until(lambda: len(slack.messages) == 1)
    assert slack.texts("C1") == ["digest b"]
    first, second = await rows(store)
    assert (first.stage, first.error) == (Stage.FAILED, "msg_too_long")
    assert second.stage is Stage.SENT


@pytest.mark.parametrize("arrived", [True, False])
async def test_an_answer_that_never_came_is_looked_up_before_it_is_sent_again(
    store: Store, slack: Neighbour, arrived: bool
) -> None:
    slack.order("post", TIMED_OUT)
    slack.arrives = arrived
    await queue(store, "digest", Name.DIGEST, "a", "b")
    async with working(store, slack):
        await slack.until(lambda: len(slack.messages) == 2)
    assert slack.texts("C1") == ["digest a", "digest b"]
    assert [method for method, _ in slack.calls] == ["post", "look_up", "post"] + ["post"] * (not arrived)
    assert await stages(store) == [Stage.SENT] * 2
    assert [posting.ts for posting in await postings(store)] == ["1.0", "2.0"]


async def test_a_card_whose_answer_was_lost_shows_what_happened_since(store: Store, slack: Neighbour) -> None:
    state = {"now": "pending"}

    def draws_the_newest(work: Work, row: OutboxRow) -> Parts:
        return (Headline(state["now"]),)

    slack.order("post", TIMED_OUT)
    slack.arrives = True
    await queue(store, "approvals", Name.CARD, "a")
    async with working(store, slack, compose=draws_the_newest, sweep_seconds=3600):
        await slack.until(lambda: slack.texts("G1") == ["pending"])
        state["now"] = "approved"
        await queue(store, "approvals", Name.CARD, "a")
        await slack.until(lambda: slack.texts("G1") == ["approved"])
    assert await stages(store) == [Stage.SENT] * 2


async def test_a_look_up_without_an_answer_is_repeated_rather_than_guessed(store: Store, slack: Neighbour) -> None:
    slack.order("post", TIMED_OUT)
    slack.arrives = True
    slack.order("look_up", TIMED_OUT, wait(0.05))
    await queue(store, "digest", Name.DIGEST, "a")
    async with working(store, slack):
        await slack.until(lambda: slack.calls.count(("look_up", "C1")) == 3)
    assert slack.texts("C1") == ["digest a"]
    assert await stages(store) == [Stage.SENT]


@pytest.mark.parametrize("error", ["unknown_method", "missing_scope"])
async def test_where_looking_is_not_allowed_it_is_sent_again_and_noticed(
    store: Store, slack: Neighbour, error: str
) -> None:
    slack.order("post", TIMED_OUT)
    slack.order("look_up", Delivered(Outcome.UNKNOWN, error=error))
    await queue(store, "digest", Name.DIGEST, "a")
    async with working(store, slack):
        await slack.until(lambda: len(slack.messages) == 1)
    (noticed,) = await store.read(lambda unit: unit.find(Noticed))
    assert error in noticed.sentence


async def test_a_row_half_sent_by_a_dead_process_is_looked_up_at_once_when_we_are_alone(
    store: Store, slack: Neighbour
) -> None:
    far = datetime.now(UTC) + timedelta(hours=1)
    await queue(store, "digest", Name.DIGEST, "a", stage=Stage.SENDING, lease_until=far, attempts=1)
    async with working(store, slack):
        await slack.until(lambda: len(slack.messages) == 1)
    assert [method for method, _ in slack.calls] == ["look_up", "post"]


async def test_a_row_that_another_replica_is_sending_is_left_to_it_until_its_lease_ends(
    store: Store, slack: Neighbour
) -> None:
    real = Stopped(datetime.now(UTC))
    lease = real.now() + timedelta(seconds=30)
    await queue(store, "digest", Name.DIGEST, "a", stage=Stage.SENDING, lease_until=lease, attempts=1)
    async with working(store, slack, alone=False, real_now=real.now) as outbox:
        await queue(store, "approvals", Name.CARD, "b")
        outbox.wake()
        await slack.until(lambda: bool(slack.texts("G1")))
        assert slack.texts("C1") == []
        real.moment = lease
        outbox.wake()
        await slack.until(lambda: bool(slack.texts("C1")))
    assert ("look_up", "C1") in slack.calls


async def test_two_replicas_send_every_message_once(store: Store, slack: Neighbour) -> None:
    for name in "abcdef":
        await queue(store, f"thread:{name}", Name.HISTORY, "x")
        await store.write(
            lambda unit, name=name: unit.add(
                Posting(conversation=f"dm:{name}", message=Name.CARD, about=name, channel=name, ts="0.5", posted_at=NOW)
            )
        )
    async with working(store, slack, alone=False), working(store, slack, alone=False):
        await slack.until(lambda: len(slack.messages) >= 6)
    assert sorted(message.channel for message in slack.messages) == list("abcdef")
    assert await stages(store) == [Stage.SENT] * 6


async def test_a_line_of_history_waits_for_its_card_and_stands_under_it(store: Store, slack: Neighbour) -> None:
    await queue(store, "thread:a", Name.HISTORY, "a")
    async with working(store, slack, sweep_seconds=3600) as outbox:
        await queue(store, "approvals", Name.CARD, "a")
        outbox.wake()
        await slack.until(lambda: len(slack.messages) == 2)
    card, line = slack.messages
    assert (card.text, line.text, line.thread) == ("card a", "history a", card.ts)


async def test_history_stands_under_the_card_of_every_decider_even_if_one_answer_is_lost(
    store: Store, slack: Neighbour
) -> None:
    for person in ("p1", "p2"):
        await store.write(lambda unit, person=person: unit.add(Person(id=person, platform_id=person, name=person)))
        await queue(store, f"dm:{person}", Name.CARD, "a")
    async with working(store, slack) as outbox:
        await slack.until(lambda: len(slack.messages) == 2)
        slack.order("post", Delivered(Outcome.UNKNOWN, error="http_500"))
        await queue(store, "thread:a", Name.HISTORY, "a")
        outbox.wake()
        await slack.until(lambda: len(slack.messages) == 4)
    assert slack.texts("D-p1") == slack.texts("D-p2") == ["card a", "history a"]
    lines = [p for p in await postings(store) if p.message == Name.HISTORY]
    assert {(p.conversation, p.part) for p in lines} == {("dm:p1", "3"), ("dm:p2", "3")}


async def test_a_message_with_nothing_left_to_say_is_done_with(store: Store, slack: Neighbour) -> None:
    await queue(store, "digest", Name.DIGEST, "nothing", "b")

    def silent(work: Work, row: OutboxRow) -> Parts | None:
        return None if row.about == "nothing" else compose(work, row)

    async with working(store, slack, compose=silent):
        await slack.until(lambda: len(slack.messages) == 1)
    assert slack.texts("C1") == ["digest b"]
    assert await stages(store) == [Stage.SENT] * 2


async def test_what_cannot_be_put_into_words_or_has_nowhere_to_go_is_a_dead_letter(
    store: Store, slack: Neighbour
) -> None:
    def broken(work: Work, row: OutboxRow) -> Parts | None:
        if row.about == "broken":
            raise KeyError("a bug")
        return compose(work, row)

    await queue(store, "approvals", Name.CARD, "broken", "b")
    await queue(store, "dm:nobody", Name.WORDS, "a")
    await queue(store, "digest", Name.DIGEST, "a")
    async with working(store, slack, compose=broken, channels={"approvals": "G1", "digest": ""}):
        await slack.until(lambda: len(slack.messages) == 1)
    assert [row.error for row in await rows(store)] == ["cannot_compose", "", "unknown_person", "no_digest_channel"]


async def test_a_short_burst_is_immediate_and_a_backlog_is_one_a_second(store: Store, slack: Neighbour) -> None:
    await queue(store, "digest", Name.DIGEST, "a", "b", "c", "d")
    async with working(store, slack):
        await slack.until(lambda: len(slack.messages) == 4)
    assert slack.at[2] - slack.at[0] < 0.9
    assert slack.at[3] - slack.at[0] >= 0.99


def test_the_pace_lets_one_a_second_through_however_long_the_backlog() -> None:
    pace, sent, now = Pace(), [], 0.0
    while len(sent) < 60:
        pause = pace.take("digest", now)
        if pause:
            now += pause
        else:
            sent.append(now)
    assert sent[:3] == [0, 0, 0]
    assert all(later - earlier == pytest.approx(1.0) for earlier, later in itertools.pairwise(sent[2:]))


async def test_a_stop_lets_the_message_that_is_on_its_way_arrive(store: Store, slack: Neighbour, amina: str) -> None:
    slack.gate = asyncio.Event()
    await queue(store, amina, Name.WORDS, "a", "b")
    async with working(store, slack) as outbox:
        await slack.until(lambda: ("post", "D-U0AMINA") in slack.calls)
        stopping = asyncio.create_task(outbox.stop())
        slack.gate.set()
        await stopping
    assert await stages(store) == [Stage.SENT, Stage.QUEUED]
    assert slack.texts("D-U0AMINA") == ["words a"]


async def test_what_a_stop_cuts_off_is_looked_up_by_the_next_start(store: Store, slack: Neighbour) -> None:
    slack.gate = asyncio.Event()
    await queue(store, "digest", Name.DIGEST, "a")
    async with working(store, slack) as outbox:
        await slack.until(lambda: ("post", "C1") in slack.calls)
        await outbox.stop(seconds=0.05)
    assert await stages(store) == [Stage.SENDING]
    slack.gate = None
    async with working(store, slack):
        await slack.until(lambda: bool(slack.messages))
    assert ("look_up", "C1") in slack.calls


async def test_the_organisation_s_clock_may_jump_without_stopping_the_outbox(store: Store, slack: Neighbour) -> None:
    clock = Stopped(NOW)
    slack.order("post", TIMED_OUT)
    await queue(store, "digest", Name.DIGEST, "a")
    async with working(store, slack, clock=clock) as outbox:
        await slack.until(lambda: bool(slack.calls))
        for days in (30, -60):
            clock.moment += timedelta(days=days)
            outbox.wake()
        await slack.until(lambda: bool(slack.messages))
    assert await stages(store) == [Stage.SENT]


async def test_a_database_that_is_away_for_a_moment_is_not_the_end(
    store: Store, slack: Neighbour, caplog: pytest.LogCaptureFixture
) -> None:
    failures = [RuntimeError("away"), RuntimeError("away")]

    class Away:
        decide, write = store.decide, store.write

        async def read(self, work: Callable[[Any], Any]) -> Any:
            if failures:
                raise failures.pop()
            return await store.read(work)

    await queue(store, "digest", Name.DIGEST, "a")
    async with working(Away(), slack, sweep_seconds=0.05):
        await slack.until(lambda: bool(slack.messages))
    assert "could not read what is to be sent" in caplog.text

"""Messages whose words are gone are drawn over where they stand; what cannot be drawn over is taken away."""

import asyncio

import pytest

from bot.delivery.messages import USER, Message, Name
from bot.delivery.models import OutboxRow, Posting, Stage
from bot.delivery.parts import Headline, Parts
from bot.delivery.redrawing import draw_again, draw_homes_again
from bot.policy.pack import Pack
from bot.ports import Delivered, Outcome
from bot.registers.people import ERASED, Person
from bot.work import Work
from storage.store import SqlStore
from tests.delivery.neighbour import TIMED_OUT, Neighbour, refused
from tests.delivery.test_outbox import NOW, queue, rows, working

AMINA = "dm:p1"


class Said:
    """What messages say, until it is changed."""

    def __init__(self) -> None:
        self.words: str | None = "old words"
        self.breaks = False

    def compose(self, work: Work, row: OutboxRow) -> Parts | None:
        if self.breaks:
            raise KeyError("kind")
        return (Headline(f"{self.words} {row.refs.get('line', '')}".strip()),) if self.words else None


@pytest.fixture
async def slack(store: SqlStore) -> Neighbour:
    await store.write(lambda unit: unit.add(Person(id="p1", platform_id="U0AMINA", name="Amina")))
    return Neighbour()


async def again(store: SqlStore, *abouts: str) -> int:
    work = Pack.model_construct()
    return await store.write(lambda unit: draw_again(Work(unit, work, NOW), abouts))


async def done(store: SqlStore) -> None:
    """Wait until nothing is queued or on its way; each look is a wait for the database."""
    async with asyncio.timeout(10):
        while any(row.stage in (Stage.QUEUED, Stage.SENDING) for row in await rows(store)):
            pass


async def standing(store: SqlStore) -> list[tuple[str, str]]:
    return [(it.message, it.about) for it in await store.read(lambda unit: unit.find(Posting, order="ts"))]


async def test_every_message_about_it_is_drawn_over_and_nothing_is_said_anew(store: SqlStore, slack: Neighbour) -> None:
    said = Said()
    await queue(store, AMINA, Name.WORDS, "a", "b", refs={"line": "one"})
    await queue(store, "approvals", Name.CARD, "a")
    await queue(store, "thread:a", Name.HISTORY, "a", refs={"line": "two"})
    async with working(store, slack, compose=said.compose) as outbox:
        await slack.until(lambda: len(slack.messages) == 4)
        await done(store)
        said.words = "gone"
        assert await again(store, "a") == 3
        outbox.wake()
        await done(store)
    assert sorted(message.text for message in slack.messages) == ["gone", "gone one", "gone two", "old words one"]
    assert [method for method, _ in slack.calls].count("post") == 4


async def test_a_message_that_was_on_its_way_is_drawn_over_when_it_has_arrived(
    store: SqlStore, slack: Neighbour
) -> None:
    said, slack.gate = Said(), asyncio.Event()
    await queue(store, AMINA, Name.COPY, "a")
    async with working(store, slack, compose=said.compose) as outbox:
        await slack.until(lambda: ("post", "D-U0AMINA") in slack.calls)
        said.words = "gone"
        assert await again(store, "a") == 1
        outbox.wake()
        slack.gate.set()
        await slack.until(lambda: slack.texts("D-U0AMINA") == ["gone"])
        await done(store)


@pytest.mark.parametrize("why", ["nothing to say", "no words for it", "not to be edited"])
async def test_what_cannot_be_drawn_over_is_taken_away(store: SqlStore, slack: Neighbour, why: str) -> None:
    said = Said()
    await queue(store, AMINA, Name.WORDS, "a")
    async with working(store, slack, compose=said.compose) as outbox:
        await slack.until(lambda: len(slack.messages) == 1)
        await done(store)
        said.words = None if why == "nothing to say" else "gone"
        said.breaks = why == "no words for it"
        if why == "not to be edited":
            slack.order("redraw", refused("edit_window_closed"))
        await again(store, "a")
        outbox.wake()
        await slack.until(lambda: not slack.messages)
        await done(store)
    assert await standing(store) == []


async def test_a_message_that_can_be_neither_drawn_over_nor_taken_away_is_a_dead_letter(
    store: SqlStore, slack: Neighbour
) -> None:
    said = Said()
    await queue(store, AMINA, Name.WORDS, "a")
    async with working(store, slack, compose=said.compose) as outbox:
        await slack.until(lambda: len(slack.messages) == 1)
        await done(store)
        slack.order("redraw", refused("cant_update_message"))
        slack.order("remove", refused("cant_delete_message"))
        await again(store, "a")
        outbox.wake()
        await done(store)
    assert [(row.stage, row.error) for row in await rows(store)][-1] == (Stage.FAILED, "cant_delete_message")
    assert await standing(store) == [(Name.WORDS, "a")]


async def test_without_an_answer_it_is_tried_again_and_once_more_is_harmless(store: SqlStore, slack: Neighbour) -> None:
    said = Said()
    await queue(store, AMINA, Name.WORDS, "a")
    async with working(store, slack, compose=said.compose) as outbox:
        await slack.until(lambda: len(slack.messages) == 1)
        await done(store)
        said.words = "gone"
        slack.order("redraw", TIMED_OUT)
        await again(store, "a")
        outbox.wake()
        await slack.until(lambda: slack.texts("D-U0AMINA") == ["gone"])
        await done(store)
        await again(store, "a")
        outbox.wake()
        await done(store)
    assert slack.texts("D-U0AMINA") == ["gone"]


async def test_everybody_s_own_page_is_drawn_again_and_leaves_nothing_to_remember(
    store: SqlStore, slack: Neighbour
) -> None:
    def erased(work: Work) -> None:
        work.unit.add(Person(id="p2", platform=ERASED, platform_id="random", name="a former colleague"))
        work.tell(Message(Name.HOME, "home:p2", "p2", ((USER, "U0TOM"),)))
        draw_homes_again(work)

    slack.order("home", Delivered(Outcome.WAIT, wait_seconds=0.01), refused("not_enabled"))
    await store.write(lambda unit: erased(Work(unit, Pack.model_construct(), NOW)))
    async with working(store, slack, compose=Said().compose):
        await slack.until(lambda: len(slack.homes) == 1 and len(slack.calls) >= 3)
        await done(store)
    assert {where for _, where in slack.calls} == {"U0TOM", "U0AMINA"}
    assert await rows(store) == []


async def test_a_former_colleague_is_told_nothing_any_more(store: SqlStore, slack: Neighbour) -> None:
    await queue(store, AMINA, Name.WORDS, "a")
    await store.write(lambda unit: unit.change(Person, {"id": "p1"}, platform=ERASED, platform_id="random"))
    async with working(store, slack, compose=Said().compose):
        await done(store)
    assert slack.calls == [] and [row.stage for row in await rows(store)] == [Stage.SENT]


async def test_a_copy_that_could_not_be_changed_is_not_left_beside_the_new_one(
    store: SqlStore, slack: Neighbour
) -> None:
    await queue(store, "approvals", Name.CARD, "a")
    async with working(store, slack, compose=Said().compose) as outbox:
        await slack.until(lambda: len(slack.messages) == 1)
        await done(store)
        slack.order("redraw", refused("edit_window_closed"))
        await queue(store, "approvals", Name.CARD, "a")
        outbox.wake()
        await done(store)
    assert [method for method, _ in slack.calls] == ["post", "redraw", "post", "remove"]
    assert len(slack.messages) == 1

"""The worker that looks at pictures goes on through every trouble, and gives up in the end rather than never."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.approvals import kept
from bot.approvals.draft import Given
from bot.approvals.models import Proposal
from bot.approvals.sending import send
from bot.delivery.messages import Name
from bot.delivery.models import OutboxRow
from bot.pictures.apart import clean_apart
from bot.pictures.checker import MOST_TRIES, Checker
from bot.pictures.cleaned import Cleaned
from bot.pictures.models import BeingChecked, StoredPicture
from bot.ports import Fetched, Outcome
from bot.registers.people import ERASED, Person
from tests.approvals.office import Office, draft
from tests.cleaning.paintbox import jpeg

WITH_A_PICTURE = draft(given=(Given(file="F1", name="walk.jpg", alt="Six people"),), people=("nobody",))


class Drawer:
    """Files as a platform would give them, or not."""

    def __init__(self, *answers: Fetched) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def fetch(self, file: str, most: int) -> Fetched:
        self.asked += 1
        return self.answers.pop(0) if self.answers else Fetched(Outcome.SENT, jpeg())


@asynccontextmanager
async def working(
    office: Office, files: Drawer, clean: Callable[[bytes], Awaitable[Cleaned]] = clean_apart, *, alone: bool = True
) -> AsyncIterator[asyncio.Event]:
    told = asyncio.Event()
    checker = Checker(
        office.store,
        files,
        pack=office.pack,
        clock=office.clock,
        sent=told.set,
        approvals_room=True,
        alone=alone,
        clean=clean,
        sweep_seconds=0.05,
    )
    await checker.start()
    try:
        yield told
    finally:
        await checker.stop()


async def wait(office: Office, **values: Any) -> None:
    """Have Amina send something with a picture."""
    await office.do(lambda work: send(work, office.person("amina"), "propose", (), WITH_A_PICTURE))
    await office.store.write(lambda unit: unit.change(BeingChecked, {}, **values) if values else 0)


async def found(office: Office, model: Any) -> list[Any]:
    return await office.store.read(lambda unit: unit.find(model))


async def settled(told: asyncio.Event) -> None:
    await asyncio.wait_for(told.wait(), 20)


async def test_a_fetch_without_an_answer_is_tried_again(office: Office) -> None:
    files = Drawer(Fetched(Outcome.UNKNOWN, error="no_answer_in_time"), Fetched(Outcome.WAIT, error="ratelimited"))
    await wait(office)
    async with working(office, files) as told:
        await settled(told)
    assert files.asked == 3
    assert len(await found(office, Proposal)) == 1 and await found(office, BeingChecked) == []


async def test_what_another_process_is_at_work_on_is_left_to_it(office: Office) -> None:
    await wait(office, lease_until=datetime.now(UTC) + timedelta(minutes=5))
    await office.do(lambda work: send(work, office.person("tom"), "propose", (), WITH_A_PICTURE))
    async with working(office, Drawer(), alone=False) as told:
        await settled(told)
    assert [proposal.author_id for proposal in await found(office, Proposal)] == [office.person("tom").id]
    assert [row.person_id for row in await found(office, BeingChecked)] == [office.person("amina").id]


async def test_a_process_that_is_alone_takes_up_what_was_left_when_it_was_killed(office: Office) -> None:
    await wait(office, lease_until=datetime.now(UTC) + timedelta(minutes=5))
    async with working(office, Drawer()) as told:
        await settled(told)
    assert await found(office, BeingChecked) == []


async def test_after_many_tries_the_draft_comes_back(office: Office) -> None:
    async def breaks(_data: bytes) -> Cleaned:
        raise OSError("no process could be started")

    await wait(office, tries=MOST_TRIES)
    async with working(office, Drawer(), breaks) as told:
        await settled(told)
    assert await found(office, Proposal) == [] and await found(office, BeingChecked) == []
    amina = office.person("amina")
    back = await office.look(lambda work: kept.find(work, amina, "propose"))
    assert back and back.draft.words == WITH_A_PICTURE.words and back.draft.given == ()
    [row] = await office.store.read(lambda unit: unit.find(OutboxRow, message=Name.UNFIT.value))
    [[headline, *_]] = await office.said(Name.UNFIT)
    assert row.conversation == f"dm:{amina.id}"
    assert "could not be fetched" in headline.text  # type: ignore[union-attr]


async def test_a_picture_taken_by_somebody_who_is_erased_meanwhile_is_not_kept(office: Office) -> None:
    await wait(office)
    gone = {"platform": ERASED, "platform_id": "x", "name": "a former colleague"}
    await office.store.write(lambda unit: unit.change(Person, {"id": office.person("amina").id}, **gone))
    async with working(office, Drawer()) as told:
        await settled(told)
    assert await found(office, Proposal) == [] and await found(office, StoredPicture) == []

"""A script of a week is played at its times, and the demo's own leaves a workspace that looks used."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox import NotTakenError, Sandbox, SandboxClock, Step, read_script, replay
from tests.browser.running_demo import TUESDAY, running_demo
from tests.sandbox.conftest import Workspace
from tests.sandbox.sandbox_blocks import modal, text_field

LONDON = ZoneInfo("Europe/London")
WEEK = {
    1: "It was corrected",
    2: "revision 2",
    3: "now public",
    4: "was rejected",
    5: "now public",
    6: "LinkedIn page: not posted yet",
    7: "now public",
    8: "Approved by Ruth",
    9: "Request changes",
    10: "withdrew",
    11: "Approved by Ruth",
    12: "slack_file",
}
SUNDAY = "2026-11-22T20:00:00+00:00"


def london(text: str) -> datetime:
    """A local moment."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("until", "first", "last"),
    [
        ("2026-11-24T10:00", "2026-11-20T09:00", "2026-11-23T09:00"),
        ("2026-11-22T20:00", "2026-11-19T09:00", "2026-11-20T09:00"),
    ],
    ids=["a Tuesday", "a Sunday"],
)
def test_a_script_ends_on_the_last_working_day_before_today(tmp_path: Path, until: str, first: str, last: str) -> None:
    told = [{"day": day, "at": "09:00", "who": "U0TOM", "say": "Good morning"} for day in (1, 2)]
    steps = read_script(told, london(until), tmp_path)
    assert [step.at for step in steps] == [london(first), london(last)]


async def test_the_clock_stops_at_the_hours_of_working_days_between_two_steps() -> None:
    stops: list[datetime] = []
    steps = [
        Step(london(at), "U0TOM", say="Morning", place="C0GENERAL") for at in ("2026-11-20T16:00", "2026-11-23T10:00")
    ]

    async def jump(to: datetime) -> None:
        stops.append(to)
        await sandbox.clock.jump(to)

    async def quiet() -> None:
        await sandbox.settled()

    async with Sandbox(clock=SandboxClock(london("2026-11-20T08:00"))) as sandbox:
        await replay(steps, london("2026-11-23T13:30"), member=sandbox.member, jump=jump, quiet=quiet)
        times = [datetime.fromtimestamp(float(ts), LONDON) for ts in sandbox.workspace.channels["C0GENERAL"].messages]
    assert [moment.strftime("%a %H:%M") for moment in stops] == [
        "Fri 16:00",
        "Fri 17:00",
        "Mon 09:00",
        "Mon 10:00",
        "Mon 13:30",
    ]
    assert [moment.strftime("%a %H:%M") for moment in times] == ["Fri 16:00", "Mon 10:00"]


async def test_somebody_who_cannot_do_what_the_script_says_stops_it() -> None:
    step = Step(london("2026-11-20T16:00"), "U0TOM", command="/form", place="C0GENERAL", fill=[{"words": "Hello"}])
    async with Sandbox(ack_timeout=0.05) as sandbox:
        with pytest.raises(TimeoutError, match="An open form for U0TOM"):
            await replay([step], step.at, member=sandbox.member, jump=sandbox.clock.jump, quiet=sandbox.settled)


async def test_a_form_that_comes_back_to_be_looked_at_is_sent_once_more(workspace: Workspace) -> None:
    sandbox, bot = await workspace()
    view = modal(text_field("words", "text", "The words"))
    taken: list[str] = []

    async def open_form(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def take(ack: Any, body: dict[str, Any]) -> None:
        taken.append(body["view"]["state"]["values"]["words"]["text"]["value"])
        await (ack() if len(taken) == 2 else ack(response_action="update", view=view))

    bot.app.command("/form")(open_form)
    bot.app.view(view["callback_id"])(take)
    await bot.connect()
    step = Step(london("2026-11-20T16:00"), "U0TOM", command="/form", fill=[{"text": "Hello"}])
    await replay([step], step.at, member=sandbox.member, jump=sandbox.clock.jump, quiet=sandbox.settled)
    assert taken == ["Hello", "Hello"]


async def test_a_form_that_the_app_refuses_stops_the_script(workspace: Workspace) -> None:
    sandbox, bot = await workspace()
    view = modal(text_field("words", "text", "The words"))

    async def open_form(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def refuse(ack: Any) -> None:
        await ack(response_action="errors", errors={"words": "Not like this."})

    bot.app.command("/form")(open_form)
    bot.app.view(view["callback_id"])(refuse)
    await bot.connect()
    step = Step(london("2026-11-20T16:00"), "U0TOM", command="/form", fill=[{"text": "Hello"}])
    with pytest.raises(NotTakenError, match="Not like this"):
        await replay([step], step.at, member=sandbox.member, jump=sandbox.clock.jump, quiet=sandbox.settled)


@pytest.mark.parametrize(("clock", "weeks"), [(TUESDAY, ["Week 47"]), (SUNDAY, [])], ids=["Tuesday", "Sunday"])
async def test_the_demo_opens_on_a_workspace_in_which_a_week_has_been_worked(clock: str, weeks: list[str]) -> None:
    async with running_demo(clock=clock) as address, aiohttp.ClientSession(address) as session:

        async def sees(user: str) -> dict[str, Any]:
            async with session.get(f"/sandbox/state?as={user}") as answer:
                state: dict[str, Any] = await answer.json()
                return state

        ruth, amina = await sees("U0RUTH"), await sees("U0AMINA")
    heads = [message for message in ruth["messages"]["G0APPROVALS"] if message["thread_ts"] in (None, message["ts"])]
    for number, words in WEEK.items():
        [card] = [card for head in heads if f"NS-{number} " in (card := json.dumps(head["blocks"]))]
        assert words in card
    digests = [message["text"] for message in ruth["messages"]["C0COMPLIANCE"] if message["text"].startswith("Week ")]
    assert [digest[:7] for digest in digests] == weeks
    assert ruth["notices"] == amina["notices"] == []
    assert max(float(head["ts"]) for head in heads) < datetime.fromisoformat(clock).timestamp()

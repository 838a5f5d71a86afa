"""The bot as a process: it starts, is killed, starts again, and nothing that was acknowledged is lost or said twice."""

import asyncio
import signal
from typing import Any

import aiohttp
import pytest

from handlers.sandbox import Sandbox

pytestmark = pytest.mark.processes

APPROVALS = "G0APPROVALS"
WORDS = "Join us on Friday for a walk by the river."


async def propose(sandbox: Sandbox, words: str = WORDS, ends: tuple[str, ...] = ("closed",)) -> None:
    amina = sandbox.member("U0AMINA")
    await amina.command("/propose-post", words)
    form = await amina.modal()
    await form.fill(accounts=["facebook"])
    assert (await form.submit()).what in ends


async def cards(sandbox: Sandbox) -> int:
    return len([message for message in await sandbox.member("U0RUTH").messages(APPROVALS) if WORDS in message.words])


async def told(sandbox: Sandbox) -> int:
    amina = sandbox.member("U0AMINA")
    return len([message for message in await amina.messages(await amina.dm()) if "Sent to" in message.words])


async def everything_arrived(sandbox: Sandbox) -> None:
    async def arrived() -> bool:
        return await cards(sandbox) >= 1 and await told(sandbox) >= 1

    await sandbox.until(arrived, timeout=60)


async def first_start(sandbox: Sandbox, launch: Any) -> None:
    """Start it once and stop it, with everything said that is said at a first start."""
    bot = await launch("run")
    await sandbox.connected(timeout=60)
    dev = sandbox.member("U0DEV")
    await dev.message(await dev.dm(), containing="You stand in")
    bot.tell(signal.SIGTERM)
    await bot.ended()


async def test_it_runs_until_it_is_told_to_stop_and_ends_well(sandbox: Sandbox, launch: Any) -> None:
    bot = await launch("run")
    await sandbox.connected(timeout=60)
    await propose(sandbox)
    bot.tell(signal.SIGTERM)
    code, log = await bot.ended()
    assert code == 0, log
    again = await launch("run")
    await sandbox.connected(timeout=60)
    await everything_arrived(sandbox)
    again.tell(signal.SIGINT)
    code, log = await again.ended()
    assert code == 0, log
    assert (await cards(sandbox), await told(sandbox)) == (1, 1)
    assert WORDS not in log
    assert "Amina" not in log


@pytest.mark.parametrize("place", ["outbox.claimed", "outbox.answered", "outbox.marked"])
async def test_killed_while_it_sends_it_says_everything_once_after_the_next_start(
    sandbox: Sandbox, launch: Any, place: str
) -> None:
    await first_start(sandbox, launch)
    bot = await launch("run", COUNTERSIGN_FAILPOINT=place, RING_IF_DOWN="")  # which is said again at every start
    await sandbox.connected(timeout=60)
    await propose(sandbox, ends=("closed", "trouble"))  # the kill may be quicker than the answer to what is kept
    code, log = await bot.ended()
    assert code == -signal.SIGKILL, log
    again = await launch("run")
    await everything_arrived(sandbox)
    again.tell(signal.SIGTERM)
    await again.ended()
    assert (await cards(sandbox), await told(sandbox)) == (1, 1)


async def test_a_second_bot_on_the_same_database_is_refused_with_a_sentence(sandbox: Sandbox, launch: Any) -> None:
    await launch("run")
    await sandbox.connected(timeout=60)
    code, log = await (await launch("run")).ended()
    assert code == 1
    assert "already running" in log
    assert "Traceback" not in log


async def test_a_refused_token_ends_the_start_with_a_sentence(sandbox: Sandbox, launch: Any) -> None:
    code, log = await (await launch("run", SLACK_BOT_TOKEN="xoxb-wrong", DIRECTOR="U0RUTH")).ended()
    assert code == 1
    assert "Traceback" not in log
    assert "Slack" in log
    assert "xoxb-wrong" not in log


async def test_commands_work_beside_the_bot(sandbox: Sandbox, launch: Any, type_in: Any) -> None:
    await launch("run")
    await sandbox.connected(timeout=60)
    code, printed = await type_in("doctor")
    assert code == 0, printed
    _, printed = await type_in("people")
    assert "Ruth" in printed


async def test_the_demo_serves_its_page_and_jumps_to_monday_s_digest(launch: Any) -> None:
    demo = await launch("demo", "--no-browser")
    url = (await demo.line("Countersign is ready to be tried: ")).strip()
    assert url.startswith("http://127.0.0.1:")
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as page:
            assert page.status == 200
        jump = {"jump": "monday"}
        async with session.post(f"{url}sandbox/clock", json=jump, headers={"X-Sandbox": "1"}) as jumped:
            assert jumped.status == 200
        told: list[Any] = []
        async with asyncio.timeout(60):
            while not told:
                async with session.get(f"{url}sandbox/state", params={"as": "U0GRACE"}) as state:
                    told = (await state.json())["messages"].get("C0COMPLIANCE", [])
    demo.tell(signal.SIGTERM)
    code, log = await demo.ended()
    assert code == 0, log

"""What happens around a start: an older Python, the alarm clock, and a stop in the middle of what is due."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bot.schedule import Schedule

ROOT = Path(__file__).parents[2]
OLD = "import runpy, sys; sys.version_info = (3, 9, 1); runpy.run_module('bot', run_name='__main__')"


def test_an_older_python_is_told_so_in_one_sentence() -> None:
    ended = subprocess.run([sys.executable, "-c", OLD], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr == "Countersign needs Python 3.11 or newer, and this is Python 3.9.\n"


def test_make_says_so_too_when_it_finds_no_python_that_is_new_enough() -> None:
    ended = subprocess.run(["make", "need-python", "PYTHON="], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert ended.stderr.startswith("Countersign needs Python 3.11 or newer, and found none")


async def test_what_is_due_is_done_at_the_start_and_a_failure_is_not_the_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    async def run_due() -> None:
        done.append("tried")
        if len(done) == 1:
            raise RuntimeError("the database is away")

    schedule = Schedule(run_due, "Europe/London")
    await schedule.start()
    await schedule.tick()
    await schedule.stop()
    assert done == ["tried", "tried"]
    assert "the next minute tries again" in caplog.text


async def test_a_stop_lets_what_is_due_come_to_its_end() -> None:
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def run_due() -> None:
        if begun.is_set():
            await may_end.wait()
            ended.set()
        begun.set()

    schedule = Schedule(run_due, "Europe/London")
    await schedule.start()
    tick = asyncio.create_task(schedule.tick())
    stop = asyncio.create_task(schedule.stop())
    may_end.set()
    await asyncio.gather(tick, stop)
    assert ended.is_set()


async def test_a_schedule_that_never_started_can_be_stopped() -> None:
    async def run_due() -> None:
        raise AssertionError("nothing is due")

    await Schedule(run_due, "Europe/London").stop()

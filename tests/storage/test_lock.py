"""One bot to a SQLite file: a second is refused in words, and a killed one leaves nothing in the way."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.lock import AlreadyRunning, claim
from storage.migrate import migrate
from storage.store import open_store

BOT = """
import sys, time
from storage.lock import claim
held = claim(sys.argv[1])
print("on", flush=True)
time.sleep(60)
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'countersign.db'}"


@pytest.fixture
def other_bot(url: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([sys.executable, "-c", BOT, url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "on\n"
        yield process
        process.kill()


def test_a_second_bot_is_refused_and_told_what_to_do(url: str, other_bot: subprocess.Popen[str]) -> None:
    with pytest.raises(AlreadyRunning, match=r"already running with the database .*countersign\.db") as refused:
        claim(url)
    assert "Nothing was changed. Stop the other one first" in str(refused.value)


def test_a_killed_bot_frees_the_file_at_once(url: str, other_bot: subprocess.Popen[str]) -> None:
    other_bot.send_signal(signal.SIGKILL)
    other_bot.wait(10)
    claim(url).release()


def test_a_released_claim_can_be_taken_again(url: str) -> None:
    with claim(url), pytest.raises(AlreadyRunning):
        claim(url)
    with claim(url):
        pass


def test_another_name_for_the_same_file_is_the_same_file(url: str, tmp_path: Path) -> None:
    (tmp_path / "countersign.db").touch()
    (tmp_path / "alias.db").symlink_to(tmp_path / "countersign.db")
    with claim(url), pytest.raises(AlreadyRunning):
        claim(f"sqlite:///{tmp_path / 'alias.db'}")


def test_commands_work_beside_the_bot(url: str, other_bot: subprocess.Popen[str]) -> None:
    migrate(url)
    store = open_store(url, "next-steps")
    assert store.decide_now(lambda unit: unit.append(b"{}")) == 0
    store.close()


def test_postgresql_is_shared_without_a_claim() -> None:
    with claim("postgresql://localhost/shared"), claim("postgresql://localhost/shared"):
        pass

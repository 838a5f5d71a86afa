"""What each command prints, and how it ends."""

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli.demo import demo_settings
from bot.clock import SystemClock
from bot.delivery.models import DutyDone, Noticed, OutboxRow, Stage
from bot.policy.load import SHIPPED
from bot.registers.people import RoleHeld
from bot.wiring import build
from handlers.sandbox import Fault, Sandbox
from storage.store import open_store

ORG = "next-steps"


def write(tmp_path: Path, *rows: Any) -> None:
    """Put rows into the database beside whatever runs."""
    store = open_store(f"sqlite:///{tmp_path / 'demo.db'}", ORG)
    store.write_now(lambda unit: [unit.add(row) for row in rows])
    store.close()


def dead_letter(sandbox: Sandbox) -> OutboxRow:
    now = sandbox.clock.now()
    return OutboxRow(
        conversation="digest",
        message="digest",
        about="2026-W47",
        queued_at=now,
        stage=Stage.FAILED,
        error="msg_too_long",
    )


async def test_help_names_every_command(type_in: Any) -> None:
    code, printed = await type_in("--help")
    assert code == 0
    for command in ("run", "demo", "doctor", "digest", "people", "policy", "outbox", "verify", "restore"):
        assert f"\n    {command}" in printed


async def test_an_unknown_command_is_told_and_does_nothing(type_in: Any) -> None:
    code, printed = await type_in("dance")
    assert code == 2
    assert "invalid choice" in printed


async def test_wrong_settings_are_told_before_anything_is_touched(
    type_in: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DIRECTOR")
    for command in (["run"], ["people"], ["outbox", "list"]):
        code, printed = await type_in(*command)
        assert code == 1
        assert printed.startswith("DIRECTOR is missing. Give the member id of the person who decides.")
    assert not (tmp_path / "demo.db").exists()


async def test_doctor_finds_nothing_to_do_when_all_is_well(type_in: Any, started_once: None) -> None:
    code, printed = await type_in("doctor")
    assert (code, printed.splitlines()[-1]) == (0, "Nothing to do."), printed
    assert "note   digest: none yet; due each mon 09:00 Europe/London" in printed
    assert "\nto do" not in printed


async def test_doctor_before_the_first_start_says_what_the_start_will_do(type_in: Any, tmp_path: Path) -> None:
    code, printed = await type_in("doctor", "--offline")
    assert code == 0
    assert "does not exist yet" in printed
    assert not (tmp_path / "demo.db").exists()


async def test_doctor_shows_dead_letters_and_what_was_noticed(
    type_in: Any, started_once: None, tmp_path: Path, sandbox: Sandbox
) -> None:
    write(tmp_path, dead_letter(sandbox), Noticed(key="k", sentence="Something is missing.", at=sandbox.clock.now()))
    code, printed = await type_in("doctor")
    assert code == 1
    assert "to do  messages: 1 could not be sent\n       → countersign outbox list" in printed
    assert "Something is missing." in printed
    assert printed.splitlines()[-1] == "1 to do."


async def test_doctor_says_when_nobody_decides_messages_are_stuck_and_the_digest_was_given(
    type_in: Any, started_once: None, tmp_path: Path, sandbox: Sandbox
) -> None:
    hours_ago = sandbox.clock.now() - timedelta(hours=3)
    stuck = dead_letter(sandbox).model_copy(update={"stage": Stage.QUEUED, "queued_at": hours_ago})
    long_ago = Noticed(key="k", sentence="Something was missing.", at=hours_ago - timedelta(days=8))
    write(tmp_path, stuck, long_ago, DutyDone(duty="digest", slot="2026-W46", at=hours_ago))
    store = open_store(f"sqlite:///{tmp_path / 'demo.db'}", ORG)
    store.write_now(lambda unit: unit.change(RoleHeld, {}, until=hours_ago))
    store.close()
    code, printed = await type_in("doctor", "--offline")
    assert code == 1
    assert "to do  roles: nobody is Director, so nothing can be decided" in printed
    assert "note   roles: no publisher is named" in printed
    assert "note   messages: 1 have waited for more than ten minutes (msg_too_long)" in printed
    assert "ok     digest: the last one was for 2026-W46" in printed
    assert "Something was missing." not in printed


async def test_doctor_says_that_a_database_of_another_version_will_be_upgraded(
    type_in: Any, started_once: None, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "demo.db") as connection:
        connection.execute("DROP TABLE alembic_version")
    connection.close()
    code, printed = await type_in("doctor", "--offline")
    assert code == 0
    assert "note   database: version none, this program's is" in printed


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "to do  Slack: the bot token is refused (invalid_auth)"),
        ("SLACK_APP_TOKEN", "xapp-wrong", "to do  Slack: the app token is refused (invalid_auth)"),
        ("APPROVALS_CHANNEL", "G0NOTHERE", "to do  Slack: the approvals channel cannot be reached (channel_not_found)"),
        ("DIGEST_CHANNEL", "C0GENERAL", "to do  Slack: the digest channel cannot be reached (not_in_channel)"),
        ("SLACK_API_URL", "http://127.0.0.1:9/api/", "to do  Slack: cannot be reached"),
        ("DATABASE_URL", "postgresql://127.0.0.1:9/nothing", "to do  database: cannot be reached"),
        ("POLICY_PACK", "nowhere", "to do  policy pack nowhere: there is no such folder"),
        ("DIRECTOR", "Ruth", "to do  settings"),
        ("DIGEST_CHANNEL", "", "note   no DIGEST_CHANNEL: there is no weekly digest"),
    ],
)
async def test_doctor_says_what_is_wrong_and_the_next_step(
    type_in: Any, started_once: None, monkeypatch: pytest.MonkeyPatch, name: str, value: str, line: str
) -> None:
    monkeypatch.setenv(name, value)
    code, printed = await type_in("doctor")
    assert line in printed
    assert code == (0 if line.startswith("note") else 1)
    assert "→" in printed


async def test_doctor_names_each_scope_that_is_missing_and_what_is_lost_without_it(
    type_in: Any, started_once: None, sandbox: Sandbox
) -> None:
    sandbox.slack.installation.scopes = {"chat:write", "commands", "im:write"}
    code, printed = await type_in("doctor")
    assert code == 1
    assert "without the scope users:read, guests" in printed


async def test_doctor_says_when_slack_does_not_answer_about_a_part(
    type_in: Any, started_once: None, sandbox: Sandbox
) -> None:
    for method in ("apps.connections.open", "conversations.history"):
        sandbox.faults.order(method, Fault.ACCEPT_AND_DROP, times=2)  # aiohttp repeats a GET by itself
    code, printed = await type_in("doctor")
    assert code == 1
    assert "no answer about the app token" in printed
    assert "no answer about the approvals channel" in printed


async def test_people_lists_the_first_roles_and_gives_and_ends_others(type_in: Any, started_once: None) -> None:
    _, printed = await type_in("people")
    assert "Director: Ruth Adeyemi (U0RUTH), from " in printed
    code, printed = await type_in(
        "people", "grant", "publisher", "U0TOM", "--account", "facebook", "--until", "2099-12-24", "--reason", "cover"
    )
    assert (code, printed) == (0, "Given: Tom Ellis is publisher from now on.\n")
    _, printed = await type_in("people", "list")
    assert "publisher for facebook: Tom Ellis (U0TOM), from " in printed
    assert " to 25 Dec 2099 00:00; cover" in printed
    code, printed = await type_in("people", "end", "publisher", "U0TOM", "--account", "facebook")
    assert (code, printed) == (0, "Ended: U0TOM is no longer publisher.\n")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("grant director U0GUEST", "Slack does not know U0GUEST as a colleague"),
        ("grant director U0NOBODY", "Slack does not know U0NOBODY as a colleague"),
        ("grant director U0RUTH", "Ruth Adeyemi is Director already."),
        ("grant cover U0TOM --account facebook", "A cover cannot be limited to “facebook”."),
        ("grant publisher U0TOM --account nowhere", "the accounts are: facebook, instagram, x, linkedin"),
        ("grant cover U0TOM --until 2001-01-01", "That end is in the past."),
        ("end director U0RUTH", "Ruth Adeyemi is the only Director"),
        ("end cover U0RUTH", "Ruth Adeyemi is not cover."),
        ("end cover U0NOBODY", "U0NOBODY holds no role."),
    ],
)
async def test_a_role_that_cannot_be_given_or_ended_is_refused_in_plain_words(
    type_in: Any, started_once: None, typed: str, told: str
) -> None:
    code, printed = await type_in("people", *typed.split())
    assert code == 1
    assert told in printed
    assert "Nothing was changed." in printed


async def test_settings_change_nothing_once_a_role_has_been_held(
    type_in: Any, started_once: None, sandbox: Sandbox, tmp_path: Path
) -> None:
    await type_in("people", "grant", "director", "U0DEV")
    other = demo_settings(sandbox, tmp_path).model_copy(update={"director": "U0TOM"})
    countersign = build(other, SystemClock())
    await countersign.start()
    await countersign.stop()
    _, printed = await type_in("people")
    assert "U0TOM" not in printed


async def test_nobody_has_a_role_before_the_first_start(type_in: Any) -> None:
    assert await type_in("people") == (
        0,
        "Nobody has been given a role yet. The first start gives those in the settings.\n",
    )


async def test_dead_letters_are_listed_and_queued_again(
    type_in: Any, started_once: None, tmp_path: Path, sandbox: Sandbox
) -> None:
    assert await type_in("outbox", "list") == (0, "Everything was sent.\n")
    write(tmp_path, dead_letter(sandbox), dead_letter(sandbox))
    _, printed = await type_in("outbox", "list")
    first = printed.split()[0]
    assert f"{first}  digest for digest: msg_too_long" in printed
    assert await type_in("outbox", "retry", "77") == (
        1,
        "There is no failed message 77. “countersign outbox list” shows those there are.\n",
    )
    assert await type_in("outbox", "retry", first) == (0, "1 will be sent again.\n")
    assert await type_in("outbox", "retry") == (0, "1 will be sent again.\n")
    assert await type_in("outbox", "list") == (0, "Everything was sent.\n")


async def test_the_digest_of_a_week_can_be_read_on_paper(type_in: Any, started_once: None) -> None:
    code, printed = await type_in("digest", "--week", "2026-W47")
    assert code == 0
    assert "47" in printed
    assert "othing" in printed


async def test_a_policy_pack_is_checked(type_in: Any, tmp_path: Path) -> None:
    code, printed = await type_in("policy", "lint")
    assert (code, printed) == (0, f"The policy pack in {SHIPPED} has no mistakes.\n")
    code, printed = await type_in("policy", "lint", str(tmp_path / "nowhere"))
    assert code == 1
    assert "is not a folder" in printed
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pack.yml").write_text("organisation: Ours\n")
    code, printed = await type_in("policy", "lint", str(tmp_path / "broken"))
    assert code == 1
    assert "is missing" in printed

"""The doctor's look at our own house: settings, policy pack, database, roles and messages. It changes nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.findings import Finding, note, ok, to_do
from bot.config import Settings
from bot.delivery.models import DutyDone, Noticed, OutboxRow, Stage
from bot.errors import Refusal
from bot.keeping.folder import stated
from bot.policy.load import lint, load_pack
from bot.policy.pack import Pack
from bot.registers.people import Role
from bot.registers.roles import Roles
from bot.wiring import key_folder, pack_folder, sqlite_file
from bot.work import Work
from storage.backups import backups_in, made_at
from storage.engine import connect
from storage.migrate import HEAD

STUCK_AFTER = timedelta(minutes=10)
BACKUP_FRESH_FOR = timedelta(hours=50)
NOTICED_FOR = timedelta(days=7)
"""What the platform lacked longer ago has been mended, or would have been noticed again."""


def check_pack(settings: Settings) -> tuple[Finding, Pack | None]:
    """Say whether the policy pack can be used, and return it if so."""
    folder = pack_folder(settings)
    mistakes = lint(folder) if folder.is_dir() else ["there is no such folder"]
    if mistakes:
        told = to_do(f"policy pack {folder}: {mistakes[0]}", f"countersign policy lint {folder}")
        return told, None
    pack = load_pack(folder)
    return ok(f"policy pack: {pack.organisation}, {pack.policy_title}, {pack.policy_version}"), pack


def check_database(settings: Settings) -> tuple[Finding, bool]:
    """Say whether the database can be reached and is up to date, and return whether the rest can be looked at."""
    path = sqlite_file(settings)
    if path and not path.exists():
        return note(f"database: {path} does not exist yet", "The first start makes it."), False
    try:
        version = _version(settings.database_url)
    except SQLAlchemyError as error:
        return to_do(f"database: cannot be reached ({type(error).__name__})", _advice(path)), False
    if version != HEAD:
        return note(f"database: version {version or 'none'}, this program's is {HEAD}", "A start upgrades it."), False
    return ok(f"database: reachable, version {version}"), True


def _version(url: str) -> str | None:
    engine = connect(url, connections=1, reading=True)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())
    finally:
        engine.dispose()


def _advice(path: Path | None) -> str:
    return f"See that {path} may be read and written." if path else "See that DATABASE_URL is right and it is running."


def check_keeping(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Look at the record's key, its last signature and the backups."""
    folder = key_folder(settings)
    try:
        origin, last = folder.origin, folder.checkpoint
    except Refusal as refusal:
        yield to_do(f"key: {refusal.what}", refusal.then)
        return
    if origin:
        yield ok(f"key: {origin}, {stated(last).size if last else 0} entries signed")
    else:
        yield note("key: none yet", "The bot makes one when it first signs the record.")
    if not settings.backup_folder:
        yield note("backups: none are made", "Set BACKUP_FOLDER, best to a folder on another machine.")
        return
    newest = next(iter(backups_in(Path(settings.backup_folder))), None)
    if newest and made_at(newest) > now - BACKUP_FRESH_FOR:
        yield ok(f"backups: the newest is {(now - made_at(newest)) // timedelta(hours=1)} hours old")
    elif newest or last:
        age = f"the newest is of {made_at(newest):%d %b %Y}" if newest else "there is none yet"
        yield to_do(f"backups: {age}", "countersign backup; then see that BACKUP_FOLDER is there by night.")
    else:
        yield note("backups: none yet", "The first is made in the first night.")


def check_whom_to_ring(settings: Settings) -> Finding:
    """Say whether people can know whom to ring when the bot is down."""
    if settings.ring_if_down:
        return ok(f"when the bot is down: people ring {settings.ring_if_down}")
    advice = "Set RING_IF_DOWN to a name with a number, such as “Priya on 01632 960001”."
    return note("when the bot is down: nobody knows whom to ring", advice)


def check_memory(work: Work) -> Iterator[Finding]:
    """Look at what is remembered: roles, messages, and what was noticed about the platform."""
    yield from _roles(Roles.at(work.unit, work.now))
    yield from _messages(work)
    yield from _digest(work)


def _roles(roles: Roles) -> Iterator[Finding]:
    directors = roles.directors()
    if directors:
        yield ok(f"roles: Director named, {len(roles.holders(Role.COVER))} covering")
    else:
        yield to_do(
            "roles: nobody is Director, so nothing can be decided", "countersign people grant director SLACK_ID"
        )
    if not roles.holders(Role.PUBLISHER):
        yield note("roles: no publisher is named", "countersign people grant publisher SLACK_ID")


def _messages(work: Work) -> Iterator[Finding]:
    dead = work.unit.find(OutboxRow, stage=Stage.FAILED)
    if dead:
        yield to_do(
            f"messages: {len(dead)} could not be sent", "countersign outbox list, then countersign outbox retry"
        )
    stuck = [row for row in work.unit.find(OutboxRow, stage=Stage.QUEUED) if row.queued_at < work.now - STUCK_AFTER]
    if stuck:
        why = stuck[0].error or "not tried"
        yield note(
            f"messages: {len(stuck)} have waited for more than ten minutes ({why})", "See that the bot is running."
        )
    if not dead and not stuck:
        yield ok("messages: all sent")
    for noticed in work.unit.find(Noticed, order="at"):
        if noticed.at > work.now - NOTICED_FOR:
            yield note(f"noticed on {noticed.at:%d %b}: {noticed.sentence}")


def _digest(work: Work) -> Iterator[Finding]:
    given = work.unit.find(DutyDone, duty="digest", order="-at", limit=1)
    chosen = work.pack.settings.digest
    due = f"{chosen.weekday} {chosen.hour:02}:{chosen.minute:02} {work.pack.time_zone}"
    if given:
        yield ok(f"digest: the last one was for {given[0].slot}; due each {due}")
    else:
        yield note(f"digest: none yet; due each {due}")

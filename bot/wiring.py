"""Where the rooms of the house meet: handlers, storage and the bot are made here and handed to one another."""

import asyncio
import itertools
import logging
from collections.abc import Iterable
from pathlib import Path

from bot.config import Settings
from bot.delivery.compose import compose
from bot.delivery.noticing import notice
from bot.delivery.outbox import Outbox
from bot.delivery.pace import Pace
from bot.duties.forgetting import erase_by_night
from bot.duties.pinning import pin_whom_to_ring
from bot.duties.table import DUTIES
from bot.errors import Refusal
from bot.frontdesk.desk import FrontDesk
from bot.keeping.folder import KeyFolder
from bot.keeping.night import Duty, Night
from bot.keeping.signing import Signing
from bot.keeping.start_check import check_start
from bot.pictures.checker import Checker
from bot.policy.load import SHIPPED, load_pack
from bot.policy.pack import Pack
from bot.ports import Clock, UnitOfWork
from bot.record.remembered import names_in, not_remembered, remember
from bot.registers.appointments import give, never_held
from bot.registers.people import Role, Visitor
from bot.registers.reception import introduce
from bot.reporting.export.files import FOLDER, exports_naming
from bot.schedule import Schedule
from bot.work import Work
from handlers.slack.methods import Method
from handlers.slack.people import People
from handlers.slack.surface import SlackSurface
from handlers.slack.web import Web
from storage.backups import make_backup
from storage.engine import is_sqlite, parse
from storage.lock import Claim, claim
from storage.migrate import migrate
from storage.store import SqlStore, open_store

log = logging.getLogger(__name__)

SETTINGS = "settings"
"""Who gave a role, in the record, when it was there from the first start."""


def pack_folder(settings: Settings) -> Path:
    """Return the folder of the policy pack: one that comes with the program, by its name, or somebody's own."""
    shipped = SHIPPED.parent / settings.policy_pack
    return shipped if (shipped / "pack.yml").is_file() else Path(settings.policy_pack)


def sqlite_file(settings: Settings) -> Path | None:
    """Return the database's file, or None for PostgreSQL."""
    if not is_sqlite(settings.database_url):
        return None
    return Path(parse(settings.database_url).database or "")


def key_folder(settings: Settings) -> KeyFolder:
    """Return the folder of the record's key: the one in the settings, or “keys” beside the database."""
    database = sqlite_file(settings)
    beside = database.parent if database else Path("var")
    return KeyFolder(Path(settings.key_folder) if settings.key_folder else beside / "keys")


def export_folder(settings: Settings) -> Path:
    """Return the folder where exports are kept: beside the database, or in var where that is no file."""
    database = sqlite_file(settings)
    return (database.parent if database else Path("var")) / FOLDER


def clear_files(settings: Settings, store: SqlStore) -> bool:
    """Let what was erased go from our files too, and remember it for the day a backup is restored; blocks.

    Exports that hold it are deleted, and the database clears its files: returns whether that could be done now.
    """
    folder = key_folder(settings).path
    lines = store.read_now(lambda unit: not_remembered(unit, folder))
    if lines:
        for export in exports_naming(export_folder(settings), names_in(lines)):
            export.unlink(missing_ok=True)
        remember(folder, lines)
    return store.forget_now()


def prepare(settings: Settings) -> None:
    """Make the database if there is none, and bring it up to date."""
    _make_folder(settings)
    migrate(settings.database_url)


def _make_folder(settings: Settings) -> None:
    path = sqlite_file(settings)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)


async def colleagues(settings: Settings, slack_ids: Iterable[str]) -> dict[str, Visitor]:
    """Return people as Slack describes them, or refuse the first who cannot be given a role."""
    web = Web(settings.slack_bot_token.get_secret_value(), settings.slack_api_url, log)
    try:
        team = str((await web.call(Method.AUTH_TEST)).data.get("team_id", ""))
        people = People(web, team)
        found = {slack_id: await people.visitor(slack_id, team) for slack_id in slack_ids}
    finally:
        await web.close()
    for slack_id, visitor in found.items():
        if visitor.robot or visitor.guest or visitor.deactivated or not visitor.of_this_team:
            raise Refusal(
                "no-colleague",
                f"Slack does not know {slack_id} as a colleague in this workspace: it is a guest, a robot, "
                "deactivated, of another workspace, or no member id at all.",
                saved="Nothing was changed.",
                then="Open the person's profile, press ⋮, then “Copy member ID”.",
            )
    return found


class Countersign:
    """The whole bot as one thing to start and stop. It is made by `build`, on the event loop that it will use."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        pack: Pack,
        store: SqlStore,
        held: Claim,
        *,
        pace: Pace | None = None,
        answering_first: float = 0.0,
    ) -> None:
        self._settings = settings
        self._answering_first = answering_first
        self._clock = clock
        self._pack = pack
        self._store = store
        self._held = held
        self._notices: dict[str, asyncio.Task[None]] = {}
        rooms = settings.channels
        self._desk = FrontDesk(store, pack, clock, wake=self._wake, approvals_room=bool(rooms["approvals"]))
        self._surface = SlackSurface(
            self._desk,
            app_token=settings.slack_app_token.get_secret_value(),
            bot_token=settings.slack_bot_token.get_secret_value(),
            api_url=settings.slack_api_url,
            logger=logging.getLogger("handlers.slack"),
            noticed=self._notice,
        )
        alone = sqlite_file(settings) is not None
        self._outbox = Outbox(
            store, self._surface.courier, compose, pack=pack, clock=clock, channels=rooms, alone=alone, pace=pace
        )
        self._checker = Checker(
            store,
            self._surface.files,
            pack=pack,
            clock=clock,
            sent=self._wake,
            approvals_room=bool(rooms["approvals"]),
            alone=alone,
        )
        self._signing = Signing(store, key_folder(settings), pack, clock)
        self._night = Night(store, pack, clock, _for_the_night(settings, pack, clock), self._wake)
        self._schedule = Schedule(self._run_due, pack.time_zone)

    async def start(self) -> None:
        """Make the first reading quick, give the first roles, connect, and begin to send and to watch the clock."""
        await asyncio.to_thread(self._pack.wording.reader.prepare)
        await self._give_first_roles()
        await self._surface.start()
        rooms = [room for room, channel in self._settings.channels.items() if channel]
        await self._desk.run_due(lambda work: pin_whom_to_ring(work, rooms))
        await self._outbox.start()
        await self._checker.start()
        await self._signing.start()
        await self._schedule.start(after=self._answering_first)

    async def run_due(self) -> None:
        """Do what the clock asks for now, instead of at the next full minute."""
        await self._schedule.tick()

    async def stop(self) -> None:
        """Finish what has begun, for a few seconds at most, and let go of everything. Nothing committed is lost."""
        await self._schedule.stop()
        await self._night.stop()
        await self._checker.stop()
        await self._outbox.stop()
        await self._surface.stop()
        await asyncio.gather(*self._notices.values(), return_exceptions=True)
        await self._signing.stop()
        await asyncio.to_thread(self._store.close)
        self._held.release()

    async def _run_due(self) -> None:
        for duty in DUTIES:
            try:
                await self._desk.run_due(duty)
            except Exception:
                log.exception("%s could not be done; the next minute tries again", duty.__name__)
        if await self._desk.run_due(erase_by_night):
            await asyncio.to_thread(clear_files, self._settings, self._store)
        await self._night.look()

    def _wake(self) -> None:
        self._outbox.wake()
        self._checker.wake()
        self._signing.wake()

    def _notice(self, key: str, sentence: str) -> None:
        """Remember for `doctor` what the platform lacks; once for as long as this process runs."""
        if key not in self._notices:
            log.warning("%s", sentence)
            now = self._clock.now()
            writing = self._store.write(lambda unit: notice(unit, key, sentence, now))
            self._notices[key] = asyncio.create_task(writing)

    async def _give_first_roles(self) -> None:
        """Give the roles in the settings that nobody has ever held; afterwards the settings change nothing."""
        told = self._settings
        wanted = {
            Role.DIRECTOR: (told.director,),
            Role.COVER: told.cover,
            Role.PUBLISHER: told.publishers,
            Role.TRUSTEE: told.trustees,
            Role.SAFEGUARDING_LEAD: told.safeguarding_lead,
        }
        open_roles = await self._store.read(lambda unit: never_held(unit, wanted))
        if not open_roles:
            return
        visitors = await colleagues(told, dict.fromkeys(itertools.chain(*open_roles.values())))

        def appoint(unit: UnitOfWork) -> None:
            work = Work(unit, self._pack, self._clock.now())
            for role, ids in never_held(unit, open_roles).items():
                for one in ids:
                    give(work, introduce(unit, visitors[one]), role, by=SETTINGS)

        await self._store.decide(appoint)


def _for_the_night(settings: Settings, pack: Pack, clock: Clock) -> tuple[Duty, ...]:
    """Return what is done each night: the record is verified, and a backup is made where there is a place for it."""

    def verify() -> str:
        from storage.audit import examine_record  # noqa: PLC0415 (libsodium, after the start)

        report = examine_record(settings.database_url, pack.org, key_folder(settings))
        return "" if report.sound else " ".join([*report.lines(), "“countersign verify” shows it again."])

    def back_up() -> str:
        url, keys, to = settings.database_url, key_folder(settings).path, Path(settings.backup_folder)
        try:
            make_backup(url, keys, pack_folder(settings), to, clock.now())
        except OSError as error:
            return f"No backup could be written to BACKUP_FOLDER ({type(error).__name__}). Is it there, and not full?"
        return ""

    verifying = Duty("verify", verify)
    return (verifying, Duty("backup", back_up)) if settings.backup_folder else (verifying,)


def build(settings: Settings, clock: Clock, *, pace: Pace | None = None, answering_first: float = 0.0) -> Countersign:
    """Open everything and put the bot together, not yet started.

    `pace` is how fast it may speak: Slack's unless told. For `answering_first` seconds after its start it only answers
    people, and then does what became due while it did not run.

    Raises `PackMistakes`, `AlreadyRunning`, `DatabaseTooNew`, or a `Refusal` when the database's record is not the one
    that was signed last; their sentences are for whoever starts it.
    """
    pack = load_pack(pack_folder(settings)).model_copy(update={"ring_if_down": settings.ring_if_down})
    _make_folder(settings)
    held = claim(settings.database_url)
    try:
        migrate(settings.database_url)
        store = open_store(settings.database_url, pack.org)
        try:
            store.read_now(lambda unit: check_start(unit, key_folder(settings)))
        except BaseException:
            store.close()
            raise
        return Countersign(settings, clock, pack, store, held, pace=pace, answering_first=answering_first)
    except BaseException:
        held.release()
        raise

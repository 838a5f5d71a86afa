"""Playing a script of what people said and pressed, each at its moment, so that a workspace has a history."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from handlers.sandbox.acts import Outcome, Upload
from handlers.sandbox.driver.member import DrivenMember
from handlers.sandbox.driver.modal import Modal
from handlers.sandbox.driver.seen import SeenMessage

STOPS = (time(9), time(14), time(17))
SATURDAY = 5


@dataclass(frozen=True)
class Step:
    """One thing that somebody does: says words, types a command, reacts, or presses a button.

    `place` is a channel, or "dm" for the direct messages with the app; `on` are words in the message that is meant.
    `fill` is for the form that opens, and for those that follow when it is sent; a list of files stands for uploads.
    """

    at: datetime
    who: str
    say: str = ""
    command: str = ""
    press: str = ""
    react: str = ""
    words: str = ""
    place: str = ""
    on: str = ""
    fill: Sequence[Mapping[str, Any]] = ()


class NotTakenError(Exception):
    """A form of the script that the app refused; the text says which, and how."""


def read_script(told: Iterable[Mapping[str, Any]], until: datetime, folder: Path) -> list[Step]:
    """The steps of a script, whose `day` counts working days (Monday to Friday) and whose `at` is a local time.

    The script's last day becomes the last working day before `until`, an aware moment in the workspace's zone.
    `{file: NAME}` in a form is a file of the folder.
    """
    rows = list(told)
    days = _working_days_before(until.date(), max(row["day"] for row in rows))
    steps = []
    for row in rows:
        rest = {name: value for name, value in row.items() if name not in ("day", "at", "fill")}
        forms = row.get("fill", ())
        fill = [_with_files(form, folder) for form in ([forms] if isinstance(forms, Mapping) else forms)]
        moment = datetime.combine(days[row["day"] - 1], time.fromisoformat(row["at"]), until.tzinfo)
        steps.append(Step(at=moment, fill=fill, **rest))
    return steps


async def replay(
    steps: Iterable[Step],
    until: datetime,
    *,
    member: Callable[[str], DrivenMember],
    jump: Callable[[datetime], Awaitable[None]],
    quiet: Callable[[], Awaitable[None]],
) -> None:
    """Carry out the steps. `jump` moves the clock; `quiet` waits until the app has said what it had to say.

    The clock also stops at the hours of a working day between the steps, so that what the app does by the clock is
    done at its time.
    """
    before: datetime | None = None
    for step in steps:
        for stop in _stops(before, step.at):
            await jump(stop)
            await quiet()
        await _act(member(step.who), step)
        await quiet()
        before = step.at
    for stop in _stops(before, until):
        await jump(stop)
        await quiet()


async def _act(who: DrivenMember, step: Step) -> None:
    await who.read_everything()
    if step.command:
        await who.command(step.command, step.words)
    elif step.press:
        await who.press(await _meant(who, step), step.press)
    elif step.react:
        await who.react(await _meant(who, step), step.react)
    else:
        head = (await _meant(who, step)).ts if step.on else None
        await who.say(step.place, step.say, head)
    for values in step.fill:
        form = await who.modal()
        for name, value in values.items():
            await form.offers(name)
            await form.fill(**{name: value})
        outcome = await _sent(form)
        if outcome.what not in ("closed", "updated"):
            raise NotTakenError(f"The form of {step} was not taken: {outcome}")
    for form in reversed(await who.modals()):
        await form.close()


async def _sent(form: Modal) -> Outcome:
    """Send a form; once more when it comes back as it was, to be looked at again."""
    title = form.title
    outcome = await form.submit()
    comes_back = outcome.what == "updated" and form.title == title and form.submit_label
    return await form.submit() if comes_back else outcome


async def _meant(who: DrivenMember, step: Step) -> SeenMessage:
    place = await who.dm() if step.place == "dm" else step.place
    return await who.message(place, containing=step.on)


def _file(folder: Path, one: Any) -> Any:
    return Upload(one["file"], (folder / one["file"]).read_bytes()) if isinstance(one, Mapping) else one


def _with_files(form: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    return {
        name: [_file(folder, one) for one in value] if isinstance(value, list) else value
        for name, value in form.items()
    }


def _working_days_before(day: date, count: int) -> list[date]:
    found: list[date] = []
    while len(found) < count:
        day -= timedelta(days=1)
        if day.weekday() < SATURDAY:
            found.insert(0, day)
    return found


def _stops(after: datetime | None, to: datetime) -> Iterator[datetime]:
    """The hours of working days after one moment and before another, and that other."""
    day = after.date() if after else to.date()
    while after and day <= to.date():
        moments = [datetime.combine(day, hour, to.tzinfo) for hour in STOPS]
        if day.weekday() < SATURDAY:
            yield from (moment for moment in moments if after < moment < to)
        day += timedelta(days=1)
    yield to

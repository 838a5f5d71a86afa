"""`make bench`: measure, print, and write bench.json."""

import argparse
import asyncio
import json
import statistics
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

from bot.cli.demo import manifest
from handlers.sandbox import NEXT_STEPS, Sandbox, SeedMember
from storage.store import open_store
from tests.bench.deciding import appending, deciding
from tests.bench.privacy import privacy
from tests.bench.program import Program
from tests.bench.reading import reading
from tests.bench.record import proving, verifying
from tests.bench.rounds import STEPS, Rounds
from tests.bench.rows import Row, percentile
from tests.bench.writing import writing

AUTHORS = tuple(f"U0AUTHOR{number}" for number in range(8))
BARE = "a bare default Bolt AsyncApp that only acknowledges, with SQLModel imported"


def row(name: str, ours: float, bare: float, unit: str) -> Row:
    return Row(name, round(ours, 3), unit, round(ours / bare, 3), f"{BARE}: {bare:.3f} {unit}")


async def measure(folder: Path, rounds: int, starts: int) -> list[Row]:
    staff = tuple(SeedMember(author, f"Author {author[-1]}") for author in AUTHORS)
    everybody, *channels = NEXT_STEPS.channels
    everybody = replace(everybody, members=(*everybody.members, *AUTHORS))
    seed = replace(NEXT_STEPS, members=(*NEXT_STEPS.members, *staff), channels=(everybody, *channels))
    address = f"sqlite:///{folder / 'bench.db'}"
    async with Sandbox(seed=seed, manifest=manifest()) as ours, Sandbox(seed=seed, manifest=manifest()) as bare:
        bot = Program(
            ours,
            "tests.bench.usual",
            "run",
            DIRECTOR="U0RUTH",
            APPROVALS_CHANNEL="G0APPROVALS",
            DIGEST_CHANNEL="C0COMPLIANCE",
            DATABASE_URL=address,
            LOG_LEVEL="WARNING",
        )
        other = Program(bare, "tests.bench.bare")
        async with bot, other:
            await bot.start()  # makes the database and gives the first roles; later starts are the usual ones
            await bot.stop()
            rows = [await cold_start(bot, other, starts)]
            await bot.start()
            await other.start()
            rows += await answers(ours, bare, address, rounds)
            rows += await writing(ours, AUTHORS[0])
            rows.append(row("memory", bot.peak_memory_mib(), other.peak_memory_mib(), "MiB"))
    return rows


async def answers(ours: Sandbox, bare: Sandbox, address: str, rounds: int) -> list[Row]:
    """Envelope to acknowledgement, one at a time and eight at once."""
    rows = []
    store = open_store(address, "next-steps")
    timed = Rounds(ours, bare, store)
    await timed.warm_up(AUTHORS[0])
    for at_once in (1, 8):
        timed.forget()
        for _ in range(rounds if at_once == 1 else rounds // 2):
            await timed.round(AUTHORS[:at_once])
        for step in STEPS:
            for percent in (50, 99):
                ours_ms, bare_ms = percentile(timed.ours[step], percent), percentile(timed.bare[step], percent)
                rows.append(row(f"ack_{step}_c{at_once}_p{percent}", ours_ms, bare_ms, "ms"))
    store.close()
    return rows


async def cold_start(bot: Program, other: Program, starts: int) -> Row:
    """Process start to first acknowledgement, in turn."""
    times: dict[Program, list[float]] = {bot: [], other: []}
    for _ in range(starts):
        for program, taken in times.items():
            taken.append(await program.seconds_to_first_ack(AUTHORS[0]))
            await program.stop()
    return row("cold_start", statistics.median(times[bot]), statistics.median(times[other]), "s")


async def measure_record(folder: Path) -> list[Row]:
    """What the record costs: to verify, to write within a decision, to prove something from."""
    return [
        *await appending(fresh(folder / "append")),
        *await deciding(fresh(folder / "decide")),
        *await proving(fresh(folder / "prove")),
        *await verifying(fresh(folder / "verify")),
    ]


def fresh(folder: Path) -> Path:
    folder.mkdir()
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "what", nargs="?", choices=("all", "slack", "record", "privacy", "reading"), default="all", help="which rows"
    )
    parser.add_argument("--rounds", type=int, default=60, help="proposals one at a time; half as often eight at once")
    parser.add_argument("--starts", type=int, default=5, help="cold starts of each program")
    parser.add_argument("--to", type=Path, default=Path("bench.json"), help="the file to write")
    arguments = parser.parse_args()
    Path("var").mkdir(exist_ok=True)
    rows = []
    with tempfile.TemporaryDirectory(dir="var", prefix="bench-") as folder:
        if arguments.what in ("all", "slack"):
            slack = asyncio.run(measure(Path(folder), arguments.rounds, arguments.starts))
            print(
                f"{'':<38}{'value':>10}      ratio to a bare app that only acknowledges, of the last to their own ack"
            )
            show(slack)
            rows += slack
        if arguments.what in ("all", "record"):
            record = asyncio.run(measure_record(Path(folder)))
            print(f"{'':<38}{'value':>10}      ratio to what follows")
            show(record, explain=True)
            rows += record
    for what, measured in (("privacy", privacy), ("reading", reading)):
        if arguments.what in ("all", what):
            found = measured()
            print(f"{'':<38}{'value':>10}      ratio to what follows")
            show(found, explain=True)
            rows += found
    arguments.to.write_text(json.dumps([asdict(one) for one in rows], indent=2) + "\n")
    print(f"Written to {arguments.to}.")


def show(rows: list[Row], *, explain: bool = False) -> None:
    for one in rows:
        why = f"  {one.against}" if explain else ""
        print(f"{one.name:<38}{one.value:>10.2f} {one.unit:<4} {one.ratio:>6.2f}{why}")


if __name__ == "__main__":
    main()

"""Reads a policy pack from its folder. All mistakes are told together, each with its file, line and remedy."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.policy.contradictions import contradictions
from bot.policy.durations import figures
from bot.policy.pack import Clause, Pack, Source
from bot.policy.reading import Mistake, Read, Where, read
from bot.policy.wording.proof import prove
from bot.policy.wording.shelf import COMMON, Shelf, gather
from bot.policy.wording.wording import Wording
from bot.policy.written import Section, Written
from bot.registers.bank_holidays import bank_holidays

SHIPPED = Path(__file__).with_name("next_steps")
SOURCE = "source.txt"


class PackMistakes(Exception):
    """The pack cannot be used as it is; `mistakes` says all that must be put right."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


def pack_folder(name: str) -> Path:
    """Return the folder of a pack that comes with the program, or else the folder at that path."""
    shipped = SHIPPED.parent / name
    return shipped if (shipped / "pack.yml").is_file() else Path(name)


def load_pack(folder: Path = SHIPPED) -> Pack:
    """Return the pack in the folder, or raise `PackMistakes` with everything that is wrong with it.

    The wording rules are read, but not tried on their own texts: `lint` does that. A pack whose files have not changed
    is the same one again, with what its reading has prepared.
    """
    files = [*sorted(folder.rglob("*")), *sorted(COMMON.glob("*.yml"))]
    return _loaded(folder, tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files))


@lru_cache(maxsize=8)
def _loaded(folder: Path, files: tuple[tuple[str, int, int], ...]) -> Pack:
    written, mistakes = _examine(folder)
    if written is None or mistakes:
        raise PackMistakes(mistakes)
    shelf = _shelf(folder, written)
    if shelf.mistakes:
        raise PackMistakes(shelf.mistakes)
    return _pack(written, shelf)


def lint(folder: Path = SHIPPED) -> list[Mistake]:
    """Return all mistakes of the pack in the folder, in the order of its files and lines; none when it may be used."""
    written, mistakes = _examine(folder)
    if written is None:
        return mistakes
    shelf = _shelf(folder, written)
    return sorted([*mistakes, *_no_such_place(written, folder), *shelf.mistakes, *prove(shelf)])


def _shelf(folder: Path, written: Written) -> Shelf:
    """Return the wording rules; they may use the organisation's name and its helplines as lists."""
    helplines = tuple(one for line in written.helplines for one in (*line.numbers, *line.addresses))
    given = {"organisation": (written.pack.organisation,), "helpline": helplines or ("999",)}
    return gather(folder, written.wording, given)


def _no_such_place(written: Written, folder: Path) -> Iterator[Mistake]:
    """Look whether anybody keeps the bank holidays; not at each start, which would be slower for it."""
    working = written.settings.working
    try:
        bank_holidays(working.country, working.part)
    except NotImplementedError:
        file, _ = read(folder / "settings.yml")
        field = "part" if working.part else "country"
        what = f"Nobody keeps the bank holidays of “{' '.join(filter(None, (working.country, working.part)))}”."
        yield Mistake(file.file, file.line(("working", field)), what, "Use ISO 3166 codes, such as GB and SCT.")


def _examine(folder: Path) -> tuple[Written | None, list[Mistake]]:
    files: dict[str, Read] = {}
    mistakes: list[Mistake] = []
    if not folder.is_dir():
        return None, [Mistake(str(folder), 1, "There is no such folder.", "Give a pack's name, or its folder's path.")]
    for path in sorted(folder.glob("*.yml")):
        files[path.stem], found = read(path)
        mistakes += found
    if mistakes:
        return None, sorted(mistakes)
    try:
        written = Written.model_validate({stem: file.values for stem, file in files.items()})
    except ValidationError as error:
        return None, sorted(_of_shape(details, files) for details in error.errors())
    for where, what, remedy in contradictions(written, _source(folder)):
        file = files[str(where[0])]
        mistakes.append(Mistake(file.file, file.line(where[1:]), what, remedy))
    return written, sorted(mistakes)


def _source(folder: Path) -> str | None:
    path = folder / SOURCE
    return path.read_text(encoding="utf-8") if path.exists() else None


def _of_shape(details: ErrorDetails, files: dict[str, Read]) -> Mistake:
    """Say in plain words what the validation found."""
    path: Where = details["loc"]
    stem, inner = str(path[0]), path[1:]
    file = files.get(stem) or Read(f"{stem}.yml", None, None)
    name = str(inner[-1]) if inner else f"{stem}.yml"
    what, remedy = {
        "missing": (f"“{name}” is missing.", "Add it."),
        "extra_forbidden": (f"“{name}” is not known here.", "Correct its spelling, or remove it."),
        "string_type": (f"“{name}” is not text.", "Put it in quotation marks."),
    }.get(details["type"], (f"“{name}” does not fit: {details['msg']}.", "Correct it."))
    return Mistake(file.file, file.line(inner), what, remedy)


def _pack(written: Written, shelf: Shelf) -> Pack:
    cover = written.pack
    figure = figures(written.settings.lifetimes)
    clauses = _clauses(written.policy, Source.POLICY, cover.policy_label, cover.policy_version)
    for clause in _clauses(written.procedures, Source.PROCEDURE, cover.procedure_label, ""):
        clauses.append(clause.model_copy(update={"words": clause.words.format_map(figure)}))
    clauses += _clauses(written.good_practice, Source.GOOD_PRACTICE, cover.good_practice_label, "")
    return Pack(
        organisation=cover.organisation,
        org=cover.org,
        prefix=cover.prefix,
        time_zone=cover.time_zone,
        policy_title=cover.policy_title,
        policy_version=cover.policy_version,
        director_title=cover.director_title,
        in_danger=cover.in_danger,
        clauses={clause.id: clause for clause in clauses},
        accounts={account.id: account for account in written.accounts},
        signs=written.signs,
        settings=written.settings,
        asking=written.asking,
        matters=written.digest,
        retention=written.retention,
        sayings=written.privacy,
        helplines=written.helplines,
        ours=written.ours,
        wording=Wording(rules=tuple(shelf.rules), lists=shelf.lists, themes=written.wording.themes),
    )


def _clauses(sections: tuple[Section, ...], source: Source, label: str, version: str) -> list[Clause]:
    return [
        Clause(
            **{**clause.model_dump(), "lead": clause.lead or section.lead},
            heading=section.heading,
            source=source,
            version=version,
            label=f"{label}, {clause.id}",
        )
        for section in sections
        for clause in section.clauses
    ]

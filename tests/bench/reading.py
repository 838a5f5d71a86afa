"""How fast a whole draft is read, for private things and for words, as the form does while somebody types.

The floor is what the rules would cost with no reading around them: each of their patterns searched once over the same
text by RE2, for its first place only. It holds one pattern for each wording rule (all that the rule looks for, as
alternatives) and each pattern of the detectors of private things. What silences a rule or must stand beside it is not
in it, nor is any rule that reads a shape: swearing, wrong numbers, another language. `_vs_each_phrase` has a pattern
for each phrase instead, as they were written.
"""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import cycle
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import re2

from bot.policy import privacy
from bot.policy.findings import Occasion
from bot.policy.likeness.apart import Apart
from bot.policy.load import load_pack
from bot.policy.pack import Pack
from bot.policy.prepared import prepare
from bot.policy.privacy.patterns import Pattern
from bot.policy.screening import screen
from bot.policy.wording.expressions import expression
from bot.policy.wording.phrases import Choice, parsed, parts
from tests.bench.privacy import in_turn, presidio
from tests.bench.rows import Row, percentile
from tests.wording.labelled import drafts

LENGTHS = (600, 2_900)
DRAFTS, STARTS = 30, 5
_MEMORY = 64 << 20
Read = Callable[[str], object]


def reading() -> list[Row]:
    """Return the rows. A ratio to the floor is ours to it; one to Presidio says how many times as long that takes."""
    pack = load_pack()
    joined, each = _patterns(pack), _patterns(pack, apart=True)

    def ours(text: str) -> object:
        return screen(pack, text)

    def floor(text: str) -> None:
        _search(joined, text)

    def each_phrase(text: str) -> None:
        _search(each, text)

    rows = []
    for length in LENGTHS:
        clean, told = _texts(pack, length)
        for name, texts in ((f"read_{length}_clean", clean), (f"read_{length}", told)):
            took = in_turn(texts, ours, floor, each_phrase)
            rows += _against_floor(f"{name}_vs_floor", took[:2], len(joined))
            rows += _against_floor(f"{name}_vs_each_phrase", took[::2], len(each))
        every = clean[::2] + told[::2]
        with_spacy = presidio(blank=False)
        rows += _against_presidio(length, in_turn(every, ours, presidio(blank=True), with_spacy))
        rows += _second_look(every[::5], with_spacy) if length == LENGTHS[0] else []
    return [*rows, *_loading()]


def _search(patterns: list[Any], text: str) -> None:
    raw = prepare(text).raw.lower()
    for pattern in patterns:
        pattern.search(raw)


def _texts(pack: Pack, length: int) -> tuple[list[str], list[str]]:
    """Return drafts of so many characters made of our labelled ones: those in which nothing is found, and others."""
    labelled = drafts()
    ordinary = cycle([draft.text for draft in labelled if not draft.expect and not screen(pack, draft.text)])
    speaking = cycle([draft.text for draft in labelled if draft.expect and screen(pack, draft.text[:length])])
    clean: list[str] = []
    while len(clean) < DRAFTS:
        text = _filled(next(ordinary), ordinary, length)
        clean += [] if screen(pack, text) else [text]
    return clean, [_filled(next(speaking), ordinary, length) for _ in range(DRAFTS)]


def _filled(text: str, filling: Iterator[str], length: int) -> str:
    while len(text) < length:
        text += "\n" + next(filling)
    return text[:length]


def _patterns(pack: Pack, *, apart: bool = False) -> list[Any]:
    """Return the patterns of the floor, searched as ours are: over one byte for each character."""
    known: dict[str, Choice] = {}
    lists = pack.wording.lists
    found = []
    for rule in pack.wording.rules:
        if rule.look_for:
            phrases = [expression(parsed(parts(phrase)[0], lists, known)) for phrase in rule.look_for]
            found += phrases if apart else ["|".join(phrases)]
    found += [pattern.expression for pattern in _of_private_things()]
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = _MEMORY
    return [re2.compile(pattern.encode(), options) for pattern in found]


def _of_private_things() -> list[Pattern]:
    """Return every pattern that a module of the detectors holds, alone or among others, once."""
    modules = [import_module(f"{privacy.__name__}.{module.name}") for module in iter_modules(privacy.__path__)]
    held: list[Any] = [value for module in modules for value in vars(module).values()]
    for value in list(held):
        held += value if isinstance(value, tuple | list) else value.values() if isinstance(value, dict) else ()
    return list(dict.fromkeys(value for value in held if isinstance(value, Pattern)))


def _against_floor(name: str, took: list[list[float]], count: int) -> list[Row]:
    rows = []
    for percent, ending in ((50, ""), (99, "_p99")):
        ours, floor = (percentile(times, percent) for times in took)
        against = f"{count} patterns of the rules, each searched once by RE2: {floor:.3f} ms at p{percent}"
        rows.append(Row(f"{name}{ending}", round(ours, 4), "ms", round(ours / floor, 2), against))
    return rows


def _against_presidio(length: int, took: list[list[float]]) -> list[Row]:
    rows = []
    for percent, ending in ((50, ""), (99, "_p99")):
        ours, patterns, spacy = (percentile(times, percent) for times in took)
        for name, theirs, what in (
            ("patterns", patterns, "Presidio with its British recognisers, patterns only"),
            ("spacy", spacy, "Presidio with the same and spaCy's en_core_web_sm"),
        ):
            against = f"{what}, private things alone, which takes {theirs:.2f} ms at p{percent}"
            row = f"read_{length}_vs_presidio_{name}{ending}"
            rows.append(Row(row, round(ours, 4), "ms", round(theirs / ours, 1), against))
    return rows


def _second_look(texts: list[str], with_spacy: Read) -> list[Row]:
    """Return what the second look takes, which comes after the reading, and what its process takes of memory."""
    apart = Apart()
    ready = {text: prepare(text).small for text in texts}
    ours, theirs = in_turn(texts, lambda text: apart.alike(ready[text], Occasion.OFFICIAL.value), with_spacy)
    took, other = percentile(ours, 50), percentile(theirs, 50)
    against = f"Presidio with spaCy, private things alone, which takes {other:.2f} ms at p50"
    assert apart.process is not None
    status = Path(f"/proc/{apart.process.pid}/status").read_text(encoding="ascii")
    mib = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    apart.process.kill()
    return [
        Row(f"second_look_{LENGTHS[0]}", round(took, 1), "ms", round(other / took, 2), against),
        Row("second_look_memory", round(mib, 1), "MiB", round(mib / 100, 2), "the 100 MiB or so of a bot beside it"),
    ]


_IN_A_PROCESS = r"""
import json, re, time
from pathlib import Path
from bot.policy.load import load_pack
from bot.policy.screening import screen

def memory():
    return int(re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024

figures = [(time.perf_counter(), memory())]
pack = load_pack()
figures.append((time.perf_counter(), memory()))
screen(pack, "Join us on Friday for a walk along the river.")
figures.append((time.perf_counter(), memory()))
print(json.dumps(figures))
"""


def _loading() -> list[Row]:
    """Return what the pack costs a process that has the program's modules already: until it is read, and used once."""
    runs = []
    for _ in range(STARTS):
        told = subprocess.run([sys.executable, "-c", _IN_A_PROCESS], check=True, capture_output=True).stdout
        runs.append(json.loads(told))
    rows = []
    for name, place, what in (("load_pack", 1, "the pack"), ("load_pack_and_read", 2, "the pack and a first draft")):
        ms = statistics.median((run[place][0] - run[0][0]) * 1000 for run in runs)
        mib = statistics.median(run[place][1] - run[0][1] for run in runs)
        rows.append(Row(f"{name}_time", round(ms, 1), "ms", round(ms / 150, 2), f"the 150 ms that {what} may take"))
        rows.append(Row(f"{name}_memory", round(mib, 1), "MiB", round(mib / 30, 2), f"the 30 MiB that {what} may take"))
    return rows

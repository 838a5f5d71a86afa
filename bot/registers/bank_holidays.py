"""Bank holidays of any part of any country.

Those of the United Kingdom are written down for some years, from the library that keeps them: to ask it costs every bot
5 MiB. Another country, or another year, is asked for there.
"""

import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.util import find_spec, module_from_spec
from pathlib import Path

FILE = Path(__file__).with_suffix(".txt")

IsFree = Callable[[date], bool]


@cache
def bank_holidays(country: str, part: str) -> IsFree:
    """Return what says whether a day is a bank holiday in that part of the country (ISO 3166 codes).

    Raises `NotImplementedError` when nobody keeps the holidays of such a place.
    """
    known = _written_down().get((country, part))
    if not known:
        return from_library(country, part)
    return lambda day: day in known[day.year] if day.year in known else from_library(country, part)(day)


@cache
def from_library(country: str, part: str) -> IsFree:
    """Return the same without what is written down."""
    import holidays  # noqa: PLC0415 (a start would be 20 ms slower)

    # This package imports every country of the world (12 MiB). Made but not run, it still finds the one asked for.
    spec = find_spec("holidays.countries")
    assert spec
    sys.modules.setdefault(spec.name, module_from_spec(spec))
    return holidays.country_holidays(country, subdiv=part or None).__contains__


@cache
def _written_down() -> dict[tuple[str, str], dict[int, frozenset[date]]]:
    found: dict[tuple[str, str], dict[int, frozenset[date]]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, part, year, *days = line.split()
            free = frozenset(date.fromisoformat(f"{year}-{day}") for day in days)
            found.setdefault((country, part), {})[int(year)] = free
    return found

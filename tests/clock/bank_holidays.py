"""Writes bank_holidays.txt from the library, when that knows more: `python -m tests.clock.bank_holidays`."""

from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version

from bot.registers.bank_holidays import FILE, from_library

PARTS = ("ENG", "WLS", "SCT", "NIR")
YEARS = range(2024, 2036)


def written(day: date) -> str:
    """Return what the file should say, on a day."""
    head = f"# Bank holidays of the United Kingdom, from the library holidays {version('holidays')}, {day.isoformat()}."
    lines = [f"GB {part} {year} {' '.join(_days(part, year))}" for part in PARTS for year in YEARS]
    return "\n".join([head, *lines, ""])


def _days(part: str, year: int) -> list[str]:
    is_free, first = from_library("GB", part), date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range(366))
    return [f"{day:%m-%d}" for day in days if day.year == year and is_free(day)]


if __name__ == "__main__":
    FILE.write_text(written(datetime.now(UTC).date()), encoding="utf-8")

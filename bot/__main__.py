"""`python -m bot` is `countersign`. An older Python is told so in one sentence instead of a traceback."""

import sys

OLDEST = (3, 11)

if tuple(sys.version_info) < OLDEST:
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit("Countersign needs Python 3.11 or newer, and this is Python " + found + ".")

from bot.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())

"""Cleans one picture from standard input to standard output, with little memory and time: see `bot.pictures.apart`."""

import json
import resource
import sys
from contextlib import suppress

from bot.pictures.unfit import UnfitError

PROCESSOR_SECONDS = 20
MEMORY = 1_500_000_000


def main() -> None:
    """Write a line of JSON, and after it the cleaned bytes if there are any."""
    memory = int(sys.argv[1]) if len(sys.argv) > 1 else MEMORY
    for what, most in ((resource.RLIMIT_CPU, PROCESSOR_SECONDS), (resource.RLIMIT_AS, memory)):
        with suppress(ValueError, OSError):  # not every system has every limit
            resource.setrlimit(what, (most, most))
    from bot.pictures.cleaning import clean  # noqa: PLC0415 (under the limits, like everything that it loads)

    try:
        cleaned = clean(sys.stdin.buffer.read())
    except UnfitError as unfit:
        sys.stdout.write(json.dumps({"unfit": unfit.why.value}))
        return
    told = {name: value for name, value in vars(cleaned).items() if name != "data"}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + cleaned.data)


main()

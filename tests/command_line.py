"""The command line, called in this process as a shell would call it."""

import sys

from bot.cli import main


def exit_code(*arguments: str) -> int:
    """Run `countersign` with these arguments and return its exit code; what it says goes to the usual places."""
    try:
        return main(arguments)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return int(end.code or 0)

"""The command line. Each command is a module of this package, and only the one that is asked for is imported."""

import argparse
import gc
import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

COMMANDS = {
    "run": "run the bot until it is told to stop",
    "demo": "try the bot in the browser, with a Slack of its own",
    "doctor": "check everything the bot needs, and say what to do",
    "digest": "print the digest of a week",
    "people": "list who holds which role, give a role or end one",
    "policy": "check a policy pack",
    "screen": "read a text against the policy, and say what may reveal something private",
    "verify": "recompute the whole record, and name the first entry that is wrong",
    "cosign": "sign, as a witness on your own machine, that the record has only grown",
    "cosigned": "keep a witness's signature",
    "backup": "put everything that is needed to go on into one file",
    "restore": "go on from a backup; the record says so for ever",
    "receipt": "show the receipt of a decision, or check one that somebody holds",
    "key": "show the key that signs the record, or change it",
    "export": "write the record, or a part of it, to a file; or all that is held about one person",
    "report": "put a month on paper for the trustees, with every proposal",
    "print": "put one proposal on paper, with every revision",
    "erase": "erase the words of a proposal or the name of a person, for good",
    "retention": "show what has been kept long enough, erase it, or hold something back",
    "db": "give a PostgreSQL role what the bot needs, and no more",
    "outbox": "list the messages that could not be sent, or send them again",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return the process's exit code: 0 is well, 1 needs somebody, 2 was not understood."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    with _nothing_is_garbage():
        understood, carry_out = _understood(given)
    return carry_out(understood)


@contextmanager
def _nothing_is_garbage() -> Iterator[None]:
    """While modules are imported nothing becomes garbage, and looking for it takes an eighth of the time to start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _understood(given: list[str]) -> tuple[argparse.Namespace, Callable[[argparse.Namespace], int]]:
    parser = argparse.ArgumentParser(
        prog="countersign", description="An organisation checks what it says in public before it is said."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose.capitalize() + ".")
        if given[:1] == [name]:
            importlib.import_module(f"bot.cli.{name}").understand(command)
    understood = parser.parse_args(given)
    return understood, importlib.import_module(f"bot.cli.{understood.command}").carry_out

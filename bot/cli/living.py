"""How a process lives that goes on until it is told to stop: what it logs, and how it hears that it should end."""

import asyncio
import contextlib
import logging
import signal
import sys

TALKATIVE = ("aiohttp", "alembic", "apscheduler", "asyncio", "slack_bolt", "slack_sdk", "sqlalchemy")
"""Libraries that log what they carry, drafts and names among it, or more than anybody wants to read."""


def set_up_log(level: str) -> None:
    """Log to standard error. Libraries are heard only when something is wrong, whatever the level."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    for library in TALKATIVE:
        logging.getLogger(library).setLevel(logging.WARNING)


def answer_first() -> None:
    """Let the threads of a process that answers people take turns ten times as often as usual.

    Whoever waits for a commit would otherwise wait up to 5 ms more for the outbox's turn to end.
    """
    sys.setswitchinterval(0.0005)


def stop_signal() -> asyncio.Event:
    """Return what is set by Ctrl-C or by whoever ends the process (SIGTERM), from now on."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # on Windows Ctrl-C interrupts the loop by itself
            loop.add_signal_handler(number, told.set)
    return told

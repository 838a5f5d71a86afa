"""The index of a pack's phrases is made in a process of its own: while it is made it needs five times its room."""

import pickle
import subprocess
import sys
from collections.abc import Mapping

from bot.policy.wording.anchors import Anchors
from bot.policy.wording.indexing import index_of
from bot.policy.wording.phrases import Choice, ways

_MANY = 200
"""Fewer are indexed before a process has started."""

_SECONDS = 60

Asked = tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]
"""Phrases, and the lists of words they name."""


def anchors_of(phrases: tuple[str, ...], lists: Mapping[str, tuple[str, ...]]) -> Anchors:
    """Return the index of some phrases; it is made here where no other process can be had, or none answers."""
    asked = (phrases, lists)
    if len(phrases) < _MANY:
        return made_here(asked)
    try:
        told = subprocess.run(
            [sys.executable, "-I", "-m", "bot.policy.wording"],
            input=pickle.dumps(asked),
            capture_output=True,
            check=True,
            env={},
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return made_here(asked)
    made: Anchors = pickle.loads(told.stdout)  # noqa: S301 (the process is ours, and was given nothing else)
    return made


def made_here(asked: Asked) -> Anchors:
    """Return the index, made in this process."""
    phrases, lists = asked
    known: dict[str, Choice] = {}
    return index_of(ways(phrase, lists, known) for phrase in phrases)

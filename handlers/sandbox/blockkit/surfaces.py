"""Surfaces."""

from typing import Any

from handlers.sandbox.blockkit.rules import Problem


def message_problems(blocks: Any) -> list[Problem]:
    """Nothing yet."""
    return []


def view_problems(view: Any, kind: str) -> list[Problem]:
    """Nothing yet."""
    return []

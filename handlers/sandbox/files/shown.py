"""Files that blocks show by `slack_file`: whether the bot may use them, and who sees them through it."""

from collections.abc import Iterator
from typing import Any

from handlers.sandbox.blockkit import Problem
from handlers.sandbox.files.store import StoredFile
from handlers.sandbox.workspace import Blocks, Json, Workspace


def file_problems(workspace: Workspace, blocks: Blocks, at: str = "/blocks") -> list[Problem]:
    """What Slack would refuse: a file that is not there, not ready, no picture, or not the bot's to show."""
    return [
        Problem("invalid slack file", pointer)
        for reference, pointer in _references(blocks, at)
        if not _usable(workspace, _file(workspace, reference))
    ]


def show_files(workspace: Workspace, blocks: Blocks, to: str) -> None:
    """Remember that the people of a conversation, or one person, see the files in these blocks."""
    for reference, _ in _references(blocks, ""):
        file = _file(workspace, reference)
        if file is not None:
            file.audience.add(to)


def bot_sees(workspace: Workspace, file: StoredFile) -> bool:
    """Whether a file is the bot's own, was given to it in a form, or stands in a conversation it is in."""
    return may_see(workspace, workspace.bot_user, file)


def may_see(workspace: Workspace, user: str, file: StoredFile) -> bool:
    """Whether somebody uploaded a file, was shown it, or is in a conversation where it stands."""
    rooms = (workspace.channels[name] for name in file.audience if name in workspace.channels)
    return user == file.user or user in file.audience or any(user in room.members for room in rooms)


def _usable(workspace: Workspace, file: StoredFile | None) -> bool:
    return (
        file is not None and file.stage == "ready" and file.mimetype.startswith("image/") and bot_sees(workspace, file)
    )


def _file(workspace: Workspace, reference: Json) -> StoredFile | None:
    if "id" in reference:
        return workspace.files.get(str(reference["id"]))
    return workspace.files.behind(str(reference["url"]))


def _references(part: Any, at: str) -> Iterator[tuple[Json, str]]:
    if isinstance(part, list):
        for index, item in enumerate(part):
            yield from _references(item, f"{at}/{index}")
    elif isinstance(part, dict):
        for name, value in part.items():
            if name == "slack_file":
                yield value, f"{at}/slack_file"
            else:
                yield from _references(value, f"{at}/{name}")

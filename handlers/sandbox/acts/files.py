"""What a person can do with files: upload, look at and delete them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from handlers.sandbox.acts.sight import NotPossibleError, Sight
from handlers.sandbox.files import StorageFullError, StoredFile
from handlers.sandbox.files.shown import may_see
from handlers.sandbox.slack import Slack
from handlers.sandbox.workspace import Json

USUAL_MOST = 10


@dataclass(frozen=True)
class Upload:
    """A file on somebody's own device."""

    name: str
    content: bytes


class FileDeeds:
    """The file chooser, in a form and beside the message field. `form_limit` is in bytes for each file of a form."""

    def __init__(self, slack: Slack, sight: Sight, form_limit: int) -> None:
        self._slack = slack
        self._sight = sight
        self._form_limit = form_limit

    def upload(self, user: str, upload: Upload) -> StoredFile:
        """Send a file to the workspace; nobody else sees it yet."""
        self._sight.member(user)
        try:
            return self._slack.workspace.files.store(user, upload.name, upload.content)
        except StorageFullError:
            raise NotPossibleError(f"{upload.name} is larger than this workspace keeps.") from None

    def look(self, user: str, file_id: str) -> StoredFile:
        """Open a file."""
        file = self._slack.workspace.files.get(file_id)
        if file is None or file.stage != "ready" or not may_see(self._slack.workspace, user, file):
            raise NotPossibleError(f"There is no file {file_id} that {user} can see.")
        return file

    def delete(self, user: str, file_id: str) -> None:
        """Delete one's own file for everybody."""
        file = self.look(user, file_id)
        if file.user != user:
            raise NotPossibleError("Only whoever uploaded a file deletes it.")
        self._slack.workspace.files.delete(file)

    def own(self, user: str, ids: Sequence[str]) -> list[StoredFile]:
        """Files that this person has uploaded, for a message."""
        files = [self.look(user, file_id) for file_id in ids]
        if any(file.user != user for file in files):
            raise NotPossibleError("Only one's own files can be attached.")
        return files

    def chosen(self, user: str, element: Json, value: Any) -> list[Json]:
        """What a form's file field holds once these files (each with its `id`) were chosen, within its limits."""
        files = self.own(user, [str(each["id"]) for each in value or ()])
        most = element.get("max_files", USUAL_MOST)
        if len(files) > most:
            raise NotPossibleError(f"Please choose no more than {most} {'file' if most == 1 else 'files'}.")
        allowed = [kind.lower().lstrip(".") for kind in element.get("filetypes", ())]
        for file in files:
            if allowed and PurePath(file.name).suffix.lower().lstrip(".") not in allowed:
                raise NotPossibleError(f"{file.name} is of a kind that cannot be added here ({', '.join(allowed)}).")
            if file.length > self._form_limit:
                raise NotPossibleError(f"{file.name} is larger than {self._form_limit // 2**20} MB.")
            file.audience.add(self._slack.workspace.bot_user)
        return [self._slack.shapes.file(file) for file in files]

"""Files as Slack has them: uploaded in three steps, not ready at once, and private to those who were shown them."""

from handlers.sandbox.files.store import MOST_BYTES, Files, StorageFullError, StoredFile

__all__ = ["MOST_BYTES", "Files", "StorageFullError", "StoredFile"]

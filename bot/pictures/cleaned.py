"""What comes back of a picture that was taken."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Cleaned:
    """A picture with nothing in it but the picture.

    `located` says that the original told where it was taken; `stilled` that it moved, and no longer does.
    """

    media_type: str
    width: int
    height: int
    located: bool
    stilled: bool
    data: bytes

    @property
    def sha256(self) -> str:
        """Its name: the hash of its bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()

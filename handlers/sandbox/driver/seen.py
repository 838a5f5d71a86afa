"""Messages and views as somebody saw them at one moment."""

from dataclasses import dataclass, field

from handlers.sandbox.blocktext import buttons, text_of
from handlers.sandbox.payloads import unescape
from handlers.sandbox.workspace import Blocks, Json


@dataclass(frozen=True)
class SeenMessage:
    """A message at one moment; `text` is what a notification shows, `blocks` what is drawn."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: Blocks
    thread_ts: str | None = None
    ephemeral: bool = False
    edited: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    pinned: bool = False

    @property
    def words(self) -> str:
        """Everything that can be read in it: the blocks, or the text when there are none."""
        return text_of(self.blocks) if self.blocks else unescape(self.text)

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons."""
        return buttons(self.blocks)


@dataclass(frozen=True)
class SeenView:
    """A Home tab at one moment."""

    id: str
    blocks: Blocks
    view: Json

    @property
    def words(self) -> str:
        """Everything that can be read in it."""
        return text_of(self.blocks)

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons."""
        return buttons(self.blocks)


@dataclass(frozen=True)
class CommandResult:
    """What came in answer to a typed command; None and empty when there was nothing."""

    text: str | None
    blocks: Blocks

    @property
    def words(self) -> str:
        """Everything that can be read in it."""
        return text_of(self.blocks) if self.blocks else unescape(self.text or "")

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons."""
        return buttons(self.blocks)

"""The networks' limits as data: networks.yml, read once, when something is first measured."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Unit = Literal["weighted", "graphemes", "mastodon", "threads", "characters", "utf16", "bytes"]
Sure = Literal["official", "vendor", "secondary"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Folds(_Strict):
    """How much of a text is seen before "more", on a phone."""

    characters: int = Field(gt=0)
    lines: int = Field(gt=0, default=1000)
    source: str
    sure: Sure


class Network(_Strict):
    """What one network allows, who says so, and when that was last looked at."""

    name: str
    count: Unit
    limits: dict[str, int]
    bytes: dict[str, int] = {}  # kinds of text that are counted in bytes of UTF-8 instead
    most_bytes: int | None = None  # a second limit, beside the count
    video: int | None = None
    links: int | None = None
    hashtags: int | None = None
    alt: int | None = None
    own_rules: str = ""
    folds: Folds | None = None
    source: str
    sure: Sure
    checked: date

    def limit(self, kind: str) -> tuple[int, Unit]:
        """Return how much a text of this kind may hold, and in which unit."""
        if kind in self.bytes:
            return self.bytes[kind], "bytes"
        return self.limits.get(kind, self.limits["post"]), self.count


@cache
def networks() -> dict[str, Network]:
    """Return every network that is known, by its name in a pack's accounts."""
    written = files(__package__).joinpath("networks.yml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Network]).validate_python(yaml.safe_load(written))

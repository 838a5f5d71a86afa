"""Rules."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One broken rule, and the JSON pointer to what breaks it."""

    rule: str
    at: str

    def __str__(self) -> str:
        return f"{self.rule} [json-pointer:{self.at}]"

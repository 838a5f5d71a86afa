"""What a deputy may decide: a scope, written as text so that it can be read in the register, and fail closed.

The Director alone names a deputy, so nobody who stands in can name another. What the pack reserves for the Director is
within a scope only when the scope says so.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """What is to be decided, as far as a scope is concerned."""

    kind: str
    accounts: frozenset[str]
    reserved: bool


@dataclass(frozen=True)
class Scope:
    """Some kinds and some accounts (empty means all), and whether what is reserved for the Director is within it."""

    kinds: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    reserved: bool = False

    def __str__(self) -> str:
        """Return it as it is kept: "kinds=post,reply accounts=facebook reserved", empty for everything not reserved."""
        pieces = [f"kinds={','.join(sorted(self.kinds))}"] if self.kinds else []
        pieces += [f"accounts={','.join(sorted(self.accounts))}"] if self.accounts else []
        return " ".join([*pieces, *(["reserved"] if self.reserved else [])])

    def fits(self, case: Case) -> bool:
        """Return whether the case is within it: its kind and every one of its accounts."""
        if case.reserved and not self.reserved:
            return False
        if self.kinds and case.kind not in self.kinds:
            return False
        return not self.accounts or (bool(case.accounts) and case.accounts <= self.accounts)

    @property
    def is_everything(self) -> bool:
        """Whether it leaves nothing out, but for what may be reserved."""
        return not self.kinds and not self.accounts


def read_scope(text: str) -> Scope | None:
    """Return the scope that was kept as this text, or None when it is not understood: then nothing is within it."""
    found: dict[str, frozenset[str]] = {}
    reserved = False
    for piece in text.split():
        name, equals, values = piece.partition("=")
        if piece == "reserved":
            reserved = True
        elif name in ("kinds", "accounts") and equals and all(values.split(",")) and name not in found:
            found[name] = frozenset(values.split(","))
        else:
            return None
    return Scope(found.get("kinds", frozenset()), found.get("accounts", frozenset()), reserved)

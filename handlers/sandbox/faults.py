"""Orders to misbehave: which call fails next, and how, so that a test can see what a bot makes of it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from handlers.sandbox.workspace import Json


@dataclass(frozen=True)
class Fault:
    """One way for a call to go wrong.

    Plain (`Fault.HTML`) or with its figure (`Fault.RATE_LIMITED(retry_after=1)`, `Fault.SERVER_ERROR(503)`,
    `Fault.REFUSED("channel_not_found")`). `value` is seconds, an HTTP status or Slack's error code.
    """

    kind: str
    value: float | str = ""

    RATE_LIMITED: ClassVar["Fault"]
    SERVER_ERROR: ClassVar["Fault"]
    TIME_OUT: ClassVar["Fault"]
    ACCEPT_AND_DROP: ClassVar["Fault"]
    HTML: ClassVar["Fault"]
    REFUSED: ClassVar["Fault"]
    UNKNOWN_METHOD: ClassVar["Fault"]
    SLOW: ClassVar["Fault"]

    def __call__(self, value: float | str | None = None, *, retry_after: float | None = None) -> "Fault":
        """The same fault with another figure."""
        given = retry_after if retry_after is not None else value
        return self if given is None else replace(self, value=given)


Fault.RATE_LIMITED = Fault("rate_limited", 1)
Fault.SERVER_ERROR = Fault("server_error", 500)
Fault.TIME_OUT = Fault("time_out")
Fault.ACCEPT_AND_DROP = Fault("accept_and_drop")
Fault.HTML = Fault("html")
Fault.REFUSED = Fault("refused", "fatal_error")
Fault.UNKNOWN_METHOD = Fault("unknown_method")
Fault.SLOW = Fault("slow", 2)

KINDS = {
    fault.kind: fault
    for fault in (
        Fault.RATE_LIMITED,
        Fault.SERVER_ERROR,
        Fault.TIME_OUT,
        Fault.ACCEPT_AND_DROP,
        Fault.HTML,
        Fault.REFUSED,
        Fault.UNKNOWN_METHOD,
        Fault.SLOW,
    )
}


@dataclass(eq=False)
class Order:
    """A fault that is waiting for its calls."""

    method: str
    fault: Fault
    left: float
    where: Callable[[Json], bool]


class Faults:
    """The orders of one sandbox; the first that fits a call is carried out."""

    def __init__(self) -> None:
        self.orders: list[Order] = []

    def order(
        self,
        method: str,
        fault: Fault,
        times: float | None = None,
        where: Callable[[Json], bool] = lambda arguments: True,
    ) -> Order:
        """Let the next `times` calls of `method` whose arguments fit fail.

        "*" is any method; "response_url", "file.upload" and "file.download" are the addresses of those names.
        One time unless told; an unknown method stays unknown.
        """
        usual = math.inf if fault.kind == "unknown_method" else 1
        order = Order(method, fault, usual if times is None else times, where)
        self.orders.append(order)
        return order

    def next(self, method: str, arguments: Json) -> Fault | None:
        """The fault this call meets, if any; counts it."""
        for order in self.orders:
            if order.method in (method, "*") and order.where(arguments):
                order.left -= 1
                if order.left <= 0:
                    self.orders.remove(order)
                return order.fault
        return None

    def clear(self) -> None:
        """Behave from now on."""
        self.orders.clear()

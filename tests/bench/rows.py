"""What a run of the bench says: figures, each with its ratio to something else that was measured in between."""

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field


def percentile(values: list[float], percent: int) -> float:
    """Return the value below which so many of a hundred lie."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


Side = Callable[[int], Awaitable[object]]


@dataclass(frozen=True)
class Row:
    """One figure, and its ratio to the figure of `against` in the same run."""

    name: str
    value: float
    unit: str
    ratio: float
    against: str


@dataclass
class Took:
    """How long one side took, run by run, in seconds: by the clock, and of the processors' time."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.wall)

    @property
    def cpu_median(self) -> float:
        return statistics.median(self.cpu)


async def in_turn(runs: int, *sides: Side, unmeasured: int = 0) -> list[Took]:
    """Run all sides once for every number, each beginning as often as the others; the first few are not measured."""
    took = [Took() for _ in sides]
    for number in range(runs):
        first = number % len(sides)
        for place in (*range(first, len(sides)), *range(first)):
            wall, cpu = time.perf_counter(), time.process_time()
            await sides[place](number)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            if number >= unmeasured:
                took[place].wall.append(wall)
                took[place].cpu.append(cpu)
    return took

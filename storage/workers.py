"""Threads that carry out jobs in order of urgency. One hop there and one back: a database call must not cost more."""

import itertools
import threading
from collections.abc import Callable
from enum import IntEnum
from queue import PriorityQueue

Job = Callable[[], None]


class Urgency(IntEnum):
    """Which of the waiting jobs goes first; equal ones go in the order they came."""

    DECISION = 0
    OTHER = 1
    END = 2


class Workers:
    """So many threads with one queue. A job must answer for its own exceptions."""

    def __init__(self, name: str, threads: int) -> None:
        self._waiting: PriorityQueue[tuple[Urgency, int, Job | None]] = PriorityQueue()
        self._arrivals = itertools.count()
        self._closed = False
        # A command that forgets to close its store must still be able to end.
        self._threads = [threading.Thread(target=self._work, name=name, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def submit(self, urgency: Urgency, job: Job) -> None:
        """Queue a job. It is refused when the threads are about to end."""
        if self._closed:
            raise RuntimeError("the store is closed")
        self._waiting.put((urgency, next(self._arrivals), job))

    def close(self) -> None:
        """Finish what is queued, then end the threads; blocks until they have."""
        self._closed = True
        for _ in self._threads:
            self._waiting.put((Urgency.END, next(self._arrivals), None))
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (job := self._waiting.get()[2]) is not None:
            job()

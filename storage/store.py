"""The store: whoever waits for the database waits on the event loop, while the work is done on a thread beside it."""

import asyncio
import logging
from collections.abc import Callable
from queue import SimpleQueue

from bot.ports import Result, UnitOfWork
from storage.engine import connect, is_sqlite
from storage.forgetting import forget
from storage.transaction import transact
from storage.workers import Urgency, Workers

log = logging.getLogger(__name__)

# SQLite has one writer at a time anyway; waiting in our own queue is fair and wakes up at once.
_SQLITE_THREADS = {"writers": 1, "readers": 1}
_POSTGRES_THREADS = {"writers": 4, "readers": 2}

Work = Callable[[UnitOfWork], Result]
Answer = Callable[[], Result]


class SqlStore:
    """The `Store` of one organisation. Each way to run work exists twice: awaited, and `…_now` for commands.

    A caller that goes away while its work is queued takes it along; work that has begun is carried to its end.
    """

    def __init__(self, url: str, org: str) -> None:
        threads = _SQLITE_THREADS if is_sqlite(url) else _POSTGRES_THREADS
        self._org = org
        self._writing = connect(url, connections=threads["writers"])
        self._reading = connect(url, connections=threads["readers"], reading=True)
        self._writers = Workers("storage-writer", threads["writers"])
        self._readers = Workers("storage-reader", threads["readers"])

    async def decide(self, work: Work[Result]) -> Result:
        """Run work that may append to the record: such units run one after another for an organisation."""
        return await _awaited(self._writers, Urgency.DECISION, lambda: self._decide(work))

    async def write(self, work: Work[Result]) -> Result:
        """Run work that writes and never touches the record; gives way to `decide`."""
        return await _awaited(self._writers, Urgency.OTHER, lambda: self._write(work))

    async def read(self, work: Work[Result]) -> Result:
        """Run work that only reads; writing in it fails."""
        return await _awaited(self._readers, Urgency.OTHER, lambda: self._read(work))

    def decide_now(self, work: Work[Result]) -> Result:
        """Do as `decide`, blocking."""
        return _blocking(self._writers, Urgency.DECISION, lambda: self._decide(work))

    def write_now(self, work: Work[Result]) -> Result:
        """Do as `write`, blocking."""
        return _blocking(self._writers, Urgency.OTHER, lambda: self._write(work))

    def read_now(self, work: Work[Result]) -> Result:
        """Do as `read`, blocking."""
        return _blocking(self._readers, Urgency.OTHER, lambda: self._read(work))

    def forget_now(self) -> bool:
        """Have what was erased vanish from the database's files, and return whether that could be done now; blocks."""
        return _blocking(self._writers, Urgency.OTHER, lambda: forget(self._writing))

    def close(self) -> None:
        """Finish what is queued and let go of the database; blocks until both are done."""
        self._writers.close()
        self._readers.close()
        self._reading.dispose()
        self._writing.dispose()

    def _decide(self, work: Work[Result]) -> Result:
        return transact(self._writing, self._org, work, deciding=True)

    def _write(self, work: Work[Result]) -> Result:
        return transact(self._writing, self._org, work)

    def _read(self, work: Work[Result]) -> Result:
        return transact(self._reading, self._org, work)


def open_store(url: str, org: str) -> SqlStore:
    """Return the organisation's store in a database that `migrate` has brought up to date."""
    return SqlStore(url, org)


async def _awaited(workers: Workers, urgency: Urgency, run: Answer[Result]) -> Result:
    loop = asyncio.get_running_loop()
    answered: asyncio.Future[Answer[Result]] = loop.create_future()

    def job() -> None:
        if answered.cancelled():
            return
        answer = _answer(run)
        try:
            loop.call_soon_threadsafe(hand_over, answer)
        except RuntimeError:  # The event loop has ended.
            _log_failure(answer)

    def hand_over(answer: Answer[Result]) -> None:
        if answered.cancelled():
            _log_failure(answer)
        else:
            answered.set_result(answer)

    workers.submit(urgency, job)
    return (await answered)()


def _log_failure(answer: Answer[Result]) -> None:
    try:
        answer()
    except Exception:
        log.exception("a unit of work failed after its caller had gone")


def _blocking(workers: Workers, urgency: Urgency, run: Answer[Result]) -> Result:
    answers: SimpleQueue[Answer[Result]] = SimpleQueue()
    workers.submit(urgency, lambda: answers.put(_answer(run)))
    return answers.get()()


def _answer(run: Answer[Result]) -> Answer[Result]:
    """Run it, and return what hands its result, or its exception, to whoever asks."""
    try:
        result = run()
    except BaseException as error:
        failure = error

        def fail() -> Result:
            raise failure

        return fail
    return lambda: result

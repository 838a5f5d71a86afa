"""What a live change of the form costs: from its envelope leaving Slack to the new drawing arriving there."""

import asyncio
import time

from handlers.sandbox import Sandbox
from tests.bench.rows import Row, percentile

TEXT = (
    "Join us on Friday for a walk along the river, ten miles at an easy pace, with soup and good company afterwards. "
)
CHANGES, UNMEASURED = 220, 20


async def writing(sandbox: Sandbox, author: str) -> list[Row]:
    """Type into the form, a character a change, and wait for each drawing."""
    member = sandbox.member(author)
    await member.command("/propose-post")
    form = await member.modal()
    await form.fill(accounts=["facebook", "x"])
    drawn, acknowledged = [], []
    for length in range(1, CHANGES + 1):
        awaited = _drawings(sandbox) + 1
        began = time.perf_counter()
        typing = asyncio.create_task(form.fill(words=(TEXT * 2)[:length]))
        await _drawn(sandbox, awaited)
        drawn.append((time.perf_counter() - began) * 1000)
        await typing
        acknowledged.append(sandbox.acks[-1][2] * 1000)
    await form.close()
    rows = []
    for percent in (50, 99):
        took = percentile(drawn[UNMEASURED:], percent)
        ack = percentile(acknowledged[UNMEASURED:], percent)
        against = f"its own acknowledgement: {ack:.3f} ms"
        rows.append(Row(f"live_update_p{percent}", round(took, 3), "ms", round(took / ack, 3), against))
    return rows


async def _drawn(sandbox: Sandbox, awaited: int) -> None:
    await sandbox.until(lambda: _drawings(sandbox) >= awaited)


def _drawings(sandbox: Sandbox) -> int:
    return sum(call.method == "views.update" for call in sandbox.calls)

"""Pictures are opened in a process of their own: one that hangs, crashes or grows takes nothing else with it."""

import asyncio
import json
import sys

from bot.pictures.cleaned import Cleaned
from bot.pictures.unfit import Unfit, UnfitError

SECONDS = 30.0


async def clean_apart(data: bytes, *, seconds: float = SECONDS, memory: int | None = None) -> Cleaned:
    """Return the picture cleaned; raises `UnfitError`, also when it takes too long or too much memory (in bytes).

    The process gets no environment: it can know no token.
    """
    limits = [] if memory is None else [str(memory)]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "bot.pictures", *limits),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
    )
    try:
        async with asyncio.timeout(seconds):
            answer, _ = await process.communicate(data)
    except TimeoutError:
        raise UnfitError(Unfit.TOO_HARD) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    told, _, cleaned = answer.partition(b"\n")
    if process.returncode or not told:
        raise UnfitError(Unfit.TOO_HARD)
    facts = json.loads(told)
    if "unfit" in facts:
        raise UnfitError(Unfit(facts["unfit"]))
    return Cleaned(**facts, data=cleaned)

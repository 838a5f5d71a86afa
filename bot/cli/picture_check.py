"""The doctor's look at pictures: one is cleaned here as any other would be, so that what is missing is told."""

import asyncio
import base64

from bot.cli.findings import Finding, ok, to_do
from bot.pictures.apart import clean_apart
from bot.pictures.unfit import UnfitError

_ONE_PIXEL = base64.b64decode("R0lGODdhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=")


def check_pictures() -> Finding:
    """Say whether pictures can be opened in a process of their own."""
    try:
        asyncio.run(clean_apart(_ONE_PIXEL))
    except (UnfitError, OSError):
        return to_do(
            "pictures: none can be opened here, so whoever sends one is told that it could not be opened safely",
            "install the packages again, and see that the bot may start processes and use 1.5 GB of memory for one",
        )
    return ok("pictures: they can be opened")

"""A second bot on the same database and in the same workspace."""

from bot.wiring import Countersign, build
from tests.journeys.town import Town


async def another(town: Town) -> Countersign:
    """Start one more bot; the workspace shares the clicks out among all sockets. The test stops it."""
    before = town.sandbox.sockets
    bot = build(town.settings(), town.clock)
    await bot.start()
    await town.sandbox.until(lambda: town.sandbox.sockets > before, what="The socket of another bot")
    return bot

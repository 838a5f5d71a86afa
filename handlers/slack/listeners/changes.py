"""A form read while somebody fills it in: the rules' answer is drawn first, and again after a second look."""

from collections.abc import Collection

from bot.errors import Refusal
from bot.frontdesk.answers import Redraw
from bot.policy.lately import Asked
from bot.registers.people import Person
from handlers.slack import failures
from handlers.slack.blocks.forms import redrawn
from handlers.slack.blocks.text import Block
from handlers.slack.filled import read
from handlers.slack.live import Make
from handlers.slack.places.place import Caller
from handlers.slack.switchboard import Switchboard


async def read_on(on: Switchboard, who: Caller, view: Block, arrived: int, field: str) -> None:
    """Read the view as it was filled in and draw it as it fits, unless something newer arrives meanwhile."""
    unread: set[Asked] = set()
    try:
        person = await on.meet(who)
        await on.means.live.change(view, arrived, _drawing(on, person, field, unread))
    except Refusal as refused:
        on.logger.info("refused: %s for %s", refused.code, who.user)
    except Exception as error:
        failures.record(on.logger, error)
    else:
        await name(on, person, view, arrived, field=field, unread=unread)


async def name(
    on: Switchboard, person: Person, view: Block, arrived: int, *, field: str, unread: Collection[Asked]
) -> None:
    """Draw the view once more if a second look at its texts finds more."""
    try:
        if unread and await on.desk.look_again(unread):
            await on.means.live.once_more(view, arrived, _drawing(on, person, field, set()))
    except Refusal as refused:
        on.logger.info("refused: %s for %s", refused.code, person.platform_id)
    except Exception as error:
        failures.record(on.logger, error)


def _drawing(on: Switchboard, person: Person, field: str, unread: set[Asked]) -> Make:
    async def drawing(standing: Block) -> Block | None:
        reading = read(standing)
        if reading is None:
            return None
        answer = await on.desk.change(person, reading.filled, field)
        if not isinstance(answer, Redraw):
            return None
        unread.update(answer.unread)
        return redrawn(answer.form, standing)

    return drawing

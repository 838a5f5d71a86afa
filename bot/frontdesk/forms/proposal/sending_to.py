"""What the button says that sends a form: whom it goes to."""

from bot.delivery.say.phrases import first_name
from bot.registers.people import Person
from bot.registers.roles import Roles
from bot.work import Work

TITLE_ROOM = 24
"""How many characters the form's title and its button may have, wherever it is drawn."""


def send_to(work: Work, who: Person) -> str:
    """Return "Send to Ruth", or "Send" where nobody is named or the name is too long."""
    deciders = Roles.at(work.unit, work.now).deciders(but=who.id)
    label = f"Send to {first_name(work, deciders[0])}" if deciders else "Send"
    return label if len(label) <= TITLE_ROOM else "Send"

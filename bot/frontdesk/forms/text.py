"""A text that somebody wants read in private: it gets the same reading as a draft, and nothing of it is kept."""

from bot.approvals.found import Found, second_look
from bot.approvals.house_rules import pack_now
from bot.approvals.kinds import Kind
from bot.delivery.parts import ChoiceField, Filled, Form, FormPart, Option, Para, Small, TextField, Words
from bot.delivery.say.findings import advised
from bot.frontdesk.answers import Answer, Done, Open, Redraw
from bot.policy.findings import Occasion
from bot.policy.lately import Asked
from bot.policy.networks import measure
from bot.policy.privacy.names import NOT_LOOKED_FOR
from bot.policy.screening import screen
from bot.policy.second_look import NAMES
from bot.registers.people import Person
from bot.work import Work

NAME = "check_text"
MOST = 3000
WHOSE = {
    Occasion.OFFICIAL: "the organisation’s own page",
    Occasion.COMMENT: "a comment in its name on somebody else’s page",
    Occasion.PERSONAL: "my own page, as myself",
}
OWN_WORDS = ("identify", "disclaimer")
"""The themes that a line of the writer's own settles."""


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...], words: str = "") -> Answer:
    """Open the form, with the words if there are any; what one field does not hold is left out in sight."""
    return Open(_drawn(work, words[:MOST], Occasion.OFFICIAL, ""))


def changed(work: Work, who: Person, filled: Filled) -> Redraw:
    """Read what stands in the form by now."""
    chosen = filled.chosen("whose")
    network = filled.chosen("network")
    occasion = Occasion(chosen[0]) if chosen else Occasion.OFFICIAL
    return Redraw(_drawn(work, filled.text("words"), occasion, network[0] if network else ""))


submitted = changed
"""The button at the form's foot reads it too."""


def kept_from(work: Work, who: Person, filled: Filled) -> None:
    """Keep nothing."""


def closed(work: Work, who: Person, filled: Filled) -> Answer:
    """Say nothing: there is nothing left of it."""
    return Done()


def _drawn(work: Work, words: str, occasion: Occasion, network: str) -> Form:
    whose = tuple(Option(one.value, label) for one, label in WHOSE.items())
    names = dict.fromkeys(account.network for account in work.pack.accounts.values())
    networks = tuple(Option(name, name.replace("_", " ").capitalize()) for name in names if measure(name, ""))
    parts: list[FormPart] = [
        Small("Nothing you write here is kept, sent or logged, and nobody else sees it."),
        ChoiceField("whose", "Where would it stand?", whose, chosen=(occasion.value,), live=True, as_list=True),
        ChoiceField(
            "network",
            "On which network?",
            networks,
            chosen=(network,) if network else (),
            optional=True,
            live=True,
            as_list=True,
        ),
        TextField("words", "The text", words, multiline=True, live=True),
        *_reading(work, words, occasion, network),
    ]
    return Form(NAME, "Check a text", tuple(parts), submit="Check", cancel="Close")


def _reading(work: Work, words: str, occasion: Occasion, network: str) -> list[FormPart]:
    if not words.strip():
        return []
    kind = Kind.COMMENT if occasion is Occasion.COMMENT else Kind.POST
    names, alike = second_look(work, Asked(words, occasion))
    found = tuple(
        Found("words", words, one)
        for one in screen(pack_now(work), words, occasion=occasion, kind=kind.value, also=names, alike=alike)
        if one.clause in work.pack.clauses
    )
    measured = measure(network, words) if network else None
    parts: list[FormPart] = [Small(measured.told)] if measured else []
    parts += advised(work, found)
    if any(one.finding.label in OWN_WORDS for one in found):
        parts += _line(work, words, network)
    silent = "" if found else "I found nothing. "
    parts.append(Small(f"{silent}If I say nothing, it may still be wrong."))
    if not NAMES.looked_for():
        parts.append(Small(NOT_LOOKED_FOR))
    return parts


def _line(work: Work, words: str, network: str) -> list[FormPart]:
    """Offer a line that says who writes and in whose name, as long as the network has room for it."""
    name = work.pack.organisation
    for line in (f"I work for {name}. These views are my own, not those of {name}.", f"Staff at {name}; views my own."):
        measured = measure(network, f"{words}\n\n{line}") if network else None
        if measured is None or measured.left >= 0:
            return [Words(line, label="A line you could add")]
    short = f"Staff at {name}; views my own."
    return [Para(f"There is no room left for “{short}” here. It can stand in your profile, or in a second post.")]

"""The consents of people who are shown in public: noting one, and saying that one was withdrawn."""

from bot.approvals.withdrawn_consent import resting_on, withdraw_consent
from bot.delivery.parts import (
    Button,
    Buttons,
    ChoiceField,
    Confirm,
    DayField,
    Filled,
    Form,
    FormPart,
    Headline,
    Option,
    Para,
    Small,
)
from bot.errors import FieldErrors
from bot.frontdesk.answers import Answer, Open, Whisper
from bot.registers.consents import COVERS, Consent, keep_consent, told
from bot.registers.people import Person
from bot.work import Work

SHOWN = 12


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form: the newest consents that stand, and the fields for a new one."""
    standing = work.unit.find(Consent, withdrawn_at=None, order="-number", limit=SHOWN)
    accounts = tuple(Option(one.id, one.name) for one in work.pack.accounts.values())
    covers = tuple(Option(value, label) for value, label in COVERS.items())
    parts: list[FormPart] = [Headline("A new consent")]
    parts += [
        Small("I give it a number to write on the paper. The person’s name stays there; I don’t ask for it."),
        ChoiceField("accounts", "Where may they be shown?", accounts, many=True),
        ChoiceField("covers", "What did they agree to?", covers, many=True),
        DayField("last", "Until when?", optional=False, hint="A year is usual. After that day I ask for a new one."),
    ]
    if standing:
        parts.append(Headline("Consents that stand"))
    for consent in standing:
        parts += [Para(told(work, consent)), Buttons((_withdrawn(work, consent),))]
    return Open(Form(name, "Consents", tuple(parts), submit="Note it", cancel="Close"))


def submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Note the consent and say its number."""
    last = filled.day("last")
    if last is None:
        raise FieldErrors({"last": "Choose a day."})
    consent = keep_consent(work, who, filled.chosen("accounts"), filled.chosen("covers"), last)
    return Whisper(
        (
            Headline(f"Noted as C-{consent.number}. Please write that on the paper."),
            Para(f"{told(work, consent)}. In a proposal, give “C-{consent.number}” as the consent."),
        )
    )


def withdrawn(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
    """Note that it was withdrawn, and list what comes down."""
    concerned = withdraw_consent(work, who, refs[0])
    numbers = ", ".join(work.pack.number(one.number) for one in concerned)
    what = f"It concerns {numbers}: whoever posted it is asked to take it down, and the rest stops." if numbers else ""
    return Whisper((Headline("Noted: the consent is withdrawn."), Para(what or "Nothing rests on it at the moment.")))


def _withdrawn(work: Work, consent: Consent) -> Button:
    numbers = ", ".join(work.pack.number(one.number) for one in resting_on(work, consent))
    text = f"It concerns {numbers}. What is public has to come down." if numbers else "Nothing rests on it yet."
    sure = Confirm(f"Is C-{consent.number} withdrawn?", text, "It is withdrawn")
    return Button("consent_withdrawn", f"C-{consent.number} is withdrawn", (consent.id,), style="danger", confirm=sure)

"""A screenshot with "I posted it", or afterwards."""

from bot.approvals import steps
from bot.approvals.draft import Given
from bot.approvals.proof import hand_in
from bot.approvals.publishing import may_prove
from bot.delivery.parts import FilesField, Filled, Form, Para
from bot.delivery.say.phrases import accounts_told
from bot.errors import FieldErrors
from bot.frontdesk.answers import Answer, Done, Open
from bot.frontdesk.forms.pictures import TYPES, too_big
from bot.pictures.unfit import MOST_BYTES
from bot.registers.people import Person
from bot.work import Work

SCREENSHOT = "screenshot"
FIELD = FilesField(
    SCREENSHOT,
    "A screenshot",
    most=1,
    types=TYPES,
    hint="For a story or a reel, or whatever vanishes again. I keep it as proof.",
)


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form for a screenshot of what is public on one account."""
    proposal_id, account = refs
    may_prove(work, who, steps.find(work, proposal_id), account)
    line = Para(f"How it stands on {accounts_told(work, [account])}:")
    return Open(Form(name, "A screenshot", (line, FIELD), submit="Keep it", refs=refs))


def submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Have the screenshot looked at and kept."""
    proposal_id, account = filled.refs
    may_prove(work, who, steps.find(work, proposal_id), account)
    if not filled.files(SCREENSHOT):
        raise FieldErrors({SCREENSHOT: "Choose the screenshot."})
    taken(work, who, filled, proposal_id, account)
    return Done()


def taken(work: Work, who: Person, filled: Filled, proposal_id: str, account: str) -> None:
    """Have the form's screenshot looked at, if it has one."""
    for file in filled.files(SCREENSHOT)[:1]:
        if file.size > MOST_BYTES:
            raise FieldErrors({SCREENSHOT: too_big(file)})
        hand_in(work, who, proposal_id, account, Given(file=file.id, name=file.name))

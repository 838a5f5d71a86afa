"""The form in which anybody says that something public worries them."""

from bot.approvals import steps
from bot.approvals.concerns import raise_concern
from bot.approvals.draft import draft_of
from bot.approvals.models import Placement, Proposal
from bot.delivery.parts import ChoiceField, Filled, Form, Headline, Option, Para, TextField, Words
from bot.delivery.say.phrases import accounts_told, opening
from bot.errors import FieldErrors
from bot.frontdesk.answers import Answer, Done, Open, Whisper
from bot.registers.people import Person
from bot.work import Work

LATEST = 25


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...], words: str = "") -> Answer:
    """Open the form on one proposal, or on a choice of the latest public ones."""
    danger = Para(work.pack.in_danger)
    ask = TextField("words", "What worries you?", words, multiline=True)
    if refs:
        proposal = steps.find(work, refs[0])
        shown = Words(draft_of(work, proposal.id, proposal.revision).words, label=work.pack.number(proposal.number))
        return Open(Form(name, "Raise a concern", (danger, shown, ask), submit="Tell them", refs=refs))
    public = latest_public(work)
    if not public:
        return Whisper(
            (Headline("Nothing has been posted through me yet, so there is nothing to choose from."), danger)
        )
    options = tuple(Option(proposal.id, _line(work, proposal)) for proposal in public)
    which = ChoiceField("which", "Which one?", options, as_list=True)
    return Open(Form(name, "Raise a concern", (danger, which, ask), submit="Tell them"))


def submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Tell the deciders."""
    which = filled.refs or filled.chosen("which")
    if not which:
        raise FieldErrors({"which": "Choose the post that worries you."})
    raise_concern(work, who, which[0], filled.text("words"))
    return Done()


def latest_public(work: Work) -> list[Proposal]:
    """Return what was posted last, the newest first."""
    rows = [row for row in work.unit.find(Placement, order="-posted_at", limit=LATEST * 2) if row.posted_at]
    ids = list(dict.fromkeys(row.proposal_id for row in rows))[:LATEST]
    found = {proposal.id: proposal for proposal in work.unit.find(Proposal, id=ids)} if ids else {}
    return [found[proposal_id] for proposal_id in ids if proposal_id in found]


def _line(work: Work, proposal: Proposal) -> str:
    draft = draft_of(work, proposal.id, proposal.revision)
    return f"{work.pack.number(proposal.number)} {opening(draft, 40)} on {accounts_told(work, draft.accounts)}"

"""The forms of a decider: request changes, reject, take back, hold everything."""

from bot.approvals.draft import draft_of
from bot.approvals.holds import hold_everything
from bot.approvals.models import Proposal
from bot.approvals.review import MY_WISH, Reason, decidable, may_take_back, reject, request_changes, take_back
from bot.approvals.states import Step
from bot.delivery.parts import ChoiceField, Filled, Form, Option, Small, TextField, Words
from bot.frontdesk.answers import Answer, Done, Open
from bot.registers.people import Person
from bot.work import Work

TITLES = {"request_changes": "Request changes", "reject": "Reject", "take_back": "Take the approval back"}
ASKS = {
    "request_changes": "What should be different?",
    "reject": "Why not?",
    "take_back": "Why? The author reads this.",
}
STEPS = {"request_changes": Step.REQUEST_CHANGES, "reject": Step.REJECT}
SHOWN = 280


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form on the revision that the card showed; whoever may not is refused before they type."""
    proposal_id, revision = refs[0], int(refs[1])
    if name == "take_back":
        proposal = may_take_back(work, who, proposal_id, revision)
    else:
        proposal, _ = decidable(work, who, proposal_id, revision, STEPS[name])
    words = draft_of(work, proposal.id, proposal.revision).words
    shown = Words(words if len(words) <= SHOWN else words[:SHOWN] + "…", label=_named(work, proposal))
    ask = TextField("words", ASKS[name], multiline=True)
    parts = (shown, ask) if name == "take_back" else (shown, _reasons(work), ask)
    return Open(
        Form(name, TITLES[name], parts, submit=TITLES[name] if name != "take_back" else "Take it back", refs=refs)
    )


def submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Decide as the form says."""
    proposal_id, revision = filled.refs[0], int(filled.refs[1])
    words = filled.text("words")
    reason = Reason("".join(filled.chosen("clause")), words)
    match filled.name:
        case "request_changes":
            request_changes(work, who, proposal_id, revision, reason)
        case "reject":
            reject(work, who, proposal_id, revision, reason)
        case _:
            take_back(work, who, proposal_id, revision, words)
    return Done()


def hold_opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the question before everything is put on hold."""
    parts = (
        Small("Everything approved and not yet posted must wait, and whoever scheduled something takes it out."),
        TextField("reason", "Why? Everybody concerned reads this.", multiline=True, optional=True),
    )
    return Open(Form(name, "Hold everything", parts, submit="Hold everything"))


def hold_submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Put everything on hold."""
    hold_everything(work, who, filled.text("reason"))
    return Done()


def _reasons(work: Work) -> ChoiceField:
    options = [Option(clause.id, f"{clause.id} {clause.short}") for clause in work.pack.reasons()[:99]]
    options.append(Option(MY_WISH, "None, my wish"))
    return ChoiceField("clause", "Because of", tuple(options), as_list=True)


def _named(work: Work, proposal: Proposal) -> str:
    return f"{work.pack.number(proposal.number)}, revision {proposal.revision}"

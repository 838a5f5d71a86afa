"""The forms after the yes: "I posted it", "I scheduled it"; and what the comparison of the live words says."""

from bot.approvals import steps
from bot.approvals.differences import told as differences_told
from bot.approvals.draft import draft_of
from bot.approvals.holds import current_hold
from bot.approvals.models import Comparison, Proposal
from bot.approvals.publishing import Posted, posted, publishable, scheduled, to_post
from bot.approvals.refusals import wrong_state
from bot.approvals.states import State
from bot.approvals.times import told
from bot.delivery.parts import (
    Bullets,
    ChoiceField,
    Filled,
    Form,
    FormPart,
    Headline,
    Option,
    Para,
    TextField,
    WhenField,
)
from bot.delivery.say.live import only_there_told
from bot.delivery.say.phrases import accounts_told
from bot.errors import FieldErrors
from bot.frontdesk.answers import Answer, Done, Open, Whisper
from bot.frontdesk.forms import proof
from bot.frontdesk.forms.live import live_fields, live_words
from bot.registers.people import Person
from bot.registers.roles import person_named
from bot.work import Work

PUT_RIGHT = " Please put it right there if you can, or propose it anew."


def posted_opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open "I posted it" for what may be posted."""
    proposal = steps.find(work, refs[0])
    if proposal.state is not State.APPROVED and not proposal.urgent:
        raise wrong_state(work, proposal)
    hold = current_hold(work)
    accounts = _accounts(work, who, proposal)
    parts: list[FormPart] = [_where(work, accounts)]
    if hold and not proposal.urgent:
        who_held = person_named(work, hold.by).name
        parts += [
            Para(f"{who_held} put everything on hold on {told(work, hold.at)}. Please don't post it now."),
            ChoiceField(
                "already_public",
                "Is it public already?",
                (Option("yes", "Yes, it went out before I knew of the hold"),),
                many=True,
                optional=True,
            ),
        ]
    parts += [
        TextField("address", "Its web address", optional=True, limit=1000, hint="So that anybody can find it later."),
        *live_fields(_longest(work, proposal), "Paste them, and I compare them with the approved words."),
        proof.FIELD,
    ]
    return Open(Form(name, "I posted it", tuple(parts), submit="It is public", refs=_refs(refs, accounts)))


def posted_submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Note that it is public, and say how the live words compare."""
    note = Posted(
        account=_account_of(filled),
        address=filled.text("address").strip(),
        live_words=live_words(filled),
        already_public="yes" in filled.chosen("already_public"),
    )
    publication = posted(work, who, filled.refs[0], note)
    proof.taken(work, who, filled, filled.refs[0], note.account)
    if publication.comparison is not Comparison.DIFFERENT:
        return Done()
    return Whisper(
        (
            Headline("The words there are not quite the approved ones."),
            Bullets(differences_told(publication.differences), title="Approved, and now there"),
            *only_there_told(work, publication.found, publication.judges),
            Para(f"It is noted, and shown to whoever decides.{'' if publication.found else PUT_RIGHT}"),
        )
    )


def scheduled_opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open "I scheduled it" for what is approved."""
    proposal = steps.find(work, refs[0])
    if proposal.state is not State.APPROVED:
        raise wrong_state(work, proposal)
    wanted = draft_of(work, proposal.id, proposal.revision).wanted_at
    initial = wanted if wanted and wanted > work.now else None
    accounts = _accounts(work, who, proposal)
    parts = (_where(work, accounts), WhenField("planned_for", "For when?", initial, optional=False))
    return Open(Form(name, "I scheduled it", parts, submit="It is scheduled", refs=_refs(refs, accounts)))


def scheduled_submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Note that it is in a network's queue."""
    planned = filled.moment("planned_for")
    if planned is None:
        raise FieldErrors({"planned_for": "Say for when it is scheduled."})
    scheduled(work, who, filled.refs[0], _account_of(filled), planned)
    return Done()


def _accounts(work: Work, who: Person, proposal: Proposal) -> tuple[str, ...]:
    """Return the accounts that are left; refuse before anybody types when this person may post on none."""
    left = [row.account for row in steps.placements(work, proposal) if row.posted_at is None]
    if not left:
        raise wrong_state(work, proposal)
    theirs = to_post(work, who, proposal)
    if not theirs:
        publishable(work, who, proposal, left[0])
    return theirs


def _longest(work: Work, proposal: Proposal) -> str:
    return max((words for _, words in draft_of(work, proposal.id, proposal.revision).wordings()), key=len)


def _refs(refs: tuple[str, ...], accounts: tuple[str, ...]) -> tuple[str, ...]:
    return (refs[0], accounts[0]) if len(accounts) == 1 else refs[:1]


def _where(work: Work, accounts: tuple[str, ...]) -> FormPart:
    if len(accounts) == 1:
        return Para(f"On {accounts_told(work, accounts)}:")
    options = tuple(Option(account, accounts_told(work, [account])) for account in accounts)
    return ChoiceField("account", "Where", options, chosen=accounts[:1])


def _account_of(filled: Filled) -> str:
    """Return the account that was chosen, or the only one the form was about."""
    chosen = (*filled.refs[1:], *filled.chosen("account"))
    if not chosen:
        raise FieldErrors({"account": "Choose one."})
    return chosen[0]

"""The form in which something to be said in public is written: new, changed, proposed again, or edited by a decider."""

from dataclasses import dataclass

from bot.approvals import refusals, steps
from bot.approvals.checks import OTHER_ACCOUNT
from bot.approvals.draft import Draft, draft_of
from bot.approvals.models import Kind
from bot.approvals.propose import again, only_the_author, propose, revise
from bot.approvals.review import approve_with_edits, decidable
from bot.approvals.states import Step
from bot.delivery.parts import (
    Button,
    Buttons,
    ChoiceField,
    Filled,
    Form,
    FormPart,
    Option,
    Small,
    TextField,
    WhenField,
)
from bot.delivery.say.phrases import KINDS, asked_for, clauses_told, first_name
from bot.frontdesk.answers import Answer, Done, Open, Redraw
from bot.registers.people import Person
from bot.registers.roles import Roles
from bot.work import Work

VARIANT = "words_for_"
ANSWERED_KINDS = (Kind.REPLY, Kind.COMMENT)
TARGETS = {
    Kind.REPLY: "Where is it? (web address, if it has one)",
    Kind.COMMENT: "Web address of what you want to comment on",
    Kind.SHARE: "Web address of what you want to share",
    Kind.PROFILE_CHANGE: "Which part of the profile? (name, picture, “About” …)",
}


@dataclass(frozen=True)
class Purpose:
    """Why the form is open."""

    title: str
    submit: str = ""


PURPOSES = {
    "propose": Purpose("Propose a post"),
    "revise": Purpose("Change the proposal"),
    "again": Purpose("Propose again"),
    "edit": Purpose("Approve with edits", "Approve these words"),
}


def blank(kind: Kind = Kind.POST, words: str = "") -> Draft:
    """Return an empty draft, with the words that were typed after the command."""
    return Draft(kind=kind, accounts=(), words=words)


def draw(
    work: Work, who: Person, name: str, refs: tuple[str, ...], draft: Draft, *, variants: bool | None = None
) -> Form:
    """Return the form holding the draft; `variants` shows a field for other words for each account."""
    purpose = PURPOSES[name]
    several = draft.kind not in ANSWERED_KINDS and len([one for one in draft.accounts if one in work.pack.accounts]) > 1
    shown = several and (bool(draft.variants) if variants is None else variants)
    parts: list[FormPart] = [*_asked(work, name, refs), _kinds(draft), _words(draft), _accounts(work, draft)]
    if shown:
        parts += _variants(work, draft)
    elif several:
        parts.append(Buttons((Button("vary", "Other words for one of them"),)))
    parts += _advice(work, who, draft)
    parts += _particulars(draft)
    return Form(name, purpose.title, tuple(parts), submit=purpose.submit or _send_to(work, who), refs=refs)


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form on an existing proposal, holding its current draft."""
    proposal = steps.find(work, refs[0])
    if name == "edit":
        decidable(work, who, proposal.id, proposal.revision, Step.APPROVE)
    else:
        only_the_author(work, proposal, who)
    if name != "again":
        refs = (proposal.id, str(proposal.revision))
    draft = draft_of(work, proposal.id, proposal.revision)
    if draft.erased:
        raise refusals.words_erased(work, proposal, draft.erased)
    return Open(draw(work, who, name, refs, draft))


def changed(work: Work, who: Person, filled: Filled) -> Redraw:
    """Draw the form again as it fits what has been chosen so far."""
    variants = any(name.startswith(VARIANT) for name in filled.values)
    return Redraw(draw(work, who, filled.name, filled.refs, read(filled), variants=variants or None))


def varied(work: Work, who: Person, filled: Filled) -> Redraw:
    """Draw the form again with a field for other words for each account."""
    return Redraw(draw(work, who, filled.name, filled.refs, read(filled), variants=True))


def submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Send what was written to where the form's purpose says; ask for fields that were not in sight."""
    draft = read(filled)
    if _fields_missing(draft, filled):
        return Redraw(draw(work, who, filled.name, filled.refs, draft))
    match filled.name, filled.refs:
        case "revise", (proposal_id, revision):
            revise(work, who, proposal_id, int(revision), draft)
        case "edit", (proposal_id, revision):
            approve_with_edits(work, who, proposal_id, int(revision), draft)
        case "again", (old_id, *_):
            again(work, who, old_id, draft)
        case _:
            propose(work, who, draft)
    return Done()


def read(filled: Filled) -> Draft:
    """Return the draft that the form holds; other words that equal the main words are none."""
    words = filled.text("words")
    accounts = filled.chosen("accounts")
    variants = {account: filled.text(f"{VARIANT}{account}") for account in accounts}
    kind = filled.chosen("kind")
    return Draft(
        kind=Kind(kind[0]) if kind else Kind.POST,
        accounts=accounts,
        words=words,
        variants={account: text for account, text in variants.items() if text.strip() and text != words},
        link=filled.text("link").strip(),
        target=filled.text("target").strip(),
        answers=filled.text("answers"),
        wanted_at=filled.moment("wanted_at"),
        note=filled.text("note"),
        urgent="urgent" in filled.chosen("urgent"),
    )


def _fields_missing(draft: Draft, filled: Filled) -> bool:
    needed = {part.name for part in _particulars(draft) if isinstance(part, TextField)}
    return not needed <= set(filled.values)


def _kinds(draft: Draft) -> ChoiceField:
    options = tuple(Option(kind.value, label) for kind, label in KINDS.items())
    return ChoiceField("kind", "What is it?", options, chosen=(draft.kind.value,), as_list=True, live=True)


def _accounts(work: Work, draft: Draft) -> ChoiceField:
    usable = [account for account in work.pack.accounts.values() if account.open]
    closed = [account for account in work.pack.accounts.values() if not account.open]
    options = [Option(account.id, account.name) for account in usable]
    options.append(Option(OTHER_ACCOUNT, "Another account, or a personal profile"))
    hint = " ".join(f"{account.name} can't be used now: {account.why_closed or 'closed'}." for account in closed)
    chosen = tuple(account for account in draft.accounts if any(option.value == account for option in options))
    return ChoiceField("accounts", "Where", tuple(options), chosen=chosen, many=True, live=True, hint=hint)


def _asked(work: Work, name: str, refs: tuple[str, ...]) -> list[FormPart]:
    """Return what the decider asked for, so that it can be read while the words are changed."""
    if name != "revise":
        return []
    asked = asked_for(work, refs[0], int(refs[1]))
    return [asked] if asked else []


def _words(draft: Draft) -> TextField:
    share = draft.kind is Kind.SHARE
    label = "Your own words with it" if share else "The words, as they will appear"
    return TextField("words", label, draft.words, multiline=True, optional=share)


def _variants(work: Work, draft: Draft) -> list[FormPart]:
    hint = "Leave it empty where the words above are meant."
    return [
        TextField(
            f"{VARIANT}{account}",
            f"Other words for {work.pack.accounts[account].name}",
            draft.variants.get(account, ""),
            hint=hint,
            multiline=True,
            optional=True,
        )
        for account in draft.accounts
        if account in work.pack.accounts
    ]


def _particulars(draft: Draft) -> list[FormPart]:
    parts: list[FormPart] = []
    if draft.kind in TARGETS:
        optional = draft.kind is Kind.REPLY
        parts.append(TextField("target", TARGETS[draft.kind], draft.target, optional=optional, limit=1000))
    if draft.kind in ANSWERED_KINDS:
        parts.append(TextField("answers", "The words it answers", draft.answers, multiline=True))
    if draft.kind is Kind.POST:
        parts.append(TextField("link", "Link", draft.link, optional=True, limit=1000))
    parts += [
        WhenField(
            "wanted_at", "When should it appear?", draft.wanted_at, hint="Empty means: as soon as it is approved."
        ),
        TextField("note", "A note for whoever decides", draft.note, multiline=True, optional=True, limit=1000),
        ChoiceField(
            "urgent",
            "Can it wait?",
            (
                Option(
                    "urgent",
                    "No: it corrects or removes something that is public now",
                    "It may go out first; it is looked at afterwards.",
                ),
            ),
            chosen=("urgent",) if draft.urgent else (),
            many=True,
            optional=True,
        ),
    ]
    return parts


def _advice(work: Work, who: Person, draft: Draft) -> list[FormPart]:
    advice: list[FormPart] = [*clauses_told(work, "Clauses that apply", draft)]
    if draft.kind is Kind.REPLY and work.pack.settings.replies_unasked:
        advice.append(
            Small(
                "Procedure: approved publishers may answer ordinary comments on our own page without asking. "
                "Ask whenever you are in doubt."
            )
        )
    return advice


def _send_to(work: Work, who: Person) -> str:
    deciders = Roles.at(work.unit, work.now).deciders(but=who.id)
    label = f"Send to {first_name(work, deciders[0])}" if deciders else "Send"
    return label if len(label) <= 24 else "Send"

"""`/check-post NS-42`: whether what stands on a network is what was approved, at any time and as often as one likes."""

import re

from bot.approvals import steps
from bot.approvals.access import may_see
from bot.approvals.differences import told as differences_told
from bot.approvals.draft import Draft, draft_of
from bot.approvals.live_found import only_there, tell_judges, without_secret
from bot.approvals.live_words import Compared, compare
from bot.approvals.models import Placement, Proposal
from bot.approvals.refusals import how_it_stands, words_erased, wrong_state
from bot.approvals.states import State
from bot.delivery.parts import (
    Bullets,
    Button,
    Buttons,
    ChoiceField,
    Filled,
    Form,
    FormPart,
    Headline,
    Option,
    Para,
    Part,
    Small,
    TextField,
)
from bot.delivery.say.live import only_there_told
from bot.delivery.say.phrases import accounts_told, number, opening, placement_told
from bot.errors import FieldErrors, Refusal
from bot.frontdesk.answers import Answer, Open, Whisper
from bot.frontdesk.forms.live import live_fields, live_words
from bot.registers.people import Person
from bot.work import Work

NAME = "check"


def proposal_named(work: Work, words: str) -> Proposal | None:
    """Return the proposal of a number as people write it, "NS-42", "#42" or "42"; None for anything else.

    Refuses a number that nothing has.
    """
    named = re.fullmatch(rf"(?:{re.escape(work.pack.prefix)}-|#)?([0-9]{{1,9}})", words.strip(), re.IGNORECASE)
    if named is None:
        return None
    found = work.unit.get(Proposal, number=int(named[1]))
    if found is None:
        name = work.pack.number(int(named[1]))
        raise Refusal("no-such-number", f"There is no {name}.", then="/approvals and a word finds what you look for.")
    return found


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form on something that is approved."""
    proposal = may_see(work, who, refs[0])
    draft = _approved(work, proposal)
    rows = steps.placements(work, proposal)
    parts: list[FormPart] = [Headline(opening(draft)), Small(how_it_stands(work, proposal))]
    if len(rows) > 1:
        options = tuple(Option(row.account, accounts_told(work, [row.account])) for row in rows)
        posted = [row.account for row in rows if row.posted_at] or [rows[0].account]
        parts.append(ChoiceField("account", "Where", options, chosen=tuple(posted[:1])))
    longest = max((words for _, words in draft.wordings()), key=len)
    parts += live_fields(longest, "Copy them whole and paste them here.")
    hint = "Without the words: I tell you which account it was noted for. I can't read it myself."
    parts.append(TextField("address", "Or its web address", hint=hint, optional=True, limit=1000))
    return Open(Form(name, f"Check {number(work, proposal)}"[:24], tuple(parts), submit="Compare", refs=refs[:1]))


def submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Say how the live words stand to the approved ones, or what is known of the address."""
    proposal = may_see(work, who, filled.refs[0])
    draft = _approved(work, proposal)
    live, address = live_words(filled), filled.text("address").strip()
    if live:
        account = (*filled.chosen("account"), steps.placements(work, proposal)[0].account)[0]
        without_secret(live)
        return _words_told(work, who, proposal, draft, account=account, live=live)
    if address:
        return _address_told(work, proposal, address)
    raise FieldErrors({"live": "Paste the words as they stand there, or give the address below."})


def _approved(work: Work, proposal: Proposal) -> Draft:
    if proposal.state not in (State.APPROVED, State.PUBLISHED) or proposal.needs_second_look:
        raise wrong_state(work, proposal)
    draft = draft_of(work, proposal.id, proposal.revision)
    if draft.erased:
        raise words_erased(work, proposal, draft.erased)
    return draft


def _words_told(work: Work, who: Person, proposal: Proposal, draft: Draft, *, account: str, live: str) -> Whisper:
    name, where = number(work, proposal), accounts_told(work, [account])
    compared = compare(draft.words_for(account), live)
    parts: list[Part] = [Headline(f"These are the approved words of {name} for {where}.")]
    if not compared.same:
        parts = [Headline(f"These are not quite the approved words of {name} for {where}.")]
        parts += _meant_for_another(work, draft, account, live)
        parts.append(Bullets(differences_told(compared.differences), title="Approved, and now there"))
        found = only_there(work, draft, account, live)
        public = any(row.account == account and row.posted_at for row in steps.placements(work, proposal))
        judges = tell_judges(work, who, proposal, account, found) if public else ()
        parts += only_there_told(work, found, judges)
        if not found:
            parts.append(Para("If they are public, please put them right there, or tell whoever decides."))
    parts += _remarks(compared)
    if not compared.same and steps.partly_public(work, proposal):
        parts.append(Buttons((Button("concern", "Raise a concern", (proposal.id,)),)))
    return Whisper(tuple(parts))


def _meant_for_another(work: Work, draft: Draft, account: str, live: str) -> list[Part]:
    others = [one for one in draft.accounts if one != account and compare(draft.words_for(one), live).same]
    return [Para(f"They are the approved words for {accounts_told(work, others)}.")] if others else []


def _remarks(compared: Compared) -> list[Part]:
    return [Small(remark) for remark in compared.remarks]


def _address_told(work: Work, proposal: Proposal, address: str) -> Whisper:
    rows = steps.placements(work, proposal)
    noted = [row for row in rows if row.posted_at and _same_address(work.kept(row.address), address)]
    name = number(work, proposal)
    if noted:
        parts: list[Part] = [Headline(f"That is the address noted for {name}."), _posted(work, noted)]
    else:
        parts = [Headline(f"That address is not noted for {name}."), _posted(work, rows)]
    return Whisper((*parts, Small("I can't read the page. Paste its words with /check-post to compare them.")))


def _posted(work: Work, rows: list[Placement]) -> Bullets:
    return Bullets(tuple(placement_told(work, row) for row in rows))


def _same_address(noted: str, given: str) -> bool:
    return bool(noted) and compare(noted, given).same

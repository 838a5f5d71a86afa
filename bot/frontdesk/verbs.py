"""Every button there is: what it does, and whether doing it decides something or only looks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.approvals import (
    concerns,
    deputies,
    holds,
    kept,
    nudging,
    phone,
    propose,
    queues,
    reminded,
    review,
    series,
    series_approved,
)
from bot.approvals.access import may_see
from bot.approvals.draft import Draft, draft_of
from bot.approvals.models import ConcernOutcome, Kind
from bot.approvals.standing import decide_standing, end_standing
from bot.approvals.standing_use import standing_posted
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Filled, Form, Headline
from bot.delivery.say.card import card, wordings
from bot.frontdesk.answers import Answer, Done, Open, Redraw, Whisper
from bot.frontdesk.forms import (
    about_pictures,
    absence,
    check,
    consents,
    cover,
    decision,
    proof,
    proposal,
    publication,
    receipt,
    rules,
    standing,
    text,
    waiting,
)
from bot.frontdesk.forms import concern as concern_form
from bot.frontdesk.home import more
from bot.policy.ask import policy_answer
from bot.registers.people import Person
from bot.reporting.asked import send_digest, send_paper, send_report
from bot.reporting.details import details
from bot.work import Work

Act = Callable[[Work, Person, tuple[str, ...], Filled | None], Answer]


@dataclass(frozen=True)
class Verb:
    """What a button does. `decides` means that it may write to the record, `keeps` that it may write anything else."""

    act: Act
    decides: bool = False
    keeps: bool = False


def _opens(open_form: Callable[[Work, Person, str, tuple[str, ...]], Answer], name: str) -> Verb:
    return Verb(lambda work, who, refs, filled: open_form(work, who, name, refs))


def _does(step: Callable[[Work, Person, tuple[str, ...]], object]) -> Verb:
    def act(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
        step(work, who, refs)
        return Done()

    return Verb(act, decides=True)


def _sends(send: Callable[[Work, Person, tuple[str, ...]], object], say: str) -> Verb:
    def act(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
        send(work, who, refs)
        return Whisper((Headline(say),))

    return Verb(act, decides=True)


def _phone(*, confirmed: bool) -> Verb:
    return _does(lambda work, who, refs: phone.answer_phone_yes(work, who, refs[0], int(refs[1]), confirmed=confirmed))


def _nudge(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
    return Whisper((Headline(nudging.nudge(work, who, refs[0])),))


def _answers(outcome: ConcernOutcome) -> Verb:
    return _does(lambda work, who, refs: concerns.answer_concern(work, who, refs[0], outcome))


def _looks(outcome: ConcernOutcome) -> Verb:
    return _does(lambda work, who, refs: review.second_look(work, who, refs[0], outcome))


def _starts(kind: Kind | None) -> Verb:
    return Verb(lambda work, who, refs, filled: proposal.begun(work, who, kind))


def _redraws(redraw: Callable[[Work, Person, Filled], Answer]) -> Verb:
    return Verb(lambda work, who, refs, filled: redraw(work, who, filled) if filled else Done(), keeps=True)


def _back_to_words(work: Work, who: Person, filled: Filled) -> Answer:
    standing = about_pictures.back_to_words(work, who, filled)
    return proposal.carried_on(work, who, standing.id if standing else "", instead=filled)


def _throw_away(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
    if kept.named(work, who, refs[0]):
        kept.drop(work, refs[0])
    return Done()


def _show_words(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
    may_see(work, who, refs[0])
    draft = draft_of(work, refs[0], int(refs[1]))
    return Open(Form("words", "The words", wordings(work, draft), cancel="Close"), on_top=filled is not None)


def show(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
    """Open the card itself in a form, for those who see it outside its channel."""
    found = may_see(work, who, refs[0])
    row = OutboxRow(conversation="", message="card", about=refs[0], queued_at=work.now)
    parts = card(work, row) or ()
    return Open(Form("show", work.pack.number(found.number), parts, cancel="Close", refs=refs))


def _open_one(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
    found = may_see(work, who, refs[0])
    series.note_opened(work, who, found)
    return show(work, who, (found.id, str(found.revision)), filled)


def _approve_opened(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
    approved, left = series_approved.approve_opened(work, who, refs[0])
    if not left:
        return Done()
    names = ", ".join(work.pack.number(one.number) for one in left)
    those = f"{len(approved)} approved. " if approved else "Nothing was approved. "
    return Whisper((Headline(f"{those}Something in {names} is worth a look, so please decide it by itself."),))


def _add_to_series(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
    before = draft_of(work, refs[0], int(refs[1]))
    blank = Draft(kind=before.kind, accounts=before.accounts, words="", series=before.series)
    return Open(proposal.draw(work, who, "propose", (), blank, kept=kept.find(work, who, "propose")))


VERBS: dict[str, Verb] = {
    "rules": _opens(rules.opened, "rules"),
    "rule_ours": _opens(rules.ours_opened, "rule_ours"),
    "rule_phrase": _opens(rules.phrase_opened, "rule_phrase"),
    "rule_term": _opens(rules.phrase_opened, "rule_term"),
    "rule_off": _opens(rules.off_opened, "rule_off"),
    "rule_off_now": Verb(rules.off_now, decides=True),
    "rule_end": Verb(rules.ended, decides=True),
    "consents": _opens(consents.opened, "consents"),
    "consent_withdrawn": Verb(consents.withdrawn, decides=True),
    "open_one": Verb(_open_one, keeps=True),
    "approve_opened": Verb(_approve_opened, decides=True),
    "add_to_series": Verb(_add_to_series),
    "approve": _does(lambda work, who, refs: review.approve(work, who, refs[0], int(refs[1]))),
    "authorise": _does(lambda work, who, refs: review.authorise_own(work, who, refs[0], int(refs[1]))),
    "edit": _opens(proposal.opened, "edit"),
    "request_changes": _opens(decision.opened, "request_changes"),
    "reject": _opens(decision.opened, "reject"),
    "take_back": _opens(decision.opened, "take_back"),
    "look_keep": _looks(ConcernOutcome.KEEP),
    "look_correct": _looks(ConcernOutcome.CORRECT),
    "look_take_down": _looks(ConcernOutcome.TAKE_DOWN),
    "propose": _starts(None),
    "propose_comment": _starts(Kind.COMMENT),
    "carry_on": Verb(lambda work, who, refs, filled: proposal.carried_on(work, who, refs[0], instead=filled)),
    "back_to_words": _redraws(_back_to_words),
    "throw_away": Verb(_throw_away, keeps=True),
    proposal.KEEP_LONG: Verb(lambda work, who, refs, filled: proposal.long_kept(work, who, refs[0]), keeps=True),
    "revise": _opens(proposal.opened, "revise"),
    "again": _opens(proposal.opened, "again"),
    "withdraw": _does(lambda work, who, refs: propose.withdraw(work, who, refs[0])),
    "check": _redraws(proposal.changed),
    "vary": _redraws(lambda work, who, filled: proposal.unfolded(work, who, filled, variants=True)),
    "more": _redraws(lambda work, who, filled: proposal.unfolded(work, who, filled, more=True)),
    "afresh": _redraws(proposal.started_afresh),
    "check_live": _opens(check.opened, check.NAME),
    "posted": _opens(publication.posted_opened, "posted"),
    "prove": _opens(proof.opened, "prove"),
    "scheduled": _opens(publication.scheduled_opened, "scheduled"),
    "cleared": _does(lambda work, who, refs: queues.cleared(work, who, refs[0])),
    "concern": _opens(concern_form.opened, "concern"),
    "concern_keep": _answers(ConcernOutcome.KEEP),
    "concern_correct": _answers(ConcernOutcome.CORRECT),
    "concern_take_down": _answers(ConcernOutcome.TAKE_DOWN),
    "concern_done": _does(lambda work, who, refs: concerns.finish_concern(work, who, refs[0])),
    "hold": _opens(decision.hold_opened, "hold"),
    "release": _does(lambda work, who, refs: holds.release_hold(work, who)),
    "nudge": Verb(_nudge, decides=True),
    "put_off": _does(lambda work, who, refs: reminded.put_off(work, who, *refs)),
    "waiting": _opens(waiting.opened, "waiting"),
    "new_time": _opens(waiting.time_opened, "new_time"),
    "cover": _opens(cover.opened, "cover"),
    "cover_end": _does(lambda work, who, refs: deputies.end_cover(work, who, refs[0])),
    "away": _opens(absence.opened, "away"),
    "away_end": _does(lambda work, who, refs: absence.ended(work, who, refs[0])),
    "successor": _opens(cover.successor_opened, "successor"),
    "by_phone": _opens(cover.phone_opened, "by_phone"),
    "phone_confirm": _phone(confirmed=True),
    "phone_deny": _phone(confirmed=False),
    "show": Verb(show),
    "show_words": Verb(_show_words),
    "receipt": _opens(receipt.opened, "receipt"),
    "check_text": _opens(text.opened, text.NAME),
    "policy": Verb(lambda work, who, refs, filled: Open(_policy_form(work))),
    "digest": _sends(lambda work, who, refs: send_digest(work, who, refs[0]), "The digest comes in a direct message."),
    "report": _sends(lambda work, who, refs: send_report(work, who, refs[0]), "The report comes in a direct message."),
    "paper": _sends(lambda work, who, refs: send_paper(work, who, refs[0]), "The page comes in a direct message."),
    "standing": _opens(standing.opened, "standing"),
    "standing_ask": _opens(standing.asked, "standing_ask"),
    "standing_take": _opens(standing.taken, "standing_take"),
    "standing_approve": _does(lambda work, who, refs: decide_standing(work, who, refs[0], approved=True)),
    "standing_refuse": _does(lambda work, who, refs: decide_standing(work, who, refs[0], approved=False)),
    "standing_end": _does(lambda work, who, refs: end_standing(work, who, refs[0])),
    "standing_posted": _does(lambda work, who, refs: standing_posted(work, who, refs[0])),
    "home_more": _opens(more.opened, "home_more"),
    "digest_details": Verb(lambda work, who, refs, filled: Open(details(work, who, refs[0]))),
}

Submit = Callable[[Work, Person, Filled], Answer]

FORMS: dict[str, Submit] = {
    text.NAME: text.submitted,
    "consents": consents.submitted,
    "rule_ours": rules.ours_submitted,
    "rule_phrase": rules.phrase_submitted,
    "rule_term": rules.phrase_submitted,
    "rule_off": rules.off_submitted,
    "propose": proposal.submitted,
    "revise": proposal.submitted,
    "again": proposal.submitted,
    "edit": proposal.submitted,
    about_pictures.ABOUT: about_pictures.submitted,
    "request_changes": decision.submitted,
    "reject": decision.submitted,
    "take_back": decision.submitted,
    "posted": publication.posted_submitted,
    "prove": proof.submitted,
    check.NAME: check.submitted,
    "scheduled": publication.scheduled_submitted,
    "concern": concern_form.submitted,
    "standing_ask": standing.asked_submitted,
    "standing_take": standing.taken_submitted,
    "hold": decision.hold_submitted,
    "new_time": waiting.time_submitted,
    "cover": cover.submitted,
    "away": absence.submitted,
    "successor": cover.successor_submitted,
    "by_phone": cover.phone_submitted,
}


class Live(Protocol):
    """A form that is read while it is filled in, and whose draft is kept."""

    def changed(self, work: Work, who: Person, filled: Filled, /) -> Redraw:
        """Keep what has been written so far, and draw the form as it fits."""
        ...

    def kept_from(self, work: Work, who: Person, filled: Filled, /) -> kept.Kept | None:
        """Keep what stands in the form."""
        ...

    def closed(self, work: Work, who: Person, filled: Filled, /) -> Answer:
        """Say what became of a form that was closed and not sent."""
        ...


LIVE_FORMS: dict[str, Live] = {
    "propose": proposal,
    "revise": proposal,
    "again": proposal,
    "edit": proposal,
    about_pictures.ABOUT: about_pictures,
    text.NAME: text,
}


def _policy_form(work: Work) -> Form:
    return Form("policy", "The policy", policy_answer(work.pack, ""), cancel="Close")

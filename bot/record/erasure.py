"""Erasing words or a name: text and salt go, the record stays as it is and verifies, messages are drawn without them.

What is gone cannot be guessed either: without its salt nobody can tell whether a text is the one that was committed to.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.approvals import steps
from bot.approvals.kept import drop_all
from bot.approvals.models import Concern, Decision, Hold, KeptDraft, PhoneYes, Placement, Proposal, Revision, Scheduled
from bot.approvals.propose import withdrawn
from bot.approvals.standing_words import Standing
from bot.approvals.states import FINAL, State
from bot.delivery.messages import USER, Message, Name
from bot.delivery.models import Answered
from bot.delivery.redrawing import draw_again, draw_homes_again
from bot.pictures.keeping import let_go
from bot.record.holding import refuse_while_held
from bot.record.models import Content, TextClass
from bot.record.texts import abouts, kept, texts_of
from bot.registers.absences import Absence
from bot.registers.appointments import end, ended
from bot.registers.people import ERASED, FORMER, Person, Role, RoleHeld
from bot.work import Work, new_id

CONTENT_ERASED = "content.erased"
PERSON_ERASED = "person.erased"
RESTORE = "restore"
"""Who erased, in the record, when a backup brought back what had been erased."""

NOT_ENDED = (State.PENDING, State.CHANGES_REQUESTED, State.APPROVED)


@dataclass(frozen=True)
class Erased:
    """How many texts (or names) went, and how many messages are drawn again."""

    texts: int = 0
    messages: int = 0

    def __add__(self, other: "Erased") -> "Erased":
        return Erased(self.texts + other.texts, self.messages + other.messages)


def erase_proposal(work: Work, proposal_id: str, by: str, reason: str) -> Erased:
    """Erase every text of a proposal; one that is still open ends. Refuses while a hold stands; twice is harmless."""
    proposal = steps.find(work, proposal_id)
    refuse_while_held(work, proposal.id, proposal.author_id)
    texts = [text.commit for text in texts_of(work, proposal_id=proposal.id).get(proposal.id, [])]
    for unsent in work.unit.find(KeptDraft, about=proposal.id):
        texts += filter(None, (unsent.content, unsent.answers))
    if not texts:
        return Erased()
    erased = erase_texts(work, proposal.id, texts, by, why=work.keep(reason, TextClass.WHY_ERASED))
    draw_homes_again(work)
    return erased


def erase_texts(work: Work, about: str, commits: Iterable[str], by: str, **facts: str) -> Erased:
    """Erase the texts under these commitments that are still kept, which belong to the proposal or thing `about`."""
    texts = list(kept(work, list(commits)))
    if not texts:
        return Erased()
    gone = [text.commit for text in texts]
    _close(work, about, gone, by)
    work.unit.change(Content, {"commit": gone}, salt=None, text=None, erased_at=work.now)
    let_go(work, gone)
    # What a form held is kept as a digest, against which a guess could be tried. It was written in the same commit.
    work.unit.change(Answered, {"at": {text.made_at for text in texts}}, answer={})
    work.unit.remove(KeptDraft, content=gone)
    work.record(CONTENT_ERASED, about, by, contents=gone, **facts)
    return Erased(len(gone), draw_again(work, abouts(work, about)))


def erase_person(work: Work, person_id: str, by: str, reason: str) -> Erased:
    """Erase a person's name and where the chat knows them: they are "a former colleague" from now on.

    What they wrote and decided stays, without a name. Refuses while a hold stands on them, and for the only Director.
    """
    person = work.unit.get(Person, id=person_id)
    if person is None or person.is_erased:
        return Erased()
    refuse_while_held(work, person.id)
    if any(held.role is Role.DIRECTOR for held in roles_left(work, person)):
        end(work, person, Role.DIRECTOR, by=by)
    erased = forget_person(work, person, by, why=work.keep(reason, TextClass.WHY_ERASED))
    draw_homes_again(work)
    return erased


def forget_person(work: Work, person: Person, by: str, **facts: str) -> Erased:
    """Erase a person's name without asking anything: a part of `erase_person`, of retention and of a restore."""
    ended(work, roles_left(work, person), by)
    drop_all(work, person.id)
    reasons = {held.id: held.reason for held in work.unit.find(RoleHeld, person_id=person.id) if held.reason}
    gone = sum((erase_texts(work, held_id, [reason], by) for held_id, reason in reasons.items()), Erased())
    work.unit.remove(Absence, person_id=person.id)
    work.tell(Message(Name.HOME, f"home:{person.id}", person.id, ((USER, person.platform_id),)))
    nobody = {"platform": ERASED, "platform_id": new_id(), "name": FORMER, "time_zone": work.pack.time_zone}
    work.unit.change(Person, {"id": person.id}, **nobody)
    work.record(PERSON_ERASED, person.id, by, **facts)
    named_in = {deed.about for deed in deeds(work) if deed.by == person.id}
    named_in |= {proposal.id for proposal in work.unit.find(Proposal, state=NOT_ENDED)}
    named_in |= {proposal.id for proposal in work.unit.find(Proposal, needs_second_look=True)}
    given = [held.id for held in work.unit.find(RoleHeld) if person.id in (held.person_id, held.given_by)]
    named_in |= {about for held_id in given for about in (held_id, f"{held_id}:over")}
    return gone + Erased(1, sum(draw_again(work, abouts(work, about)) for about in sorted(named_in)))


def roles_left(work: Work, person: Person) -> list[RoleHeld]:
    """Return the roles that the person holds, or will hold."""
    held = work.unit.find(RoleHeld, person_id=person.id)
    return [one for one in held if one.until is None or one.until > work.now]


@dataclass(frozen=True)
class Deed:
    """Something somebody did about a proposal or a hold."""

    by: str
    about: str
    at: datetime


def deeds(work: Work) -> Iterator[Deed]:
    """Return everything anybody did that messages name them for."""
    for proposal in work.unit.find(Proposal):
        yield Deed(proposal.author_id, proposal.id, proposal.changed_at)
    for revision in work.unit.find(Revision):
        yield Deed(revision.made_by, revision.proposal_id, revision.made_at)
    for decision in work.unit.find(Decision):
        yield Deed(decision.by, decision.proposal_id, decision.at)
        yield Deed(decision.taken_back_by, decision.proposal_id, decision.taken_back_at or decision.at)
    for said in work.unit.find(PhoneYes):
        yield Deed(said.recorded_by, said.proposal_id, said.recorded_at)
        yield Deed(said.said_by, said.proposal_id, said.said_at)
        yield Deed(said.answered_by, said.proposal_id, said.answered_at or said.recorded_at)
    for placement in work.unit.find(Placement):
        if placement.posted_at:
            yield Deed(placement.posted_by, placement.proposal_id, placement.posted_at)
    for scheduled in work.unit.find(Scheduled):
        yield Deed(scheduled.by, scheduled.proposal_id, scheduled.noted_at)
    for concern in work.unit.find(Concern):
        yield Deed(concern.raised_by, concern.proposal_id, concern.raised_at)
        yield Deed(concern.decided_by, concern.proposal_id, concern.decided_at or concern.raised_at)
        yield Deed(concern.done_by, concern.proposal_id, concern.done_at or concern.raised_at)
    for standing in work.unit.find(Standing):
        yield Deed(standing.proposed_by, standing.id, standing.proposed_at)
        yield Deed(standing.decided_by, standing.id, standing.decided_at or standing.proposed_at)
        yield Deed(standing.ended_by, standing.id, standing.ended_at or standing.proposed_at)
    for hold in work.unit.find(Hold):
        yield Deed(hold.by, hold.id, hold.at)
        yield Deed(hold.released_by, hold.id, hold.released_at or hold.at)


def reapply(work: Work, lines: Iterable[str]) -> Erased:
    """Erase again what the lines of `bot.record.remembered` say was erased, as after a backup was restored.

    Holds do not matter: the decision was made before. Doing it twice is harmless.
    """
    erased = Erased()
    for line in lines:
        entry = json.loads(line)
        if entry["kind"] == CONTENT_ERASED:
            erased += erase_texts(work, entry["about"], entry["contents"], RESTORE)
        else:
            person = work.unit.get(Person, id=entry["about"])
            if person and not person.is_erased:
                erased += forget_person(work, person, RESTORE)
    if erased.texts:
        draw_homes_again(work)
    return erased


def _close(work: Work, about: str, gone: list[str], by: str) -> None:
    """End a proposal whose words go: nobody can decide or post what nobody can read."""
    proposal = work.unit.get(Proposal, id=about)
    if proposal is None or proposal.state in FINAL:
        return
    current = work.unit.get(Revision, proposal_id=proposal.id, number=proposal.revision)
    if current is None or current.content not in gone:
        return
    if proposal.state is not State.PUBLISHED:
        withdrawn(work, proposal, by)
    elif any(row.posted_at is None for row in steps.placements(work, proposal)):
        steps.drop_rest(work, proposal, by)

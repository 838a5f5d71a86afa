"""A year of work at the organisation of `habits`: the clock moves, duties are done, people do what people do."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from bot.approvals import concerns, holds, propose, publishing, queues, reminded, review
from bot.approvals.deputies import Cover, cover_now, name_cover
from bot.approvals.draft import Draft, draft_of
from bot.approvals.models import ConcernOutcome, Kind, Proposal, Reminder, Revision, Scheduled
from bot.approvals.nudging import nudge
from bot.approvals.phone import Said, answer_phone_yes, note_phone_yes
from bot.approvals.states import State
from bot.approvals.succession import succeed
from bot.approvals.waiting import Waiting, waiting_for
from bot.delivery.messages import Name
from bot.duties.table import run_due
from bot.errors import FieldErrors, Refusal
from bot.policy.pack import Pack
from bot.registers.absences import enter_absence, is_away
from bot.registers.appointments import give
from bot.registers.people import Person, Role, Visitor
from bot.registers.reception import introduce
from bot.work import Work
from storage.store import SqlStore
from tests.year.habits import (
    DIRECTORS,
    EVERYBODY,
    LEAVES,
    LONDON,
    STAFF,
    SUCCESSION,
    TRUSTEES,
    Idea,
    at,
    ideas,
    moments,
)
from tests.year.phones import Phones

Result = TypeVar("Result")
NO = Refusal, FieldErrors
LOOK = "https://example.org/post"
TARGETS = {Kind.REPLY: LOOK, Kind.SHARE: LOOK, Kind.PROFILE_CHANGE: "The description"}


class Year:
    """The organisation, its clock and its phones. `refused` counts how often the rules said no, by code."""

    def __init__(self, store: SqlStore, pack: Pack, seed: int, url: str) -> None:
        self.store, self.pack, self.url = store, pack, url
        self.chance = Random(seed)
        self.now = at(date(2026, 3, 2), 7)
        self.phones = Phones()
        self.people: dict[str, Person] = {}
        self.refused: dict[str, int] = {}
        self.ideas = ideas(self.chance)
        self.untrue: list[str] = []
        self._do(self._open)

    def run(self) -> None:
        """Live through the whole year."""
        for moment in moments():
            self.now = moment
            self._do(self._tick)
            local = moment.astimezone(LONDON)
            self._planned(local)
            if local.weekday() < 5 and 8 <= local.hour < 18:
                self._decide(local)
                self._authors()
                self._now_and_then(local)
            self._do(self._settle)

    def person(self, name: str) -> Person:
        return self.people[name]

    def _named(self, person_id: str) -> Person:
        return next(person for person in self.people.values() if person.id == person_id)

    def look(self, act: Callable[[Work], Result]) -> Result:
        return self.store.read_now(lambda unit: act(Work(unit, self.pack, self.now)))

    def _tick(self, work: Work) -> None:
        run_due(work)
        self.phones.deliver(work)

    def _settle(self, work: Work) -> None:
        self.phones.deliver(work)
        self.untrue += self._untrue(work)

    def _untrue(self, work: Work) -> list[str]:
        """Return what is wrong with the reminders that stand: of one person one, and of nothing that is decided."""
        found = []
        reminders = [(where[0], parts) for where, parts in self.phones.standing.items() if where[1] == Name.REMINDER]
        for room, parts in reminders:
            waits = {work.pack.number(item.proposal.number) for item in waiting_for(work, room.removeprefix("dm:"))}
            gone = set(re.findall(r"NS-\d+", str(parts))) - waits
            found += [f"{self.now}: {room} is reminded of {', '.join(gone)}"] if gone else []
        rooms = [room for room, _ in reminders]
        return found + [f"{self.now}: {room} has two" for room in set(rooms) if rooms.count(room) > 1]

    def _do(self, act: Callable[[Work], Result]) -> Result:
        return self.store.decide_now(lambda unit: act(Work(unit, self.pack, self.now)))

    def _try(self, act: Callable[[Work], object]) -> bool:
        try:
            self._do(act)
        except NO as no:
            code = no.code if isinstance(no, Refusal) else "form"
            self.refused[code] = self.refused.get(code, 0) + 1
            return False
        return True

    def _open(self, work: Work) -> None:
        for name in EVERYBODY:
            visitor = Visitor(platform="slack", platform_id=f"U0{name.upper()}", name=f"{name} Brook")
            self.people[name] = introduce(work.unit, visitor)
        give(work, self.person("Ruth"), Role.DIRECTOR, by="settings")
        for name in TRUSTEES:
            give(work, self.person(name), Role.TRUSTEE, by="settings")

    def _planned(self, local: datetime) -> None:
        """Do what has a date: proposals, days away and who stands in, another Director."""
        while self.ideas and self.ideas[0].at <= self.now:
            self._propose(self.ideas.pop(0))
        if (local.hour, local.minute) != (8, 0):
            return
        for leave in LEAVES:
            who = self.person(leave.who)
            if local.date() == leave.first - timedelta(days=leave.entered):
                self._try(lambda work, leave=leave, who=who: enter_absence(work, who, leave.first, leave.last))
            if leave.deputy and local.date() == leave.first - timedelta(days=min(leave.entered, 4)):
                cover = Cover(
                    self.person(leave.deputy),
                    datetime.combine(leave.first, time(), LONDON),
                    datetime.combine(leave.last + timedelta(days=1), time(), LONDON),
                    reason="Holiday",
                )
                self._try(lambda work, cover=cover, who=who: name_cover(work, who, cover))
        if local.date() == SUCCESSION:
            self._try(lambda work: succeed(work, self.person("Grace"), self.person("Nadia"), "Ruth has left us."))

    def _propose(self, idea: Idea) -> None:
        number = len(self.ideas)
        draft = Draft(
            kind=idea.kind,
            accounts=idea.accounts,
            words=f"Something to say, {number}.",
            wanted_at=idea.wanted_at if idea.wanted_at and idea.wanted_at > self.now else None,
            urgent=idea.urgent,
            answers="A question" if idea.kind is Kind.REPLY else "",
            target=TARGETS.get(idea.kind, ""),
        )
        self._try(lambda work: propose.propose(work, self.person(idea.author), draft))

    def _decide(self, local: datetime) -> None:
        """Directors and deputies look at what waits: promptly, once a day, or when they are reminded."""
        styles = {
            "Ruth": local.month < 7 or (local.hour == 16 and local.minute == 0),
            "Nadia": local.weekday() in (1, 3),
        }
        for name in (*DIRECTORS, "Dev", "Joan", *TRUSTEES):
            person = self.person(name)
            looks = styles.get(name, False) and self.chance.random() < 0.25
            if not looks and not (self._reminded(person) and self.chance.random() < 0.15):
                continue
            if self.look(lambda work, person=person: is_away(work, person.id)):
                continue
            for item in self.look(lambda work, person=person: waiting_for(work, person.id)):
                if self.chance.random() < 0.8:
                    self._answer(person, item)

    def _reminded(self, person: Person) -> bool:
        return any(where[:2] == (f"dm:{person.id}", "reminder") for where in self.phones.standing)

    def _answer(self, person: Person, item: Waiting) -> None:
        id_, number = item.proposal.id, item.proposal.revision
        kind, matter, *of = item.key.split(":")
        throw = self.chance.random()
        if kind == "concern":
            outcome = ConcernOutcome.KEEP if throw < 0.6 else ConcernOutcome.CORRECT
            self._try(lambda work: concerns.answer_concern(work, person, matter, outcome))
        elif kind == "overdue":
            self._try(lambda work: concerns.finish_concern(work, person, matter))
        elif kind == "look":
            self._try(lambda work: review.second_look(work, person, id_, ConcernOutcome.KEEP))
        elif kind == "phone":
            self._try(lambda work: answer_phone_yes(work, person, id_, int(of[0]), confirmed=throw < 0.8))
        elif throw < 0.75:
            self._try(lambda work: review.approve(work, person, id_, number))
        elif throw < 0.9:
            why = review.Reason(review.MY_WISH, "Say where.")
            self._try(lambda work: review.request_changes(work, person, id_, number, why))
        else:
            self._try(lambda work: review.reject(work, person, id_, number, review.Reason(review.MY_WISH, "Not now.")))

    def _authors(self) -> None:
        if self.chance.random() < 0.5:
            return
        open_states = (State.PENDING, State.CHANGES_REQUESTED, State.APPROVED)
        for proposal in self.look(lambda work: work.unit.find(Proposal, state=open_states, order="number")):
            if self.chance.random() < 0.25:
                self._go_on(proposal)

    def _go_on(self, proposal: Proposal) -> None:
        author = self._named(proposal.author_id)
        throw, id_ = self.chance.random(), proposal.id
        revision = self.look(lambda work: work.unit.get(Revision, proposal_id=id_, number=proposal.revision))
        late = bool(revision and revision.wanted_at and revision.wanted_at <= self.now)
        match proposal.state:
            case State.PENDING if proposal.urgent:
                self._try(lambda work: publishing.posted(work, author, id_, publishing.Posted("facebook")))
            case State.PENDING if late and throw < 0.4:
                self._revise(author, proposal, self.now + timedelta(days=2))
            case State.PENDING if late and throw < 0.5:
                self._try(lambda work: propose.withdraw(work, author, id_))
            case State.PENDING if throw < 0.7:
                self._try(lambda work: nudge(work, author, id_))
            case State.CHANGES_REQUESTED if throw < 0.5:
                self._revise(author, proposal, None)
            case State.APPROVED if throw < 0.45:
                left = self.look(lambda work: publishing.to_post(work, author, proposal))
                for account in left:
                    note = publishing.Posted(account)
                    self._try(lambda work, note=note: publishing.posted(work, author, id_, note))
            case State.APPROVED if throw < 0.6:
                planned = self.now + timedelta(days=2)
                left = self.look(lambda work: publishing.to_post(work, author, proposal))
                for account in left[:1]:
                    self._try(lambda work, account=account: publishing.scheduled(work, author, id_, account, planned))

    def _revise(self, author: Person, proposal: Proposal, wanted: datetime | None) -> None:
        def change(work: Work) -> None:
            old = draft_of(work, proposal.id, proposal.revision)
            new = old.model_copy(update={"words": f"{old.words} Again.", "wanted_at": wanted})
            propose.revise(work, author, proposal.id, proposal.revision, new)

        self._try(change)

    def _now_and_then(self, local: datetime) -> None:
        """Put a reminder off, take something out of a queue, hold everything, take back, phone, worry."""
        chance = self.chance.random
        for reminder in self.look(lambda work: work.unit.find(Reminder, over_at=None, put_off_until=None)):
            if chance() < 0.04:
                who = self._named(reminder.person_id)
                wait = self.chance.choice(("30m", "2h", "tomorrow"))
                self._try(lambda work, it=reminder, who=who, wait=wait: reminded.put_off(work, who, it.id, wait))
        for row in self.look(lambda work: work.unit.find(Scheduled, cleared_at=None)):
            if row.clear_asked_at and chance() < 0.3:
                who = self._named(row.by)
                self._try(lambda work, row=row, who=who: queues.cleared(work, who, row.id))
        director = self.person("Ruth" if local.date() < SUCCESSION else "Nadia")
        if chance() < 0.002:
            self._try(lambda work: holds.hold_everything(work, director, "Sad news."))
        elif chance() < 0.05:
            self._try(lambda work: holds.release_hold(work, director))
        if chance() < 0.01:
            for proposal in self.look(lambda work: work.unit.find(Proposal, state=State.APPROVED, limit=1)):
                self._try(lambda work, it=proposal: review.take_back(work, director, it.id, it.revision, "Wait."))
        if chance() < 0.01:
            newest = self.look(lambda work: work.unit.find(Proposal, state=State.PUBLISHED, order="-number", limit=1))
            for proposal in newest:
                who = self.person(self.chance.choice(STAFF))
                self._try(lambda work, it=proposal, who=who: concerns.raise_concern(work, who, it.id, "Is it right?"))
        for deputy in self.look(lambda work: [held.person_id for held in cover_now(work)]):
            if chance() < 0.05:
                who = self._named(deputy)
                for it in self.look(lambda work: work.unit.find(Proposal, state=State.PENDING, limit=1)):
                    said = Said(self.now - timedelta(minutes=5), "Yes, go on.")
                    self._try(
                        lambda work, it=it, said=said, who=who: note_phone_yes(work, who, it.id, it.revision, said)
                    )

"""Standing words: a sentence such as "We are closed today" that is approved once and may be posted at any time.

It is proposed and decided like anything else, and recorded. Where it says [day] or [time], the decider has approved
that a publisher puts one in; every other character stands as it is. A hold freezes standing words too.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.approvals.found import holds_secret
from bot.approvals.line import case
from bot.approvals.models import Kind
from bot.approvals.standing_words import Standing, show_uses
from bot.approvals.times import told
from bot.delivery.messages import Message, Name
from bot.delivery.models import Posting
from bot.errors import FieldErrors, Refusal
from bot.record.models import TextClass
from bot.registers.cover import Case
from bot.registers.people import Person, Role
from bot.registers.roles import Roles, may_publish, person_named
from bot.work import Work, new_id

DAY, TIME = "[day]", "[time]"
LONGEST = 2000
NOTHING_CHANGED = "Nothing changed."


def propose_standing(
    work: Work, who: Person, words: str, accounts: tuple[str, ...], until: datetime | None
) -> Standing:
    """Ask for words to stand. The Director's own stand at once where the pack lets her authorise her own."""
    wrong = {}
    if not words.strip() or len(words) > LONGEST:
        wrong["words"] = f"Write the words, at most {LONGEST:,} characters."
    if holds_secret(words):
        wrong["words"] = "A password or a key stands in it. Take it out, and have it changed: I have kept nothing."
    if not accounts or any(account not in work.pack.accounts for account in accounts):
        wrong["accounts"] = "Choose the accounts they are for."
    if until and until <= work.now:
        wrong["until"] = "That day is over. Choose a later one, or leave it out."
    if wrong:
        raise FieldErrors(wrong)
    standing = Standing(
        id=new_id(),
        words=work.keep(words, TextClass.DRAFT),
        accounts=list(accounts),
        until=until,
        proposed_by=who.id,
        proposed_at=work.now,
    )
    work.unit.add(standing)
    ends = until.isoformat() if until else ""
    work.record("standing.proposed", standing.id, who.id, content=standing.words, accounts=list(accounts), until=ends)
    if Roles.at(work.unit, work.now).has(who.id, Role.DIRECTOR) and work.pack.settings.self_authorise:
        return _decided(work, who, standing, approved=True, self_authorised=True)
    _show(work, standing)
    return standing


def decide_standing(work: Work, who: Person, standing_id: str, *, approved: bool) -> Standing:
    """Let the words stand, or not. Nobody decides their own."""
    standing = found(work, standing_id)
    if standing.decided_at:
        raise _decided_already(work, standing)
    _only_deciders(work, who, standing)
    if standing.proposed_by == who.id:
        raise Refusal("own", "You can't decide on your own words.", saved="They wait for somebody else who decides.")
    return _decided(work, who, standing, approved=approved)


def end_standing(work: Work, who: Person, standing_id: str) -> None:
    """End them: nobody takes these words any more."""
    standing = found(work, standing_id)
    _only_deciders(work, who, standing)
    if not work.unit.change(Standing, {"id": standing.id, "ended_at": None}, ended_by=who.id, ended_at=work.now):
        raise Refusal("ended", "These words stand no longer.", saved=NOTHING_CHANGED)
    work.record("standing.ended", standing.id, who.id)
    show_uses(work, standing_id)
    _show(work, standing)


def usable(work: Work, who: Person) -> list[Standing]:
    """Return the words that this person may post now on some account, the newest first."""
    rows = work.unit.find(Standing, approved=True, ended_at=None, order="-proposed_at")
    return [row for row in rows if usable_on(work, who, row)]


def usable_on(work: Work, who: Person, standing: Standing) -> tuple[str, ...]:
    """Return the accounts on which this person may post the words now."""
    if not standing.stands_at(work.now):
        return ()
    roles = Roles.at(work.unit, work.now)
    known = [work.pack.accounts[account] for account in standing.accounts if account in work.pack.accounts]
    return tuple(account.id for account in known if account.open and may_publish(work, roles, who, account, ""))


def found(work: Work, standing_id: str) -> Standing:
    """Return the standing words, or refuse when there are none."""
    standing = work.unit.get(Standing, id=standing_id)
    if standing is None:
        raise Refusal("unknown", "I don't know these words any more.", saved=NOTHING_CHANGED)
    return standing


def end_of(work: Work, last: date | None) -> datetime | None:
    """Return the end of the last day on which words may stand."""
    return datetime.combine(last, time(23, 59), ZoneInfo(work.pack.time_zone)) if last else None


def _decided(work: Work, who: Person, standing: Standing, *, approved: bool, self_authorised: bool = False) -> Standing:
    values = {"approved": approved, "self_authorised": self_authorised, "decided_by": who.id, "decided_at": work.now}
    if not work.unit.change(Standing, {"id": standing.id, "decided_at": None}, **values):
        raise _decided_already(work, found(work, standing.id))
    role = Roles.at(work.unit, work.now).role_of_decider(who.id)
    kind = "standing.approved" if approved else "standing.refused"
    facts = {"role": role.value, "content": standing.words, "self_authorised": self_authorised}
    entry = work.record(kind, standing.id, who.id, **facts)
    work.tell(Message(Name.CONFIRMED, f"dm:{who.id}", standing.id, (("entry", str(entry)),)))
    decided = standing.model_copy(update=values)
    _show(work, decided)
    return decided


def _decided_already(work: Work, standing: Standing) -> Refusal:
    name = person_named(work, standing.decided_by).name
    when = told(work, standing.decided_at or work.now)
    return Refusal("decided", f"{name} already decided on {when}.", saved=NOTHING_CHANGED)


def _show(work: Work, standing: Standing) -> None:
    """Have the message of those who decide, and that of whoever asked, drawn as things stand."""
    deciders = Roles.at(work.unit, work.now).deciders(but=standing.proposed_by, case=_case(work, standing))
    seen = [row.conversation for row in work.unit.find(Posting, message=Name.STANDING.value, about=standing.id)]
    rooms = ["approvals"] if work.approvals_room else [f"dm:{person_id}" for person_id in deciders]
    for room in dict.fromkeys([*seen, *rooms, f"dm:{standing.proposed_by}"]):
        work.tell(Message(Name.STANDING, room, standing.id))


def _case(work: Work, standing: Standing) -> Case:
    return case(work, Kind.POST.value, frozenset(standing.accounts))


def _only_deciders(work: Work, who: Person, standing: Standing) -> None:
    if not Roles.at(work.unit, work.now).may_decide(who.id, _case(work, standing)):
        title = work.pack.director_title
        raise Refusal("not-a-decider", f"Only the {title} or a named deputy can do that.", saved=NOTHING_CHANGED)

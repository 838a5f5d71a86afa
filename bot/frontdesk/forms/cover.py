"""The forms about who decides: a deputy for the Director, days away, another Director, a yes by phone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.approvals.deputies import Cover, cover_now, covers, may_name, name_cover
from bot.approvals.draft import draft_of
from bot.approvals.kinds import Kind
from bot.approvals.phone import Said, may_note, note_phone_yes
from bot.approvals.succession import may_name_successor, succeed
from bot.approvals.times import told, until_told
from bot.delivery.parts import (
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
    WhenField,
    Words,
)
from bot.delivery.say.phrases import KINDS, listed
from bot.delivery.say.standing_in import kept_back_told, scope_told
from bot.errors import FieldErrors
from bot.frontdesk.answers import Answer, Done, Open
from bot.registers.absences import Absence, today
from bot.registers.cover import Scope
from bot.registers.people import Person
from bot.registers.roles import Roles, person_named
from bot.work import Work

DATES = "dates"
TWO_HOURS = timedelta(hours=2)
MISSING = "Whoever is missing here has never opened my Home or written to me; once they have, they are in the list."


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form that names a deputy; for an absence it has its dates."""
    may_name(work, who)
    away = work.unit.get(Absence, id=refs[0], person_id=who.id) if refs else None
    how_long = (
        Option("2h", "Now, for two hours"),
        Option("today", "Now, until the end of today"),
        Option(DATES, "From and until as below"),
    )
    zone = ZoneInfo(work.pack.time_zone)
    kept = kept_back_told(work)
    parts: list[FormPart] = [
        *_standing(work),
        ChoiceField("deputy", "Who decides in your place?", _people(work, who), as_list=True, hint=MISSING),
        ChoiceField("how_long", "How long?", how_long, chosen=(DATES,) if away else ("2h",)),
        WhenField("since", "From", _midnight(away.first, zone) if away else None),
        WhenField("until", "Until", _midnight(away.last + timedelta(days=1), zone) if away else None),
        ChoiceField("kinds", "Only some kinds?", _kinds(), many=True, optional=True, hint="Nothing ticked: all."),
        ChoiceField(
            "accounts", "Only some accounts?", _accounts(work), many=True, optional=True, hint="Nothing ticked: all."
        ),
    ]
    if kept:
        also = (Option("reserved", f"Also {listed(kept)}"),)
        parts.append(ChoiceField("reserved", "What you usually decide yourself", also, many=True, optional=True))
    parts.append(TextField("reason", "Why?", optional=True, limit=300, hint="Your deputy reads it."))
    return Open(Form(name, "A deputy", tuple(parts), submit="Name them", refs=refs))


def submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Name the deputy."""
    since, until = _times(work, filled)
    scope = Scope(
        frozenset(filled.chosen("kinds")), frozenset(filled.chosen("accounts")), "reserved" in filled.chosen("reserved")
    )
    name_cover(work, who, Cover(_person(work, filled, "deputy"), since, until, scope, filled.text("reason")))
    return Done()


def successor_opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form in which a trustee names another Director."""
    may_name_successor(work, who)
    title = work.pack.director_title
    now = listed(person_named(work, one).name for one in Roles.at(work.unit, work.now).directors()) or "nobody"
    parts = (
        Para(f"The {title} is {now}. From the moment you press the button somebody else is, and decides."),
        Small("Whoever it was decides nothing any more, and nor do their deputies. It is recorded, and all are told."),
        ChoiceField("person", f"Who is the {title} from now on?", _people(work, who), as_list=True, hint=MISSING),
        TextField("reason", "Why?", limit=500, multiline=True),
    )
    return Open(Form(name, f"Another {title}"[:24], parts, submit="Name them"))


def successor_submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Make somebody else Director."""
    succeed(work, who, _person(work, filled, "person"), filled.text("reason"))
    return Done()


def phone_opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form in which a deputy writes down a yes that was said aloud."""
    proposal = may_note(work, who, refs[0], int(refs[1]))
    draft = draft_of(work, proposal.id, proposal.revision)
    parts = (
        Words(draft.words, label=f"{work.pack.number(proposal.number)}, revision {proposal.revision}"),
        WhenField("said_at", f"When did the {work.pack.director_title} say yes?", work.now, optional=False),
        TextField("words", "What was said?", multiline=True, limit=500, hint="As near as you can. It is kept."),
        Small(f"It counts at once. The {work.pack.director_title} is asked to confirm it, and it shows until then."),
    )
    return Open(Form(name, "Yes by phone", parts, submit="Approve it so", refs=refs))


def phone_submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Approve it because the Director said so."""
    yes = Said(filled.moment("said_at"), filled.text("words"))
    note_phone_yes(work, who, filled.refs[0], int(filled.refs[1]), yes)
    return Done()


def _standing(work: Work) -> list[Part]:
    """Say who stands in already, each with the button that ends it."""
    parts: list[Part] = []
    now = {held.id for held in cover_now(work)}
    for held in covers(work):
        name = person_named(work, held.person_id).name
        begins = "now" if held.id in now else f"from {told(work, held.since)}"
        until = f" until {until_told(work, held.until)}" if held.until else ", until you end it"
        parts += [
            Headline(f"{name} stands in {begins}{until}."),
            Small(scope_told(work, held.scope)),
            Buttons((Button("cover_end", "End it", (held.id,), spoken=f"End it: {name}"[:75]),)),
        ]
    return parts


def _times(work: Work, filled: Filled) -> tuple[datetime, datetime]:
    match filled.chosen("how_long"):
        case ("2h",):
            return work.now, work.now + TWO_HOURS
        case ("today",):
            return work.now, _midnight(today(work) + timedelta(days=1), ZoneInfo(work.pack.time_zone))
    until = filled.moment("until")
    if until is None:
        raise FieldErrors({"until": "Say until when."})
    return filled.moment("since") or work.now, until


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _people(work: Work, but: Person) -> tuple[Option, ...]:
    people = work.unit.find(Person, order="name")
    return tuple(Option(one.id, one.name) for one in people if one.id != but.id and not one.is_erased)[:100]


def _person(work: Work, filled: Filled, field: str) -> Person:
    chosen = work.unit.get(Person, id="".join(filled.chosen(field)))
    if chosen is None:
        raise FieldErrors({field: "Choose somebody."})
    return chosen


def _kinds() -> tuple[Option, ...]:
    return tuple(Option(kind.value, KINDS[kind]) for kind in Kind)


def _accounts(work: Work) -> tuple[Option, ...]:
    return tuple(Option(account.id, account.name) for account in work.pack.accounts.values())

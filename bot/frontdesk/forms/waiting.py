"""What a reminder opens: everything that waits for this person, each with a button; and a new time for what is late."""

from bot.approvals import steps
from bot.approvals.draft import draft_of
from bot.approvals.models import Concern
from bot.approvals.propose import only_the_author, revise
from bot.approvals.states import Step
from bot.approvals.times import since_told
from bot.approvals.waiting import Waiting, waiting_for
from bot.delivery.parts import Button, Buttons, Filled, Form, Headline, Para, Part, Small, Style, WhenField, Words
from bot.delivery.say.alarms import worry
from bot.delivery.say.phrases import accounts_told, first_name, number, opening
from bot.errors import FieldErrors
from bot.frontdesk.answers import Answer, Done, Open
from bot.registers.people import Person
from bot.work import Work

MOST = 20


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the list, what is urgent first."""
    items = waiting_for(work, who.id)
    parts = [part for item in items[:MOST] for part in item_told(work, item)]
    if not items:
        parts = [Headline("Nothing waits for you any more.")]
    if len(items) > MOST:
        parts.append(Small(f"and {len(items) - MOST} more, once these are decided."))
    return Open(Form(name, "Waiting for you", tuple(parts), cancel="Close"))


def item_told(work: Work, item: Waiting) -> list[Part]:
    """Return what waits in a line, with its buttons."""
    proposal = item.proposal
    draft = draft_of(work, proposal.id, proposal.revision)
    what = {
        "look": "Second look: ",
        "concern": "A concern about ",
        "overdue": "Not put right in time: ",
        "phone": "A yes by phone to confirm: ",
    }
    kind, matter, *of = item.key.split(":")
    since = since_told(work, item.since, work.now)
    urgent = "urgent, " if item.urgent and kind == "proposal" else ""
    line = (
        f"{what.get(kind, '')}{number(work, proposal)} ({urgent}{accounts_told(work, draft.accounts)}), from "
        f"{first_name(work, proposal.author_id)}, since {since}: {opening(draft)}"
    )
    exactly = (proposal.id, str(proposal.revision))

    def button(verb: str, label: str, refs: tuple[str, ...] = exactly, style: Style = "") -> Button:
        return Button(verb, label, refs, style=style, spoken=f"{label}: {line}"[:75])

    buttons = [button("show", "Look at it", style="primary")]
    if kind == "concern":
        buttons += [
            button("concern_keep", "Keep it", (matter,)),
            button("concern_correct", "Have it corrected", (matter,)),
            button("concern_take_down", "Have it taken down", (matter,), "danger"),
        ]
    if kind == "overdue":
        buttons.append(button("concern_done", "It is done", (matter,)))
    if kind == "phone":
        said = (matter, of[0])
        buttons += [
            button("phone_confirm", "Yes, I said so", said),
            button("phone_deny", "No, I did not", said, "danger"),
        ]
    found = work.unit.get(Concern, id=matter) if kind in ("concern", "overdue") else None
    return [Para(line), *(worry(work, found) if found else ()), Buttons(tuple(buttons))]


def time_opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Ask for another time for what was not decided in time; the words stay as they are."""
    proposal = steps.at_revision(work, refs[0], int(refs[1]), Step.REVISE)
    only_the_author(work, proposal, who)
    draft = draft_of(work, proposal.id, proposal.revision)
    parts = (
        Words(draft.words, label=number(work, proposal)),
        WhenField("wanted_at", "When shall it be public?", optional=True, hint="Empty: whenever it is decided."),
        Small("Whoever decides gets it as a new revision, with the same words."),
    )
    return Open(Form(name, "A new time", parts, submit="Send it again", refs=refs))


def time_submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Send it again with the other time."""
    wanted = filled.moment("wanted_at")
    if wanted and wanted <= work.now:
        raise FieldErrors({"wanted_at": "That time has passed. Choose a later one, or none."})
    old = draft_of(work, filled.refs[0], int(filled.refs[1]))
    revise(work, who, filled.refs[0], int(filled.refs[1]), old.model_copy(update={"wanted_at": wanted}))
    return Done()

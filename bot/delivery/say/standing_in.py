"""What is said of who decides: a deputy is named or ends, days without one, another Director, a yes by phone."""

from datetime import date

from bot.approvals.deputies import EVERYTHING, uncovered_day
from bot.approvals.draft import draft_of
from bot.approvals.models import PhoneYes, Proposal
from bot.approvals.times import told, until_told
from bot.approvals.waiting import unattended as unattended_now
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Button, Buttons, Confirm, Headline, Para, Part, Parts, Small, Words
from bot.delivery.say.phrases import KINDS, accounts_told, listed, number
from bot.registers.absences import Absence, next_absence
from bot.registers.cover import Scope, read_scope
from bot.registers.people import RoleHeld
from bot.registers.roles import Roles, person_named
from bot.work import Work


def cover(work: Work, row: OutboxRow) -> Parts | None:
    """Tell a deputy, or a Director, who stands in from when until when and for what; or that it is over."""
    held_id, _, over = row.about.partition(":")
    held = work.unit.get(RoleHeld, id=held_id)
    if held is None:
        return None
    you = row.conversation == f"dm:{held.person_id}"
    who, title = person_named(work, held.person_id).name, work.pack.director_title
    ended = held.until is not None and held.until <= work.now
    if you and ended != bool(over):
        return None
    if ended and held.until:
        stood_in = "You no longer stand" if you else f"{who} no longer stands"
        return (Headline(f"{stood_in} in for the {title}, since {told(work, held.until)}."),)
    begins = "from now" if held.since <= work.now else f"from {told(work, held.since)}"
    until = f" until {until_told(work, held.until)}" if held.until else ""
    stands = "You stand" if you else f"{who} stands"
    parts: list[Part] = [Headline(f"{stands} in for the {title} {begins}{until}."), Para(scope_told(work, held.scope))]
    reason = work.kept(held.reason)
    if reason:
        parts.append(Words(reason, label="Why"))
    sure = Confirm("End it?", "Nobody stands in any more from this moment.", "End it")
    if not you:
        return (*parts, Buttons((Button("cover_end", "End it", (held.id,), confirm=sure),)))
    same = "You decide on the same cards; each decision says that you stood in."
    unseen = f" They stand in the channel for approvals. If you can't see it, ask the {title} to invite you."
    parts.append(Small(f"{same}{unseen if work.approvals_room else ''}"))
    opens = Button("waiting", "Open what waits", style="primary")
    return (*parts, Buttons((opens, Button("cover_end", "I can't do it", (held.id,), confirm=sure))))


def date_told(day: date) -> str:
    """Return "Fri 27 Nov"."""
    return f"{day:%a} {day.day} {day:%b}"


def scope_told(work: Work, text: str) -> str:
    """Say in a sentence what a deputy may decide."""
    scope = read_scope(text)
    if scope is None:
        return "What it covers cannot be read, so it covers nothing."
    what = listed(KINDS[kind].lower() for kind in KINDS if kind.value in scope.kinds) or "everything"
    where = f", on {accounts_told(work, sorted(scope.accounts))} only" if scope.accounts else ""
    kept_back = kept_back_told(work, scope)
    if scope.reserved or not kept_back:
        return f"To decide: {what}{where}."
    return f"To decide: {what}{where}, but for what the {work.pack.director_title} kept: {listed(kept_back)}."


def kept_back_told(work: Work, scope: Scope = EVERYTHING) -> tuple[str, ...]:
    """Return what the pack keeps for the Director, as far as the scope would reach it."""
    reserved = work.pack.settings.reserved
    kinds = [kind for kind in KINDS if kind.value in reserved.kinds and kind.value in (scope.kinds or reserved.kinds)]
    accounts = [account for account in reserved.accounts if account in (scope.accounts or reserved.accounts)]
    return (*(KINDS[kind].lower() for kind in kinds), *(accounts_told(work, [account]) for account in accounts))


def uncovered(work: Work, row: OutboxRow) -> Parts | None:
    """Warn a Director of days away without cover; None once they are covered or taken back."""
    away = work.unit.get(Absence, id=row.about)
    gap = uncovered_day(work, away) if away and not away.ended_at else None
    if away is None or gap is None:
        return None
    return (
        Headline(f"You are away until {date_told(away.last)}, and nobody stands in on {date_told(gap)}."),
        Para("What comes in then waits, and expires after its time. Name somebody who decides meanwhile."),
        Buttons(
            (Button("cover", "Name a deputy", (away.id,), style="primary"), Button("away_end", "I am here", (away.id,)))
        ),
    )


def unattended(work: Work, row: OutboxRow) -> Parts | None:
    """Tell a trustee that things wait and that everybody who may decide them is away; no word of what they are."""
    items = unattended_now(work)
    if not items:
        return None
    since = min(item.since for item in items)
    title = work.pack.director_title
    backs = [away.last for one in Roles.at(work.unit, work.now).directors() if (away := next_absence(work, one))]
    until = f" until {date_told(max(backs))}" if backs else ""
    waits = "One thing waits" if len(items) == 1 else f"{len(items)} things wait"
    return (
        Headline(f"{waits} for a decision since {told(work, since)}, and nobody who may decide that is here."),
        Para(f"The {title} is away{until}, and nobody stands in for that. Please ring, so that a deputy is named."),
        Small("If they cannot be reached, a trustee can name somebody else for the role."),
        Buttons((Button("successor", f"Name another {title}"),)),
    )


def succession(work: Work, row: OutboxRow) -> Parts | None:
    """Tell everybody concerned who is Director now, by whom and why."""
    held = work.unit.get(RoleHeld, id=row.about)
    if held is None:
        return None
    you = row.conversation == f"dm:{held.person_id}"
    who = "You are" if you else f"{person_named(work, held.person_id).name} is"
    by = person_named(work, held.given_by).name
    parts: list[Part] = [
        Headline(f"{who} the {work.pack.director_title} now: {by} decided so on {told(work, held.since)}.")
    ]
    reason = work.kept(held.reason)
    if reason:
        parts.append(Words(reason, label="Why"))
    if you:
        parts.append(Para("What waits is on your Home. Nobody stands in for you until you name somebody."))
        return (*parts, Buttons((Button("waiting", "Open what waits"), Button("cover", "Name a deputy"))))
    return (*parts, Small("Whoever was it before decides nothing any more, and nor do the deputies they named."))


def phone_yes(work: Work, row: OutboxRow) -> Parts | None:
    """Ask the Director whether they said yes by phone, with the words; afterwards what they answered."""
    proposal_id, _, revision = row.about.partition(":")
    said = work.unit.get(PhoneYes, proposal_id=proposal_id, revision=int(revision))
    proposal = work.unit.get(Proposal, id=proposal_id)
    if said is None or proposal is None:
        return None
    name, by = number(work, proposal), person_named(work, said.recorded_by).name
    if said.answered_at:
        who = person_named(work, said.answered_by).name
        answer = "confirmed the yes" if said.confirmed else "said that there was no yes"
        return (Headline(f"{who} {answer} by phone to {name}, {told(work, said.answered_at)}."),)
    draft = draft_of(work, proposal_id, int(revision))
    refs = (proposal_id, revision)
    sure = Confirm(
        "You did not?", "The approval is taken back at once, or looked into where it is public.", "I did not"
    )
    return (
        Headline(f"Did you say yes by phone to {name} on {told(work, said.said_at)}? {by} wrote that down."),
        Words(work.kept(said.words), label=f"What you said, as {by} noted it"),
        Words(draft.words, label=f"{name}, revision {revision}"),
        Buttons(
            (
                Button("phone_confirm", "Yes, I did", refs, style="primary"),
                Button("phone_deny", "No, I did not", refs, style="danger", confirm=sure),
            )
        ),
    )

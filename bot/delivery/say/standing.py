"""What is said of standing words: to those who decide and to whoever asked, and to a publisher who takes them."""

from bot.approvals.draft import Draft
from bot.approvals.found import found_in
from bot.approvals.holds import current_hold
from bot.approvals.kinds import Kind
from bot.approvals.standing import DAY, TIME
from bot.approvals.standing_words import Standing, StandingUse
from bot.approvals.times import day, told
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Button, Buttons, Clauses, Facts, Headline, Para, Part, Parts, Small, Words
from bot.delivery.say.findings import on_card
from bot.delivery.say.phrases import accounts_told, first_name
from bot.policy.quoting import quoted
from bot.registers.roles import person_named
from bot.work import Work


def standing(work: Work, row: OutboxRow) -> Parts | None:
    """Return the standing words as they stand: asked for, standing, refused, or ended."""
    words = work.unit.get(Standing, id=row.about)
    if words is None:
        return None
    mine = row.conversation == f"dm:{words.proposed_by}"
    shown = (Words(work.kept(words.words)), Facts(_facts(work, words)))
    if words.decided_at is None and not mine:
        return (*_question(work, words), *shown, *_findings(work, words, row), *_clauses(work, words), _buttons(words))
    parts: list[Part] = [Headline(f"Standing words: {how_they_stand(work, words)}"), *shown]
    return tuple(parts)


def use(work: Work, row: OutboxRow) -> Parts | None:
    """Return what a publisher is told who took standing words."""
    taken = work.unit.get(StandingUse, id=row.about)
    words = work.unit.get(Standing, id=taken.standing_id) if taken else None
    if taken is None or words is None:
        return None
    where = accounts_told(work, [taken.account])
    if taken.posted_at:
        held = " It went out during a hold." if taken.during_hold else ""
        return (Headline(f"Standing words are public on {where}, since {told(work, taken.posted_at)}.{held}"),)
    button = Buttons((Button("standing_posted", "I posted it", (taken.id,), style="primary"),))
    hold = current_hold(work)
    if hold:
        stop = f"Please don’t post the standing words on {where}: everything is on hold since {told(work, hold.at)}."
        return (Headline(stop), Small("If they are public already, say so, so that nobody is in the dark."), button)
    if not words.stands_at(work.now):
        return (Headline(f"Please don’t post these words on {where}: {how_they_stand(work, words)}"), button)
    return (
        Headline(f"Standing words for {where}: copy my next message whole, and post exactly that."),
        Small("If a word has to change, propose a post."),
        button,
    )


def use_words(work: Work, row: OutboxRow) -> Parts | None:
    """Return the words alone, so that a long press copies them."""
    taken = work.unit.get(StandingUse, id=row.about)
    return (Para(work.kept(taken.words)),) if taken else None


def how_they_stand(work: Work, words: Standing) -> str:
    """Return a sentence on what was decided."""
    who = person_named(work, words.decided_by).name
    if words.decided_at is None:
        return f"they wait for the {work.pack.director_title}."
    when = told(work, words.decided_at)
    if not words.approved:
        return f"{who} decided on {when} that they do not stand."
    if words.ended_at:
        return f"{person_named(work, words.ended_by).name} ended them on {told(work, words.ended_at)}."
    if words.until and words.until <= work.now:
        return f"they ended on {day(work, words.until)}."
    return f"{who} approved them on {when}. Publishers may post them at any time."


def _question(work: Work, words: Standing) -> Parts:
    who = person_named(work, words.proposed_by).name
    where = accounts_told(work, words.accounts)
    return (Headline(f"May these words stand, to be posted on {where} at any time? {who} asks."),)


def _facts(work: Work, words: Standing) -> tuple[tuple[str, str], ...]:
    text = work.kept(words.words)
    blanks = " and ".join(blank for blank in (DAY, TIME) if blank in text)
    facts = [
        ("For", accounts_told(work, words.accounts)),
        ("Until", day(work, words.until) if words.until else "somebody ends them"),
    ]
    return (*facts, ("Whoever posts them puts in", blanks)) if blanks else tuple(facts)


def _findings(work: Work, words: Standing, row: OutboxRow) -> list[Part]:
    draft = Draft(kind=Kind.POST, accounts=tuple(words.accounts), words=work.kept(words.words))
    author = first_name(work, words.proposed_by)
    return on_card(work, draft, found_in(work, draft), author, in_channel=row.conversation == "approvals")


def _clauses(work: Work, words: Standing) -> Parts:
    found = work.pack.applying("post", tuple(words.accounts), work.kept(words.words))[:3]
    return (Clauses("Clauses that apply", tuple(quoted(clause) for clause in found)),) if found else ()


def _buttons(words: Standing) -> Buttons:
    return Buttons(
        (
            Button("standing_approve", "Let them stand", (words.id,), style="primary"),
            Button("standing_refuse", "Not these words", (words.id,), style="danger"),
        )
    )

"""`/approvals`: what is under way, and finding again what was, for whoever may read it."""

from collections.abc import Callable, Iterator

from bot.approvals.access import readable_by
from bot.approvals.draft import Draft, draft_of
from bot.approvals.models import Proposal
from bot.approvals.refusals import how_it_stands
from bot.approvals.states import FINAL, State
from bot.delivery.parts import Bullets, Button, Buttons, Headline, Small
from bot.delivery.say.phrases import KINDS, accounts_told, number, opening
from bot.frontdesk.answers import Answer, Press, Whisper
from bot.registers.people import Person
from bot.registers.roles import person_named
from bot.reporting.export.choice import proposal_meant
from bot.work import Work

Act = Callable[[Work, Person, str], Answer | Press]

MOST = 8
LATEST = 1000
"""How many proposals are looked through, the newest first: a search answers while somebody waits."""

UNDER_WAY = tuple(state for state in State if state not in FINAL and state is not State.PUBLISHED)
HOW = "Type /approvals and a number, a name, an account or some of the words, and I look for it."


def approvals(work: Work, who: Person, words: str) -> Answer | Press:
    """Do what the first word says, or look for all of them."""
    first, _, rest = words.strip().partition(" ")
    act = APPROVALS.get(first.casefold())
    return act(work, who, rest.strip()) if act else found(work, who, words)


def listed(work: Work, who: Person, words: str) -> Answer:
    """List what is under way, the newest first."""
    may_read = readable_by(work, who)
    seen = [it for it in work.unit.find(Proposal, state=UNDER_WAY, order="-number") if may_read(it)]
    if not seen:
        start = "Nothing that you can read is under way. To say something in public, type /propose-post."
        return Whisper((Headline(start), Small(HOW)))
    more = f"and {len(seen) - MOST} more. " if len(seen) > MOST else ""
    return _told(work, f"Under way ({len(seen)})", seen[:MOST], f"{more}{HOW}")


def found(work: Work, who: Person, words: str) -> Answer:
    """List what has all of these words in its number, words, accounts, kind or author's name, the newest first."""
    sought = [word.strip("“”\"',") for word in words.casefold().split()]
    shown = " ".join(words.split())[:60]
    matches: list[Proposal] = []
    for proposal, draft in _readable(work, who):
        named, haystack = _named(work, proposal), _haystack(work, proposal, draft)
        if all(word in named or word in haystack for word in sought):
            matches.append(proposal)
        if len(matches) > MOST:
            break
    if not matches:
        nothing = f"I found nothing for “{shown}” among what you can read."
        return Whisper((Headline(nothing), Small("Fewer words find more. /approvals alone lists what is under way.")))
    more = "There is more: another word narrows it down. " if len(matches) > MOST else ""
    return _told(work, f"Found for “{shown}”", matches[:MOST], f"{more}/approvals alone lists what is under way.")


def _readable(work: Work, who: Person) -> Iterator[tuple[Proposal, Draft]]:
    may_read = readable_by(work, who)
    for proposal in work.unit.find(Proposal, order="-number", limit=LATEST):
        if may_read(proposal):
            yield proposal, draft_of(work, proposal.id, proposal.revision)


def _named(work: Work, proposal: Proposal) -> tuple[str, ...]:
    """Return how people write its number; NS-4 is not found in NS-42."""
    return number(work, proposal).casefold(), str(proposal.number), f"#{proposal.number}"


def _haystack(work: Work, proposal: Proposal, draft: Draft) -> str:
    texts = (
        draft.words,
        *draft.variants.values(),
        draft.link,
        draft.target,
        accounts_told(work, draft.accounts),
        KINDS[draft.kind],
        person_named(work, proposal.author_id).name,
    )
    return "\n".join(texts).casefold()


def _told(work: Work, headline: str, proposals: list[Proposal], small: str) -> Whisper:
    lines, buttons = [], []
    for proposal in proposals:
        draft = draft_of(work, proposal.id, proposal.revision)
        author = person_named(work, proposal.author_id).name
        lines.append(
            f"{how_it_stands(work, proposal)} {opening(draft)}, {accounts_told(work, draft.accounts)}, {author}"
        )
        name = number(work, proposal)
        spoken = f"Show {name}: {opening(draft)}"[:75]
        buttons.append(Button("show", name, (proposal.id, str(proposal.revision)), spoken=spoken))
    return Whisper((Headline(headline), Bullets(tuple(lines)), Buttons(tuple(buttons)), Small(small)))


def _digest(work: Work, who: Person, words: str) -> Press:
    return Press("digest", (words,))


def _report(work: Work, who: Person, words: str) -> Press:
    return Press("report", (words,))


def _print(work: Work, who: Person, words: str) -> Press:
    return Press("paper", (proposal_meant(work, words).id,))


def _back(work: Work, who: Person, words: str) -> Press:
    found = proposal_meant(work, words)
    return Press("take_back", (found.id, str(found.revision)))


def _presses(verb: str) -> Act:
    return lambda work, who, words: Press(verb)


APPROVALS: dict[str, Act] = {
    "": listed,
    "digest": _digest,
    "report": _report,
    "print": _print,
    "waiting": _presses("waiting"),
    "back": _back,
    "hold": _presses("hold"),
    "release": _presses("release"),
    "cover": _presses("cover"),
    "away": _presses("away"),
    "successor": _presses("successor"),
}
"""What can stand after /approvals; anything else is looked for."""

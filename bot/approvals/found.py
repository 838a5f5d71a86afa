"""What the reading of a whole draft finds: in its words, other words for an account, alt texts, links and videos."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.approvals.draft import Draft
from bot.approvals.house_rules import pack_now
from bot.approvals.kinds import Kind
from bot.approvals.models import FindingNoted, Outcome
from bot.policy.findings import Alike, Finding, Level, Occasion, Span
from bot.policy.lately import Asked
from bot.policy.prepared import prepare
from bot.policy.privacy.passwords import find_passwords
from bot.policy.screening import screen
from bot.policy.second_look import LIKENESS, NAMES
from bot.work import Work

AT = "@"
"""Between a rule and its clause, where both are remembered as one word."""

OTHER_WORDS = "words_for_"
"""What the field for other words begins with; the account follows."""

SEVERITY = {Level.STOP_AND_THINK: 0, Level.CHECK: 1, Level.TIP: 2}


@dataclass(frozen=True)
class Found:
    """A finding in one text of a draft. `place` is the field it stands in, "words" or "words_for_x" for example."""

    place: str
    text: str
    finding: Finding

    @property
    def name(self) -> str:
        """Return the rule and its clause as one word."""
        return f"{self.finding.rule}{AT}{self.finding.clause}"

    @property
    def account(self) -> str:
        """Return the account whose other words these are; empty for anything else."""
        return self.place.removeprefix(OTHER_WORDS) if self.place.startswith(OTHER_WORDS) else ""

    @property
    def words(self) -> str:
        """Return the words the finding is about, on one line."""
        return " ".join(self.text[self.finding.start : self.finding.end].split())


def found_in(work: Work, draft: Draft) -> tuple[Found, ...]:
    """Return everything found in a draft, what asks for most first; the same of several texts is told once.

    The rules are the pack's with the Director's own laid over them. A second look is among it once it was taken.
    """
    return _found(work, draft.kind, _texts(draft))


def found_beyond(work: Work, kind: Kind, approved: str, live: str) -> tuple[Found, ...]:
    """Return what is found in live words and was not in the approved ones, what asks for most first; no tips."""
    known = {(one.finding.rule, one.words.casefold()) for one in _found(work, kind, [("words", approved)])}
    return tuple(
        one
        for one in _found(work, kind, [("live", live)])
        if one.finding.level is not Level.TIP and (one.finding.rule, one.words.casefold()) not in known
    )


def _found(work: Work, kind: Kind, texts: Iterable[tuple[str, str]]) -> tuple[Found, ...]:
    pack = pack_now(work)
    occasion = Occasion.COMMENT if kind is Kind.COMMENT else Occasion.OFFICIAL
    seen: dict[tuple[str, str], Found] = {}
    for place, text in texts:
        names, alike = second_look(work, Asked(text, occasion))
        for finding in screen(pack, text, occasion=occasion, kind=kind.value, also=names, alike=alike):
            if finding.clause in pack.clauses:
                found = Found(place, text, finding)
                seen.setdefault((finding.rule, found.words.casefold()), found)
    return tuple(sorted(seen.values(), key=lambda one: SEVERITY[one.finding.level]))


def second_look(work: Work, asked: Asked) -> tuple[tuple[Span, ...], tuple[Alike, ...] | None]:
    """Return the names in a text and what it reads like; one that was not read yet is left in `work.unread`."""
    if not asked.text.strip():
        return (), None
    weighs = work.pack.wording.weighs
    names, alike = NAMES.seen(asked), LIKENESS.seen(asked) if weighs else None
    if (names is None and NAMES.looked_for()) or (weighs and alike is None and LIKENESS.looked_for()):
        work.unread.add(asked)
    return names or (), alike


def secret_places(draft: Draft) -> tuple[str, ...]:
    """Return the fields that hold a password or a key: such a draft is neither kept nor sent."""
    texts = (*_texts(draft), ("answers", draft.answers), ("note", draft.note), ("explained", draft.explained))
    return tuple(dict.fromkeys(place for place, text in texts if holds_secret(text)))


def holds_secret(text: str) -> bool:
    """Return whether a text holds a password or a key."""
    return any(True for _ in find_passwords(prepare(text)))


def note(work: Work, proposal_id: str, revision: int, draft: Draft) -> None:
    """Note which rules speak up on a revision, and whether its author said why it is right."""
    outcome = Outcome.EXPLAINED if draft.explained.strip() else Outcome.OPEN
    for found in {found.finding.rule: found.finding for found in found_in(work, draft)}.values():
        _add(work, proposal_id, revision, rule=found.rule, clause=found.clause, level=found.level, outcome=outcome)


def note_changed(work: Work, proposal_id: str, revision: int, asked: tuple[str, ...]) -> None:
    """Note what the form had asked about (`Found.name`) and the author has changed since."""
    standing = {row.rule for row in work.unit.find(FindingNoted, proposal_id=proposal_id, revision=revision)}
    for rule, clause in (name.split(AT) for name in asked):
        if rule not in standing:
            level = Level.STOP_AND_THINK
            _add(work, proposal_id, revision, rule=rule, clause=clause, level=level, outcome=Outcome.CHANGED)


def _add(
    work: Work, proposal_id: str, revision: int, *, rule: str, clause: str, level: Level, outcome: Outcome
) -> None:
    row = FindingNoted(
        proposal_id=proposal_id,
        revision=revision,
        rule=rule,
        clause=clause,
        level=level.value,
        outcome=outcome,
        noted_at=work.now,
    )
    work.unit.add(row)


def _texts(draft: Draft) -> Iterator[tuple[str, str]]:
    yield "words", draft.words
    yield from ((f"{OTHER_WORDS}{account}", words) for account, words in draft.variants.items())
    yield from (("pictures", picture.alt) for picture in draft.pictures)
    yield from (("pictures", picture.alt) for picture in draft.given)
    yield from ((name, text) for name in ("video_says", "link", "video") if (text := getattr(draft, name)))

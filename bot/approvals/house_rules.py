"""The Director's own rules, laid over the pack's: places and numbers of ours, phrases of our own, rules switched off.

The pack that came with the program is never changed. Each change is a row of its own that begins and ends, so that
every state of the rules can be told later, and gone back to.
"""

import json
from collections import Counter
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from bot.approvals import steps
from bot.approvals.draft import draft_of
from bot.approvals.models import FindingNoted, Outcome, Proposal
from bot.approvals.states import State
from bot.errors import FieldErrors, Refusal
from bot.policy.findings import Level, Occasion
from bot.policy.pack import Pack
from bot.policy.prepared import prepare
from bot.policy.wording.phrases import PhraseMistake, parsed
from bot.policy.wording.reader import Reader
from bot.policy.wording.rules import Rule, Theme
from bot.record.models import TextClass
from bot.registers.people import Person, Role
from bot.registers.roles import Roles
from bot.rows import Row
from bot.work import Work, new_id

LOOKED_BACK = 50
"""How many drafts a new phrase is tried on before it is kept."""

OFTEN = 5
"""How often a rule must have spoken up for nothing before it is listed for switching off."""


class HouseRuleKind(StrEnum):
    """What one row changes."""

    OURS = "ours"  # a place, number or address that may stand in any text
    PHRASE = "phrase"  # a phrase to look for
    TERM = "term"  # a confidential term: only whoever decides is told, and never which one
    OFF = "off"  # a rule that is switched off


class HouseRule(Row):
    """One change to the rules. `text` is the commitment to what it says; `rule` names a rule that is switched off."""

    org: str = ""
    id: str
    kind: HouseRuleKind
    rule: str = ""
    text: str = ""
    made_by: str
    made_at: datetime
    ended_by: str = ""
    ended_at: datetime | None = None


def standing_rules(work: Work, *kinds: HouseRuleKind) -> list[HouseRule]:
    """Return the changes that stand, the oldest first."""
    return work.unit.find(HouseRule, ended_at=None, kind=list(kinds or HouseRuleKind), order="made_at")


def said(work: Work, row: HouseRule) -> dict[str, str]:
    """Return what a row says: "line", or "phrase", "why", "say" and "clause"; nothing once it was erased."""
    text = work.kept(row.text)
    found: dict[str, str] = json.loads(text) if text.startswith("{") else {}
    return found


def pack_now(work: Work) -> Pack:
    """Return the pack with the Director's own rules laid over it."""
    rows = standing_rules(work)
    if not rows:
        return work.pack
    return _laid_over(_Same(work.pack), tuple((row.kind, row.rule or row.id, work.kept(row.text)) for row in rows))


def may_rule(work: Work, who: Person) -> None:
    """Refuse everybody but the Director."""
    if not Roles.at(work.unit, work.now).has(who.id, Role.DIRECTOR):
        raise Refusal(
            "not-the-director", f"Only the {work.pack.director_title} changes the rules.", saved="Nothing changed."
        )


def allow(work: Work, who: Person, line: str) -> HouseRule:
    """Let a place, number or address of ours stand in any text."""
    if not line.strip():
        raise FieldErrors({"line": "Write the place with its street and number, or the number or address."})
    return _begin(work, who, HouseRuleKind.OURS, text=json.dumps({"line": line.strip()}, ensure_ascii=False))


def look_for(work: Work, who: Person, said: dict[str, str], *, secret: bool) -> HouseRule:
    """Look for a phrase of our own, or for a confidential term. Refuses, at the field, what cannot be read."""
    own_rule(work.pack, "", said, secret=secret)
    kind = HouseRuleKind.TERM if secret else HouseRuleKind.PHRASE
    return _begin(work, who, kind, text=json.dumps(said, ensure_ascii=False, sort_keys=True))


def switch_off(work: Work, who: Person, rule: str) -> HouseRule:
    """Switch a rule of the pack off."""
    if rule not in {one.id for one in work.pack.wording.rules}:
        raise Refusal("unknown", "There is no such rule.", saved="Nothing changed.")
    if any(row.rule == rule for row in standing_rules(work, HouseRuleKind.OFF)):
        raise Refusal("off-already", "That rule is switched off already.", saved="Nothing changed.")
    return _begin(work, who, HouseRuleKind.OFF, rule=rule)


def end_rule(work: Work, who: Person, row_id: str) -> None:
    """Take a change back: what was switched off is on again, what was ours or looked for is not any more."""
    may_rule(work, who)
    if not work.unit.change(HouseRule, {"id": row_id, "ended_at": None}, ended_at=work.now, ended_by=who.id):
        raise Refusal("ended-already", "That was taken back before.", saved="Nothing changed.")
    work.record("rule.ended", row_id, who.id)
    _read_again(work)


def would_speak_up(work: Work, said: dict[str, str]) -> list[Proposal]:
    """Return on which of the last fifty drafts a phrase would have spoken up."""
    reader = Reader([own_rule(work.pack, "", said, secret=False)], work.pack.wording.lists)
    latest = work.unit.find(Proposal, order="-number", limit=LOOKED_BACK)
    return [one for one in latest if reader.read(prepare(_words(work, one)), Occasion.OFFICIAL, one.kind.value)]


def always_overridden(work: Work) -> list[str]:
    """Return the rules that spoke up five times or more, and never made anybody change a word."""
    known = {rule.id for rule in work.pack.wording.rules}
    off = {row.rule for row in standing_rules(work, HouseRuleKind.OFF)}
    often = Counter[str]()
    changed = set()
    for row in work.unit.find(FindingNoted):
        often[row.rule] += 1
        changed |= {row.rule} if row.outcome is Outcome.CHANGED else set()
    return [rule for rule, times in often.most_common() if times >= OFTEN and rule in known - changed - off]


def own_rule(pack: Pack, row_id: str, said: dict[str, str], *, secret: bool) -> Rule:
    """Return what somebody wrote as a rule; raises `FieldErrors` for what cannot be read."""
    phrase, clause = said.get("phrase", "").strip(), said.get("clause", "")
    try:
        parsed(phrase, pack.wording.lists)
    except PhraseMistake as mistake:
        raise FieldErrors({"phrase": str(mistake)}) from mistake
    if clause not in pack.clauses:
        raise FieldErrors({"clause": "Choose the clause it stands under."})
    return Rule(
        id=f"own-{row_id}",
        theme=_theme(clause),
        level=Level.CHECK,
        look_for=(phrase,),
        why="This may be one of our confidential terms." if secret else said.get("why", ""),
        say="Ask whether it may be said in public." if secret else said.get("say", ""),
        source=("own",),
        private=secret,
        director_only=secret,
        catch=(phrase,),
        leave=("",),
    )


def _begin(work: Work, who: Person, kind: HouseRuleKind, *, rule: str = "", text: str = "") -> HouseRule:
    may_rule(work, who)
    row = HouseRule(
        id=new_id(), kind=kind, rule=rule, text=work.keep(text, TextClass.DRAFT), made_by=who.id, made_at=work.now
    )
    work.unit.add(row)
    work.record("rule.made", row.id, who.id, change=kind.value, rule=rule, text=row.text)
    _read_again(work)
    return row


def _read_again(work: Work) -> None:
    """Have what still waits read again: its cards gain what is found now. Old decisions stay as they were judged."""
    for proposal in work.unit.find(Proposal, state=State.PENDING):
        steps.show(work, proposal)


def _words(work: Work, proposal: Proposal) -> str:
    draft = draft_of(work, proposal.id, proposal.revision)
    return "" if draft.erased else "\n".join([draft.words, *draft.variants.values()])


class _Same:
    """A pack as a key: the same one is the same, without comparing it."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.pack is self.pack

    def __hash__(self) -> int:
        return id(self.pack)


@lru_cache(maxsize=16)
def _laid_over(same: _Same, rows: tuple[tuple[HouseRuleKind, str, str], ...]) -> Pack:
    pack = same.pack
    off = {name for kind, name, _ in rows if kind is HouseRuleKind.OFF}
    told: list[tuple[HouseRuleKind, str, dict[str, Any]]] = [
        (kind, name, json.loads(text)) for kind, name, text in rows if text.startswith("{")
    ]
    lines = tuple(said["line"] for kind, _, said in told if kind is HouseRuleKind.OURS)
    own = [
        own_rule(pack, name, said, secret=kind is HouseRuleKind.TERM)
        for kind, name, said in told
        if kind in (HouseRuleKind.PHRASE, HouseRuleKind.TERM) and said.get("clause") in pack.clauses
    ]
    themes = {rule.theme: Theme(official=rule.theme.partition(":")[2]) for rule in own}
    wording = pack.wording.laid_over(tuple(own), off, themes)
    ours = pack.ours.model_copy(
        update={"places": (*pack.ours.places, *lines), "contacts": (*pack.ours.contacts, *lines)}
    )
    return pack.model_copy(update={"wording": wording, "ours": ours})


def _theme(clause: str) -> str:
    return f"own:{clause}"

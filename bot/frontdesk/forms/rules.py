"""The Director's rules: what is ours, phrases of our own, confidential terms, and rules that are switched off."""

from bot.approvals.house_rules import (
    HouseRule,
    HouseRuleKind,
    allow,
    always_overridden,
    end_rule,
    look_for,
    may_rule,
    said,
    standing_rules,
    switch_off,
    would_speak_up,
)
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
    Small,
    TextField,
)
from bot.delivery.say.phrases import number
from bot.errors import FieldErrors
from bot.frontdesk.answers import Answer, Open, Redraw, Whisper
from bot.registers.people import Person
from bot.work import Work

SHOWN = 10
NEXT = "A phrase may hold * for any ending, (one|other), [perhaps] and “...” for up to five words between."
KINDS = {
    HouseRuleKind.OURS: "Ours, and may stand in any text",
    HouseRuleKind.PHRASE: "Phrases of our own",
    HouseRuleKind.TERM: "Confidential terms",
    HouseRuleKind.OFF: "Switched off",
}


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the list of what the Director has changed, with the ways to change more."""
    may_rule(work, who)
    parts: list[FormPart] = [
        Para(f"{len(work.pack.wording.rules)} rules about words came with the pack, and the list of private details."),
        Buttons(
            (
                Button("rule_ours", "Something of ours"),
                Button("rule_phrase", "Our own phrase"),
                Button("rule_term", "A confidential term"),
                Button("rule_off", "Switch a rule off"),
            )
        ),
    ]
    for kind, title in KINDS.items():
        rows = standing_rules(work, kind)[-SHOWN:]
        parts += [Headline(title)] if rows else []
        for row in rows:
            parts += [Para(_line(work, row)), Buttons((Button("rule_end", "Take it back", (row.id,)),))]
    for rule in always_overridden(work)[:SHOWN]:
        parts += [
            Para(f"“{_why(work, rule)}” has spoken up often, and nobody changed a word for it."),
            Buttons((Button("rule_off_now", "Switch it off", (rule,)),)),
        ]
    parts.append(Small("Every change is recorded and can be taken back. Old decisions stay as they were judged."))
    return Open(Form(name, "Rules", tuple(parts), cancel="Close"))


def ours_opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form for a place, number or address of ours."""
    may_rule(work, who)
    hint = "“The Hub, 12 Sample Street, Anytown AN1 1AA”, a telephone number, or an e-mail address."
    line = TextField("line", "What may stand in any text?", hint=hint, limit=200)
    return Open(Form(name, "Something of ours", (line,), submit="Keep it"), on_top=True)


def ours_submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Keep it."""
    allow(work, who, filled.text("line"))
    return Whisper((Headline("Kept. It is no finding any more, and what waits was read again."),))


def phrase_opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form for a phrase of our own."""
    may_rule(work, who)
    return Open(_phrase(work, name, {}, ()), on_top=True)


def phrase_submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Say first where it would have spoken up, then keep it."""
    told = {key: filled.text(key).strip() for key in ("phrase", "why", "say")}
    told["clause"] = next(iter(filled.chosen("clause")), "")
    secret = filled.name == "rule_term"
    if not secret and not (told["why"] and told["say"]):
        raise FieldErrors({"say" if told["why"] else "why": "Write a short sentence."})
    tried = filled.refs and filled.refs[0] == told["phrase"]
    if not tried:
        spoken = would_speak_up(work, told)
        numbers = ", ".join(number(work, one) for one in spoken[:SHOWN])
        where = f"It would have spoken up on {len(spoken)} of the last 50 drafts{': ' + numbers if numbers else ''}."
        parts = (Para(where), Small("Send it again to keep it, or change the phrase."))
        return Redraw(_phrase(work, filled.name, told, (told["phrase"],), parts))
    look_for(work, who, told, secret=secret)
    return Whisper((Headline("Kept. What waits was read again."),))


def off_opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the list of rules that can be switched off."""
    may_rule(work, who)
    off = {row.rule for row in standing_rules(work, HouseRuleKind.OFF)}
    rules = [rule for rule in work.pack.wording.rules if rule.id not in off]
    options = tuple(Option(rule.id, rule.why[:70], rule.id) for rule in rules[:100])
    which = ChoiceField("rule", "Which one?", options, as_list=True)
    return Open(Form(name, "Switch a rule off", (which,), submit="Switch it off"), on_top=True)


def off_submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Switch it off."""
    chosen = filled.chosen("rule")
    if not chosen:
        raise FieldErrors({"rule": "Choose a rule."})
    switch_off(work, who, chosen[0])
    return Whisper((Headline("Switched off. It can be taken back under Home, More, Rules."),))


def off_now(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
    """Switch off a rule that never changed anything."""
    switch_off(work, who, refs[0])
    return Redraw(opened(work, who, "rules", ()).form)


def ended(work: Work, who: Person, refs: tuple[str, ...], filled: Filled | None) -> Answer:
    """Take a change back, and show the list again."""
    end_rule(work, who, refs[0])
    return Redraw(opened(work, who, "rules", ()).form)


def _phrase(
    work: Work, name: str, told: dict[str, str], refs: tuple[str, ...], first: tuple[FormPart, ...] = ()
) -> Form:
    secret = name == "rule_term"
    clauses = tuple(Option(one.id, f"{one.id} {one.short}"[:75]) for one in work.pack.reasons())
    chosen = (told["clause"],) if told.get("clause") else ()
    parts: list[FormPart] = [*first, TextField("phrase", "The phrase", told.get("phrase", ""), hint=NEXT, limit=200)]
    if secret:
        parts.append(Small("Whoever writes is not told. Whoever decides is, without the term itself."))
    else:
        parts += [
            TextField("why", "Why it is worth a look", told.get("why", ""), limit=150),
            TextField("say", "What to say instead", told.get("say", ""), limit=150),
        ]
    parts.append(ChoiceField("clause", "Under which clause?", clauses, chosen=chosen, as_list=True))
    title = "A confidential term" if secret else "Our own phrase"
    return Form(name, title, tuple(parts), submit="Keep it" if refs else "Try it", refs=refs)


def _line(work: Work, row: HouseRule) -> str:
    if row.kind is HouseRuleKind.OFF:
        return _why(work, row.rule)
    told = said(work, row)
    return told.get("line") or told.get("phrase") or "(erased)"


def _why(work: Work, rule: str) -> str:
    return next((one.why for one in work.pack.wording.rules if one.id == rule), rule)

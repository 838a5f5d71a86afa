"""What a pack's files must agree on between them: ids, kinds, accounts, signs, and every quotation with its source."""

from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.approvals.kinds import Kind
from bot.policy.durations import figures
from bot.policy.pack import ANY_KIND, MOST_REASONS, Fate, Matter, Period, Retention
from bot.policy.privacy.labels import RULES, STRONGEST_FIRST
from bot.policy.reading import Where
from bot.policy.words import plain
from bot.policy.written import Section, Written, WrittenClause
from bot.record.classes import TextClass

LONGEST_SHORT = 70
KINDS = tuple(kind.value for kind in Kind)
TEXTS = {
    Fate.PUBLISHED: (
        TextClass.DRAFT,
        TextClass.WORDS_OF_OTHERS,
        TextClass.REASON,
        TextClass.ADDRESS,
        TextClass.LIVE_WORDS,
        TextClass.CONCERN,
    ),
    Fate.ABANDONED: (TextClass.DRAFT, TextClass.WORDS_OF_OTHERS, TextClass.REASON),
    Fate.UNSENT: (TextClass.DRAFT, TextClass.WORDS_OF_OTHERS),
    Fate.APART: (TextClass.DRAFT, TextClass.REASON, TextClass.WHY_ERASED),
}
"""Which texts there can be."""

Contradiction = tuple[Where, str, str]
Placed = tuple[Where, Section, WrittenClause]


def contradictions(written: Written, source: str | None) -> Iterator[Contradiction]:
    """Return each contradiction: where it stands, what is wrong, and the remedy. `source` is the policy's own text."""
    policy = list(_placed("policy", written.policy))
    procedures = list(_placed("procedures", written.procedures))
    clauses = policy + procedures + list(_placed("good_practice", written.good_practice))
    yield from _ids(written, clauses)
    yield from _names(written, clauses)
    yield from _lifetimes(written)
    yield from _reserved(written)
    yield from _quotations(policy, source)
    yield from _figures(written, procedures)
    yield from _enough(clauses)
    yield from _digest(written, clauses)
    yield from _retention(written)
    yield from _privacy(written, clauses)
    yield from _themes(written, clauses)
    yield from _cover(written)


def _placed(file: str, sections: tuple[Section, ...]) -> Iterator[Placed]:
    for number, section in enumerate(sections):
        for index, clause in enumerate(section.clauses):
            yield (file, number, "clauses", index), section, clause


def _ids(written: Written, clauses: list[Placed]) -> Iterator[Contradiction]:
    places: list[tuple[Where, str]] = [((*where, "id"), clause.id) for where, _, clause in clauses]
    for where, name in _repeated(places):
        yield where, f"The id “{name}” is used twice.", "Give each clause and procedure its own."
    accounts: list[tuple[Where, str]] = [(("accounts", n, "id"), row.id) for n, row in enumerate(written.accounts)]
    for where, name in _repeated(accounts):
        yield where, f"The account “{name}” is there twice.", "Keep one of them."
    for where, name in places + accounts:
        if not (name.isascii() and name.replace("-", "").replace("_", "").isalnum()):
            yield where, f"“{name}” is not an id.", "Use letters, digits, “-” and “_”, without spaces."


def _repeated(places: list[tuple[Where, str]]) -> Iterator[tuple[Where, str]]:
    often = Counter(name for _, name in places)
    seen: set[str] = set()
    for where, name in places:
        if often[name] > 1 and name in seen:
            yield where, name
        seen.add(name)


def _names(written: Written, clauses: list[Placed]) -> Iterator[Contradiction]:
    """Every name a clause refers to is known, and its summary is short enough for a list."""
    ids = {clause.id for _, _, clause in clauses}
    accounts = {name for account in written.accounts for name in (account.id, account.network)}
    known = {"kinds": {*KINDS, ANY_KIND}, "accounts": accounts, "signs": set(written.signs)}
    for where, _, clause in clauses:
        for field, names in known.items():
            for index, name in enumerate(getattr(clause, field)):
                if name not in names:
                    choice = ", ".join(sorted(names)) or "none yet"
                    what = f"{clause.id} names “{name}”, which is not among the {field}."
                    yield (*where, field, index), what, f"Known are: {choice}."
        if clause.part_of and clause.part_of not in ids:
            yield (*where, "part_of"), f"There is no clause “{clause.part_of}”.", "Name the clause it is a part of."
        if not 0 < len(clause.short) <= LONGEST_SHORT:
            what = f"The summary of {clause.id} has {len(clause.short)} characters."
            yield (*where, "short"), what, f"Use between 1 and {LONGEST_SHORT}."
    for name, phrases in written.signs.items():
        for index, phrase in enumerate(phrases):
            if not plain(phrase):
                yield ("signs", name, index), f"“{phrase}” holds no word.", "Use words, without punctuation alone."


def _lifetimes(written: Written) -> Iterator[Contradiction]:
    hours = written.settings.lifetimes.approval_hours
    where: Where = ("settings", "lifetimes", "approval_hours")
    for kind in KINDS:
        if kind not in hours:
            yield where, f"It is not said how long an approval of a {kind} lasts.", f"Add “{kind}” with its hours."
    for kind, lasting in hours.items():
        if kind not in KINDS:
            yield (*where, kind), f"“{kind}” is not a kind of proposal.", f"Known are: {', '.join(KINDS)}."
        elif lasting <= 0:
            yield (*where, kind), f"An approval of a {kind} would never be open.", "Give at least one hour."


def _reserved(written: Written) -> Iterator[Contradiction]:
    """A name that nothing bears would reserve nothing, and nobody would notice."""
    reserved = written.settings.reserved
    known = {"kinds": KINDS, "accounts": tuple(account.id for account in written.accounts)}
    for field, names in (("kinds", reserved.kinds), ("accounts", reserved.accounts)):
        for index, name in enumerate(names):
            if name not in known[field]:
                where: Where = ("settings", "reserved", field, index)
                yield where, f"“{name}” is not among the {field}.", f"Known are: {', '.join(known[field])}."


def _quotations(policy: list[Placed], source: str | None) -> Iterator[Contradiction]:
    if source is None:
        yield ("policy",), "The policy's own text is not there to check quotations against.", "Add it as source.txt."
        return
    text = _spaced(source)
    for where, section, clause in policy:
        if _spaced(clause.words) not in text:
            remedy = "Quote exactly; what only summarises belongs into “short”."
            yield (*where, "words"), f"The words of {clause.id} do not stand in source.txt.", remedy
        elif not _in_order(f"{clause.lead or section.lead} {clause.words}", text):
            remedy = "Quote exactly, and mark words left out with “…”."
            yield (*where, "lead"), f"The lead of {clause.id} does not stand before its words in source.txt.", remedy


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _in_order(quotation: str, text: str) -> bool:
    start = 0
    for piece in _spaced(quotation).split("…"):
        at = text.find(piece.strip(), start)
        if at < 0:
            return False
        start = at + len(piece.strip())
    return True


def _figures(written: Written, procedures: list[Placed]) -> Iterator[Contradiction]:
    known = figures(written.settings.lifetimes)
    for where, _, clause in procedures:
        try:
            clause.words.format_map(known)
        except (KeyError, IndexError, ValueError, AttributeError):
            remedy = f"Between braces stand only: {', '.join(sorted(known))}."
            yield (*where, "words"), f"{clause.id} has something between braces that is not known.", remedy


def _enough(clauses: list[Placed]) -> Iterator[Contradiction]:
    reasons = sum(clause.reason for _, _, clause in clauses)
    if not 0 < reasons <= MOST_REASONS:
        what = f"{reasons} clauses may be given as a reason for a decision."
        yield ("policy",), what, f"Mark between 1 and {MOST_REASONS} with “reason: true”."
    spoken_for = {kind for _, _, clause in clauses for kind in clause.kinds if not clause.accounts}
    for kind in KINDS:
        if ANY_KIND not in spoken_for and kind not in spoken_for:
            yield ("policy",), f"No clause applies to a {kind}.", f"Name “{kind}” or “{ANY_KIND}” among some kinds."


def _digest(written: Written, clauses: list[Placed]) -> Iterator[Contradiction]:
    ids = {clause.id for _, _, clause in clauses}
    for matter in Matter:
        if matter not in written.digest:
            what = f"It is not said under which clause “{matter.value}” is reported."
            yield ("digest",), what, f"Add “{matter.value}” with the id of a clause or procedure."
        elif written.digest[matter] not in ids:
            what = f"There is no clause “{written.digest[matter]}”."
            yield ("digest", matter.value), what, "Name a clause or procedure of this pack."


def _privacy(written: Written, clauses: list[Placed]) -> Iterator[Contradiction]:
    """Every label is spoken for, and every saying names a clause there is."""
    ids = {clause.id for _, _, clause in clauses}
    for label in STRONGEST_FIRST:
        if label not in written.privacy.labels:
            what = f"It is not said what is told of “{label}”."
            yield ("privacy", "labels"), what, f"Add “{label}” with its clause, level, why and say."
    rules = sorted(rule for of_label in RULES.values() for rule in of_label)
    known = (
        ("labels", "label", sorted(RULES)),
        ("rules", "rule", rules),
        ("personal", "label or rule", [*sorted(RULES), *rules]),
    )
    for part, sort, names in known:
        for name, saying in getattr(written.privacy, part).items():
            if name not in names:
                what = f"“{name}” is not a {sort}."
                yield ("privacy", part, name), what, f"Known are: {', '.join(names)}."
            if saying.clause not in ids:
                where: Where = ("privacy", part, name, "clause")
                yield where, f"There is no clause “{saying.clause}”.", "Name a clause or procedure of this pack."


def _themes(written: Written, clauses: list[Placed]) -> Iterator[Contradiction]:
    """Every theme of the wording rules stands under a clause there is."""
    ids = {clause.id for _, _, clause in clauses}
    for name, theme in written.wording.themes.items():
        for occasion, clause in theme:
            if clause and clause not in ids:
                where = ("wording", "themes", name, occasion)
                yield where, f"There is no clause “{clause}”.", "Name a clause or good practice of this pack."


def _retention(written: Written) -> Iterator[Contradiction]:
    """Every text there can be has one period, which is some time and has a reason."""
    retention = written.retention
    said: list[tuple[Where, str]] = []
    for number, kept in enumerate(retention.texts):
        yield from _period(("retention", "texts", number), kept)
        for index, text in enumerate(kept.these):
            where: Where = ("retention", "texts", number, "these", index)
            said.append((where, f"{text} of what was {kept.of}"))
            if text not in TEXTS[kept.of]:
                yield where, f"There is no “{text}” that is {kept.of}.", f"Known are: {', '.join(TEXTS[kept.of])}."
    for where, name in _repeated(said):
        yield where, f"It is said twice how long “{name}” is kept.", "Keep one of them."
    for fate, texts in TEXTS.items():
        for text in texts:
            if f"{text} of what was {fate}" not in (name for _, name in said):
                what = f"It is not said how long “{text}” of what was {fate} is kept."
                yield ("retention", "texts"), what, "Add it, with a period and a reason."
    for fate in (Fate.PUBLISHED, Fate.ABANDONED, Fate.UNSENT):
        draft, others = (_days(retention, sort, fate) for sort in (TextClass.DRAFT, TextClass.WORDS_OF_OTHERS))
        if others > draft:
            what = f"“words of others” of what was {fate} would be kept longer than the draft that answers them."
            yield ("retention", "texts"), what, "Give them as long, or less."
    yield from _period(("retention", "names"), retention.names)


def _days(retention: Retention, sort: TextClass, fate: Fate) -> int:
    return next((k.years * 365 + k.days for k in retention.texts if k.of is fate and sort in k.these), 0)


def _period(where: Where, period: Period) -> Iterator[Contradiction]:
    if bool(period.years) == bool(period.days):
        yield where, "That is no period.", "Give either years or days."
    if not period.because.strip():
        yield (*where, "because"), "The reason is empty.", "Say in plain words why it is kept so long."


def _cover(written: Written) -> Iterator[Contradiction]:
    try:
        ZoneInfo(written.pack.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        what = f"“{written.pack.time_zone}” is not a time zone."
        yield ("pack", "time_zone"), what, "Use a name such as Europe/London."

"""Reading a draft: every place that the pack has something to say about, with its clause, why, and what to say instead.

Nothing here decides, keeps or logs anything. That nothing is found is no approval.
"""

from collections.abc import Iterable
from functools import partial

from bot.policy.findings import Alike, Finding, Occasion, Span
from bot.policy.pack import Pack
from bot.policy.prepared import Prepared, prepare
from bot.policy.privacy.allowed import allowed_lines
from bot.policy.privacy.names import find_names
from bot.policy.privacy.reading import find_private


def screen(
    pack: Pack,
    text: str,
    *,
    occasion: Occasion = Occasion.OFFICIAL,
    kind: str = "post",
    networks: tuple[str, ...] = (),
    allowed: Iterable[str] = (),
    all_labels: bool = False,
    names: bool = False,
    also: Iterable[Span] = (),
    alike: Iterable[Alike] | None = None,
) -> tuple[Finding, ...]:
    """Return what is found in a text, in its order; places count code points of the text as it was typed.

    `allowed` are lines the Director keeps beside those of the pack: places, numbers and addresses that are the
    organisation's own. With `all_labels` also links and handles that say nothing about a person. With `names` also
    names and addresses that only the extra sees: ask `bot.policy.privacy.names.available` first. `also` is what was
    seen of them before, and `alike` what the text was found to read like (`bot.policy.second_look`).
    """
    ready = prepare(text)
    private = find_private(ready, everything=all_labels)
    if names:
        private += find_names(ready, private)
    spans = [*private, *also]
    if spans:
        known = allowed_lines((*_public(pack), *allowed))
        spans = [span for span in spans if not known.covers(ready, span)]
    return tuple(sorted((*_told(pack, spans, occasion), *_worded(pack, ready, occasion, kind, alike))))


def _public(pack: Pack) -> Iterable[str]:
    yield pack.organisation
    yield from pack.ours.places
    yield from pack.ours.contacts
    for helpline in pack.helplines:
        yield from helpline.numbers
        yield from helpline.addresses


def _told(pack: Pack, spans: Iterable[Span], occasion: Occasion) -> Iterable[Finding]:
    for span in spans:
        saying = pack.sayings.of(span.label, span.rule, personal=occasion is Occasion.PERSONAL)
        if saying:
            yield Finding(
                span.start,
                span.end,
                span.label,
                span.rule,
                saying.clause,
                saying.level,
                saying.why,
                saying.say,
                private=saying.private,
            )


def _worded(
    pack: Pack, ready: Prepared, occasion: Occasion, kind: str, alike: Iterable[Alike] | None
) -> Iterable[Finding]:
    """Return what the wording rules say; of two alike about the same words the longer stands: twice is nagging."""
    stand: list[Finding] = []
    for finding in sorted(_heard(pack, ready, occasion, kind, alike), key=lambda one: (one.start - one.end, one)):
        if not any(map(partial(_says_the_same, finding), stand)):
            stand.append(finding)
    return stand


def _says_the_same(one: Finding, other: Finding) -> bool:
    alike = (one.label, one.level, one.private, one.director_only)
    same = (other.label, other.level, other.private, other.director_only)
    return alike == same and one.start < other.end and other.start < one.end


def _heard(
    pack: Pack, ready: Prepared, occasion: Occasion, kind: str, alike: Iterable[Alike] | None
) -> Iterable[Finding]:
    for seen in pack.wording.reader.read(ready, occasion, kind, alike):
        rule = seen.rule
        span = ready.span(seen.start, seen.end, rule.theme, rule.id)
        yield Finding(
            span.start,
            span.end,
            rule.theme,
            rule.id,
            pack.wording.themes[rule.theme].clause(occasion),
            rule.level,
            rule.why,
            rule.say,
            private=rule.private,
            director_only=rule.director_only,
        )

"""Addresses as people in Britain write them: from the flat's number to the postcode, as one finding.

An address has a core (cores.py) and grows over what stands around it (growing.py). Everything looks at a bounded number
of words, so that any text takes linear time.
"""

from collections.abc import Iterable, Iterator

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.address_hints import may_hold_an_address
from bot.policy.privacy.cores import cores
from bot.policy.privacy.growing import Grower
from bot.policy.privacy.homes import leads_home
from bot.policy.privacy.postcodes import postcodes
from bot.policy.privacy.tokens import Tokens


def find_addresses(text: Prepared) -> Iterator[Span]:
    """Yield addresses, each as one span, and postcodes that stand alone.

    The rule `address` has a number, a flat or a postcode; `street` names a street or a house and nothing more, and
    `street-in-public` one where neither a home nor anybody is spoken of.
    """
    postal = list(postcodes(text)) if text.has_digit else []
    if postal or may_hold_an_address(text):
        yield from read_word_by_word(text, postal)


def read_word_by_word(text: Prepared, postal: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Yield the same, whatever the text looks like; `postal` is where its postcodes are."""
    tokens = Tokens(text)
    codes = _by_words(tokens, postal)
    for first, end, rule in _addresses(tokens, codes):
        label = "POSTCODE" if rule == "postcode" else "ADDRESS"
        start, after = tokens.starts[first], tokens.ends[end - 1]
        public = rule == "street" and not tokens.bare and not leads_home(text, start, after)
        yield text.span(start, after, label, "street-in-public" if public else rule)


def _by_words(tokens: Tokens, codes: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the postcodes as first word and end."""
    found = {}
    at = 0
    for start, end in codes:
        while at < len(tokens.ends) and tokens.ends[at] <= start:
            at += 1
        first = at
        while at < len(tokens.starts) and tokens.starts[at] < end:
            at += 1
        if first < at:
            found[first] = at
    return found


def _addresses(tokens: Tokens, codes: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    """Yield first word, end and rule of every address and lone postcode, from left to right."""
    grower = Grower(tokens, codes)
    done = 0
    waiting = sorted(codes.items(), reverse=True)
    for core in cores(tokens):
        grown = grower.grow(core, done) if core.end > done else None
        if grown is None:
            continue
        while waiting and waiting[-1][0] < grown.first:
            code = waiting.pop()
            yield grower.from_postcode(*code, done)
            done = code[1]
        while waiting and waiting[-1][0] < grown.end:
            waiting.pop()
        first = max(grown.first, done)
        numbered = grown.numbered or any(word[0].isdigit() for word in tokens.words[first : grown.end])
        yield first, grown.end, "address" if numbered else "street"
        done = grown.end
    while waiting:
        code = waiting.pop()
        yield grower.from_postcode(*code, done)
        done = max(done, code[1])

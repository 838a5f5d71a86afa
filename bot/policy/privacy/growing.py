"""An address grows from its core: to the left over flats, houses and firms, to the right over places to the postcode.

Words that may be something else too ("Hyde Park", "Rose Cottage") are an address only with what they wait for.
"""

from dataclasses import dataclass

from bot.policy.privacy.address_core import Core, Proof
from bot.policy.privacy.address_words import words_of
from bot.policy.privacy.places import part_is_place, place_at
from bot.policy.privacy.street_names import is_ending, lives_before
from bot.policy.privacy.tokens import Gap, Tokens

_STEPS = 6
_BEFORE_A_HOUSE = frozenset(
    {"at", "in", "on", "to", "from", "with", "by", "near", "over", "next", "under", "and", "of"}
)
_DAYS = frozenset(
    f"{day}{ending}"
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for ending in ("", "s")
) | frozenset(
    (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "christmas",
        "easter",
        "boxing",
        "new",
    )
)
_NEAR = ("near", "nr", "off", "opposite", "opp")
_LONGEST_PART = 7
_LONGEST_LINE = 16


@dataclass(slots=True)
class Growing:
    """An address under way: its words, and how much has been said for it."""

    first: int
    end: int
    small: bool
    numbered: bool
    house: bool = False
    proven: int = 0
    built: int = 0  # parts that name a building or a street: they count once a town is there too


class Grower:
    """Grows addresses in one text; `codes` are its postcodes, as first word and end."""

    def __init__(self, tokens: Tokens, codes: dict[int, int]) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.codes = codes
        self._part_ends: dict[tuple[int, bool], int] = {}

    def grow(self, core: Core, done: int) -> Growing | None:
        """Return the address around a core, after the word `done`; None when too little speaks for it."""
        numbered = self.tokens.is_number(core.first) or self.words[core.first] in ("no", "nos", "number")
        grown = Growing(core.first, core.end, core.small, numbered, core.house)
        if core.needs is Proof.MORE and self._built(core.first, core.end - 1, "a-house-within"):
            grown.built += 1
        self._grow_right(grown, known=core.needs is Proof.NONE)
        self._grow_left(grown, done)
        if core.needs is Proof.FILLS:
            return grown if grown.first == 0 and self._ends_the_text(grown) else None
        if grown.proven:
            grown.proven += grown.built
        if grown.proven < core.needs and lives_before(self.tokens, grown.first):
            grown.proven += 2
        if grown.proven < core.needs and self._fills_the_text(grown):
            grown.proven += 2 if self.tokens.bare and not self.words[core.end - 1][0].isdigit() else 1
        if grown.proven < core.needs:
            return None
        self._grow_right(grown, known=True)
        return grown

    def _ends_the_text(self, grown: Growing) -> bool:
        return grown.end == len(self.words) and grown.end <= _LONGEST_LINE

    def _fills_the_text(self, grown: Growing) -> bool:
        """An address is all that was typed, or all of its line: nothing else is said there."""
        starts = grown.first == 0 or (self.tokens.gap(grown.first) is Gap.LINE and grown.proven > 0)
        ends = self.tokens.gap(grown.end) in (Gap.STOP, Gap.LINE) if grown.proven else grown.end == len(self.words)
        return starts and ends and grown.end - grown.first <= _LONGEST_LINE

    def _grow_right(self, grown: Growing, *, known: bool) -> None:
        for _ in range(_STEPS):
            end = self._next_part(grown, known=known)
            if end == grown.end:
                return
            grown.end = end

    def _next_part(self, grown: Growing, *, known: bool) -> int:
        at, tokens = grown.end, self.tokens
        gap = tokens.gap(at)
        if gap is Gap.STOP:
            return at
        if at in self.codes:
            grown.proven += 2
            return self.codes[at]
        near = gap is Gap.COMMA and self.words[at] in _NEAR and place_at(tokens, at + 1) > at + 1
        place = place_at(tokens, at + 1) if near else part_is_place(tokens, at)
        if place > at and self._is_place_here(grown, at, place, gap):
            if not (grown.small and not grown.numbered and tokens.capital(at) and not tokens.shouted):
                grown.proven += 1
            return place
        if gap is Gap.SPACE:
            return self._same_part(grown, at, known=known)
        return self._other_part(grown, at, gap, known=known)

    def _is_place_here(self, grown: Growing, at: int, place: int, gap: Gap) -> bool:
        tokens = self.tokens
        if tokens.capital(at) and not tokens.shouted:
            if tokens.gap(place) is not Gap.SPACE or place in self.codes:
                return True
            return gap is not Gap.LINE and not (tokens.capital(place) and self._built(place, place + 1))
        if not grown.small and not tokens.shouted and gap is Gap.SPACE:
            return False
        follows = tokens.gap(place) is Gap.SPACE and place not in self.codes and place_at(tokens, place) == place
        return not follows or (self.words[place] in words_of("not-a-name") and self.words[place] not in ("to", "for"))

    def _same_part(self, grown: Growing, at: int, *, known: bool) -> int:
        """Go on without a comma: to a town ("in Leeds"), or over a few capitals to the postcode or the town."""
        tokens, words = self.tokens, self.words
        if words[at] in ("in", "near") and tokens.gap(at + 1) is Gap.SPACE:
            place = place_at(tokens, at + 1)
            if place > at + 1 and (tokens.capital(at + 1) or grown.small):
                grown.proven += 1
                return place
            return at
        for ahead in range(at, min(at + 6, len(words) + 1)):
            if ahead in self.codes or (ahead > at and place_at(tokens, ahead) > ahead and tokens.capital(ahead)):
                return ahead
            if tokens.gap(ahead) is not Gap.SPACE:
                return (
                    ahead if known and ahead - at <= 2 else at
                )  # "Swaffham Road Oxborough": a village that no list has
            if not tokens.capital(ahead) or words[ahead] in words_of("not-a-name"):
                return at
        return at

    def _other_part(self, grown: Growing, at: int, gap: Gap, *, known: bool) -> int:
        """Go on after a comma or on the next line, over a locality or an estate whose name no list has."""
        end = self._part_end(at, grown.small)
        if end == at:
            return at
        if self._built(at, end, "a-building-or-street"):
            grown.built += 1
            return end if gap is Gap.COMMA or self.tokens.capital(at) else at
        after = end
        for _ in range(2):
            if self.tokens.gap(after) is not Gap.STOP and (
                after in self.codes or part_is_place(self.tokens, after) > after
            ):
                return end
            if self.tokens.gap(after) not in (Gap.COMMA, gap):
                break
            later = self._part_end(after, grown.small)
            if later == after:
                break
            after = later
        last = self.tokens.gap(end) in (Gap.STOP, Gap.COMMA, Gap.LINE) and end - at <= 3
        certain = (known or self.tokens.bare) and gap is Gap.COMMA and last and not self.words[at][0].isdigit()
        return end if certain and (not grown.small or self.tokens.bare) else at

    def _part_end(self, at: int, small: bool) -> int:
        """Return where the words up to the next comma end, if all of them can be a name; else where they began."""
        known = self._part_ends.get((at, small))
        if known is None:
            known = self._part_ends[at, small] = self._read_part_end(at, small)
        return known

    def _read_part_end(self, at: int, small: bool) -> int:
        end = at
        if self.words[at] in _NEAR and self.tokens.gap(at + 1) is Gap.SPACE:
            end += 1  # "off Crosby Moor"
        while end < len(self.words) and end - at < _LONGEST_PART and self._is_of_a_name(end, small):
            if self._says_when(end):
                return end
            end += 1
            if self.tokens.gap(end) is not Gap.SPACE or end in self.codes:
                begins = self.words[at]
                return at if begins in words_of("not-a-name") and not self._built(at, end) else end
        return at

    def _says_when(self, at: int) -> bool:
        """Return whether a day or a month follows: "Anytown on Friday" is no Stratford on Avon."""
        return (
            self.words[at] in ("on", "in", "from", "by")
            and self.words[at + 1 : at + 2] != []
            and (self.words[at + 1] in _DAYS)
        )

    def _is_of_a_name(self, at: int, small: bool) -> bool:
        word = self.words[at]
        if word in words_of("join"):
            return True
        if small or self.tokens.shouted:
            return word not in words_of("not-a-name") or word in words_of("with-a-number") or is_ending(self.tokens, at)
        return self.tokens.capital(at) or word[0].isdigit()

    def _built(self, first: int, end: int, kind: str = "built") -> bool:
        built = words_of(kind)
        return any(self.words[at] in built for at in range(first, end))

    def _grow_left(self, grown: Growing, done: int) -> None:
        for _ in range(_STEPS):
            if grown.first <= done:
                return
            gap = self.tokens.gap(grown.first)
            if gap is Gap.STOP:
                return
            first = self._left_of(grown, gap, done)
            if first == grown.first:
                return
            if self._built(first, grown.first, "before" if grown.house else "a-home"):
                grown.proven += 1
            grown.first = first

    def _left_of(self, grown: Growing, gap: Gap, done: int) -> int:
        first = grown.first
        begins = first - 1
        while begins > done and first - begins < _LONGEST_PART and self.tokens.gap(begins) is Gap.SPACE:
            begins -= 1
        if all(self._is_of_a_name(at, grown.small) for at in range(begins, first)):
            whole = self.tokens.gap(begins) is not Gap.SPACE or begins == done
            storey = any(self.words[at] in words_of("before") for at in range(begins, first))
            opens = self.words[begins] in words_of("not-a-name") and self.words[begins] != "the" and not storey
            if whole and not opens and self._belongs(grown, begins, first, gap):
                return begins
        return self._end_of_prose(grown, begins, first)

    def _belongs(self, grown: Growing, begins: int, first: int, gap: Gap) -> bool:
        """Whether a part before the street is the house, the flat or the firm, and not a word of a list."""
        if self.words[begins] in words_of("join") and self.words[begins] != "the":
            return False
        if self._built(begins, first) or self.words[begins][0].isdigit():
            return True
        if not grown.numbered and not words_of("event").isdisjoint(self.words[begins:first]):
            return False  # "Film night, Hebden Bridge"
        if grown.small and not self.tokens.shouted:
            return begins == 0 and self.tokens.bare
        if gap is Gap.SPACE:
            return begins == 0 and grown.numbered
        if gap is Gap.LINE:
            return grown.proven >= 2 and first - begins <= 3 and self.tokens.gap(begins) in (Gap.LINE, Gap.STOP)
        return gap is Gap.COMMA and self.tokens.capital(begins) and self.tokens.gap(begins) is not Gap.SPACE

    def _end_of_prose(self, grown: Growing, begins: int, first: int) -> int:
        """Take "Flat 3" or "Rose Cottage" from the end of a sentence's words: "she lives at Flat 3, Elm Road"."""
        if self.words[first - 1] in words_of("before") and self.tokens.is_number(first):
            return first - 1
        for at in range(begins, first):
            if (
                self.words[at] in words_of("before")
                and at < first - 1
                and (self.words[at + 1][0].isdigit() or len(self.words[at + 1]) == 1)
            ):
                return at
        if self.words[first - 1] not in words_of("home") and self.words[first - 1] not in words_of("venue"):
            return first
        at = first
        if grown.small and not self.tokens.shouted:
            while at > begins and self.words[at - 1] not in _BEFORE_A_HOUSE and self._is_of_a_name(at - 1, True):
                at -= 1
            return at if at < first - 1 else first
        while at > begins and self._is_of_a_name(at - 1, False) and (self.tokens.gap(at) is Gap.SPACE or at == first):
            at -= 1
        while at < first and (not self.tokens.capital(at) and not self.words[at][0].isdigit()):
            at += 1
        return at

    def from_postcode(self, first: int, end: int, done: int) -> tuple[int, int, str]:
        """Return what a postcode alone shows: with a house or a firm before it an address, else the postcode."""
        tokens = self.tokens
        town = first
        for begins in range(first - 1, max(first - 6, done) - 1, -1):
            if tokens.gap(begins + 1) not in (Gap.SPACE, Gap.COMMA, Gap.LINE):
                break
            if place_at(tokens, begins) >= first:
                town = begins
        grown = Growing(town, end, small=not tokens.capital(town), numbered=False, proven=2)
        if town < first or tokens.gap(first) in (Gap.COMMA, Gap.LINE):
            self._grow_left(grown, done)
        if grown.first < town and self._built(grown.first, town):
            return grown.first, end, "address"
        return first, end, "postcode"

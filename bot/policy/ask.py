"""Answers questions about the policy from its own words, and says so when it has no answer."""

import math
from collections import Counter
from textwrap import shorten

from bot.delivery.parts import Bullets, Clauses, Headline, Para, Part, Parts, Small
from bot.policy.pack import Clause, Pack, Source
from bot.policy.quoting import quoted
from bot.policy.words import plain

MOST_ANSWERS = 5  # of the policy, and as many procedures
GOOD_ENOUGH = 0.4  # an answer speaks of at least this share of what was asked, by weight
HEADING_COUNTS = 0.5  # what only the heading speaks of counts half
LONGEST_ECHO = 80  # of a question, in characters, when it is repeated in the answer
UNHEARD = 1.0  # the weight of a subject no clause speaks of
BESIDE_THE_BEST = 0.55  # further answers are shown while they are nearly as good as the best

# Words that carry no subject. They belong to the English language, not to any organisation.
_EMPTY = plain("""
    a about all am an and any anything are as at be been but by can could did do does doing for from get had happen
    happens has have he her him his how i if in into is it its just let may me might more must my need no not of off on
    one or our out over own please policy rule rules say says shall she should so some somebody someone something than
    that the their them then there these they thing things this those to too under up us use used want was we were what
    when where which while who whom why will with without would you your
""")
_DEFINING = (
    "what is",
    "what's",
    "what are",
    "what does",
    "what do",
    "what counts as",
    "define",
    "meaning of",
    "mean",
    "how often",
)


def ask(pack: Pack, words: str) -> tuple[Clause, ...]:
    """Return the clauses and procedures that answer the question, best first, or none.

    An id or a heading, typed as it is shown, gets exactly that. Otherwise each subject of the question weighs more the
    fewer clauses speak of it, and a clause must speak of enough by weight.
    """
    named = _named(pack, words)
    if named:
        return named
    subjects = Subjects(pack)
    wanted = subjects.of(words)
    if not wanted or undefined_term(pack, words):
        return ()
    clauses = _whole(pack)
    spoken = [subjects.of(f"{clause.short} {clause.words}") for clause in clauses]
    headings = [subjects.of(clause.heading) for clause in clauses]
    often = Counter(subject for said, heading in zip(spoken, headings, strict=True) for subject in said | heading)
    weight = {subject: math.log(1 + len(clauses) / often[subject]) if often[subject] else UNHEARD for subject in wanted}
    full = sum(weight.values())
    scores: dict[str, float] = {}
    for clause, said, heading in zip(clauses, spoken, headings, strict=True):
        in_words = sum(weight[subject] for subject in wanted & said)
        in_heading = sum(weight[subject] for subject in wanted & (heading - said))
        scores[clause.id] = (in_words + in_heading * HEADING_COUNTS) / full
    policy, procedure = (_best(clauses, scores, of_policy) for of_policy in (True, False))
    return tuple(sorted(policy + procedure, key=lambda clause: -scores[clause.id]))


def _best(clauses: list[Clause], scores: dict[str, float], of_policy: bool) -> list[Clause]:
    """Procedure is measured against procedure only, so that it never crowds out what the policy itself says."""
    kindred = [clause for clause in clauses if (clause.source is Source.POLICY) is of_policy]
    least = max([GOOD_ENOUGH, *(scores[clause.id] * BESIDE_THE_BEST for clause in kindred)])
    near = [clause for clause in kindred if scores[clause.id] >= least]
    return sorted(near, key=lambda clause: -scores[clause.id])[:MOST_ANSWERS]


def _named(pack: Pack, words: str) -> tuple[Clause, ...]:
    asked = plain(words)
    by_id = [clause for clause in pack.clauses.values() if plain(clause.id) == asked]
    return tuple(by_id or (clause for clause in _whole(pack) if plain(clause.heading) == asked))


def undefined_term(pack: Pack, words: str) -> str:
    """Return the word whose meaning is asked for, when the policy uses it without saying what it means."""
    asked = plain(words)
    if any(plain(phrase) in asked for phrase in _DEFINING):
        return next((term for term in pack.asking.undefined if plain(term) in asked), "")
    return ""


def policy_answer(pack: Pack, words: str) -> Parts:
    """Return the answer to `/policy words`: clauses verbatim, procedure apart, and what is not covered said aloud.

    Without words, or with words that ask for nothing in particular, it is the list of headings.
    """
    found = ask(pack, words)
    if not found and not Subjects(pack).of(words):
        return _contents(pack)
    term = undefined_term(pack, words)
    if term:
        return _undefined(pack, term)
    asked = shorten(words, LONGEST_ECHO, placeholder="…")
    policy = tuple(quoted(clause) for clause in found if clause.source is Source.POLICY)
    procedure = tuple(quoted(clause) for clause in found if clause.source is not Source.POLICY)
    if policy:
        parts: list[Part] = [Headline(f"What the policy says about “{asked}”")]
        parts.append(Clauses(f"{pack.policy_title}, {pack.policy_version}", policy))
    else:
        parts = [Headline("The policy does not cover this")]
        parts.append(Para(f"I find nothing about “{asked}” in the {pack.policy_title}, {pack.policy_version}."))
    if procedure:
        parts.append(Clauses("How we do it (procedure, not policy)", procedure))
    elif not policy:
        parts.append(Para(f"No procedure speaks of it either. Please ask the {pack.director_title}."))
    return tuple(parts)


def _undefined(pack: Pack, term: str) -> Parts:
    uses = tuple(quoted(clause) for clause in _whole(pack) if plain(term) in plain(clause.words))
    return (
        Headline("The policy does not cover this"),
        Para(f"It uses “{term}” but does not say what it means. The {pack.director_title} judges that."),
        Clauses("Where it is used", uses),
    )


def _contents(pack: Pack) -> Parts:
    policy = _headings(pack, Source.POLICY)
    procedures = _headings(pack, Source.PROCEDURE)
    parts: list[Part] = [Headline(f"{pack.policy_title}, {pack.policy_version}"), Bullets(policy)]
    if procedures:
        parts.append(Bullets(procedures, title="Procedures (what the policy leaves open)"))
    if pack.asking.example:
        parts.append(Small(f"Ask with a word or two, for example: /policy {pack.asking.example}"))
    return tuple(parts)


def _headings(pack: Pack, source: Source) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clause.heading for clause in pack.clauses.values() if clause.source is source))


def _whole(pack: Pack) -> list[Clause]:
    return [clause for clause in pack.clauses.values() if not clause.part_of]


class Subjects:
    """What texts speak of, in one pack's eyes: the stems of their words, where words that mean the same are one."""

    def __init__(self, pack: Pack) -> None:
        phrases = [(_stems(phrase), f"={same[0]}") for same in pack.asking.same for phrase in same]
        self.phrases = sorted(phrases, key=lambda pair: -len(pair[0]))  # the longest first: it is the most particular

    def of(self, text: str) -> frozenset[str]:
        """Return the subjects of the text."""
        left = _stems(text)
        found: set[str] = set()
        for phrase, subject in self.phrases:
            if phrase in left:
                found.add(subject)
                left = left.replace(phrase, " ")
        return frozenset(found.union(word for word in left.split() if f" {word} " not in _EMPTY))


def _stems(text: str) -> str:
    return f" {' '.join(_stem(word) for word in plain(text).split())} "


def _stem(word: str) -> str:
    """Take off the commonest English endings; both sides are treated alike, so that it need not be a real stem."""
    word = word.removesuffix("'s")
    if f" {word} " in _EMPTY:
        return word
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _stem(word.removesuffix(ending))
    return word

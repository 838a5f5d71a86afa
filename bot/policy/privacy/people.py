"""People who use the service: a role word with any two of name, age, place, diagnosis, date and relation.

A role alone, or one fact, is how a service speaks of its work. Sentences about everybody ("a patient aged 18 or over")
have no one person in them, and stay silent.
"""

from collections.abc import Iterator

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.first_names import is_first_name
from bot.policy.privacy.patterns import Pattern, Place, Sought, sentence
from bot.policy.privacy.people_facts import STRONG, facts_in

_ROLE = (
    r"(?:client|patient|service[ -]?user|resident|tenant|inpatient|outpatient|attendee|participant|mentee"
    r"|group member|young (?:person|man|woman|lad|lady)|caller)"
)
_KIND_OF_PERSON = (
    "(?:man|woman|lady|gentleman|lad|girl|boy|guy|chap|bloke|mum|dad|mother|father|person|teenager|teen|student"
    "|pensioner|couple|family)"
)
_HELP = (
    r"(?:support(?:ing|ed)?|help(?:ing|ed)?|work(?:ing|ed)? with|see|saw|seeing|met|visit(?:ing|ed)?|housed"
    r"|look(?:ing|ed)? after)"
)
_OF_OURS = (
    rf"one of (?:our|my|the|their) (?:[a-z]+ ){{0,2}}(?:{_ROLE}s|young people|ladies|lads|girls|boys|men|women|guys"
    rf"|mums"
    r"|dads|kids|children|regulars|families|people|referrals|beneficiaries)\b"
    rf"|(?:our|my) (?:[a-z]+ )?{_ROLE}\b|(?:someone|somebody|(?:an?|the|this"
    rf"|that) (?:[a-z]+ ){{0,2}}{_KIND_OF_PERSON})"
    r"(?: (?:in|from|of|with|aged) [a-z0-9' ]{1,20})?(?: who| that)?"
    rf" (?:we(?:'re|'ve| are| have)?(?: been)? {_HELP}|uses our service|(?:came|comes) to (?:us|our))\b|(?:helped"
    rf"|helping|supported|supporting|worked with|working with|visited|housed|looking after) (?:an?|this|one)"
    rf" (?:[a-z]+ ){{0,2}}{_KIND_OF_PERSON}\b"
    r"|(?:came|comes|(?:was|were|got) referred) to us (?:with|after|following)\b|case study:"
)
_SOMEBODY = Pattern(rf"\b(?:({_OF_OURS})|({_ROLE})\b)(?:(?: called| named)?,? ([a-z][a-z'-]{{1,20}}))?")
_ANY = Sought(
    rf"\b(?:{_ROLE}|one of (?:our|my|the|their) |some(?:one|body)\b|{_KIND_OF_PERSON}\b"
    r"|to us (?:with|after|following)\b|case study:)"
)
_EVERYBODY = Pattern(
    r"\b(?:if|any|each|every|anyone|whether|may|might|should|example|for instance|eligible|people with|persona|no"
    r"|average|typical|usual|ideal|prospective|most|many)\b"
)
_NOT_A_ROLE = Pattern(
    r"(?:\b(?:be|being|been|is|are|so|very|more|was|were|really|email|e-mail|mail|web|stay|local) |-)$"
)
_SPEAKS_OF_BEFORE = Pattern(r"\b(?:he|she|they)(?:'s|'re| is| was| are| were) (?:also )?$")
_OF_MANY = Pattern(
    r"^[ -](?:participation|safety|care|feedback|transport|experience|advice|liaison|records?|surveys?|portal"
    r"|information|leaflets?|led|groups?|services?|support|engagement|involvement|forums?|panel|council|list|base"
    r"|voice|day|week|focus|meetings?|association|representatives?|reps?|satisfaction|journeys?|stories|outcomes"
    r"|choice|rights|artists?|poets?|writers?|djs?|chefs?|experts?|bands?|doctors?|musicians?|groups?)\b|^s\b|^s?'"
)
_REACH = 160
_LONGEST_NAME = 2


def find_people(text: Prepared) -> Iterator[Span]:
    """Yield the role of somebody who uses the service and, where it stands beside it, the name."""
    if not _ANY.is_in(text):
        return
    for found in _SOMEBODY.all_in(text):
        if _OF_MANY.just_after(text, max(found.span(1)[1], found.span(2)[1]), 16):
            continue
        named = found.span(3)[0] if is_first_name(found[3]) else -1
        first, last = sentence(text, found.start, found.end, _REACH)
        if _SPEAKS_OF_BEFORE.just_before(text, found.start, 20):
            first = max(found.start - _REACH, 0)
        facts = facts_in(text, first, last, besides=named)
        if len(facts) < 2:
            continue
        ours = found.span(1)[0] >= 0
        if ours or (facts & STRONG and _is_one_person(text, found, first, last)):
            end = _end_of_name(text, named) if named >= 0 else max(found.span(1)[1], found.span(2)[1])
            yield text.span(found.start, end, "PERSON", "service-user")


def _is_one_person(text: Prepared, found: Place, first: int, last: int) -> bool:
    if _NOT_A_ROLE.just_before(text, found.start, 10):
        return False
    return _EVERYBODY.first_in(text, first, last) is None


def _end_of_name(text: Prepared, start: int) -> int:
    """Return where the name ends that begins here: a first name, and a second word with a capital."""
    end = start
    for _ in range(_LONGEST_NAME):
        word_end = end
        while word_end < len(text.folded) and (text.folded[word_end].isalpha() or text.folded[word_end] in "'-"):
            word_end += 1
        end = word_end
        if text.folded[end : end + 1] != " " or not text.folded[end + 1 : end + 2].isupper():
            break
        end += 1
    return len(text.folded[:end].rstrip())

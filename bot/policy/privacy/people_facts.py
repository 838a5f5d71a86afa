"""What is said of one person in a sentence: name, age, place, diagnosis, date, relation. Each is a pattern."""

from bot.policy.prepared import Prepared
from bot.policy.privacy.first_names import is_first_name
from bot.policy.privacy.patterns import Pattern, listed
from bot.policy.privacy.places import is_place

STRONG = frozenset(("name", "age", "place"))
"""What may point to one person by itself; the other facts are true of many."""

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul"
    "|aug|sept?|oct|nov|dec"
)
_DAYS = "mon|tues|wednes|thurs|fri|satur|sun"

_CALLED = Pattern(r"\b(?:called|named|name is|name's|name:|known as) ([a-z][a-z'-]{1,20})")
_NAME = Pattern(r"\b[A-Z][a-z]+\b", exact=True)
_NOT_A_NAME_BY_ITSELF = listed(
    "April May June Summer Autumn Christian Will Mark Grace Hope Joy Faith Rose Art Max Glen Chelsea Florence"
    " Sydney Jordan"
    " Georgia Virginia Victoria Chester Lincoln Kent Lance Pat Dawn Sky Star Angel Forest Brook Clay Dale Lane"
    " Heath Miles"
    " Christy Holly Ivy Jack Robin Sue Bill Nick Rob Chance Charity Constance Patience Mercy Prince Princess"
    " Major Kitty"
    " Francis James Andrew George David Paul Peter John Mary Michael Luke Matthew Thomas Nicholas Martin Patrick Anne"
)
_AGE = Pattern(
    r"\b(?:aged? [1-9][0-9]\b|[1-9][0-9][ -]?(?:years?[ -]?old|yrs?[ -]?old|y/?o)\b|(?:is|was|turns|turned|just"
    r"|only) [1-9][0-9]\b|in (?:his|her|their) (?:early |mid |late |mid-)?(?:teens|[2-9]0s|(?:twen|thir|for|fif|six"
    r"|seven|eigh|nine)ties))|[,(] ?[1-9][0-9](?: ?[,)]|$)"
)
_MANY_AGES = Pattern(
    r"^ ?(?:\+|or |and (?:over|under|above|older|up)|to [0-9]|-|plus|%|people|of|[a-z]+s\b|(?:am|pm|p|k|miles?)\b)"
)
_LIVES_IN = Pattern(
    r"\b(?:from|lives? (?:in|near|at|on)|living (?:in|near|on)|based in|grew up in|moved to|hails from)"
    r" (?:(?:north|south|east|west|central) )?([a-z][a-z-]{2,}(?: [a-z][a-z-]+)?)"
)
_IN = Pattern(r"\b(?:in|of|near|at) ([A-Z][a-z-]{2,}(?: [A-Z][a-z-]+)?)", exact=True)
_DIAGNOSIS = Pattern(
    r"\b(?:schizo[a-z-]+|bipolar|psychosis|psychotic|depress(?:ion|ed|ive)|anxiety|c?-?ptsd|bpd|eupd|ocd|anorexi[ac]"
    r"|bulimi[ac]|eating disorder|personality disorder|autis[a-z]+|asperger'?s|adhd|dementia|alzheimer'?s"
    r"|addict[a-z]*|alcohol(?:ic|ism)|heroin|cocaine|crack|self[ -]?harm[a-z]*|overdos[a-z]+|suicid[a-z]+|sectioned"
    r"|section [23]|hiv|epilep[a-z]+|dialysis|cancer|learning disabilit[a-z]+|panic attacks?|miscarriage|abortion"
    r"|abused?|rehab|detox|clozapine|lithium|methadone|hears? voices|traumatised|agoraphobi[ac]|hoard[a-z]+"
    r"|brain injury|paranoi[ad]|mania|manic|diagnosed|diagnosis of)\b"
)
_DATE = Pattern(
    rf"\b(?:yesterday|last (?:night|week|month|(?:{_DAYS})day|{_MONTHS})|on (?:{_DAYS})day|(?:since|in) (?:{_MONTHS}"
    rf"|(?:19|20)[0-9]{{2}})|[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})|[0-3]?[0-9]/[01]?[0-9]/(?:19"
    rf"|20)?[0-9]{{2}})\b"
)
_RELATION = Pattern(
    r"\b(?:(?:his|her|their|whose) (?:[a-z]+ )?(?:mum|mother|dad|father|sons?|daughters?|wife|husband|partner|ex"
    r"|ex-?(?:wife|husband|partner)|boyfriend|girlfriend|brother|sister|baby|kids|children|child|gran|nan|uncle|aunt"
    r"|boss|fiancee?)|(?:mum|mother|dad|father|parent)[ -]of[ -](?:[a-z]+|[0-9]+)|single (?:mum|mother|dad|father"
    r"|parent)|widow(?:er|ed)?|divorc(?:ed|ee)|pregnant|married to)\b"
)


def facts_in(text: Prepared, start: int, end: int, *, besides: int = -1) -> frozenset[str]:
    """Return which sorts of facts stand between two places; a name that begins at `besides` is known already."""
    found = set()
    if besides >= 0 or _is_named(text, start, end):
        found.add("name")
    age = _AGE.first_in(text, start, end)
    if age and not _MANY_AGES.just_after(text, age.end, 12):
        found.add("age")
    if _is_somewhere(text, start, end):
        found.add("place")
    for name, pattern in (("diagnosis", _DIAGNOSIS), ("date", _DATE), ("relation", _RELATION)):
        if pattern.first_in(text, start, end):
            found.add(name)
    return frozenset(found)


def _is_named(text: Prepared, start: int, end: int) -> bool:
    called = _CALLED.first_in(text, start, end)
    if called and (called[1][:1].isupper() or is_first_name(called[1])):
        return True
    return any(
        word[0] not in _NOT_A_NAME_BY_ITSELF and is_first_name(word[0]) for word in _NAME.between(text, start, end)
    )


def _is_somewhere(text: Prepared, start: int, end: int) -> bool:
    for pattern in (_LIVES_IN, _IN):
        for found in pattern.between(text, start, end):
            words = found[1].lower()
            if is_place(words) or is_place(words.partition(" ")[0]):
                return True
    return False

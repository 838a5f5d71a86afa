"""The look-up of phrases by their words: it may stir one in vain, and never overlooks one."""

import pickle

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


def test_an_index_made_in_a_process_of_its_own_is_the_same() -> None:
    wording = load_pack().wording
    phrases = tuple(phrase for rule in wording.rules for phrase in rule.look_for)
    apart, here = anchors_of(phrases, wording.lists), made_here((phrases, wording.lists))
    assert pickle.loads(pickle.dumps(here)), "what cannot be sent is made here after all"
    for text in [rule.catch[0] for rule in wording.rules]:
        read = sentences(prepare(text).small)
        assert set(apart.stirred(read)) == set(here.stirred(read))


def test_an_index_is_made_here_where_no_process_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    wording = load_pack().wording
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    phrases = tuple(phrase for rule in wording.rules for phrase in rule.look_for)
    assert any(anchors_of(phrases, wording.lists).stirred(sentences("she died by suicide, he committed suicide")))


@pytest.mark.parametrize(("phrase", "text"), STIRRED)
def test_a_phrase_that_may_be_there_is_looked_for(phrase: str, text: str) -> None:
    ways = alternatives(parsed(phrase, {}))
    found = list(index_of([[[way] for way in ways]]).stirred(sentences(text)))
    assert any(re2.search(expression(ways[way]), text[first:end]) for _, way, first, end in found)


@pytest.mark.parametrize(("phrase", "text"), LEFT_ALONE)
def test_a_phrase_whose_words_are_not_there_is_not_looked_for(phrase: str, text: str) -> None:
    assert not list(index_of([[[way] for way in alternatives(parsed(phrase, {}))]]).stirred(sentences(text)))

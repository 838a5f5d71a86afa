"""The look-up of phrases by their words: it may stir one in vain, and never overlooks one."""

import re

import re2

from bot.policy.load import load_pack
from bot.policy.prepared import prepare
from bot.policy.wording.anchors import Anchors
from bot.policy.wording.phrases import compiled, parsed, parts
from tests.wording.labelled import drafts

EVERY = 7


def test_no_phrase_that_fits_is_overlooked() -> None:
    wording = load_pack().wording
    phrases = [[parsed(part, wording.lists) for part in parts(one)] for rule in wording.rules for one in rule.look_for]
    anchors = Anchors(enumerate(phrases))
    patterns = [[re2.compile(compiled(part)) for part in phrase] for phrase in phrases]
    texts = [rule.catch[0] for rule in wording.rules] + [draft.text for draft in drafts()[::EVERY]]
    for lower in (one for text in texts for one in re.split(r"[.!?\n]", prepare(text).folded.lower()) if one):
        fitting = {at for at, parted in enumerate(patterns) if all(pattern.search(lower) for pattern in parted)}
        assert fitting <= anchors.stirred(lower.encode())


def test_letters_that_follow_a_choice_are_no_other_word() -> None:
    phrase = parsed("(client|mum)[s|'s] (was|were) there", {})
    anchors = Anchors([(0, [phrase])])
    assert all(anchors.stirred(text) == {0} for text in (b"clients were there", b"mum's was there", b"mum was there"))


def test_a_word_with_a_hyphen_is_known_without_it() -> None:
    anchors = Anchors([(0, [parsed("co-codamol tablets", {})])])
    assert all(anchors.stirred(text) == {0} for text in (b"co codamol tablets", b"cocodamol tablets"))


def test_a_phrase_whose_words_are_not_there_is_not_looked_for() -> None:
    anchors = Anchors([(0, [parsed("(mind over matter|happiness is a choice)", {})])])
    assert anchors.stirred(b"never mind the choice of cake; it is over") == set()
    assert anchors.stirred(b"it's mind over matter") == {0}

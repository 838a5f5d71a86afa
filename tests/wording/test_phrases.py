"""The phrase language: what somebody writes in a rule, and which texts it then fits."""

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.wording.expressions import expression
from bot.policy.wording.phrases import PhraseMistake, alternatives, parsed, parts

LISTS = {"client": ("client", "service user[s]"), "be": ("is", "are", "'s"), "who": ("{client}", "lad")}

FITS = [
    ("died by suicide", "She died by suicide in May", "died by suicide"),
    ("died by suicide", "died-by suicide", "died-by suicide"),
    ("died by suicide", "died  by\nsuicide", "died  by\nsuicide"),
    ("suicid*", "feeling suicidal now", "suicidal"),
    ("*n't help", "it didn't help", "didn't help"),
    ("n't help", "it didnt help", "didnt help"),
    ("(not|n't) help", "that won't help", "won't help"),
    ("*shire council", "north yorkshire council", "yorkshire council"),
    ("paid £#", "paid $12.50 for it", "paid $12.50"),
    ("(half|#%) off", "now 20% off", "20% off"),
    ("raised $#k", "we raised $12k", "raised $12k"),
    ("(he|she) said", "then she said no", "she said"),
    ("the [very] ill", "the ill and the very ill", "the ill"),
    ("the [very] ill", "for the very ill", "the very ill"),
    ("[the] mentally ill", "mentally ill", "mentally ill"),
    ("[the] mentally ill", "the mentally ill", "the mentally ill"),
    ("cut ... wrists", "cut both of her wrists", "cut both of her wrists"),
    ("[the|a] .. lad who", "a fine morning. lad who came", "lad who"),
    ("[the|a] .. lad who", "a cold one, the young lad who came", "the young lad who"),
    ("# tablets", "took 30 tablets", "30 tablets"),
    ("# tablets", "took twelve tablets", "twelve tablets"),
    ("one of our {client}", "one of our service users", "one of our service users"),
    ("a {who} of mine", "a lad of mine", "a lad of mine"),
    ("she {be} bipolar", "she's bipolar", "she's bipolar"),
    ("she {be} bipolar", "shes bipolar", "shes bipolar"),
    ("she {be} bipolar", "she is bipolar", "she is bipolar"),
    ("don't care", "we dont care", "dont care"),
    ("don’t care", "we don't care", "don't care"),
    ("self-harm", "selfharm", "selfharm"),
    ("self-harm", "self harm", "self harm"),
    ("#votelabour", "so #votelabour today", "#votelabour"),
    ("#(votelabour|votegreen)", "so #votegreen today", "#votegreen"),
    ("[our] director's campaign", "by our director's campaign", "our director's campaign"),
    ("[our] director's campaign", "a director's campaign", "director's campaign"),
    ("@nextsteps*", "ask @nextstepsuk please", "@nextstepsuk"),
    ("(happy|sad)ness", "what happiness or sadness", "sadness"),
    ("a .. lad", "a very tall lad", "a very tall lad"),
    ("[a] .. lad rang", "lad rang", "lad rang"),
    ("sad & (he|she)", "she looks sad", "sad"),
    ("c++ course", "our c++ course", "c++ course"),
]
FITS_NOT = [
    ("died by suicide", "died. By suicide"),
    ("ill", "illness and skill"),
    ("a .. lad", "a very tall young lad"),
    ("cut ... wrists", "cut costs. Her wrists"),
    ("cut ... wrists", "cut one two three four five six wrists"),
    ("# tablets", "some tablets"),
    ("sad", "sadness"),
    ("*n't help", "went help"),
    ("n't help", "a tent help"),
    ("paid £#", "paid 12 people"),
    ("#votelabour", "#votelabourers"),
    ("#(votelabour|votegreen)", "12 votegreen"),
]
MISTAKES = [
    ("(he|she said", "does not close"),
    ("he said)", "too many"),
    ("a (b|) c", "empty choice"),
    ("{nobody} said", "There are: be, client, who."),
    ("[only] [this]", "would fit every text"),
    ("...", "would fit every text"),
    ("lives at ...", "begins or ends"),
    ("", "empty"),
    ("the {} said", "bracket"),
    ("(a] b", "should close"),
]


def pattern(phrase: str, lists: dict[str, tuple[str, ...]]) -> str:
    return expression(parsed(phrase, lists))


@pytest.mark.parametrize(("phrase", "text", "place"), FITS)
def test_a_phrase_fits(phrase: str, text: str, place: str) -> None:
    found = re2.search(pattern(parts(phrase)[0], LISTS), text.lower())
    assert found
    assert found.group() == place


@pytest.mark.parametrize(("phrase", "text"), FITS_NOT)
def test_a_phrase_leaves_alone(phrase: str, text: str) -> None:
    assert not re2.search(pattern(phrase, LISTS), text.lower())


@pytest.mark.parametrize(("phrase", "said"), MISTAKES)
def test_a_phrase_that_cannot_be_read_is_told_in_words(phrase: str, said: str) -> None:
    with pytest.raises(PhraseMistake, match=said.replace(".", r"\.")):
        pattern(phrase, LISTS)


def test_a_list_that_holds_itself_is_told() -> None:
    with pytest.raises(PhraseMistake, match="holds itself"):
        pattern("{a}", {"a": ("b {c}",), "c": ("{a}",)})


def test_a_phrase_of_several_parts_is_parted_outside_its_brackets() -> None:
    assert parts("{client} & (holland & barrett|boots) & died") == ("{client}", "(holland & barrett|boots)", "died")


@given(st.text(alphabet="ab (|)[]{}*.#'-é", max_size=40))
def test_any_phrase_is_refused_in_words_or_makes_a_pattern_that_fits_no_empty_text(phrase: str) -> None:
    try:
        made = pattern(phrase, LISTS)
    except PhraseMistake:
        return
    assert not re2.search(made, "")


@pytest.mark.parametrize(("phrase", "text", "place"), FITS)
def test_the_ways_to_say_a_phrase_fit_what_it_fits(phrase: str, text: str, place: str) -> None:
    ways = alternatives(parsed(parts(phrase)[0], LISTS))
    options = re2.Options()
    options.longest_match = True
    found = [re2.search(expression(way), text.lower(), options) for way in ways]
    assert place in [one.group() for one in found if one]

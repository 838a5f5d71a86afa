"""Phrases that are looked for together: who asks for no word of a text is passed over, and nobody else."""

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.wording.phrasebook import Lists, Text

WORDS = ("she", "rang", "the", "helpline", "help", "don't", "self-harm", "last", "night", ". ", "! ", "\n")
PHRASES = ("rang", "help*", "n't", "the (helpline|night)", "self-harm", "she ... night", "last night. she")


def test_what_is_asked_for_only_after_a_text_was_looked_at_is_seen_in_it_too() -> None:
    lists, text = Lists({}), Text("she rang. the helpline was there")
    assert lists.together(("rang",)).any_in(text)
    assert lists.together(("helpline",)).any_in(text)
    assert not lists.together(("samaritans",)).any_in(text)


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_a_phrase_is_seen_among_many_groups_where_it_is_seen_alone(text: str) -> None:
    among = Lists({})
    groups = [among.together((phrase,)) for phrase in PHRASES]
    together = Text(text)
    for phrase, group in zip(PHRASES, groups, strict=True):
        alone, again = Lists({}).together((phrase,)), Text(text)
        assert list(group.seen(together)) == list(alone.seen(again))
        assert list(group.seen(together, 5, 20)) == list(alone.seen(again, 5, 20))

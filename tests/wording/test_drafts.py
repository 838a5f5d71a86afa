"""The labelled drafts are what their README says."""

from collections import Counter

from tests.wording.labelled import SECOND, THIRD, Expected, Labelled, drafts
from tests.wording.scoring import score

DRAFTS = drafts()
ALL = DRAFTS + drafts(SECOND) + drafts(THIRD)
ORDINARY = [draft for draft in DRAFTS if not draft.expect]
OFTEN_MISSING = {"signpost", "identify", "disclaimer", "language"}
CLAUSES = OFTEN_MISSING | {
    "safe", "stigma", "detrimental", "confidential", "conflict", "behalf", "harass", "swearing", "accessibility",
}  # fmt: skip
KINDS = {
    "official": {"post", "reply", "share", "profile_change"},
    "comment": {"comment"},
    "personal": {"personal"},
}


def test_half_of_them_are_ordinary_and_none_is_there_twice() -> None:
    assert (len(DRAFTS), len(ORDINARY)) == (625, 307)
    assert len({draft.id for draft in ALL}) == len({draft.text for draft in ALL}) == len(ALL) == 1440


def test_every_label_names_a_clause_and_a_place_in_the_text() -> None:
    for draft in ALL:
        assert draft.kind in KINDS[draft.when], draft.id
        for one in draft.expect:
            assert one.clause in CLAUSES, draft.id
            assert well_placed(draft, one), draft.id


def well_placed(draft: Labelled, one: Expected) -> bool:
    if one.start is None or one.end is None:
        return one.start is one.end and one.clause in OFTEN_MISSING
    words = draft.text[one.start : one.end]
    return bool(words) and words == words.strip()


def test_the_third_that_is_set_aside_has_some_of_everything() -> None:
    aside = [draft for draft in DRAFTS if draft.set_aside]
    assert 180 <= len(aside) <= 240
    assert 80 <= sum(not draft.expect for draft in aside) <= 125
    often = Counter(one.clause for draft in aside for one in draft.expect)
    assert all(often[clause] >= 3 for clause in CLAUSES), often


def test_the_drafts_that_the_rules_may_know_are_read_well() -> None:
    known = score(draft for draft in ALL if not draft.set_aside)
    assert known.precision() >= 0.95
    assert known.recall() >= 0.90
    assert known.disturbed * 50 <= known.ordinary

"""Who may open what: a form or a view shows nobody another's private draft."""

import pytest

from bot.approvals.models import Proposal
from bot.approvals.propose import propose
from bot.approvals.publishing import Posted, posted
from bot.approvals.review import approve
from bot.errors import Refusal
from bot.frontdesk.answers import Open
from tests.approvals.office import Office, draft

EVERYBODY = ("amina", "tom", "ruth", "dev", "grace")


async def may(office: Office, key: str, verb: str, it: Proposal) -> bool:
    try:
        answer = await office.desk.press(office.person(key), verb, (it.id, str(it.revision)), None)
    except Refusal as no:
        assert no.what and no.code in {"not-yours-to-see", "not-the-author", "not-a-decider", "own-proposal"}
        return False
    assert isinstance(answer, Open)
    return True


@pytest.mark.parametrize(
    ("verb", "allowed"),
    [
        ("show", {"tom", "ruth", "dev", "grace"}),
        ("show_words", {"tom", "ruth", "dev", "grace"}),
        ("edit", {"ruth", "dev"}),
        ("request_changes", {"ruth", "dev"}),
        ("reject", {"ruth", "dev"}),
        ("revise", {"tom"}),
    ],
)
async def test_what_waits_is_opened_by_those_whose_business_it_is(office: Office, verb: str, allowed: set[str]) -> None:
    it = await office.do(lambda work: propose(work, office.person("tom"), draft()))
    assert {key for key in EVERYBODY if await may(office, key, verb, it)} == allowed


async def test_what_is_approved_is_seen_by_its_publishers_and_what_is_public_by_everybody(office: Office) -> None:
    it = await office.do(lambda work: propose(work, office.person("ruth"), draft()))
    assert not await may(office, "amina", "show_words", it)
    it = await office.do(lambda work: approve(work, office.person("dev"), it.id, 1))
    assert {key for key in EVERYBODY if await may(office, key, "show_words", it)} == {"amina", "ruth", "dev", "grace"}
    await office.do(lambda work: posted(work, office.person("amina"), it.id, Posted("facebook")))
    assert {key for key in EVERYBODY if await may(office, key, "show_words", it)} == set(EVERYBODY)

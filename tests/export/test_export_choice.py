"""Which proposals an export holds, by days, person, account and number."""

from datetime import date
from typing import Any

import pytest

from bot.errors import Refusal
from bot.registers.people import Person
from bot.reporting.export.choice import Choice, checked, chosen, person_meant, proposal_meant
from tests.approvals.office import Office
from tests.export.lives import erase, exported, number


async def numbers(office: Office, **asked: Any) -> list[int]:
    return [row.number for row in await office.look(lambda work: chosen(work, Choice(**asked)))]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, [1, 2, 3, 4, 5, 6]),
        (None, date(2026, 11, 23), [1]),
        (date(2026, 11, 24), None, [1, 2, 3, 4, 5, 6]),
        (date(2026, 11, 25), None, [3, 5, 6]),
        (date(2026, 12, 9), date(2026, 12, 9), [3, 5, 6]),
        (date(2026, 11, 25), date(2026, 12, 8), []),
        (date(2026, 12, 10), None, []),
    ],
)
async def test_days_choose_what_anything_happened_to(
    lived: Office, since: date | None, until: date | None, expected: list[int]
) -> None:
    assert await numbers(lived, since=since, until=until) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [("amina", [1, 2, 6]), ("tom", [1, 2, 4, 5]), ("dev", [2]), ("grace", []), ("ruth", [1, 2, 3, 4, 5])],
)
async def test_a_person_chooses_what_they_had_a_part_in(lived: Office, key: str, expected: list[int]) -> None:
    assert await numbers(lived, person=lived.person(key).id) == expected


@pytest.mark.parametrize(("account", "expected"), [("x", [1, 6]), ("linkedin", [2]), ("instagram", [])])
async def test_an_account_chooses_what_was_for_it(lived: Office, account: str, expected: list[int]) -> None:
    assert await numbers(lived, account=account) == expected


async def test_an_account_of_an_earlier_revision_counts_also_when_other_words_were_erased(lived: Office) -> None:
    await erase(lived, "hiring a cook")
    assert await numbers(lived, account="linkedin") == [2]


async def test_choices_narrow_each_other(lived: Office) -> None:
    amina = lived.person("amina").id
    assert await numbers(lived, person=amina, account="x", since=date(2026, 12, 1)) == [6]


async def test_what_belongs_to_no_proposal_is_in_the_days_it_happened(lived: Office) -> None:
    held = await exported(lived, choice=Choice(since=date(2026, 11, 24), until=date(2026, 11, 24)))
    assert "hold.started" in held
    assert "hold.started" not in await exported(lived, choice=Choice(since=date(2026, 11, 25)))
    assert "hold.started" not in await exported(lived, choice=Choice(account="linkedin"))
    assert "hold.started" in await exported(lived, choice=Choice(person=lived.person("ruth").id))
    assert "hold.started" not in await exported(lived, choice=Choice(person=lived.person("tom").id))


async def refusal(office: Office, act: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        await office.look(act)
    return refused.value


async def test_a_person_is_found_by_id_slack_id_or_name_and_never_guessed(lived: Office) -> None:
    tom = lived.person("tom")
    for told in (tom.id, "U0TOM", "tom ellis"):
        found = await lived.look(lambda work, told=told: person_meant(work, told))  # type: ignore[misc]
        assert found.id == tom.id
    assert (await refusal(lived, lambda work: person_meant(work, "Tom"))).code == "no-such-person"
    twin = Person(id="0123456789abcdef", platform_id="U0TWIN", name="Tom Ellis")
    await lived.store.write(lambda unit: unit.add(twin))
    assert "U0TWIN" in (await refusal(lived, lambda work: person_meant(work, "Tom Ellis"))).sentence


async def test_a_proposal_is_found_by_its_number(lived: Office) -> None:
    one = await number(lived, 4)
    for told in ("NS-4", "ns-4", "4"):
        assert await lived.look(lambda work, told=told: proposal_meant(work, told)) == one  # type: ignore[misc]
    for told in ("NS-7", "XX-4", "four", "NS-99999999999"):
        refused = await refusal(lived, lambda work, told=told: proposal_meant(work, told))
        assert refused.sentence == f"There is no proposal {told}. Nothing was written. The last one is NS-6."


async def test_what_cannot_be_meant_is_refused(lived: Office) -> None:
    backwards = Choice(since=date(2026, 12, 2), until=date(2026, 12, 1))
    assert (await refusal(lived, lambda work: checked(work, backwards))).code == "wrong-days"
    assert (
        "facebook, instagram, x, linkedin"
        in (await refusal(lived, lambda work: checked(work, Choice(account="myspace")))).sentence
    )

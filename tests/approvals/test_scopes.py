"""What a deputy may decide fails closed: what is not understood, not named or over is not theirs."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.approvals import review
from bot.approvals.deputies import Cover, cover_now, end_cover, name_cover
from bot.approvals.models import Kind
from bot.approvals.propose import propose
from bot.errors import FieldErrors, Refusal
from bot.registers.appointments import end
from bot.registers.cover import Case, Scope, read_scope
from bot.registers.people import Role, RoleHeld
from bot.work import new_id
from tests.approvals.office import Office, draft

names = st.frozensets(st.sampled_from(["post", "reply", "comment", "facebook", "x"]), max_size=3)
scopes = st.builds(Scope, kinds=names, accounts=names, reserved=st.booleans())
cases = st.builds(Case, kind=st.sampled_from(["post", "reply", "share"]), accounts=names, reserved=st.booleans())


@given(scopes)
def test_a_scope_is_read_as_it_was_written(scope: Scope) -> None:
    assert read_scope(str(scope)) == scope


@pytest.mark.parametrize(
    "text", ["everything", "kinds=", "kinds=post,", "kinds", "kinds=post kinds=reply", "until=noon", "reserved=yes"]
)
def test_what_is_not_understood_covers_nothing(text: str) -> None:
    assert read_scope(text) is None


@given(scopes, cases)
def test_a_case_fits_when_its_kind_and_all_its_accounts_do_and_it_is_not_kept_back(scope: Scope, case: Case) -> None:
    fits = scope.fits(case)
    assert fits == (
        (case.reserved <= scope.reserved)
        and (not scope.kinds or case.kind in scope.kinds)
        and (not scope.accounts or (case.accounts <= scope.accounts and bool(case.accounts)))
    )
    assert not fits or Scope(scope.kinds, scope.accounts, reserved=True).fits(case)


@pytest.mark.parametrize(
    ("scope", "more", "allowed"),
    [
        ("", {}, True),
        ("kinds=post", {}, True),
        ("kinds=reply", {}, False),
        ("accounts=facebook", {}, True),
        ("accounts=facebook", {"accounts": ("facebook", "x")}, False),
        ("accounts=facebook,x", {"accounts": ("facebook", "x")}, True),
        ("", {"kind": Kind.PROFILE_CHANGE, "target": "About"}, False),
        ("reserved", {"kind": Kind.PROFILE_CHANGE, "target": "About"}, True),
        ("kinds=post reserved", {"kind": Kind.PROFILE_CHANGE, "target": "About"}, False),
        ("everything, please", {}, False),
    ],
)
async def test_a_deputy_decides_what_the_scope_says(
    office: Office, scope: str, more: dict[str, object], allowed: bool
) -> None:
    held = RoleHeld(
        id=new_id(), person_id=office.person("tom").id, role=Role.COVER, scope=scope, since=office.clock.now()
    )
    await office.store.write(lambda unit: unit.add(held))
    it = await office.do(lambda work: propose(work, office.person("amina"), draft(**more)))
    if allowed:
        await office.do(lambda work: review.approve(work, office.person("tom"), it.id, 1))
        return
    with pytest.raises(Refusal) as no:
        await office.do(lambda work: review.approve(work, office.person("tom"), it.id, 1))
    assert no.value.code in ("outside-scope", "not-a-decider")


async def test_only_the_director_names_a_deputy_and_ends_one(office: Office) -> None:
    now = office.clock.now()
    cover = Cover(office.person("tom"), now, now + timedelta(hours=2))
    for who in ("dev", "amina", "grace"):
        with pytest.raises(Refusal, match="not-the-director"):
            await office.do(lambda work, who=who: name_cover(work, office.person(who), cover))  # type: ignore[misc]
    held = await office.do(lambda work: name_cover(work, office.person("ruth"), cover))
    with pytest.raises(Refusal, match="not-the-director"):
        await office.do(lambda work: end_cover(work, office.person("dev"), held.id))
    await office.do(lambda work: end_cover(work, office.person("tom"), held.id))
    with pytest.raises(Refusal, match="no-cover"):
        await office.do(lambda work: end_cover(work, office.person("ruth"), held.id))


@pytest.mark.parametrize(
    ("deputy", "begins", "ends", "field"),
    [("ruth", 0, 2, "deputy"), ("tom", 0, 0, "until"), ("tom", 5, 2, "until"), ("tom", 0, 24 * 367, "until")],
)
async def test_a_cover_that_makes_no_sense_is_refused_at_its_field(
    office: Office, deputy: str, begins: int, ends: int, field: str
) -> None:
    now = office.clock.now()
    cover = Cover(office.person(deputy), now + timedelta(hours=begins), now + timedelta(hours=ends))
    with pytest.raises(FieldErrors) as wrong:
        await office.do(lambda work: name_cover(work, office.person("ruth"), cover))
    assert list(wrong.value.errors) == [field]


async def test_whoever_keeps_the_machine_ends_a_deputy_whatever_the_scope(office: Office) -> None:
    now = office.clock.now()
    cover = Cover(office.person("tom"), now, now + timedelta(days=2), Scope(kinds=frozenset({"post"})))
    await office.do(lambda work: name_cover(work, office.person("ruth"), cover))
    await office.do(lambda work: end(work, office.person("tom"), Role.COVER, by="keyboard"))
    assert not await office.look(
        lambda work: [one for one in cover_now(work) if one.person_id == office.person("tom").id]
    )

"""Who stood in, a yes by phone and days away are handed over, and go with the person they are about."""

from datetime import date, timedelta

from bot.approvals.deputies import Cover, name_cover
from bot.approvals.models import Decision
from bot.approvals.phone import Said, answer_phone_yes, note_phone_yes
from bot.approvals.propose import propose
from bot.record.erasure import erase_person
from bot.registers.absences import Absence, absences_of, enter_absence
from bot.registers.people import Role, RoleHeld
from bot.reporting.export.person import held_about
from tests.approvals.office import Office, draft


async def _stood_in(office: Office) -> str:
    """Let Tom stand in, Ruth be away, and Dev write down a yes by phone."""
    now = office.clock.now()
    cover = Cover(office.person("tom"), now, now + timedelta(hours=2), reason="I am in hospital.")
    await office.do(lambda work: name_cover(work, office.person("ruth"), cover))
    await office.do(lambda work: enter_absence(work, office.person("ruth"), date(2026, 11, 24), date(2026, 11, 27)))
    it = await office.do(lambda work: propose(work, office.person("amina"), draft()))
    office.clock.pass_by(minutes=5)
    yes = Said(office.clock.now(), "Yes, put it up.")
    await office.do(lambda work: note_phone_yes(work, office.person("dev"), it.id, 1, yes))
    await office.do(lambda work: answer_phone_yes(work, office.person("ruth"), it.id, 1, confirmed=True))
    return it.id


async def test_what_is_held_about_a_person_tells_it(office: Office) -> None:
    await _stood_in(office)
    about_ruth = str((await office.look(lambda work: held_about(work, office.person("ruth"))))[0])
    assert "Yes, put it up." in about_ruth and "so it was" in about_ruth and "2026-11-24" in about_ruth
    about_tom = str((await office.look(lambda work: held_about(work, office.person("tom"))))[0])
    assert "I am in hospital." in about_tom


async def test_the_words_said_are_the_reason_of_the_decision(office: Office) -> None:
    it = await _stood_in(office)
    decision = await office.look(lambda work: work.unit.get(Decision, proposal_id=it, revision=1))
    assert decision is not None and decision.role == Role.COVER
    assert await office.look(lambda work: work.kept(decision.reason)) == "Yes, put it up."


async def test_when_a_name_is_erased_days_away_and_reasons_go_with_it(office: Office) -> None:
    await _stood_in(office)
    await office.do(lambda work: erase_person(work, office.person("tom").id, "keyboard", "He asked."))
    held = await office.look(lambda work: work.unit.find(RoleHeld, person_id=office.person("tom").id))
    told = [await office.look(lambda work, one=one: work.kept(one.reason)) for one in held]  # type: ignore[misc]
    assert told and all("(erased on" in one for one in told)
    await office.give("dev", Role.DIRECTOR)
    await office.do(lambda work: erase_person(work, office.person("ruth").id, "keyboard", "She asked."))
    assert not await office.look(lambda work: absences_of(work, office.person("ruth").id))
    assert not await office.look(lambda work: work.unit.find(Absence))

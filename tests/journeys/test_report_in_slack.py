"""The trustees' report and one item on paper, as files in Slack, for whoever may read them; once a month to file."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.approvals.models import Proposal
from bot.policy.load import load_pack
from bot.ports import UnitOfWork
from bot.record.erasure import erase_proposal
from bot.work import Work
from handlers.sandbox.acts.sight import NotPossibleError
from handlers.sandbox.driver.member import DrivenMember
from handlers.sandbox.driver.seen import SeenMessage
from handlers.sandbox.faults import Fault
from storage.store import open_store
from tests.journeys.town import ORG, WALK, Town

DECEMBER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
ASKED = "Please file the trustees’ report of November 2026"


async def page(who: DrivenMember, message: SeenMessage) -> str:
    """The page that came with a message."""
    [file] = message.files
    assert file["mimetype"] == "text/html"
    return (await who.look(file["id"])).content.decode()


async def test_a_trustee_gets_the_report_of_a_month_as_one_page(town: Town) -> None:
    await town.approved(town.amina)
    answer = await town.grace.command("/approvals", "report")
    assert answer.words == "The report comes in a direct message."
    message = await town.told(town.grace, "Trustees’ report, November 2026: 1 proposal.")
    paper = await page(town.grace, message)
    assert WALK in paper and "Approved by Ruth Adeyemi as Director" in paper and "NS-1" in paper
    assert "<script" not in paper and "src=" not in paper and WALK not in message.words


async def test_one_proposal_on_paper_has_every_revision(town: Town) -> None:
    card = await town.propose(town.tom)
    await town.decide(town.ruth, card, "Request changes", "Say where.")
    await town.change(town.tom, await town.told(town.tom, "asks for changes"), words="From the library at ten.")
    answer = await town.tom.command("/approvals", "print ns-1")
    assert answer.words == "The page comes in a direct message."
    paper = await page(town.tom, await town.told(town.tom, "NS-1 on paper"))
    assert WALK in paper and "From the library at ten." in paper and "Say where." in paper


async def test_whoever_may_not_read_it_gets_nothing_on_paper(town: Town) -> None:
    await town.propose(town.amina)
    refused = await town.tom.command("/approvals", "print NS-1")
    assert "Only its author and those who decide can read that." in refused.words
    refused = await town.tom.command("/approvals", "report")
    assert "Only to those who decide, and to trustees, the trustees’ report is sent." in refused.words
    await town.quiet()
    assert not [it for it in await town.tom.messages(await town.tom.dm()) if it.files]


async def test_a_number_that_does_not_exist_and_a_month_that_is_none_are_refused_in_words(town: Town) -> None:
    assert "There is no proposal NS-7." in (await town.ruth.command("/approvals", "print NS-7")).words
    await town.propose()
    refused = await town.ruth.command("/approvals", "print seven")
    assert "There is no proposal seven." in refused.words and "The last one is NS-1." in refused.words
    refused = await town.ruth.command("/approvals", "report Brumaire")
    assert "I don't know the month “Brumaire”." in refused.words and "Type a month as in October 2026" in refused.words
    refused = await town.ruth.command("/approvals", "report December 2026")
    assert "December 2026 is still to come." in refused.words


async def test_a_month_without_anything_says_so(town: Town) -> None:
    await town.ruth.command("/approvals", "report october")
    message = await town.told(town.ruth, "Trustees’ report, October 2026: nothing was proposed or decided.")
    assert "Nothing was proposed in what is asked for." in await page(town.ruth, message)


async def test_the_director_is_asked_once_to_file_last_month_s_report(town: Town) -> None:
    await town.approved(town.amina)
    await town.clock.jump(DECEMBER - timedelta(minutes=1))
    await town.quiet()
    assert not await asked_to_file(town)
    await town.clock.jump(DECEMBER)
    message = await town.told(town.ruth, ASKED)
    assert "Slack’s free plan hides messages after 90 days" in message.words
    assert WALK in await page(town.ruth, message)
    await town.restart()
    await town.clock.pass_by(days=3)
    await town.quiet()
    assert len(await asked_to_file(town)) == 1


async def test_a_report_whose_sending_was_cut_off_comes_once(town: Town) -> None:
    await town.approved(town.amina)
    town.sandbox.faults.order("files.completeUploadExternal", Fault.ACCEPT_AND_DROP)
    await town.clock.jump(DECEMBER)
    await town.restart()
    await town.ruth.message(await town.ruth.dm(), containing=ASKED, timeout=30)
    await town.quiet()
    assert len(await asked_to_file(town)) == 1


async def test_in_a_month_that_begins_with_a_bank_holiday_the_report_waits_for_work_to_begin(town: Town) -> None:
    await town.clock.jump(datetime(2027, 1, 1, 12, 0, tzinfo=UTC))
    await town.quiet()
    assert not [it for it in await asked_to_file(town) if "December 2026" in it.words]
    await town.clock.jump(datetime(2027, 1, 4, 9, 0, tzinfo=UTC))
    await town.told(town.ruth, "Please file the trustees’ report of December 2026: nothing was proposed or decided.")


async def asked_to_file(town: Town) -> list[SeenMessage]:
    seen = await town.ruth.messages(await town.ruth.dm())
    return [it for it in seen if "Please file the trustees’ report" in it.words]


async def test_what_is_erased_leaves_slack_with_the_report_and_the_page_that_hold_it(town: Town) -> None:
    await town.propose(town.amina)
    await town.grace.command("/approvals", "report")
    report = await town.told(town.grace, "Trustees’ report, November 2026: 1 proposal.")
    await town.amina.command("/approvals", "print NS-1")
    paper = await town.told(town.amina, "NS-1 on paper")
    store, pack = open_store(town.database, ORG), load_pack()

    def erase(unit: UnitOfWork) -> None:
        work = Work(unit, pack, town.clock.now())
        erase_proposal(work, work.unit.find(Proposal)[0].id, "command line", "It named somebody.")

    await store.decide(erase)
    store.close()
    await town.quiet()
    for who, message in ((town.grace, report), (town.amina, paper)):
        assert message.ts not in [it.ts for it in await who.messages(await who.dm())]
        with pytest.raises(NotPossibleError):
            await who.look(message.files[0]["id"])

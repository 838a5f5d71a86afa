"""A publisher is asked to post what a colleague wrote who may not, and hears when that is over."""

from bot.approvals.propose import propose, revise
from bot.approvals.publishing import Posted, posted
from bot.approvals.review import approve
from bot.delivery.compose import compose
from bot.delivery.models import OutboxRow, Posting
from bot.delivery.parts import Buttons, Headline, Parts, Words
from tests.approvals.office import Office, draft

WORDS = draft().words


async def asked(office: Office, key: str) -> list[Parts]:
    conversation = f"dm:{office.person(key).id}"
    rows = await office.store.read(
        lambda unit: unit.find(OutboxRow, message="to_post", conversation=conversation, order="id")
    )
    return [parts for row in rows if (parts := await office.look(lambda work, row=row: compose(work, row)))]  # type: ignore[misc]


async def stands(office: Office, about: str) -> None:
    """As the outbox notes once the message is out."""
    conversation = f"dm:{office.person('amina').id}"
    posting = Posting(
        conversation=conversation, message="to_post", about=about, channel="D1", ts="1", posted_at=office.clock.now()
    )
    await office.store.write(lambda unit: unit.add(posting))


async def test_the_publisher_gets_the_exact_words_and_the_button(office: Office) -> None:
    it = await office.do(lambda work: propose(work, office.person("tom"), draft()))
    await office.do(lambda work: approve(work, office.person("ruth"), it.id, 1))
    (parts,) = await asked(office, "amina")
    assert isinstance(parts[0], Headline) and parts[0].text.startswith("Please post NS-1 on Facebook page by 7 Dec")
    assert Words(WORDS) in parts
    assert any(isinstance(part, Buttons) for part in parts)


async def test_an_author_who_publishes_asks_nobody(office: Office) -> None:
    it = await office.do(lambda work: propose(work, office.person("amina"), draft()))
    await office.do(lambda work: approve(work, office.person("ruth"), it.id, 1))
    assert await asked(office, "amina") == []


async def test_the_request_is_over_when_it_is_posted_or_changed(office: Office) -> None:
    it = await office.do(lambda work: propose(work, office.person("tom"), draft()))
    await office.do(lambda work: approve(work, office.person("ruth"), it.id, 1))
    await stands(office, f"{it.id}:1")
    await office.do(lambda work: revise(work, office.person("tom"), it.id, 1, draft("Other words.")))
    *_, last = await asked(office, "amina")
    assert isinstance(last[0], Headline) and "nothing for you to post any more" in last[0].text
    assert len(await asked(office, "amina")) == 2
    await office.do(lambda work: approve(work, office.person("ruth"), it.id, 2))
    await stands(office, f"{it.id}:2")
    await office.do(lambda work: posted(work, office.person("amina"), it.id, Posted("facebook")))
    *_, last = await asked(office, "amina")
    assert not any(isinstance(part, Buttons) for part in last)

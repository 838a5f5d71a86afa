"""A message with a file: its bytes go first, it is posted once, and it leaves together with them."""

from bot.delivery.messages import STANDS, Name
from bot.delivery.models import OutboxRow, Posting, Stage
from bot.delivery.parts import File, Headline, Parts
from bot.ports import Store
from bot.work import Work
from tests.delivery.neighbour import TIMED_OUT, Neighbour, refused, wait
from tests.delivery.test_outbox import postings, queue, rows, stages, working

REPORT = File("week-47.html", "text/html", b"<!DOCTYPE html>", "Trustees' report, week 47")


def report(work: Work, row: OutboxRow) -> Parts | None:
    return None if STANDS in row.refs else (Headline(f"The week {row.about}"), REPORT)


async def sent(store: Store, slack: Neighbour, message: str = Name.DIGEST, last: str = "post") -> Posting:
    await queue(store, "digest", message, "47")
    async with working(store, slack, compose=report):
        await slack.until(lambda: slack.calls[-1:] == [(last, "C1")])
    (posting,) = await postings(store)
    return posting


async def test_the_bytes_go_first_and_the_place_knows_the_file(store: Store) -> None:
    slack = Neighbour()
    posting = await sent(store, slack)
    assert [method for method, _ in slack.calls] == ["hand_over", "post"]
    assert tuple(posting.files) == slack.messages[0].files != ()


async def test_bytes_that_did_not_arrive_are_sent_again_and_nothing_is_posted_meanwhile(store: Store) -> None:
    slack = Neighbour()
    slack.order("hand_over", wait(0.05), TIMED_OUT)
    await sent(store, slack)
    assert [method for method, _ in slack.calls] == ["hand_over"] * 3 + ["post"]
    assert await stages(store) == [Stage.SENT]


async def test_a_post_without_an_answer_is_looked_up_and_not_doubled(store: Store) -> None:
    slack = Neighbour(arrives=True)
    slack.order("post", TIMED_OUT)
    posting = await sent(store, slack, last="look_up")
    assert [method for method, _ in slack.calls] == ["hand_over", "post", "look_up"]
    assert tuple(posting.files) == slack.messages[0].files != ()


async def test_a_file_the_platform_refuses_is_a_dead_letter_with_its_reason(store: Store) -> None:
    slack = Neighbour()
    slack.order("hand_over", refused("storage_limit_reached"))
    await queue(store, "digest", Name.DIGEST, "47")
    async with working(store, slack, compose=report):
        await slack.until(lambda: bool(slack.calls))
    (row,) = await rows(store)
    assert (row.stage, row.error, slack.messages) == (Stage.FAILED, "storage_limit_reached", [])


async def test_a_message_that_says_nothing_any_more_takes_its_file_along(store: Store) -> None:
    slack = Neighbour()
    posting = await sent(store, slack, Name.WORDS)
    await queue(store, "digest", Name.WORDS, "47", refs={STANDS: posting.part})
    async with working(store, slack, compose=report):
        await slack.until(lambda: not slack.messages)
    assert [method for method, _ in slack.calls][-2:] == ["discard", "remove"]
    assert ("discard", posting.files[0]) in slack.calls
    assert await postings(store) == []

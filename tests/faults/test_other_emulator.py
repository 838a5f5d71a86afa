"""The bot at another Slack, by settings alone: an emulator that offers the documented minimum and nothing else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import WrongSettings, read_settings
from tests.faults.bot_process import BotProcess
from tests.faults.plain_slack import Json, PlainSlack, said

pytestmark = pytest.mark.processes

RUTH, AMINA = "U001", "U002"
WALK = "Join us on Friday for a walk by the river."
MEET = f"{WALK} We meet at the library."


@pytest.fixture(params=["/", ""], ids=["with a slash", "without a slash"])
async def plain(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[PlainSlack, BotProcess]]:
    async with PlainSlack() as slack:
        settings = {
            "SLACK_API_URL": f"http://127.0.0.1:{slack.port}/api{request.param}",
            "SLACK_BOT_TOKEN": "xoxb-plain",
            "SLACK_APP_TOKEN": "xapp-plain",
            "DIRECTOR": RUTH,
        }
        bot = BotProcess(settings, tmp_path)
        await bot.start()
        try:
            await slack.connected()
            yield slack, bot
        finally:
            bot.terminate()
            assert await bot.ended() == 0
            assert " ERROR " not in bot.last_words() and "bug " not in bot.last_words(), bot.last_words()


async def test_the_main_job_at_another_slack_by_settings_alone(plain: tuple[PlainSlack, BotProcess]) -> None:
    slack, bot = plain
    assert await slack.command(AMINA, "/propose-post", WALK) == {}
    form = await slack.newest_view()
    assert WALK in said(form)
    assert await slack.submit(AMINA, form, accounts=chosen(form, "accounts", "facebook")) == {}

    card = await slack.message("D001", "revision 1 ·")
    assert WALK in said(card)
    assert "Sent to Ruth" in said(await slack.message("D002", "Sent to Ruth"))
    assert await slack.press(RUTH, card, "Request changes") == {}
    form = await slack.newest_view()
    why = {"words": {"value": "Please say where we meet."}, "clause": chosen(form, "clause", "none")}
    assert await slack.submit(RUTH, form, **why) == {}

    asked = await slack.message("D002", "asks for changes")
    assert "Please say where we meet." in said(asked)
    assert await slack.press(AMINA, asked, "Change it") == {}
    assert await slack.submit(AMINA, await slack.newest_view(), words={"value": MEET}) == {}

    card = await slack.message("D001", "revision 2 ·")
    home = await slack.open_home(RUTH)
    assert "Waiting for you (1)" in said(home)
    assert await slack.press(RUTH, home, "Look at it") == {}
    assert MEET in said(await slack.newest_view())
    assert await slack.press(RUTH, card, "Approve") == {}
    yes = await slack.message("D002", "said yes")
    assert await slack.press(RUTH, card, "Approve") == {}
    await slack.until(lambda: slack.whispers, "A word about the second press")
    assert "approved by" in said(slack.whispers[-1])

    assert await slack.press(AMINA, yes, "I posted it") == {}
    form = await slack.newest_view()
    assert await slack.submit(AMINA, form, address={"value": "https://example.org/facebook/1"}) == {}
    await slack.message("D002", "is public")
    assert "Nothing waits for you." in said(await slack.open_home(AMINA))
    assert "Nothing waits for you." in said(await slack.open_home(AMINA))
    cards = [message for message in slack.messages.values() if "revision 2 ·" in said(message)]
    assert [message["channel"] for message in cards] == ["D001"]

    code, told = await bot.say("doctor")
    assert "signed in to Plain as countersign" in told
    assert "no APPROVALS_CHANNEL" in told and "messages: all sent" in told
    assert (code, "Nothing to do." in told) == (0, True), told


async def test_a_method_that_is_missing_is_a_line_in_doctor_and_no_broken_journey(
    plain: tuple[PlainSlack, BotProcess],
) -> None:
    slack, bot = plain
    lost: list[Json] = []

    def first_in_a_thread(method: str, given: Json) -> bool:
        if method != "chat.postMessage" or "thread_ts" not in given or lost:
            return False
        lost.append(given)
        return True

    slack.loses = first_in_a_thread
    await slack.command(AMINA, "/propose-post", WALK)
    form = await slack.newest_view()
    await slack.submit(AMINA, form, accounts=chosen(form, "accounts", "facebook"))
    card = await slack.message("D001", "revision 1 ·")
    assert await slack.press(RUTH, card, "Approve") == {}
    await slack.message("D002", "said yes")
    await slack.until(lambda: "conversations.replies" in slack.called, "The look into the thread")
    await slack.until(lambda: len(in_thread(slack, card)) == 2, "The line whose answer was lost, said again")
    assert len(lost) == 1

    _, told = await bot.say("doctor")
    assert "Slack does not know the method conversations.replies." in told
    assert "A message was sent again without looking whether the first try had arrived" in told
    assert await slack.press(AMINA, await slack.message("D002", "said yes"), "I posted it") == {}


def in_thread(slack: PlainSlack, card: Json) -> list[Json]:
    return [message for message in slack.messages.values() if message.get("thread_ts") == card["ts"]]


def chosen(form: Json, field: str, value: str) -> Json:
    """Return the state of a field in which the option of this value was chosen, and no other."""
    [element] = [b["element"] for b in form["blocks"] if b["type"] == "input" and b["element"]["action_id"] == field]
    [option] = [option for option in element["options"] if option["value"] == value]
    many = element["type"] in ("checkboxes", "multi_static_select")
    return {"selected_options": [option]} if many else {"selected_option": option}


@pytest.mark.parametrize("member", ["U001", "U0RUTH", "W012A3CDE", "u-17", "user_1", "USER_ONE"])
def test_ids_of_another_shape_are_taken_and_names_are_not(member: str) -> None:
    needed = {"SLACK_BOT_TOKEN": "xoxb-plain", "SLACK_APP_TOKEN": "xapp-plain"}
    assert read_settings({**needed, "DIRECTOR": member}).director == member
    for name in ("Ruth", "@ruth", "Ruth Adeyemi", "ruth@example.org"):
        with pytest.raises(WrongSettings):
            read_settings({**needed, "DIRECTOR": name})

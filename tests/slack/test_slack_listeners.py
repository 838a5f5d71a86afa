"""What people do in Slack reaches the front desk, and its answers reach them, end to end over a real socket."""

import asyncio
import logging
from typing import Any

import pytest

from bot.delivery import parts as p
from bot.errors import FieldErrors, Refusal
from bot.frontdesk.answers import Done, Open, Redraw, Whisper
from handlers.sandbox import Fault
from handlers.slack.blocks.message import message

APPROVE = p.Button("approve", "Approve", ("prop-1", "2"))
CARD = (p.Headline("From Amina: “Join us”"), p.Buttons((APPROVE, p.Button("gone", "Old button", ("prop-1",)))))
TOLD = Whisper((p.Para("Already approved by Dev, 10:40."),))
NO = Refusal("stale", "Tom changed this at 10:41.", saved="Nothing was decided.", then="Look again.", redraw="prop-1")


def form(words: str = "", *more: p.FormPart, name: str = "propose", submit: str = "Send to Ruth") -> p.Form:
    field = p.TextField("words", "The words", words, multiline=True, live=True)
    return p.Form(name, "Propose a post", (field, *more), submit=submit, refs=("r1",))


async def a_card(slack: Any, channel: str = "G0APPROVALS", parts: p.Parts = CARD) -> Any:
    posted = await slack.surface.courier.post(channel, parts, row=1)
    return await slack.member("U0RUTH").message(channel, containing=parts[0].text), posted


# Commands and shortcuts


async def test_a_command_opens_a_form_with_the_typed_words(slack: Any) -> None:
    slack.desk.answers["command"] = lambda command, words: Open(form(words))
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post", "Fish & chips <3 :tada:")
    opened = await amina.modal()
    assert (opened.title, opened.submit_label) == ("Propose a post", "Send to Ruth")
    assert opened.values == {"words": "Fish & chips <3 🎉"}
    assert slack.desk.met[0].name == "Amina Khan"


async def test_a_command_is_answered_in_private(slack: Any) -> None:
    slack.desk.answers["command"] = TOLD
    answer = await slack.member("U0AMINA").command("/policy")
    assert answer.words == "Already approved by Dev, 10:40."


async def test_a_guest_is_refused_and_the_log_has_no_name(slack: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    answer = await slack.member("U0GUEST").command("/propose-post", "secret words", channel="C0GENERAL")
    assert answer.words == "I talk to members of staff only. Please ask Ruth."
    assert slack.desk.heard == []
    refusals = [record.getMessage() for record in caplog.records if "refused" in record.getMessage()]
    assert refusals == ["refused: not_ours for U0GUEST"]
    assert "secret words" not in caplog.text
    assert "Gus" not in caplog.text


async def test_a_late_trigger_gives_the_words_back(slack: Any) -> None:
    slack.desk.answers["command"] = Open(form())
    slack.sandbox.faults.order("views.open", Fault.REFUSED("expired_trigger_id"))
    answer = await slack.member("U0AMINA").command("/propose-post", "Join us")
    assert "could not open the form" in answer.words
    assert "Join us" in answer.words


async def test_a_used_trigger_means_the_form_is_open(slack: Any) -> None:
    slack.desk.answers["command"] = Open(form())
    slack.sandbox.faults.order("views.open", Fault.REFUSED("exchanged_trigger_id"))
    answer = await slack.member("U0AMINA").command("/propose-post", "Join us")
    assert answer.text is None


async def test_nobody_is_looked_up_in_vain(slack: Any) -> None:
    slack.desk.answers["command"] = TOLD
    amina = slack.member("U0AMINA")
    slack.sandbox.faults.order("users.info", Fault.SERVER_ERROR)
    assert "did not tell me in time who you are" in (await amina.command("/policy")).words
    assert "Already approved" in (await amina.command("/policy")).words


async def test_people_are_looked_up_once_until_they_change(slack: Any) -> None:
    amina = slack.member("U0AMINA")
    await amina.command("/policy")
    await amina.command("/policy")
    assert [call.method for call in slack.sandbox.calls].count("users.info") == 1
    slack.sandbox.change_member("U0AMINA", is_guest=True)
    await slack.sandbox.slack.events.settle()
    assert "members of staff only" in (await amina.command("/policy")).words


async def test_shortcuts_carry_the_words_of_their_message(slack: Any) -> None:
    slack.desk.answers["shortcut"] = lambda name, words: Open(form(words))
    amina = slack.member("U0AMINA")
    posted = await slack.member("U0TOM").say("C0GENERAL", "Walk & talk <3")
    await amina.message_shortcut("propose_from_message", posted)
    assert (await amina.modal()).values == {"words": "Walk & talk <3"}
    await (await amina.modal()).close()
    await amina.global_shortcut("propose_post")
    assert (await amina.modal()).values == {"words": None}
    assert [asked[0] for asked in slack.desk.asked("shortcut")] == ["propose_from_message", "propose_post"]


async def test_a_refused_shortcut_is_told_beside_its_message_or_in_a_view(slack: Any) -> None:
    slack.desk.answers["shortcut"] = NO
    amina = slack.member("U0AMINA")
    posted = await amina.say("C0COMPLIANCE", "Walk & talk")
    await amina.message_shortcut("propose_from_message", posted)
    await amina.message("C0COMPLIANCE", containing="Tom changed this")
    await amina.global_shortcut("propose_post")
    assert "Tom changed this at 10:41." in (await amina.modal()).text()


# Buttons in messages


async def test_a_press_reaches_the_desk_with_its_references(slack: Any) -> None:
    card, _ = await a_card(slack)
    await slack.member("U0RUTH").press(card, "Approve")
    assert slack.desk.asked("press") == [["approve", ("prop-1", "2"), None]]


@pytest.mark.parametrize(
    ("answer", "words"), [(TOLD, "Already approved by Dev"), (NO, "Tom changed this at 10:41. Nothing was decided.")]
)
async def test_a_press_is_answered_in_private_beside_the_card(slack: Any, answer: Any, words: str) -> None:
    slack.desk.answers["press"] = answer
    ruth = slack.member("U0RUTH")
    card, _ = await a_card(slack)
    await ruth.press(card, "Approve")
    whisper = await ruth.message("G0APPROVALS", containing=words)
    assert whisper.ephemeral
    assert not any(words in seen.text for seen in await slack.member("U0DEV").ephemerals("G0APPROVALS"))


async def test_a_whisper_finds_another_way(slack: Any) -> None:
    slack.desk.answers["press"] = TOLD
    ruth = slack.member("U0RUTH")
    card, _ = await a_card(slack)
    slack.sandbox.faults.order("chat.postEphemeral", Fault.REFUSED("user_not_in_channel"), times=2)
    await ruth.press(card, "Approve")
    assert (await ruth.message("G0APPROVALS", containing="Already approved")).ephemeral
    slack.sandbox.faults.order("response_url", Fault.SERVER_ERROR)
    await ruth.press(card, "Approve")
    assert not (await ruth.message(await ruth.dm(), containing="Already approved")).ephemeral


async def test_a_button_of_another_version_is_explained(slack: Any) -> None:
    ruth = slack.member("U0RUTH")
    card, _ = await a_card(slack)
    await ruth.press(card, "Old button")
    await ruth.message("G0APPROVALS", containing="This button is from an older version of me.")
    assert slack.desk.heard == []


async def test_a_press_opens_a_form(slack: Any) -> None:
    slack.desk.answers["press"] = Open(form(name="reason", submit="Reject"))
    ruth = slack.member("U0RUTH")
    card, _ = await a_card(slack)
    await ruth.press(card, "Approve")
    assert (await ruth.modal()).submit_label == "Reject"


async def test_a_bug_gives_a_reference_and_one_traceback_without_words(
    slack: Any, caplog: pytest.LogCaptureFixture
) -> None:
    draft = "Join us on Friday"

    def broken(*_asked: Any) -> None:
        raise ValueError(draft)

    slack.desk.answers["press"] = broken
    ruth = slack.member("U0RUTH")
    card, _ = await a_card(slack)
    await ruth.press(card, "Approve")
    told = await ruth.message("G0APPROVALS", containing="Something went wrong on my side")
    [record] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    reference = told.words.split("(")[1].split(")")[0]
    assert len(reference) == 4
    assert f"bug {reference}" in record.getMessage()
    assert "in broken" in record.getMessage()
    assert "ValueError" in record.getMessage()
    assert "Friday" not in caplog.text
    assert await ruth.notices() == []


# Forms


async def test_a_form_is_taken_and_closes(slack: Any) -> None:
    slack.desk.answers["command"] = Open(form("", p.TextField("link", "Link", optional=True)))
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    opened = await amina.modal()
    await opened.fill(words="Fish &amp; chips\r\n:tada:")
    assert (await opened.submit()).what == "closed"
    [[filled]] = slack.desk.asked("submit")
    assert filled == p.Filled("propose", ("r1",), {"words": "Fish &amp; chips\n🎉", "link": None}, opened.id)


async def test_errors_stand_at_their_fields(slack: Any) -> None:
    slack.desk.answers |= {
        "command": Open(form("Join us")),
        "submit": FieldErrors({"words": "Please name a day.", "address": "Please give the address."}),
    }
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    opened = await amina.modal()
    outcome = await opened.submit()
    assert outcome.what == "errors"
    assert opened.errors == {"words": "Please name a day. Please give the address."}


async def test_errors_of_fields_out_of_sight_are_told_on_top(slack: Any) -> None:
    slack.desk.answers |= {"command": Open(form("Join us")), "submit": FieldErrors({"address": "Please give it."})}
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    assert (await (await amina.modal()).submit()).what == "pushed"
    below, on_top = await amina.modals()
    assert "Please give it." in on_top.text()
    assert below.values == {"words": "Join us"}


async def test_a_custom_emoji_is_an_error_at_its_field(slack: Any) -> None:
    slack.desk.answers["command"] = Open(form("Hooray :partyparrot:"))
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    opened = await amina.modal()
    await opened.submit()
    assert "Only this workspace knows :partyparrot:" in opened.errors["words"]
    assert slack.desk.asked("submit") == []


async def test_a_refused_form_keeps_its_words_beneath(slack: Any) -> None:
    slack.desk.answers |= {"command": Open(form()), "submit": NO}
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    opened = await amina.modal()
    await opened.fill(words="Join us")
    assert (await opened.submit()).what == "pushed"
    on_top = await amina.modal()
    assert on_top.title == "Not done"
    assert "Tom changed this at 10:41." in on_top.text()
    await on_top.close()
    assert (await amina.modal()).values == {"words": "Join us"}


async def test_a_bug_in_a_form_keeps_its_words_beneath(slack: Any) -> None:
    slack.desk.answers |= {"command": Open(form("Join us")), "submit": RuntimeError("broken")}
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    await (await amina.modal()).submit()
    assert "Something went wrong on my side" in (await amina.modal()).text()


async def test_a_form_of_another_version_keeps_its_words_beneath(slack: Any) -> None:
    slack.desk.answers["command"] = Open(form("Join us", name="of_old"))
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    await (await amina.modal()).submit()
    assert "This form is from an older version of me." in (await amina.modal()).text()
    assert slack.desk.asked("submit") == []


@pytest.mark.parametrize(
    ("answer", "what", "words"),
    [
        (Whisper((p.Para("Sent to Ruth."),)), "updated", "Sent to Ruth."),
        (Redraw(form("Join us", p.TextField("link", "Link"))), "updated", "Link"),
        (Open(form(name="reason"), on_top=True), "pushed", "The words"),
        (Open(form(name="reason")), "updated", "The words"),
    ],
)
async def test_a_sent_form_is_answered_in_its_place_or_on_top(slack: Any, answer: Any, what: str, words: str) -> None:
    slack.desk.answers |= {"command": Open(form("Join us")), "submit": answer}
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    assert (await (await amina.modal()).submit()).what == what
    assert words in (await amina.modal()).text()


# Forms while they are filled in


async def test_a_form_changes_while_it_is_filled_in(slack: Any) -> None:
    slack.desk.answers |= {
        "command": Open(form()),
        "change": lambda filled, name: Redraw(
            form(filled.text("words"), p.Small(f"{len(filled.text('words'))} typed"))
        ),
    }
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    opened = await amina.modal()
    await opened.fill(words="Join us :tada:")
    await slack.sandbox.until(lambda: "9 typed" in opened.text())
    assert opened.values == {"words": "Join us :tada:"}
    assert slack.desk.asked("change")[0][1] == "words"


async def test_the_newest_of_two_changes_is_shown(slack: Any) -> None:
    first_may_answer = asyncio.Event()

    async def change(_person: Any, filled: p.Filled, _field: str) -> Redraw:
        if filled.text("words") == "first":
            await first_may_answer.wait()
        return Redraw(form(filled.text("words"), p.Small(f"about {filled.text('words')}")))

    slack.desk.change = change
    slack.desk.answers["command"] = Open(form())
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    opened = await amina.modal()
    await opened.fill(words="first")
    await opened.fill(words="second")
    first_may_answer.set()
    await slack.sandbox.until(lambda: "about second" in opened.text())
    await opened.fill(words="third")
    await slack.sandbox.until(lambda: "about third" in opened.text())
    assert not any("about first" in str(call.arguments) for call in slack.sandbox.calls)


async def test_a_change_does_not_wait_for_its_drawing(slack: Any) -> None:
    may_answer = asyncio.Event()

    async def change(_person: Any, filled: p.Filled, _field: str) -> Redraw:
        await may_answer.wait()
        return Redraw(form(filled.text("words"), p.Small("drawn")))

    slack.desk.change = change
    slack.desk.answers["command"] = Open(form())
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    opened = await amina.modal()
    await opened.fill(words="Join us")  # comes back when it is acknowledged
    assert "drawn" not in opened.text()
    may_answer.set()
    await slack.sandbox.until(lambda: "drawn" in opened.text())


async def test_a_field_that_was_just_added_stays_although_the_next_change_does_not_know_it_yet(slack: Any) -> None:
    more = p.Buttons((p.Button("more", "More"),))
    link = p.TextField("link", "Link", "https://example.org")

    def drawn(filled: p.Filled) -> p.Form:
        return form(filled.text("words"), link if "link" in filled.values else more, p.Small(filled.text("words")))

    slack.desk.answers |= {
        "command": Open(form("", more)),
        "press": lambda verb, refs, filled: Redraw(form(filled.text("words"), link)),
        "change": lambda filled, name: Redraw(drawn(filled)),
    }
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    opened = await amina.modal()
    await opened.fill(words="Join")
    before = opened.view
    await amina.press(opened, "More")
    await slack.sandbox.until(lambda: "link" in opened.values)
    late = next(it for it in slack.sandbox.sent if it["payload"].get("type") == "block_actions")
    late["payload"]["view"] = {
        **before,
        "state": {"values": {"words": {"words": {"type": "plain_text_input", "value": "Join us"}}}},
    }
    assert (await slack.sandbox.send_envelope({**late, "envelope_id": "late"})).acknowledged
    await slack.sandbox.until(lambda: "Join us" in opened.text())
    heard = slack.desk.asked("change")[-1][0]
    assert heard.values == {"words": "Join us", "link": "https://example.org"}
    assert opened.values == {"words": "Join", "link": "https://example.org"}


async def test_a_closed_form_is_told_to_the_desk_and_answered_in_a_direct_message(slack: Any) -> None:
    kept = p.Form("propose", "Propose a post", (p.TextField("words", "The words"),), submit="Send", kept=True)
    slack.desk.answers |= {"command": Open(kept), "close": TOLD}
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    await (await amina.modal()).close()
    await amina.message(await amina.dm(), containing="Already approved by Dev")
    assert [asked[0].name for asked in slack.desk.asked("close")] == ["propose"]


async def test_a_form_that_is_closed_is_no_trouble_when_the_desk_refuses_or_breaks(slack: Any) -> None:
    kept = p.Form("propose", "Propose a post", (p.TextField("words", "The words"),), submit="Send", kept=True)
    amina = slack.member("U0AMINA")
    for trouble in (NO, RuntimeError("broken")):
        slack.desk.answers |= {"command": Open(kept), "close": trouble}
        await amina.command("/propose-post")
        await (await amina.modal()).close()
    await slack.sandbox.until(lambda: len(slack.desk.asked("close")) == 2)
    assert await amina.modals() == []


async def test_a_button_in_a_form_changes_the_words_in_it(slack: Any) -> None:
    helpline = p.Buttons((p.Button("helpline", "Add the helpline line"),))
    slack.desk.answers |= {
        "command": Open(form("", helpline)),
        "press": lambda verb, refs, filled: Redraw(form(filled.text("words") + " Samaritans: 116 123", helpline)),
    }
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    opened = await amina.modal()
    await opened.fill(words="Join us.")
    await amina.press(opened, "Add the helpline line")
    await slack.sandbox.until(lambda: opened.values == {"words": "Join us. Samaritans: 116 123"})
    await opened.submit()
    assert slack.desk.asked("submit")[0][0].text("words") == "Join us. Samaritans: 116 123"


async def test_a_button_in_a_form_opens_another_on_top_up_to_three(slack: Any) -> None:
    more = p.Buttons((p.Button("more", "More"),))
    slack.desk.answers |= {"command": Open(form("Join us", more)), "press": Open(form("deeper", more), on_top=True)}
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    for _ in range(3):
        await amina.press(await amina.modal(), "More")
    await slack.sandbox.until(lambda: "views.update" in [call.method for call in slack.sandbox.calls])
    assert len(await amina.modals()) == 3
    slack.desk.answers["submit"] = Refusal("stale", "Tom & Dev changed this.")
    outcome = await (await amina.modal()).submit()
    assert outcome.what == "errors"
    assert (await amina.modal()).errors == {"words": "Tom & Dev changed this."}


@pytest.mark.parametrize(("answer", "title"), [(TOLD, "Countersign"), (NO, "Not done")])
async def test_a_button_in_a_form_is_answered_on_top_of_it(slack: Any, answer: Any, title: str) -> None:
    slack.desk.answers |= {"command": Open(form("Join us", p.Buttons((APPROVE,)))), "press": answer}
    amina = slack.member("U0AMINA")
    await amina.command("/propose-post")
    await amina.press(await amina.modal(), "Approve")
    assert [view.title for view in await amina.modals()] == ["Propose a post", title]


# Home and what is overheard


async def test_home_is_drawn_when_it_is_opened_and_after_a_press(slack: Any) -> None:
    waiting = p.Buttons((APPROVE,))
    slack.desk.answers["home"] = (p.Headline("Waiting for you (1)"), waiting)
    ruth = slack.member("U0RUTH")
    home = await ruth.open_home()
    assert home.words.startswith("Waiting for you (1)")
    slack.desk.answers["home"] = (p.Headline("Nothing waits for you."),)
    await ruth.press(home, "Approve")
    await slack.sandbox.until(lambda: _home_says(ruth, "Nothing waits for you."))


async def test_a_refusal_at_home_is_a_view(slack: Any) -> None:
    slack.desk.answers |= {"home": (p.Buttons((APPROVE,)),), "press": NO}
    ruth = slack.member("U0RUTH")
    await ruth.press(await ruth.open_home(), "Approve")
    assert "Tom changed this" in (await ruth.modal()).text()


async def test_a_guest_finds_the_reason_in_their_home(slack: Any) -> None:
    assert "members of staff only" in (await slack.member("U0GUEST").open_home()).words


async def test_words_and_thumbs_under_a_card_are_pointed_to_its_buttons(slack: Any) -> None:
    slack.desk.answers["overheard"] = Whisper((p.Para("Only the buttons count."),))
    ruth = slack.member("U0RUTH")
    card, posted = await a_card(slack)
    await ruth.say("G0APPROVALS", "Looks good :tada:", thread_ts=card.ts)
    await slack.sandbox.until(lambda: len(slack.desk.asked("overheard")) == 1)
    await ruth.react(card, "+1")
    await slack.sandbox.until(lambda: len(slack.desk.asked("overheard")) == 2)
    assert slack.desk.asked("overheard") == [
        ["G0APPROVALS", posted.ts, "Looks good 🎉"],
        ["G0APPROVALS", posted.ts, "👍 +1 thumbsup"],
    ]
    assert (await ruth.message("G0APPROVALS", containing="Only the buttons count.")).ephemeral


async def test_what_is_not_about_our_messages_is_not_overheard(slack: Any) -> None:
    ruth = slack.member("U0RUTH")
    card, _ = await a_card(slack)
    theirs = await ruth.say("G0APPROVALS", "Lunch?")
    await ruth.say("G0APPROVALS", "looks good", thread_ts=theirs.ts)
    await ruth.react(theirs, "+1")
    await ruth.say("G0APPROVALS", "looks good")
    await slack.surface.courier.post("G0APPROVALS", (p.Para("History"),), row=2, thread=card.ts)
    await ruth.say("G0APPROVALS", "last words", thread_ts=card.ts)
    await slack.sandbox.until(lambda: slack.desk.asked("overheard"))
    assert [asked[2] for asked in slack.desk.asked("overheard")] == ["last words"]


async def test_an_event_that_comes_twice_is_heard_once(slack: Any) -> None:
    ruth = slack.member("U0RUTH")
    card, _ = await a_card(slack)
    await ruth.say("G0APPROVALS", "looks good", thread_ts=card.ts)
    await slack.sandbox.until(lambda: slack.desk.asked("overheard"))
    [event] = [sent for sent in slack.sandbox.sent if "looks good" in str(sent)][-1:]
    await slack.sandbox.send_envelope(event | {"envelope_id": "again"})
    await ruth.say("G0APPROVALS", "last words", thread_ts=card.ts)
    await slack.sandbox.until(lambda: "last words" in str(slack.desk.asked("overheard")))
    assert [asked[2] for asked in slack.desk.asked("overheard")] == ["looks good", "last words"]


async def test_whatever_arrives_is_acknowledged(slack: Any) -> None:
    slack.desk.answers["press"] = Done()
    ruth = slack.member("U0RUTH")
    card, _ = await a_card(slack, parts=(p.Headline("A card"), p.Buttons((APPROVE,))))
    await ruth.press(card, "Approve")
    for kind in ("channel_created", "team_join"):
        body = {"type": "event_callback", "team_id": "T0NEXTSTEPS", "event_id": kind, "event": {"type": kind}}
        envelope = {"envelope_id": kind, "type": "events_api", "payload": body, "accepts_response_payload": False}
        assert (await slack.sandbox.send_envelope(envelope)).acknowledged
    assert await ruth.notices() == []


async def _home_says(member: Any, words: str) -> bool:
    return words in (await member.home()).words


def test_a_message_of_a_whisper_is_drawn_like_any_other() -> None:
    assert message(TOLD.parts)["text"] == "Already approved by Dev, 10:40."

"""The words that were typed are the words on the card, the words approved and the words to copy, and only words."""

import pytest

from handlers.sandbox.payloads import escape
from tests.journeys.plain_words import must_be_literal, quoted
from tests.journeys.town import APPROVALS, WALK, Town

AS_TYPED = [
    "*bold* _it_ ~no~ `code` > quote",
    "```\nnot code\n```\n> not a quote\n- no list\n1. none",
    "<!channel> <!here> <!everyone> <!subteam^S0ALL>",
    "@here @channel @everyone @Ruth Adeyemi <@U0RUTH> <#C0GENERAL>",
    "<https://evil.example|our own page> https://example.org/?a=1&b=2 mailto:info@example.org",
    "&amp; &lt;b&gt; & < > <b>bold</b> \\n %s {0} ${x}",
    "<!date^1392734382^{date}|now> v1:a:b 'quotes' \"double\" “curly” — £5 50%",
    "👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👍🏽 ❤️ العربية עברית 中文 ﷽",
    "10:30: the walk; 12:00: soup",
    "  two  spaces\n\n\nand three lines",
]
MADE_PLAIN = {
    "Soup :tada: and :heart:": "Soup 🎉 and ❤️",
    "invoice\u202egnp.exe \u2066hidden\u2069": "invoicegnp.exe hidden",
    "zero\u200bwidth\ufeff and soft\u00adhyphen": "zerowidth and softhyphen",
    "cafe\u0301": "café",
    "one\r\ntwo\rthree\u2028four": "one\ntwo\nthree\nfour",
    "a\x00b\x07c": "abc",
}
CASES = [(words, words) for words in AS_TYPED] + list(MADE_PLAIN.items())
HOSTILE = "<!channel> *now* <https://evil.example|here> <@U0RUTH> :boom: \u202etxt"


@pytest.mark.parametrize(("typed", "meant"), CASES)
async def test_what_is_typed_is_on_the_card_and_in_the_message_to_copy_and_does_nothing(
    town: Town, typed: str, meant: str
) -> None:
    form = await town.form(town.amina)
    await form.fill(words=typed)
    assert (await form.submit()).what == "closed"
    card = await town.card("NS-1")
    assert quoted(card.blocks) == [meant]
    must_be_literal(card.text, card.blocks)
    assert f"“{escape(meant)}”" in card.text
    await town.ruth.press(card, "Approve")
    yes = await town.told(town.amina, "said yes")
    await town.quiet()
    copy = (await town.amina.messages(await town.amina.dm()))[-1]
    assert (quoted(copy.blocks), copy.text) == ([meant], f"“{escape(meant)}”")
    must_be_literal(copy.text, copy.blocks, calls=False)
    assert (await town.post(town.amina, yes, live=typed)).what == "closed"
    assert "the live words are the approved ones" in (await town.told(town.amina, "is public: ")).words


async def test_words_typed_after_the_command_stand_in_the_form_as_they_were_typed(town: Town) -> None:
    for words in ("<b> & *walk* <!channel>", "see https://example.org/?a=1&b=2", "@Ruth Adeyemi says: “yes”"):
        await town.amina.command("/propose-post", words)
        form = await town.amina.modal()
        assert form.values["words"] == words
        await form.close()


async def test_an_emoji_only_this_workspace_knows_is_told_at_its_field(town: Town) -> None:
    form = await town.form(town.amina, "Hello :next-steps-party:")
    outcome = await form.submit()
    assert outcome.errors == {
        "words": "Only this workspace knows :next-steps-party:. Please use words or another emoji."
    }
    await form.fill(words="Hello")
    assert (await form.submit()).what == "closed"


async def test_no_other_field_and_no_name_can_ping_link_or_format(town: Town) -> None:
    town.sandbox.change_member("U0AMINA", name="Amina <!here> *Khan*")
    form = await town.form(town.amina, WALK, kind="comment", note=HOSTILE)
    await town.sandbox.until(lambda: "answers" in form.values, what="The fields of a comment")
    await form.fill(answers=HOSTILE, target="https://example.org/<!channel>|x")
    assert (await form.submit()).what == "closed"
    card = await town.card("NS-1")
    await town.decide(town.ruth, card, "Request changes", HOSTILE)
    no = await town.told(town.amina, "asks for changes")
    await town.change(town.amina, no, words=HOSTILE)
    card = await town.card("revision 2 ·")
    await town.ruth.press(card, "Approve")
    yes = await town.told(town.amina, "said yes")
    await town.ruth.press(await town.home(town.ruth, "Hold everything"), "Hold everything")
    await town.send(town.ruth, reason=HOSTILE)
    await town.told(town.amina, "put everything on hold")
    outcome = await town.post(town.amina, yes, already_public=["yes"], live="*other* <!channel> words")
    assert outcome.what == "updated"
    note = await town.amina.modal()
    must_be_literal("", note.blocks)
    await note.close()
    await town.amina.press(await town.told(town.amina, "is public: "), "Raise a concern")
    form = await town.amina.modal()
    must_be_literal("", form.blocks)
    await town.send(town.amina, words=HOSTILE)
    await town.told(town.ruth, "A concern about NS-1")
    home = await town.home(town.ruth, "Waiting for you (1)")
    must_be_literal("", home.blocks, calls=False)
    answer = await town.tom.command("/policy", HOSTILE)
    must_be_literal(answer.text or "", answer.blocks, calls=False)
    await town.quiet()
    assert not [
        call
        for call in town.sandbox.calls
        if call.method == "chat.postMessage" and "<!" in str(call.arguments.get("text"))
    ]
    assert all(m.words for m in await town.ruth.messages(APPROVALS))

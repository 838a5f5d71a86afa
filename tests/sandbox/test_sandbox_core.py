"""A tiny bot and two people go the whole way, through the front door."""

from tests.sandbox.sandbox_blocks import button, modal, section, text_field


async def test_a_form_goes_from_command_to_message(workspace):
    sandbox, bot = await workspace()

    @bot.app.command("/propose-post")
    async def start(ack, body, client):
        await client.views_open(
            trigger_id=body["trigger_id"],
            view=modal(text_field("words", "text", "The words", initial_value=body["text"])),
        )
        await ack()

    @bot.app.view("form")
    async def sent(ack, body, client, view):
        words = view["state"]["values"]["words"]["text"]["value"]
        card = [section(words), {"type": "actions", "elements": [button("Approve", "approve", value="v1:1")]}]
        await client.chat_postMessage(channel="U0RUTH", text=words, blocks=card)
        await ack()

    @bot.app.action("approve")
    async def approve(ack, body, client):
        await client.chat_update(
            channel=body["channel"]["id"], ts=body["message"]["ts"], text="Approved", blocks=[section("Approved")]
        )
        await ack()

    await bot.connect()
    await sandbox.connected()
    amina, ruth = sandbox.member("U0AMINA"), sandbox.member("U0RUTH")
    await amina.command("/propose-post", "Join us & walk")
    form = await amina.modal()
    assert form.labels() == ["The words"]
    assert form.values == {"text": "Join us &amp; walk"}
    await form.fill(text="Join us on Friday")
    assert (await form.submit()).what == "closed"
    card = await ruth.message(await ruth.dm(), containing="Join us on Friday")
    await ruth.press(card, "Approve")
    assert (await ruth.again(card)).words == "Approved"
    assert [kind for kind, _, _ in sandbox.acks if kind != "events_api"] == [
        "slash_commands",
        "interactive",
        "interactive",
    ]

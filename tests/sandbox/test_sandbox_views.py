"""Modals and Home: triggers, stacks, hashes, what stays in a field, and what an acknowledgement can do."""

import asyncio

import pytest

from handlers.sandbox import NotPossibleError
from tests.sandbox.sandbox_blocks import button, modal, plain, refusal, section, text_field

HOME = {"type": "home", "blocks": [section("Welcome")]}


def actions(*elements):
    return {"type": "actions", "block_id": "buttons", "elements": list(elements)}


async def started(workspace, answer=None, view=None, **settings):
    """A bot that opens a form on /form, answers its submission with `answer`, and keeps all bodies."""
    sandbox, bot = await workspace(**settings)
    bot.bodies = []

    @bot.app.command("/form")
    async def form(ack, body, client):
        bot.bodies.append(body)
        shown = view or modal(text_field("words", "text", "The words"), notify_on_close=True)
        await client.views_open(trigger_id=body["trigger_id"], view=shown)
        await ack()

    @bot.app.view("form")
    async def sent(ack, body):
        bot.bodies.append(body)
        await ack(**(answer or {}))

    @bot.app.view_closed("form")
    async def closed(ack, body):
        bot.bodies.append(body)
        await ack()

    @bot.app.action({"action_id": "text"})
    @bot.app.action({"action_id": "more"})
    async def acted(ack, body):
        bot.bodies.append(body)
        await ack()

    await bot.connect()
    await sandbox.connected()
    return sandbox, bot, sandbox.member("U0AMINA")


async def opened(amina):
    await amina.command("/form")
    return await amina.modal()


async def test_a_trigger_opens_one_form(workspace):
    _, bot, amina = await started(workspace)
    await opened(amina)
    again = bot.client.views_open(trigger_id=bot.bodies[0]["trigger_id"], view=modal(section("x")))
    assert (await refusal(again))["error"] == "exchanged_trigger_id"
    unknown = bot.client.views_open(trigger_id="1.1.x", view=modal(section("x")))
    assert (await refusal(unknown))["error"] == "invalid_trigger_id"


async def test_a_trigger_has_its_time(workspace):
    sandbox, bot = await workspace(trigger_lifetime=0.0)
    refused = []

    @bot.app.command("/form")
    async def form(ack, body, client):
        refused.append(await refusal(client.views_open(trigger_id=body["trigger_id"], view=modal(section("x")))))
        await ack()

    await bot.connect()
    await sandbox.connected()
    await sandbox.member("U0AMINA").command("/form")
    assert refused[0]["error"] == "expired_trigger_id"


async def test_an_invalid_view_does_not_use_the_trigger_up(workspace):
    sandbox, bot = await workspace()
    refused = []

    @bot.app.command("/form")
    async def form(ack, body, client):
        long = modal(section("x"), title=plain("x" * 25))
        refused.append(await refusal(client.views_open(trigger_id=body["trigger_id"], view=long)))
        await client.views_open(trigger_id=body["trigger_id"], view=modal(section("x")))
        await ack()

    await bot.connect()
    await sandbox.connected()
    amina = sandbox.member("U0AMINA")
    await amina.command("/form")
    assert refused[0]["error"] == "invalid_arguments"
    assert "[json-pointer:/view/title/text]" in refused[0]["response_metadata"]["messages"][0]
    assert (await amina.modal()).is_open


async def test_three_forms_can_stand_on_each_other(workspace):
    sandbox, bot = await workspace()
    refused = []

    @bot.app.command("/form")
    async def form(ack, body, client):
        await client.views_open(trigger_id=body["trigger_id"], view=modal(actions(button("More", "more"))))
        await ack()

    @bot.app.action("more")
    async def more(ack, body, client):
        push = client.views_push(trigger_id=body["trigger_id"], view=modal(actions(button("More", "more"))))
        if len(await sandbox.member("U0AMINA").modals()) == 3:
            refused.append(await refusal(push))
        else:
            await push
        await ack()

    await bot.connect()
    await sandbox.connected()
    amina = sandbox.member("U0AMINA")
    await amina.command("/form")
    root = await amina.modal()
    for _ in range(3):
        await amina.press(await amina.modal(), "More")
    top = await amina.modal()
    assert refused[0]["error"] == "push_limit_reached"
    assert top.view["root_view_id"] == root.id
    with pytest.raises(NotPossibleError):
        await root.submit()
    await top.close()
    assert len(await amina.modals()) == 2


async def test_a_push_needs_a_trigger_from_a_form(workspace):
    sandbox, bot = await workspace()
    refused = []

    @bot.app.command("/form")
    async def form(ack, body, client):
        refused.append(await refusal(client.views_push(trigger_id=body["trigger_id"], view=modal(section("x")))))
        await ack()

    await bot.connect()
    await sandbox.connected()
    await sandbox.member("U0AMINA").command("/form")
    assert refused[0]["error"] == "invalid_trigger_id"


async def test_an_update_keeps_what_was_typed_where_the_ids_stay(workspace):
    _, bot, amina = await started(workspace)
    form = await opened(amina)
    await form.fill(text="typed")
    same = modal(section("News"), text_field("words", "text", "The words", initial_value="fresh"))
    await bot.client.views_update(view_id=form.id, view=same)
    assert form.values == {"text": "typed"}
    other = modal(text_field("words2", "text", "The words", initial_value="fresh"))
    await bot.client.views_update(view_id=form.id, view=other)
    assert form.values == {"text": "fresh"}


async def test_a_stale_hash_is_refused(workspace):
    _, bot, amina = await started(workspace)
    form = await opened(amina)
    old = form.view["hash"]
    await bot.client.views_update(view_id=form.id, hash=old, view=modal(section("one")))
    stale = bot.client.views_update(view_id=form.id, hash=old, view=modal(section("two")))
    assert (await refusal(stale))["error"] == "hash_conflict"
    assert "one" in form.text()


async def test_a_closed_form_is_not_found(workspace):
    _, bot, amina = await started(workspace)
    form = await opened(amina)
    await form.close()
    gone = bot.client.views_update(view_id=form.id, view=modal(section("x")))
    assert (await refusal(gone))["error"] == "not_found"
    assert bot.bodies[-1]["type"] == "view_closed"
    assert bot.bodies[-1]["is_cleared"] is False


async def test_the_cross_clears_the_stack_and_says_so(workspace):
    _, bot, amina = await started(workspace)
    form = await opened(amina)
    await form.close(whole_stack=True)
    assert bot.bodies[-1]["is_cleared"] is True


async def test_a_view_may_not_be_too_large(workspace):
    _, bot = await workspace()
    blocks = [{**section("x" * 3000), "block_id": str(number)} for number in range(90)]
    large = bot.client.views_publish(user_id="U0AMINA", view={"type": "home", "blocks": blocks})
    assert (await refusal(large))["error"] == "view_too_large"


async def test_external_ids_are_unique(workspace):
    _, bot = await workspace()
    await bot.client.views_publish(user_id="U0AMINA", view={**HOME, "external_id": "home"})
    await bot.client.views_publish(user_id="U0AMINA", view={**HOME, "external_id": "home"})
    twice = bot.client.views_publish(user_id="U0TOM", view={**HOME, "external_id": "home"})
    assert (await refusal(twice))["error"] == "duplicate_external_id"
    await bot.client.views_update(external_id="home", view=HOME)


async def test_the_bot_gets_every_field_empty_ones_too(workspace):
    options = [{"text": plain("One"), "value": "1"}, {"text": plain("Two"), "value": "2"}]
    boxes = {"type": "checkboxes", "action_id": "boxes", "options": options}
    pick = {"type": "static_select", "action_id": "pick", "options": options}
    fields = [
        text_field("words", "text", "The words"),
        {"type": "input", "block_id": "b", "label": plain("Boxes"), "element": boxes, "optional": True},
        {"type": "input", "block_id": "p", "label": plain("Pick"), "element": pick, "optional": True},
        {**section("inside"), "block_id": "s", "accessory": {"type": "datepicker", "action_id": "day"}},
    ]
    _, bot, amina = await started(workspace, view=modal(*fields))
    form = await opened(amina)
    await form.fill(text="x")
    await form.submit()
    assert bot.bodies[-1]["view"]["state"]["values"] == {
        "words": {"text": {"type": "plain_text_input", "value": "x"}},
        "b": {"boxes": {"type": "checkboxes", "selected_options": []}},
        "p": {"pick": {"type": "static_select", "selected_option": None}},
        "s": {"day": {"type": "datepicker", "selected_date": None}},
    }


async def test_slacks_client_checks_the_form_before_the_bot_hears_of_it(workspace):
    fields = [
        text_field("words", "text", "The words", min_length=3),
        {
            "type": "input",
            "block_id": "number",
            "label": plain("How many"),
            "element": {"type": "number_input", "action_id": "n", "is_decimal_allowed": False, "max_value": "5"},
        },
        {
            "type": "input",
            "block_id": "address",
            "label": plain("Where"),
            "element": {"type": "url_text_input", "action_id": "u"},
            "optional": True,
        },
    ]
    _, bot, amina = await started(workspace, view=modal(*fields))
    form = await opened(amina)
    assert set((await form.submit()).errors) == {"words", "number"}
    await form.fill(text="ab", n=7, u="not an address")
    assert set((await form.submit()).errors) == {"words", "number", "address"}
    assert set(form.errors) == {"words", "number", "address"}
    await form.fill(text="abc", n=5, u="https://example.org/x")
    assert (await form.submit()).what == "closed"
    assert len(bot.bodies) == 2


@pytest.mark.parametrize(
    ("answer", "what", "open_forms"),
    [
        ({}, "closed", 0),
        ({"response_action": "clear"}, "cleared", 0),
        ({"response_action": "errors", "errors": {"words": "No"}}, "errors", 1),
        ({"response_action": "update", "view": modal(section("Thanks"))}, "updated", 1),
        ({"response_action": "push", "view": modal(section("Sure?"))}, "pushed", 2),
        ({"response_action": "errors", "errors": {"other": "No"}}, "trouble", 1),
        ({"response_action": "update", "view": {"type": "modal"}}, "trouble", 1),
        ({"response_action": "dance"}, "trouble", 1),
    ],
)
async def test_an_acknowledgement_decides_what_becomes_of_the_form(workspace, answer, what, open_forms):
    sandbox, _, amina = await started(workspace, answer=answer)
    form = await opened(amina)
    await form.fill(text="x")
    assert (await form.submit()).what == what
    assert len(await amina.modals()) == open_forms
    assert bool(sandbox.problems) is (what == "trouble")


async def test_a_field_that_dispatches_tells_the_bot_while_somebody_types(workspace):
    live = {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}
    field = {**text_field("words", "text", "The words", **live), "dispatch_action": True}
    _, bot, amina = await started(workspace, view=modal(field))
    form = await opened(amina)
    await form.fill(text="Elm Road")
    body = bot.bodies[-1]
    assert body["actions"][0]["value"] == "Elm Road"
    assert body["container"] == {"type": "view", "view_id": form.id}
    assert body["view"]["state"]["values"]["words"]["text"]["value"] == "Elm Road"


async def test_a_field_that_does_not_dispatch_keeps_quiet(workspace):
    _, bot, amina = await started(workspace)
    form = await opened(amina)
    await form.fill(text="quiet")
    assert len(bot.bodies) == 1


async def test_a_form_that_is_not_answered_stays_with_a_warning(workspace):
    sandbox, bot = await workspace(ack_timeout=0.1)

    @bot.app.command("/form")
    async def form(ack, body, client):
        await client.views_open(trigger_id=body["trigger_id"], view=modal(section("x")))
        await ack()

    @bot.app.view("form")
    async def sent(ack):
        await asyncio.Event().wait()

    await bot.connect()
    await sandbox.connected()
    amina = sandbox.member("U0AMINA")
    await amina.command("/form")
    opened_form = await amina.modal()
    assert (await opened_form.submit()).what == "trouble"
    assert opened_form.is_open
    assert "We had some trouble connecting. Try again?" in await amina.notices()


async def test_home_is_published_for_one_person_and_guarded_by_its_hash(workspace):
    sandbox, bot = await workspace()
    first = await bot.client.views_publish(user_id="U0AMINA", view=HOME)
    old = first["view"]["hash"]
    await bot.client.views_publish(user_id="U0AMINA", view=HOME, hash=old)
    stale = bot.client.views_publish(user_id="U0AMINA", view=HOME, hash=old)
    assert (await refusal(stale))["error"] == "hash_conflict"
    assert (await sandbox.member("U0AMINA").home()).words == "Welcome"
    with pytest.raises(NotPossibleError):
        await sandbox.member("U0TOM").home()


async def test_the_home_tab_can_be_switched_off(workspace):
    manifest = {"features": {"app_home": {"home_tab_enabled": False}}}
    sandbox, bot = await workspace(manifest=manifest)
    answer = await refusal(bot.client.views_publish(user_id="U0AMINA", view=HOME))
    assert answer["error"] == "not_enabled"
    with pytest.raises(NotPossibleError):
        await sandbox.member("U0AMINA").open_home()

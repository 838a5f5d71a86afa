"""Names longer than a chat shows: the form falls back to what fits, and nothing of them is lost to whoever reads it."""

from pathlib import Path
from shutil import copytree

import bot.policy
from tests.journeys.town import WALK, Town

PACKS = Path(bot.policy.__file__).parent
LONG = "The page of our friends, carers and former service users in the whole of West Yorkshire, run by volunteers"


async def test_an_account_with_a_very_long_name_can_be_chosen_written_for_and_approved(
    town: Town, tmp_path: Path
) -> None:
    pack = copytree(PACKS / "next_steps", tmp_path / "pack")
    accounts = (pack / "accounts.yml").read_text()
    (pack / "accounts.yml").write_text(accounts.replace("name: Facebook page", f"name: {LONG}"))
    await town.restart(policy_pack=str(pack))
    form = await town.form(town.amina, WALK, accounts=["facebook", "x"])
    accounts_field = next(block for block in form.blocks if block["block_id"] == "accounts")
    first = accounts_field["element"]["options"][0]
    assert first["text"]["text"].removesuffix("…") + first["description"]["text"].removeprefix("…") == LONG
    await town.sandbox.until(lambda: "Other words for one of them" in form.buttons, what="The button")
    await town.amina.press(form, "Other words for one of them")
    await town.sandbox.until(lambda: f"Other words for {LONG}" in form.labels(), what="The field with its whole name")
    await form.fill(words_for_facebook="A walk on Friday.")
    assert (await form.submit()).what == "closed"
    card = await town.card(WALK)
    assert LONG in card.words
    await town.ruth.press(card, "Approve")
    yes = await town.told(town.amina, "said yes")
    assert (await town.post(town.amina, yes, account="facebook", live="A walk on Friday.")).what == "closed"
    await town.becomes(town.ruth, card, f"{LONG}: posted by Amina Khan")


async def test_a_director_with_a_long_name_is_not_cut_on_the_button(town: Town) -> None:
    town.sandbox.change_member("U0RUTH", name="Wilhelmina-Alexandrina Adeyemi")
    await town.sandbox.settled()
    await town.ruth.command("/policy", "photos")
    form = await town.form(town.amina, WALK)
    assert form.submit_label == "Send"
    assert (await form.submit()).what == "closed"
    assert "Sent to Wilhelmina-Alexandrina" in (await town.told(town.amina, "Sent to")).words

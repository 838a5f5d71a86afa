"""The main job at the page, from the empty form to the Monday digest, with moments at which somebody may look."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, expect

from tests.browser.tab import Tab

BOT = "Countersign"
WALK = "Join us on Friday at ten for a walk along the river. We start from 14 Elm Road."
ASKED = "Somebody lives there. Please name a place that is nobody’s home: the library is close by."
BETTER = "Join us on Friday at ten for a walk along the river. We start from the library."
ADDRESS = "https://example.org/next-steps/posts/1"

Look = Callable[[str, Locator], Awaitable[None]]


async def main_job(tab: Tab, look: Look, number: str = "NS-1", waiting: int = 1) -> None:
    """Propose, ask for changes, revise, approve, post, read the digest; `look` gets each moment's name and place.

    `number` is what the proposal will be called, `waiting` how many will then wait for the Director.
    """
    await tab.become("U0AMINA")
    await tab.go_to("general")
    await tab.choose_shortcut("Propose a post")
    form = await tab.form("Propose a post")
    words = form.get_by_label("The words, as they will appear")
    await words.fill(WALK)
    await form.get_by_label("Facebook", exact=False).first.check()
    advice = form.locator("[data-block]").filter(has_text="Clauses that apply")
    await expect(advice.get_by_role("listitem").first).to_contain_text("PRV-2")
    await look("form", words)
    await form.get_by_test_id("modal-submit").click()
    await expect(form).to_contain_text("Please look at this once more")
    await tab.submit(form)
    await tab.go_to_news(BOT)
    await look("sent", await tab.message("Sent to Ruth"))

    await tab.become("U0RUTH")
    home = await tab.read_home(BOT)
    await expect(home).to_contain_text(f"Waiting for you ({waiting})")
    await look("home", home)
    await tab.go_to_news("approvals")
    card = await tab.message(number, "revision 1")
    await look("card", card)
    await card.get_by_role("button", name="Request changes").click()
    form = await tab.form("Request changes")
    because = form.get_by_label("Because of")
    await because.select_option(await because.get_by_role("option", name="PRV-2a ").get_attribute("value"))
    await form.get_by_label("What should be different?").fill(ASKED)
    await look("reason", form)
    await tab.submit(form)

    await tab.become("U0AMINA")
    await tab.go_to_news(BOT)
    asked = await tab.message("asks for changes", ASKED)
    await look("changes", asked)
    await asked.get_by_role("button", name="Change it").click()
    form = await tab.form("Change the proposal")
    words = form.get_by_label("The words, as they will appear")
    await expect(words).to_have_value(WALK)
    await words.fill(BETTER)
    await tab.submit(form)

    await tab.become("U0RUTH")
    await tab.go_to("approvals")
    card = await tab.message(number, "revision 2", BETTER)
    await expect(tab.page.get_by_test_id("message").filter(has_text=number)).to_have_count(1)
    await look("revision", card)
    await card.get_by_role("button", name="Approve", exact=True).click()
    decided = await tab.message(number, "Approved by Ruth")
    await look("decided", decided)

    await tab.become("U0AMINA")
    await tab.go_to_news(BOT)
    yes = await tab.message(f"said yes to {number}")
    await expect((await tab.message(BETTER)).locator(".message__body")).to_have_text(BETTER)
    await look("approved", yes)
    await yes.get_by_role("button", name="I posted it").click()
    form = await tab.form("I posted it")
    await form.get_by_label("Its web address").fill(ADDRESS)
    await look("posted", form)
    await tab.submit(form)
    await look("public", await tab.message(f"{number} is public", ADDRESS))

    await tab.jump_to_monday()
    await tab.go_to_news("compliance")
    await look("digest", await tab.message("Week 48:"))

"""The pictures of the two guides, on a phone: what staff and the Director look at most."""

from playwright.async_api import expect

from tests.browser.main_job import BOT, Look
from tests.browser.tab import Tab

STAFF = {"form": "guide-form", "home": "guide-home-staff", "yes": "guide-yes"}
DIRECTOR = {
    "home": "guide-home-director",
    "card": "guide-card",
    "more": "guide-more",
    "cover": "guide-cover",
    "digest": "guide-digest",
}
WORDS = "Our drop-in is open on Saturday from ten to noon. Come as you are, the kettle is on."


async def for_staff(opened: Tab, look: Look) -> None:
    """Amina writes, and reads what Ruth said; Home shows what is hers."""
    await opened.become("U0AMINA")
    await opened.go_to("general")
    await opened.choose_shortcut("Propose a post")
    form = await opened.form("Propose a post")
    await form.get_by_label("The words, as they will appear").fill(WORDS)
    await form.get_by_label("Facebook", exact=False).first.check()
    await look("form", form.get_by_label("The words, as they will appear"))
    await opened.submit(form)
    await opened.become("U0RUTH")
    await opened.go_to("approvals")
    card = await opened.message(WORDS)
    await card.get_by_role("button", name="Approve", exact=True).click()
    await opened.message(WORDS, "Approved by Ruth")
    await opened.become("U0AMINA")
    await opened.go_to_news(BOT)
    await look("yes", await opened.message("said yes to NS-13"))
    home = await opened.read_home(BOT)
    await expect(home).to_contain_text("For you to post")
    await look("home", home)


async def for_the_director(opened: Tab, look: Look) -> None:
    """Ruth's Home, a card, what is behind More, naming a deputy, and Monday's digest."""
    await opened.become("U0RUTH")
    home = await opened.read_home(BOT)
    await expect(home).to_contain_text("Waiting for you")
    await look("home", home)
    await home.get_by_role("button", name="More").click()
    more = await opened.form("More")
    await look("more", more)
    await more.get_by_role("button", name="Name a deputy").click()
    cover = await opened.form("A deputy")
    await look("cover", cover)
    await opened.page.keyboard.press("Escape")
    await opened.form("More")
    await opened.page.keyboard.press("Escape")
    await expect(opened.page.locator("dialog[open]")).to_have_count(0)
    await opened.go_to("approvals")
    await look("card", await opened.message("NS-12"))
    await opened.jump_to_monday()
    await opened.go_to_news("compliance")
    await look("digest", await opened.message("Week 48"))

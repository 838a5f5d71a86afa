"""Somebody who has only a keyboard: they find things with Tab and the arrow keys, as the focus leads them."""

from playwright.async_api import Locator, Page, expect

FURTHEST = 80


class Keyboard:
    """A page without a mouse. What cannot be reached in eighty steps cannot be reached."""

    def __init__(self, page: Page) -> None:
        self._page = page

    async def press(self, *keys: str) -> None:
        """Press these keys, one after another."""
        for key in keys:
            await self._page.keyboard.press(key)

    async def type(self, words: str) -> None:
        """Type where the focus is."""
        await self._page.keyboard.type(words)

    async def reach(self, what: Locator, key: str = "Tab") -> None:
        """Press a key until the focus is there, and see that the eye can find it."""
        await expect(what).to_be_visible()
        for _ in range(FURTHEST):
            if await what.evaluate("one => one === document.activeElement"):
                assert await what.evaluate("one => one.matches(':focus-visible')"), "the focus cannot be seen"
                return
            await self._page.keyboard.press(key)
        raise AssertionError(f"{key} never leads to {what}")

    async def choose(self, what: Locator, key: str = "Tab") -> None:
        """Go there and press Enter."""
        await self.reach(what, key)
        await self._page.keyboard.press("Enter")

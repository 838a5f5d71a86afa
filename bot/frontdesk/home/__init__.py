"""Home: what waits for me first, then what is mine, then the quick ways in; two phone screens, the rest behind More."""

from bot.frontdesk.home.page import home

__all__ = ["home"]

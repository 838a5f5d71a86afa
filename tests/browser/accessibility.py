"""An automatic accessibility check of the page as it stands, by axe."""

import json

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

GRAVE = ("serious", "critical")


async def grave_barriers(page: Page) -> list[str]:
    """Return what axe calls serious or critical: the rule, what it asks for, and the first places."""
    found = (await Axe().run(page)).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {json.dumps([node['html'][:160] for node in rule['nodes'][:3]])}"
        for rule in found
        if rule["impact"] in GRAVE
    ]

"""The packs the tests read: the two that are shipped, and a small odd one that shares nothing with them."""

from pathlib import Path

from bot.policy.load import SHIPPED, load_pack

OTHER = Path(__file__).with_name("other_pack")
SALTMARSH = SHIPPED.parent / "saltmarsh_homes"
NEXT_STEPS_PACK = load_pack(SHIPPED)
SALTMARSH_PACK = load_pack(SALTMARSH)
OTHER_PACK = load_pack(OTHER)

"""The two packs the tests read: the one that is shipped, and one that shares nothing with it."""

from pathlib import Path

from bot.policy.load import SHIPPED, load_pack

OTHER = Path(__file__).with_name("other_pack")
NEXT_STEPS_PACK = load_pack(SHIPPED)
OTHER_PACK = load_pack(OTHER)

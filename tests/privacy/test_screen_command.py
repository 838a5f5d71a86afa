"""`countersign screen`, as a script or a person at the keyboard uses it: words in, JSON out, nothing kept."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from bot.policy.privacy.labels import STRONGEST_FIRST


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "screen", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=False)


def test_each_finding_is_a_line_of_json() -> None:
    done = run(text="Her number is 07911 654321.\nShe was born on 3 March 1980.")
    lines = [line for line in map(json.loads, done.stdout.splitlines()) if line["label"] in STRONGEST_FIRST]
    assert [(line["label"], line["clause"]) for line in lines] == [("PHONE", "PRV-2e"), ("DOB", "PRV-2b")]
    assert lines[0].keys() == {"start", "end", "label", "rule", "clause", "level", "why", "say"}


def test_many_texts_are_read_a_line_each() -> None:
    rows = [{"id": 1, "text": "born 3/3/1980"}, {"id": "b", "text": "Good morning"}]
    done = run("--jsonl", text="\n".join(map(json.dumps, rows)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [
        (answer["id"], [one["label"] for one in answer["findings"] if one["label"] in STRONGEST_FIRST])
        for answer in answers
    ] == [
        (1, ["DOB"]),
        ("b", []),
    ]


def test_a_file_is_read_and_in_ones_own_name_other_clauses_apply(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "post.txt"
    path.write_text("Our client Denise, 52, lives in Grimsby.", encoding="utf-8")
    assert main(["screen", str(path), "--when", "personal"]) == 0
    assert "PER-4" in {json.loads(line)["clause"] for line in capsys.readouterr().out.splitlines()}


def test_all_labels_tells_links_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "post.txt"
    path.write_text("https://example.org and @nextsteps", encoding="utf-8")
    assert main(["screen", str(path), "--all-labels", "--network", "x", "--kind", "post"]) == 0
    assert {json.loads(line)["label"] for line in capsys.readouterr().out.splitlines()} >= {"URL", "HANDLE"}


@pytest.mark.parametrize(
    ("arguments", "text"), [(("--jsonl",), "{no json}"), (("--jsonl",), '{"id": 1}'), (("nowhere.txt",), "")]
)
def test_what_cannot_be_read_is_said_in_a_sentence(arguments: tuple[str, ...], text: str) -> None:
    done = run(*arguments, text=text)
    assert done.returncode == 1
    assert done.stderr.strip().endswith(".") and "Traceback" not in done.stderr


def test_reading_a_text_loads_neither_a_database_nor_a_chat() -> None:
    script = (
        "import sys, io; sys.stdin = io.StringIO()\n"
        "import bot.cli.screen, bot.policy.screening, bot.policy.load\n"
        "heavy = ('sqlmodel', 'sqlalchemy', 'slack_bolt', 'slack_sdk', 'aiohttp')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""What the README promises is there: its commands, its files, its pictures, and the settings of .env.example."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path("README.md").read_text(encoding="utf-8")
DOCUMENTS = [Path("README.md"), *sorted(Path("docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?://)([^)#]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_link_and_picture_leads_to_a_file(document: Path) -> None:
    missing = [to for to in LINK.findall(document.read_text(encoding="utf-8")) if not (document.parent / to).exists()]
    assert missing == []


@pytest.mark.parametrize("words", sorted(set(re.findall(r"`countersign ([a-z]+(?: [a-z]+)?)", README))))
def test_every_command_it_names_exists(words: str) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "bot", *words.split(), "--help"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)\b", README))))
def test_every_make_target_it_names_exists(target: str) -> None:
    assert re.search(rf"^{target}:", Path("Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_slash_command_it_names_is_in_the_manifest() -> None:
    manifest = Path("manifest.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"`(/[a-z-]+)`", README))
    assert named and all(f"command: {command}" in manifest for command in named)

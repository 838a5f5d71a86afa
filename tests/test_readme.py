"""What the README and the guides promise is there: commands, buttons, files, pictures, and the settings."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path("README.md").read_text(encoding="utf-8")
DOCUMENTS = [Path("README.md"), *sorted(Path("docs").glob("*.md"))]
GUIDES = sorted(Path("docs").glob("guide-*.md"))
TOLD = "\n".join([README, *(guide.read_text(encoding="utf-8") for guide in GUIDES)])
LINK = re.compile(r"\]\((?!https?://)([^)#]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_link_and_picture_leads_to_a_file(document: Path) -> None:
    missing = [to for to in LINK.findall(document.read_text(encoding="utf-8")) if not (document.parent / to).exists()]
    assert missing == []


@pytest.mark.parametrize("words", sorted(set(re.findall(r"`countersign ([a-z]+(?: [a-z]+)?)", TOLD))))
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
    named = set(re.findall(r"`(/[a-z-]+)[ `]", TOLD))
    assert named and all(f"command: {command}" in manifest for command in named)


def test_every_button_and_line_a_guide_names_is_one_the_bot_shows() -> None:
    shown = "\n".join(path.read_text(encoding="utf-8") for path in Path("bot").rglob("*.py"))
    named = set(re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", TOLD.removeprefix(README)))
    named |= set(re.findall(r"^- \*\*([A-Z][a-z ]+)\*\* (?:and|stands|ask)", TOLD, re.MULTILINE))
    assert len(GUIDES) == 2 and len(named) > 15
    assert [name for name in sorted(named) if name not in shown] == []


@pytest.mark.parametrize("guide", GUIDES, ids=str)
def test_a_guide_is_two_pages_of_words(guide: Path) -> None:
    assert len(guide.read_text(encoding="utf-8").split()) < 850

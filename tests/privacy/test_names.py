"""The `names` extra: who is named, and streets that no rule knows; whole words, any length, several threads at once."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.policy.load import load_pack, pack_folder
from bot.policy.prepared import prepare
from bot.policy.privacy.addresses import find_addresses
from bot.policy.privacy.name_model import _windows
from bot.policy.privacy.names import find_names
from bot.policy.screening import screen

pytestmark = pytest.mark.names


def named_in(text: str) -> list[str]:
    ready = prepare(text)
    return [text[s.start : s.end] for s in find_names(ready, find_addresses(ready)) if s.label == "PERSON"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Huge thanks to Priya Raman and Tom for the cakes.", ["Priya Raman", "Tom"]),
        ("My name is Rubija and I am 34.", ["Rubija"]),
        ("Please ask for Mrs Whitcombe at the desk.", ["Whitcombe"]),
        ("our volunteer gareth helped again", ["gareth"]),
        ("We spoke to Ngozi O'Neill-Brown on Monday.", ["Ngozi O'Neill-Brown"]),
    ],
)
def test_a_name_is_found_whole(text: str, names: list[str]) -> None:
    assert named_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Our Polish and Somali groups meet on Tuesdays.",
        "Alzheimer's disease changes families.",
        "Tesco, Asda and Morrisons gave us food.",
        "We walked from Leeds to York in the rain.",
        "Write to jo.bloggs@example.org or see instagram.com/jobloggs.",
        "The helicopter landed and the crowd cheered.",
        "The Henderson Trust has given us a grant.",
        "It is OK to ask for help. You matter.",
    ],
)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    assert named_in(text) == []


def test_a_street_called_after_somebody_is_told_once_as_an_address() -> None:
    assert named_in("Meet outside 14 Florence Nightingale Road, Derby.") == []


def test_who_lives_at_an_address_is_still_named() -> None:
    assert named_in("Jane Smith, 12 Elm Road, Leeds") == ["Jane Smith"]


def test_an_address_is_told_only_where_the_rules_found_nothing() -> None:
    ready = prepare("She lives at 12 Elm Road, Leeds, near the park.")
    assert [span.label for span in find_names(ready, find_addresses(ready))] == []
    assert [span.label for span in find_names(ready)] == ["ADDRESS"]


def test_a_name_across_the_edge_of_what_is_read_at_once_is_found() -> None:
    for filler in range(40):
        text = "kind words help. " * 27 + "x" * filler + " and thanks to Bronwyn Prothero for that"
        assert named_in(text)[-1:] == ["Bronwyn Prothero"]


def test_a_long_text_is_read_to_its_end_and_from_several_threads_alike() -> None:
    text = ("It was a good day and we talked for hours about nothing much. " * 330)[
        :19_900
    ] + " Thank you, Siobhan Kelly."
    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(named_in, [text, text, text]))
    assert answers == [["Siobhan Kelly"]] * 3


def test_a_name_is_a_reminder_to_check_and_told_only_when_asked_for() -> None:
    pack = load_pack(pack_folder("next_steps"))
    text = "Thank you to Priya Raman for everything."
    assert screen(pack, text) == ()
    [finding] = screen(pack, text, names=True)
    assert (finding.label, finding.level, finding.private) == ("PERSON", "check", True)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_the_places_lie_within_it(text: str) -> None:
    spans = find_names(prepare(text))
    assert spans == find_names(prepare(text))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.text(max_size=3000))
def test_what_is_read_at_once_leaves_nothing_out(text: str) -> None:
    windows = list(_windows(text))
    assert windows[0][0] == 0
    assert windows[-1][1] == len(text)
    assert all(later[0] <= earlier[1] for earlier, later in pairwise(windows))


def test_the_command_tells_names_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    post = tmp_path / "post.txt"
    post.write_text("Thank you, Priya Raman.", encoding="utf-8")
    assert main(["screen", "--names", str(post)]) == 0
    assert [json.loads(line)["rule"] for line in capsys.readouterr().out.splitlines()] == ["name"]


def test_without_the_extra_the_command_says_that_names_are_not_looked_for() -> None:
    program = "import sys; sys.modules['tokenizers'] = None; from bot.cli import main; main(['screen', '--names'])"
    done = subprocess.run([sys.executable, "-c", program], input="", capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Names are not looked for" in done.stderr

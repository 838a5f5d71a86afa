"""The demo may begin at a chosen moment, so that its pictures come out the same."""

import pytest

from bot.cli import main


def test_a_moment_without_its_offset_is_not_guessed_at(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["demo", "--clock", "2026-11-24T10:00:00"])
    assert stopped.value.code == 2
    assert "--clock: invalid moment value: '2026-11-24T10:00:00'" in capsys.readouterr().err

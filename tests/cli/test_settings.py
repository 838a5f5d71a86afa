"""Settings are checked together, told with what to do, and never repeated."""

import re
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.config import Settings, WrongSettings, read_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
NEEDED = {"SLACK_BOT_TOKEN": "xoxb-1-secret", "SLACK_APP_TOKEN": "xapp-1-secret", "DIRECTOR": "U0RUTH"}


def test_three_settings_are_enough() -> None:
    settings = read_settings(NEEDED)
    assert settings.director == "U0RUTH"
    assert settings.database_url == "sqlite:///var/countersign.db"
    assert settings.channels == {"approvals": "", "digest": ""}


def test_everything_wrong_is_told_at_once_in_a_line_each_with_what_to_do() -> None:
    wrong = {"SLACK_APP_TOKEN": "xapp-1", "DIRECTOR": "Ruth", "APPROVALS_CHANNEL": "#approvals", "LOG_LEVEL": "loud"}
    with pytest.raises(WrongSettings) as told:
        read_settings(wrong)
    lines = {line.split()[0]: line for line in told.value.lines}
    assert set(lines) == {"SLACK_BOT_TOKEN", "DIRECTOR", "APPROVALS_CHANNEL", "LOG_LEVEL"}
    assert "is missing. Copy the Bot User OAuth Token" in lines["SLACK_BOT_TOKEN"]
    assert "cannot be right" in lines["DIRECTOR"]
    assert "Copy member ID" in lines["DIRECTOR"]


def test_no_setting_is_ever_repeated() -> None:
    with pytest.raises(WrongSettings) as told:
        read_settings(NEEDED | {"DATABASE_URL": "mysql://root:hunter2@db", "SLACK_BOT_TOKEN": "xoxb"})
    assert "hunter2" not in str(told.value)
    assert "xoxb-1-secret" not in repr(read_settings(NEEDED))


def test_several_people_are_listed_with_commas() -> None:
    settings = read_settings(NEEDED | {"PUBLISHERS": " U0AMINA, U0TOM ,", "COVER": "U0DEV"})
    assert settings.publishers == ("U0AMINA", "U0TOM")
    assert settings.cover == ("U0DEV",)


def test_the_environment_goes_before_the_file_and_an_empty_line_counts_as_nothing(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DIRECTOR=U0OTHER\nDIGEST_CHANNEL=C0COMPLIANCE\nLOG_LEVEL=\nAPPROVALS_CHANNEL=\n")
    settings = read_settings(NEEDED, file)
    assert settings.director == "U0RUTH"
    assert settings.digest_channel == "C0COMPLIANCE"
    assert settings.log_level == "INFO"


def test_the_example_names_every_setting_with_its_default() -> None:
    text = EXAMPLE.read_text()
    shown = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", text, flags=re.MULTILINE))
    assert set(shown) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        default = "" if field.is_required() or not field.default else field.default
        assert shown[name.upper()] == default, name
    needed = {name.upper() for name, field in Settings.model_fields.items() if field.is_required()}
    assert set(dotenv_values(EXAMPLE)) == needed


def test_every_setting_in_the_example_is_explained() -> None:
    lines = EXAMPLE.read_text().splitlines()
    for number, line in enumerate(lines):
        if re.match(r"#?[A-Z_]+=", line):
            assert lines[number - 1].startswith("# "), line

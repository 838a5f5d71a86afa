"""Settings: what the program is told by its environment and by `.env`, checked all together at the start."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, StringConstraints, ValidationError

SLACK_IDS = "Slack ids look like U0123ABCD: open the profile, press ⋮, then “Copy member ID”"
CHANNEL_IDS = "Channel ids look like C0123ABCD: open the channel's details and copy the id at the very bottom"

# Slack's own begin with U, W, C or G, those of an emulator with anything; a name that was typed in is neither.
_ID = "[A-Z][A-Z0-9_-]+|[A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]*"
MemberId = Annotated[str, StringConstraints(pattern=f"^({_ID})$")]
ChannelId = Annotated[str, StringConstraints(pattern=f"^({_ID})?$")]


def _listed(text: Any) -> Any:
    return tuple(part.strip() for part in text.split(",") if part.strip()) if isinstance(text, str) else text


def _with_slash(address: Any) -> Any:
    return f"{address.rstrip('/')}/" if isinstance(address, str) and address else address


ApiUrl = Annotated[str, BeforeValidator(_with_slash)]
MemberIds = Annotated[tuple[MemberId, ...], BeforeValidator(_listed)]


class Settings(BaseModel):
    """Every setting there is. Its name in the environment is the field's name in capitals.

    The description says what to do about it, and is what somebody reads whose setting is missing or wrong.
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    slack_bot_token: Annotated[SecretStr, Field(min_length=6)] = Field(
        description="Copy the Bot User OAuth Token, which starts with xoxb-, from your app's page OAuth & Permissions."
    )
    slack_app_token: Annotated[SecretStr, Field(min_length=6)] = Field(
        description="Make an app-level token with the scope connections:write, which starts with xapp-, on your app's "
        "page Basic Information."
    )
    slack_api_url: ApiUrl = Field(
        default="https://slack.com/api/",
        pattern=r"^https?://[^ ]+/$",
        description="Leave it out, unless you run the bot against a sandbox: then its address, http://…/api/.",
    )
    director: MemberId = Field(
        description=f"Give the member id of the person who decides. {SLACK_IDS}. It is used once, on the first start."
    )
    publishers: MemberIds = Field(
        default=(), description=f"Who may post on the organisation's accounts, ids with commas between. {SLACK_IDS}."
    )
    cover: MemberIds = Field(
        default=(), description=f"Who decides while the Director is away, ids with commas between. {SLACK_IDS}."
    )
    trustees: MemberIds = Field(
        default=(), description=f"Who oversees the organisation, ids with commas between. {SLACK_IDS}."
    )
    safeguarding_lead: MemberIds = Field(
        default=(), description=f"Who is turned to when somebody may be at risk, ids with commas between. {SLACK_IDS}."
    )
    approvals_channel: ChannelId = Field(
        default="",
        description=f"A private channel of those who decide, or leave it out and each of them is written to. "
        f"{CHANNEL_IDS}.",
    )
    digest_channel: ChannelId = Field(
        default="", description=f"The channel for the weekly digest, where trustees can read it. {CHANNEL_IDS}."
    )
    ring_if_down: str = Field(
        default="",
        max_length=200,
        description="Whom to ring when the bot is down, with the number: “Priya on 01632 960001”. It stands in a "
        "pinned message.",
    )
    policy_pack: str = Field(
        default="next_steps",
        min_length=1,
        description="The name of a policy pack that comes with the program, or the path of a folder with your own.",
    )
    database_url: str = Field(
        default="sqlite:///var/countersign.db",
        pattern=r"^(sqlite:///.+|postgresql(\+psycopg)?://.+)$",
        description="Leave it out to keep everything in var/countersign.db, or give sqlite:///PATH or postgresql://….",
    )
    key_folder: str = Field(
        default="",
        description="Leave it out to keep the record's key in a folder “keys” beside the database, or give the path of "
        "a folder that only the bot can read. Whoever has the key can sign the record.",
    )
    backup_folder: str = Field(
        default="",
        description="Leave it out and no backups are made, or give the path of a folder, best on another machine.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged: DEBUG, INFO, WARNING or ERROR."
    )

    @property
    def channels(self) -> dict[str, str]:
        """Where the messages go that are not for one person."""
        return {"approvals": self.approvals_channel, "digest": self.digest_channel}


class WrongSettings(Exception):
    """The settings cannot be used; `lines` says for each one that is wrong what to do. No value is repeated."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def read_settings(environment: Mapping[str, str], env_file: Path | None = None) -> Settings:
    """Return the settings in the environment and, for what is not set there, in the file. Raise `WrongSettings`.

    A setting that is there but empty counts as not given.
    """
    told: dict[str, str | None] = {}
    if env_file and env_file.is_file():
        told.update(dotenv_values(env_file))
    told.update(environment)
    given = {name: value.strip() for name in Settings.model_fields if (value := told.get(name.upper()) or "").strip()}
    try:
        return Settings.model_validate(given)
    except ValidationError as errors:
        wrong = dict.fromkeys(str(error["loc"][0]) for error in errors.errors())
        raise WrongSettings([_advice(name, missing=name not in given) for name in wrong]) from None


def _advice(name: str, *, missing: bool) -> str:
    problem = "is missing" if missing else "cannot be right"
    return f"{name.upper()} {problem}. {Settings.model_fields[name].description}"

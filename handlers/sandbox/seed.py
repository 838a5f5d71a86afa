"""The people and channels a workspace starts with, as plain data: another organisation passes its own `Seed`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SeedMember:
    """A person (or, with `is_bot`, the app's own user) as the workspace knows them on the first day."""

    id: str
    name: str
    title: str = ""
    is_bot: bool = False
    is_guest: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class SeedChannel:
    """A channel and who is in it; `private` ones exist only for their members."""

    id: str
    name: str
    members: tuple[str, ...]
    topic: str = ""
    private: bool = False


@dataclass(frozen=True)
class Seed:
    """Everything a workspace starts with."""

    team_id: str
    name: str
    domain: str
    tz: str
    app_id: str
    bot_id: str
    bot_user: str
    members: tuple[SeedMember, ...]
    channels: tuple[SeedChannel, ...]


NEXT_STEPS = Seed(
    team_id="T0NEXTSTEPS",
    name="Next Steps",
    domain="next-steps",
    tz="Europe/London",
    app_id="A0COUNTERSIGN",
    bot_id="B0COUNTERSIGN",
    bot_user="U0BOT",
    members=(
        SeedMember("U0AMINA", "Amina Khan", "Support worker"),
        SeedMember("U0TOM", "Tom Ellis", "Fundraising and communications"),
        SeedMember("U0RUTH", "Ruth Adeyemi", "Director"),
        SeedMember("U0DEV", "Dev Patel", "Deputy director"),
        SeedMember("U0GRACE", "Grace Osei", "Trustee"),
        SeedMember("U0GUEST", "Gus Webb", "Guest", is_guest=True),
        SeedMember("U0LEFT", "Lena Hart", "Left in August", deleted=True),
        SeedMember("U0BOT", "Countersign", is_bot=True),
    ),
    channels=(
        SeedChannel(
            "C0GENERAL",
            "general",
            ("U0AMINA", "U0TOM", "U0RUTH", "U0DEV", "U0GRACE", "U0GUEST"),
            topic="Everybody at Next Steps",
        ),
        SeedChannel(
            "C0COMPLIANCE",
            "compliance",
            ("U0AMINA", "U0TOM", "U0RUTH", "U0DEV", "U0GRACE", "U0BOT"),
            topic="The Monday digest",
        ),
        SeedChannel(
            "G0APPROVALS",
            "approvals",
            ("U0RUTH", "U0DEV", "U0GRACE", "U0BOT"),
            topic="What waits for a decision",
            private=True,
        ),
    ),
)

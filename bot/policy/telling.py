"""What a pack says of private things in a text: under which clause each stands, why, and what to say instead."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from bot.policy.findings import Level


class Saying(BaseModel):
    """What is said of one label or one rule.

    `private` words are never logged and never shown in a channel.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    clause: str
    level: Level
    why: str = Field(min_length=1)
    say: str = Field(min_length=1)
    private: bool = True


class Sayings(BaseModel):
    """privacy.yml: for each label; `rules` for single rules instead; `personal` for either in somebody's own name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: dict[str, Saying]
    rules: dict[str, Saying] = {}
    personal: dict[str, Saying] = {}

    def of(self, label: str, rule: str, *, personal: bool) -> Saying | None:
        """Return what the pack says, the particular before the general; None when it says nothing."""
        own = self.personal if personal else {}
        return own.get(rule) or self.rules.get(rule) or own.get(label) or self.labels.get(label)


class Helpline(BaseModel):
    """A number or page for people in distress: public, and never a finding. `checked` is when the source was read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    numbers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()  # e-mail and web
    source: str
    checked: date


class Ours(BaseModel):
    """ours.yml: the organisation's own premises, venues, numbers and addresses on the web, one line each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    places: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()

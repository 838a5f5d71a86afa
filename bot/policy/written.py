"""A pack's folder as its owner writes it: one field for each file, so that a mistake's path begins with its file."""

from bot.policy.pack import Account, Asking, Matter, Retention, Settings, Strict
from bot.policy.telling import Helpline, Ours, Sayings
from bot.policy.wording.rules import Plan


class Cover(Strict):
    """pack.yml: whose policy it is, and what it is called."""

    organisation: str
    org: str
    prefix: str
    time_zone: str
    director_title: str
    in_danger: str
    policy_title: str
    policy_version: str
    policy_label: str
    procedure_label: str = "Procedure"
    good_practice_label: str = "Good practice"


class WrittenClause(Strict):
    """One clause under its heading."""

    id: str
    words: str
    short: str
    lead: str = ""
    part_of: str = ""
    kinds: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    reason: bool = False
    met_by: tuple[str, ...] = ()


class Section(Strict):
    """Clauses under one heading; `lead` goes before each that has none of its own."""

    heading: str
    lead: str = ""
    clauses: tuple[WrittenClause, ...]


class Written(Strict):
    """The whole folder."""

    pack: Cover
    policy: tuple[Section, ...]
    procedures: tuple[Section, ...] = ()
    good_practice: tuple[Section, ...] = ()
    accounts: tuple[Account, ...]
    settings: Settings
    signs: dict[str, tuple[str, ...]]
    asking: Asking = Asking()
    digest: dict[Matter, str]
    retention: Retention
    privacy: Sayings
    helplines: tuple[Helpline, ...] = ()
    ours: Ours = Ours()
    wording: Plan = Plan()

"""The parts of one workspace that its doors share: the Web API, Socket Mode, the page and the driver."""

from dataclasses import dataclass, field
from datetime import datetime

from handlers.sandbox.events import Events
from handlers.sandbox.faults import Faults
from handlers.sandbox.installation import Installation
from handlers.sandbox.payloads import Payloads
from handlers.sandbox.shapes import Shapes
from handlers.sandbox.sockets import Sockets
from handlers.sandbox.tickets import ResponseUrls, Triggers
from handlers.sandbox.views import Views
from handlers.sandbox.workspace import Json, Workspace


@dataclass(frozen=True)
class Call:
    """One call of the Web API (or of a response address), for tests to look at."""

    method: str
    arguments: Json
    answer: Json
    at: datetime


@dataclass(eq=False)
class Slack:
    """One workspace with one app in it. `problems` collects what Slack would show to the app's developer."""

    workspace: Workspace
    installation: Installation
    views: Views
    sockets: Sockets
    shapes: Shapes
    payloads: Payloads
    events: Events
    triggers: Triggers
    response_urls: ResponseUrls
    faults: Faults
    bot_token: str
    app_token: str
    url: str = ""
    calls: list[Call] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

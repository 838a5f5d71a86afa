"""What a person can do in Slack's own client, what the bot is sent for it, and what the client makes of the answer."""

from handlers.sandbox.acts.files import FileDeeds, Upload
from handlers.sandbox.acts.form_answers import Outcome
from handlers.sandbox.acts.forms import Forms
from handlers.sandbox.acts.sight import NotPossibleError, Sight
from handlers.sandbox.acts.talk import Talk
from handlers.sandbox.slack import Slack


class Acts:
    """Everything people can do: what they see and say, their files, and the forms and buttons they use."""

    def __init__(self, slack: Slack, form_limit: int) -> None:
        self.sight = Sight(slack)
        self.files = FileDeeds(slack, self.sight, form_limit)
        self.talk = Talk(slack, self.sight, self.files)
        self.forms = Forms(slack, self.sight, self.files)


__all__ = ["Acts", "NotPossibleError", "Outcome", "Upload"]

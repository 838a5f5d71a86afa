"""What a person can do in Slack's own client, what the bot is sent for it, and what the client makes of the answer."""

from handlers.sandbox.acts.form_answers import Outcome
from handlers.sandbox.acts.forms import Forms
from handlers.sandbox.acts.sight import NotPossibleError, Sight
from handlers.sandbox.acts.talk import Talk
from handlers.sandbox.slack import Slack


class Acts:
    """Everything people can do, in three parts: what they see, what they say, and the forms and buttons they use."""

    def __init__(self, slack: Slack) -> None:
        self.sight = Sight(slack)
        self.talk = Talk(slack, self.sight)
        self.forms = Forms(slack, self.sight)


__all__ = ["Acts", "NotPossibleError", "Outcome"]

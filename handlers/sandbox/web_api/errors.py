"""How the Web API says no."""

from handlers.sandbox.blockkit import Problem


class ApiError(Exception):
    """A refusal: Slack's error code, and whatever the answer carries beside it."""

    def __init__(self, code: str, **beside: object) -> None:
        super().__init__(code)
        self.answer: dict[str, object] = {"ok": False, "error": code, **beside}


def broken(code: str, problems: list[Problem]) -> ApiError:
    """The refusal of blocks or of a view: each broken rule with its JSON pointer."""
    rules = [str(problem) for problem in problems]
    return ApiError(code, errors=rules, response_metadata={"messages": [f"[ERROR] {rule}" for rule in rules]})


def missing(argument: str) -> ApiError:
    """The refusal of a call that lacks an argument."""
    message = f"[ERROR] missing required field: {argument}"
    return ApiError("invalid_arguments", response_metadata={"messages": [message]})

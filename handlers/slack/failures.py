"""A bug: a reference for the person, and one traceback under that reference in the log, without anybody's words."""

import logging
import secrets
import traceback

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike when read aloud or copied


def record(logger: logging.Logger, error: BaseException) -> str:
    """Log where the error came from and return its reference: four letters or digits.

    Messages of errors are left out, since they can quote a draft; their types and the lines of code stay.
    """
    reference = "".join(secrets.choice(_LETTERS) for _ in range(4))
    logger.error("bug %s\n%s", reference, "\n".join(_frames(error)))
    return reference


def _frames(error: BaseException) -> list[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    earlier = [*_frames(cause), "then:"] if cause else []
    return [*earlier, *(line.rstrip() for line in traceback.format_tb(error.__traceback__)), type(error).__qualname__]

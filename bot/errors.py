"""Two ways to fail: the rules say no (a Refusal, said to the person), or we have a bug (anything else)."""

from collections.abc import Mapping


class Refusal(Exception):
    """The rules say no.

    `what` says what happened, `saved` what was kept, `then` what to do next: whole sentences, shown to the person.
    `code` is a stable word for tests and for the log (which never holds the sentences, since they can name people).
    `redraw` names a proposal whose card was out of date when the person acted on it.
    """

    def __init__(self, code: str, what: str, *, saved: str = "", then: str = "", redraw: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.what = what
        self.saved = saved
        self.then = then
        self.redraw = redraw

    @property
    def sentence(self) -> str:
        """The refusal as one paragraph."""
        return " ".join(part for part in (self.what, self.saved, self.then) if part)


class FieldErrors(Exception):
    """A form cannot be taken as it is: a sentence for each field that must change. Nothing was committed."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(sorted(errors)))
        self.errors = dict(errors)

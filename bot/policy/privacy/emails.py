"""E-mail addresses, also those that are spelt out so that no machine should find them: "jane (at) x dot org"."""

from collections.abc import Iterator

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.patterns import Pattern, Sought, listed

_LOCAL = r"[a-z0-9](?:[a-z0-9._%+'-]*[a-z0-9_+-])?"
_PLAIN = Pattern(rf"({_LOCAL})@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{{2,24}})\b")
_AT = r" ?(?:\(at\)|\[at\]|\{at\}|<at>|(?:\b|_)at(?:\b|_)|@) ?"
_DOT = r" ?(?:\(dot\)|\[dot\]|\{dot\}|<dot>| dot |_dot_|\.) ?"
_SPELT = Pattern(rf"\b({_LOCAL}){_AT}([a-z0-9-]{{2,40}}(?:{_DOT}[a-z0-9-]{{2,40}}){{0,3}}{_DOT}[a-z]{{2,10}})\b")
_SPELT_OUT = Sought(r"\(at\)|\[at\]|\{at\}|<at>| dot |\(dot\)|\[dot\]|_at_|@")
_ENDINGS = listed(
    "com org net info biz uk eu ie me io co gov edu fr de es it pl scot wales cymru london app dev online"
)
_NO_NAMES = listed("the a an our your their his her its my this that us me you it")
_ROLES = listed(
    "info hello hi contact enquiries enquiry inquiries office admin support help reception team mail bookings booking"
    " events media press comms communications volunteering volunteers volunteer fundraising donations donate referrals"
    " referral feedback complaints jobs recruitment hr webmaster noreply no-reply reply newsletter membership"
)


def find_emails(text: Prepared) -> Iterator[Span]:
    """Yield e-mail addresses; the rule `email-role` is one of an office, not of a person."""
    if "@" in text.folded:
        for found in _PLAIN.all_in(text):
            yield text.span(found.start, found.end, "EMAIL", _rule(found[1]))
    if _SPELT_OUT.is_in(text):
        for found in _SPELT.all_in(text):
            if _is_spelt_out(found[1], found[2], text.folded[found.start : found.end].lower()):
                yield text.span(found.start, found.end, "EMAIL", "email-spelt-out")


def _rule(local: str) -> str:
    return "email-role" if local.lower() in _ROLES else "email"


def _is_spelt_out(local: str, domain: str, whole: str) -> bool:
    """Ordinary words stand around "at" and "." too: one of the two must be spelt out, before an ending people use."""
    ending = domain.lower().rpartition(".")[2].rpartition(" ")[2].strip(")]}> _")
    if ending not in _ENDINGS and not any(sign in whole for sign in ("(at)", "[at]", "{at}", "<at>")):
        return False
    if domain.lower().split()[0] in _NO_NAMES or local.lower() in _NO_NAMES:
        return False
    if " @ " in whole:
        return True
    dotted = "dot" in whole.replace(local.lower(), "", 1)
    return ("at" in whole or "@" in whole) and (
        dotted or any(sign in whole for sign in ("(at)", "[at]", "{at}", "<at>"))
    )

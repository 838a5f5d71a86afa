"""What the reading of a draft found, in words: under the form, and on the card."""

import re

from bot.approvals.draft import Draft
from bot.approvals.found import Found
from bot.delivery.parts import Bullets, Confirm, Headline, Para, Part, Small
from bot.delivery.say.phrases import accounts_told
from bot.policy.findings import Level
from bot.work import Work

AT_ONCE = 3
LONGEST = 60
LONGEST_CLAUSE = 120
_ENDS = re.compile(r"[.!?]['’”\")]*\s+|\n+")
_ELSEWHERE = {
    "pictures": "In what is told of a picture: ",
    "video_says": "In what is said in the video: ",
    "video": "In the link to the video: ",
    "link": "In the link: ",
}


def advised(work: Work, found: tuple[Found, ...]) -> list[Part]:
    """Return the three findings that ask for most, each with its clause and what to say instead; the rest as a number.

    What concerns a confidential term is told without the words, and only to whoever decides.
    """
    told = [one for one in found if not one.finding.director_only]
    if not told:
        return []
    parts: list[Part] = [Headline("Worth a look")]
    for one in told[:AT_ONCE]:
        parts += [
            Para(f"{quoted(one)}{one.finding.why}"),
            Small(f"{source(work, one)}. Instead: {one.finding.say}"),
        ]
    left = len(told) - AT_ONCE
    if left > 0:
        parts.append(Small(f"{left} more; they come up here as these are settled."))
    return parts


def on_card(work: Work, draft: Draft, found: tuple[Found, ...], author: str, *, in_channel: bool) -> list[Part]:
    """Return a line for each finding, for whoever decides; a channel is told where it is and not the words.

    Two swear words in one sentence are one line there.
    """
    shown = [one for one in found if one.finding.level is not Level.TIP]
    if not shown:
        return []
    each = (
        f"{located(work, one) if in_channel else quoted(one)}{one.finding.why} {source(work, one)}" for one in shown
    )
    lines = tuple(dict.fromkeys(each))
    why = draft.explained.strip()
    said = f"{author} says why it is right: “{why}”" if why else f"{author} has not said why it is right."
    asked = any(one.finding.level is Level.STOP_AND_THINK for one in shown)
    return [Bullets(lines, title=f"Worth a look: {len(lines)}"), *([Small(said)] if asked or why else [])]


def approval_asked(draft: Draft, found: tuple[Found, ...]) -> Confirm | None:
    """Return what is asked before an approval: only where something serious is open and nobody said why it is right."""
    if draft.explained.strip() or not any(one.finding.level is Level.STOP_AND_THINK for one in found):
        return None
    text = "Something in it is worth a look, and nobody has said why it is right. It stands above the buttons."
    return Confirm("Approve it as it is?", text, "Approve")


def source(work: Work, found: Found) -> str:
    """Return the clause verbatim and whose word it is, "Privacy protection: “home address” (Policy v1, PRV-2a)".

    A long clause is told by the pack's summary, without quotation marks.
    """
    clause = work.pack.clauses[found.finding.clause]
    if len(clause.words) > LONGEST_CLAUSE:
        return f"{clause.short} ({clause.label})"
    return f"{clause.heading}: “{clause.words}” ({clause.label})"


def located(work: Work, found: Found) -> str:
    """Return where a finding is, "In sentence 4: "; nothing where that is plain, or where it is about all of it."""
    start, end = found.finding.start, found.finding.end
    if found.place in _ELSEWHERE:
        return _ELSEWHERE[found.place]
    if found.finding.director_only:
        return ""
    whose = f"the words for {accounts_told(work, (found.account,))}" if found.account else ""
    if not _ENDS.search(found.text.rstrip()) or _ENDS.search(found.text, start, end):
        return f"In {whose}: " if whose else ""
    return f"In sentence {len(_ENDS.findall(found.text, 0, start)) + 1}{' of ' if whose else ''}{whose}: "


def quoted(found: Found) -> str:
    """Return the words a finding is about, before what is said of them; a confidential term is never repeated."""
    if found.finding.director_only:
        return ""
    words = found.words
    return f"“{words if len(words) <= LONGEST else words[: LONGEST - 1] + '…'}”: "

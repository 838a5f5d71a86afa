"""What differs between two texts, word by word, told as "was … now …"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.approvals.draft import Draft
from bot.approvals.media import CAPTIONS, IN_SIGHT, PEOPLE

WORD = re.compile(r"\s*\S+")


@dataclass(frozen=True)
class Difference:
    """One place: what stood there, and what stands there now; either may be empty."""

    was: str
    now: str


def word_differences(was: str, now: str) -> tuple[Difference, ...]:
    """Return the places where the words differ, in order."""
    old, new = words_in(was), words_in(now)
    return differing(old, new, [word.strip() for word in old], [word.strip() for word in new])


def words_in(text: str) -> list[str]:
    """Return the words of a text, each with the white space before it."""
    return WORD.findall(text)


def differing(old: list[str], new: list[str], meant: list[str], found: list[str]) -> tuple[Difference, ...]:
    """Return the places where two lists of words differ; `meant` and `found` are those words as they count."""
    from difflib import SequenceMatcher  # noqa: PLC0415 (when something has changed)

    matcher = SequenceMatcher(None, meant, found, autojunk=False)
    return tuple(
        _without_shared_stop("".join(old[a:b]).strip(), "".join(new[c:d]).strip())
        for operation, a, b, c, d in matcher.get_opcodes()
        if operation != "equal"
    )


def told(differences: tuple[Difference, ...], *, most: int = 5) -> tuple[str, ...]:
    """Return each difference as a sentence a screen reader can read; the rest is counted."""
    lines = [_sentence(difference) for difference in differences[:most]]
    if len(differences) > most:
        lines.append(f"and {len(differences) - most} more places")
    return tuple(lines)


def changes(old: Draft, new: Draft, names: dict[str, str], told_time: Callable[[datetime], str]) -> tuple[str, ...]:
    """Return what changed from one draft to the next, field by field.

    `names` gives the accounts' names, `told_time` a moment as people say it.
    """
    lines = list(told(word_differences(old.words, new.words)))
    before = {account: words for account, words in old.variants.items() if account in old.accounts}
    for account in new.accounts:
        if before.get(account, "") != new.variants.get(account, "") and account in old.accounts:
            name = names.get(account, account)
            lines += [
                f"{name}: {line}" for line in told(word_differences(old.words_for(account), new.words_for(account)))
            ]
    lines += _of_pictures(old, new)
    fields = (
        ("accounts", _listed(old.accounts, names), _listed(new.accounts, names)),
        ("link", old.link, new.link),
        ("address", old.target, new.target),
        ("what it answers", old.answers, new.answers),
        ("written by", old.written_by, new.written_by),
        ("partner agreed", old.partner, new.partner),
        ("video", old.video, new.video),
        ("said in the video", old.video_says, new.video_says),
        ("captions", CAPTIONS.get(old.captions, ""), CAPTIONS.get(new.captions, "")),
        ("people in it", _listed(old.people, PEOPLE), _listed(new.people, PEOPLE)),
        ("their consent", old.consent, new.consent),
        ("to be seen in it", _listed(old.in_sight, IN_SIGHT), _listed(new.in_sight, IN_SIGHT)),
        ("wanted time", *(told_time(it.wanted_at) if it.wanted_at else "" for it in (old, new))),
        ("urgent", "yes" if old.urgent else "no", "yes" if new.urgent else "no"),
    )
    lines += [f"{label}: {_sentence(Difference(was, now))}" for label, was, now in fields if was != now]
    return tuple(lines)


def _of_pictures(old: Draft, new: Draft) -> list[str]:
    before = {picture.sha256: picture.alt for picture in old.pictures}
    lines = []
    for place, picture in enumerate(new.pictures, 1):
        if picture.sha256 not in before:
            lines.append(f"picture {place} is new")
        else:
            differences = word_differences(before[picture.sha256], picture.alt)
            lines += [f"alt text of picture {place}: {line}" for line in told(differences)]
    if new.given:
        lines.append("a picture was added" if len(new.given) == 1 else f"{len(new.given)} pictures were added")
    gone = before.keys() - {picture.sha256 for picture in new.pictures}
    if gone:
        lines.append("a picture was taken out" if len(gone) == 1 else f"{len(gone)} pictures were taken out")
    return lines


def _without_shared_stop(was: str, now: str) -> Difference:
    if was and now and was[-1] == now[-1] and was[-1] in ".,;:!?" and len(was) > 1 and len(now) > 1:
        return Difference(was[:-1], now[:-1])
    return Difference(was, now)


def _sentence(difference: Difference) -> str:
    if not difference.was:
        return f"added “{_cut(difference.now)}”"
    if not difference.now:
        return f"taken out “{_cut(difference.was)}”"
    return f"was “{_cut(difference.was)}”, now “{_cut(difference.now)}”"


def _cut(text: str, most: int = 200) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _listed(values: tuple[str, ...], names: dict[str, str]) -> str:
    return ", ".join(names.get(value, value) for value in values)

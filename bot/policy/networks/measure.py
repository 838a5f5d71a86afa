"""How long a text is where it will stand: what is used, what is left, and what else the network limits."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from bot.policy.networks.limits import Network, Unit

_HASHTAG = re.compile(r"(?<![\w&#＃/])[#＃](?=\w*[^\W\d_])\w+")
_REFUSED_BY_X = re.compile("[\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class Measure:
    """A text against one network's limit; `unit` is "characters" or "bytes", as the network counts them.

    `left` is below nought when the text is too long, and `cut_at` says after how many of its code points it would be
    cut. `told` is one plain sentence; `warnings` are others: hashtags, links, descriptions of pictures.
    """

    used: int
    limit: int
    left: int
    unit: str
    told: str
    warnings: tuple[str, ...] = ()
    cut_at: int | None = None


def measure(network: str, text: str, kind: str = "post", alts: tuple[str, ...] = ()) -> Measure | None:
    """Return how a text of this kind fits the network, or None when the network is not known.

    `alts` are the descriptions of the pictures that go with it.
    """
    known = _network(network)
    if known is None:
        return None
    limit, unit = known.limit(kind)
    used, cut_at = _against(text, limit, unit)
    if cut_at is None and known.most_bytes is not None:
        in_bytes, cut_at = _against(text, known.most_bytes, "bytes")
        if cut_at is not None:
            used, limit, unit = in_bytes, known.most_bytes, "bytes"
    return Measure(
        used=used,
        limit=limit,
        left=limit - used,
        unit="bytes" if unit == "bytes" else "characters",
        told=_told(known, text, used, limit, unit),
        warnings=tuple(_warnings(known, text, kind, used > limit, alts)),
        cut_at=cut_at,
    )


def first_line(network: str, text: str) -> str:
    """Return what is seen of a text before "more", on a phone; nothing where all of it is seen, or nobody knows."""
    known = _network(network)
    if known is None or known.folds is None:
        return ""
    folds, text = known.folds, text.strip()
    seen = "\n".join(text.split("\n")[: folds.lines])
    if len(seen) > folds.characters:
        seen = seen[: folds.characters + 1]
        seen = seen[: max(seen.rfind(" "), seen.rfind("\n"))] if " " in seen or "\n" in seen else seen[:-1]
    return "" if seen == text else f"{seen.rstrip()} …"


def _network(name: str) -> "Network | None":
    from bot.policy.networks.limits import networks  # noqa: PLC0415 (the data, when something is first measured)

    return networks().get(name)


def _against(text: str, limit: int, unit: "Unit") -> tuple[int, int | None]:
    """Return how much the text uses, and where it would be cut if that is too much."""
    from bot.policy.networks.counting import COUNTS, fitting, used  # noqa: PLC0415 (a grammar of links, when first needed)

    counted = normalize("NFC", text) if unit == "weighted" else text
    exceptions = list(COUNTS[unit](counted))
    amount = used(counted, exceptions)
    if amount <= limit:
        return amount, None
    cut_at = fitting(counted, exceptions, limit)
    if counted != text:
        places = range(len(text) + 1)
        cut_at = bisect_right(places, cut_at, key=lambda at: len(normalize("NFC", text[:at]))) - 1
    return amount, cut_at


def _told(known: "Network", text: str, used: int, limit: int, unit: "Unit") -> str:
    name = known.name
    thing = "byte" if unit == "bytes" else "character"
    as_counted = "" if unit == "bytes" or used == len(text) else f" as {name} counts them"
    if not text:
        return f"{name} allows {limit:,} {thing}s"
    if used > limit:
        return (
            f"{name} allows {limit:,} {thing}s; this has {used:,}{as_counted}: the last {used - limit:,} would be cut"
        )
    more = f"would allow {limit - used:,} more" if used < limit else "allows no more"
    return f"{used:,} {thing}{'' if used == 1 else 's'}{as_counted}; {name} {more}"


def _warnings(known: "Network", text: str, kind: str, too_long: bool, alts: tuple[str, ...]) -> Iterator[str]:
    from bot.policy.networks.links import links  # noqa: PLC0415 (a grammar of links, when first needed)

    name = known.name
    if too_long and known.own_rules:
        yield known.own_rules
    if known.video is not None and kind in {"post", "share"} and len(text) > known.video and not too_long:
        yield f"Under a video, {name} allows {known.video:,} characters"
    if known.hashtags is not None and (hashtags := len(_HASHTAG.findall(text))) > known.hashtags:
        yield f"{hashtags} hashtags; {name} allows {known.hashtags}"
    if known.links is not None and (found := sum(1 for _ in links(text))) > known.links:
        yield f"{found} links; {name} allows {known.links}"
    if known.count == "weighted" and _REFUSED_BY_X.search(text):
        yield f"There is a character in this that cannot be seen and that {name} refuses"
    for number, alt in enumerate(alts, 1):
        if known.alt is not None and len(alt) > known.alt:
            what = "The description of the picture" if len(alts) == 1 else f"The description of picture {number}"
            yield f"{what} has {len(alt):,} characters; {name} allows {known.alt:,}"

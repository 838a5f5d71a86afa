"""Bars on paper: one inline drawing that needs no colour, no script and no font of its own, and says its figures."""

from bot.reporting.export.markup import Markup, element, joined

WIDTH, LINE, BAR, LABELS, FIGURES = 720, 30, 18, 280, 44


def bars(title: str, counts: list[tuple[str, int]]) -> Markup:
    """Return one bar for each label with its figure beside it; nothing where there is nothing to draw."""
    longest = max((count for _, count in counts), default=0)
    if not longest:
        return joined()
    room = WIDTH - LABELS - FIGURES
    drawn = [
        _bar(place * LINE, label, count, round(room * count / longest)) for place, (label, count) in enumerate(counts)
    ]
    said = f"{title}. {'; '.join(f'{label}: {count}' for label, count in counts)}."
    box = f"0 0 {WIDTH} {len(counts) * LINE}"
    return element(
        "figure",
        element("figcaption", title),
        element("svg", *drawn, viewBox=box, role="img", aria_label=said, class_="bars"),
    )


def _bar(top: int, label: str, count: int, length: int) -> Markup:
    middle = str(top + LINE // 2)
    return joined(
        element("text", label, x=str(LABELS - 10), y=middle, text_anchor="end", dominant_baseline="central"),
        element("rect", x=str(LABELS), y=str(top + (LINE - BAR) // 2), width=str(max(length, 1)), height=str(BAR)),
        element("text", str(count), x=str(LABELS + length + 8), y=middle, dominant_baseline="central", class_="figure"),
    )

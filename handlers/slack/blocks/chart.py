"""A chart as Slack's own block where it may stand, and its figures in words everywhere."""

from bot.delivery.parts import Chart
from handlers.slack.blocks import limits
from handlers.slack.blocks.text import Block, plain


def bars(chart: Chart) -> Block | None:
    """Return the chart as bars, or None when it does not fit: half a chart would mislead, its summary does not."""
    labels = [_label(category) for category in chart.categories]
    names = [_label(name) for name, _ in chart.series]
    fits = (
        0 < len(labels) <= limits.CHART_POINTS
        and 0 < len(names) <= limits.CHART_SERIES
        and len(set(labels)) == len(labels)
        and len(set(names)) == len(names)
        and all(len(values) == len(labels) for _, values in chart.series)
    )
    if not fits:
        return None
    axis: Block = {"categories": labels}
    if chart.x_label:
        axis["x_label"] = _label(chart.x_label, limits.CHART_AXIS)
    if chart.y_label:
        axis["y_label"] = _label(chart.y_label, limits.CHART_AXIS)
    series = [
        {"name": name, "data": [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]}
        for name, (_, values) in zip(names, chart.series, strict=True)
    ]
    return {
        "type": "data_visualization",
        "title": _label(chart.title, limits.CHART_TITLE),
        "chart": {"type": "bar", "series": series, "axis_config": axis},
    }


def _label(text: str, most: int = limits.CHART_LABEL) -> str:
    return str(plain(text, most)["text"])

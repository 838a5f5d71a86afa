"""Rich text: sections, lists, quotes and preformatted text, and the leaves they are made of."""

from handlers.sandbox.blockkit.objects import BLOCK_ID, CHANNEL, URL, USER, at_least_one
from handlers.sandbox.blockkit.rules import Choice, Flag, Many, Number, Shape, String, Typed

_STYLES = ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink")
_STYLE = {"style": Shape({}, {name: Flag() for name in _STYLES}, (at_least_one(*_STYLES),))}
_MOST = 1000

LEAVES = {
    "text": Shape({"text": String(12_000)}, _STYLE),
    "link": Shape({"url": URL}, {"text": String(least=0), "unsafe": Flag(), **_STYLE}),
    "user": Shape({"user_id": USER}, _STYLE),
    "usergroup": Shape({"usergroup_id": String(form=r"S[A-Z0-9]+")}, _STYLE),
    "team": Shape({"team_id": String(form=r"T[A-Z0-9]+")}, _STYLE),
    "channel": Shape({"channel_id": CHANNEL}, _STYLE),
    "emoji": Shape({"name": String()}, {"skin_tone": Number(1, 6), "unicode": String(), **_STYLE}),
    "broadcast": Shape({"range": Choice(("here", "channel", "everyone"))}, _STYLE),
    "color": Shape({"value": String(form=r"#?[0-9a-fA-F]{6}")}, _STYLE),
    "date": Shape(
        {"timestamp": Number(0), "format": String()},
        {"url": URL, "fallback": String(least=0), **_STYLE},
    ),
}
_LEAF = Many(Typed(LEAVES, tuple(LEAVES)), _MOST, least=0)
_BORDER = {"border": Choice((0, 1))}
_SECTION = Shape({"elements": _LEAF})

CONTAINERS = {
    "rich_text_section": _SECTION,
    "rich_text_list": Shape(
        {
            "style": Choice(("bullet", "ordered")),
            "elements": Many(Typed({"rich_text_section": _SECTION}, ("rich_text_section",)), _MOST),
        },
        {"indent": Number(0, 8), "offset": Number(0), **_BORDER},
    ),
    "rich_text_preformatted": Shape({"elements": _LEAF}, {"language": String(), **_BORDER}),
    "rich_text_quote": Shape({"elements": _LEAF}, _BORDER),
}
RICH_TEXT = Shape({"elements": Many(Typed(CONTAINERS, tuple(CONTAINERS)), _MOST)}, {"block_id": BLOCK_ID})
RICH_TEXT_VALUE = Typed({"rich_text": RICH_TEXT}, ("rich_text",))

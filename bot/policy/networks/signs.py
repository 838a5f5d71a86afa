"""What networks see as one sign, or as a heavy one: only loaded for a text with more than ASCII in it."""

import regex

_BARE = r"[\p{Emoji}--[0-9#*©®\U0001F1E6-\U0001F1FF]]"
_ONE = rf"(?:\p{{EBase}}\p{{EMod}}|{_BARE}\uFE0F?|[©®]\uFE0F)"
EMOJI = (
    r"(?:[0-9#*]\uFE0F?\u20E3"  # a key of a telephone
    r"|\p{RI}\p{RI}"  # a flag of two letters
    r"|\U0001F3F4[\U000E0020-\U000E007E]+\U000E007F"  # a flag of a part of a country
    rf"|{_ONE}(?:\u200D{_ONE})*)"
)
"""One emoji as people see it, of this year or a later one: by Unicode's properties, not by a list."""

# X's configuration, version 3: what stands outside these ranges weighs two.
_HEAVY = r"[^\u0000-\u10FF\u2000-\u200D\u2010-\u201F\u2032-\u2037]"

emoji = regex.compile(EMOJI, regex.V1)
emoji_or_heavy = regex.compile(rf"\r\n|{EMOJI}|{_HEAVY}", regex.V1)
heavy = regex.compile(rf"\r\n|{_HEAVY}", regex.V1)
# Until Unicode 16 every symbol of these blocks was a pictograph, which a joiner joins to another (rule GB11); Unicode
# 17 knows fewer. The two differ for no emoji, and networks go by an older edition for years.
_PICTURE = r"[\p{ExtPict}[[\p{So}--\p{RI}]&&[\u2600-\u27BF\U0001F000-\U0001FAFF]]]"
grapheme = regex.compile(rf"\X(?:(?<={_PICTURE}\p{{GCB=Extend}}*\u200D)(?={_PICTURE})\X)*", regex.V1)

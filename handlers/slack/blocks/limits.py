"""Slack's limits, in characters (code points) or items. Source: Slack's Block Kit reference, checked 2026-11-22.

Where Slack's own pages disagree, the stricter figure stands here.
"""

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_ROOM = 12_000  # JSON; Slack answers msg_blocks_too_long from about 13,200 on (slackapi/bolt-js issue 2509)
VIEW_ROOM = 200_000  # JSON; view_too_large from 250 kB on
SPOKEN = 3900  # chat.update refuses a `text` over 4,000
RICH_TEXT = 3000
CONTEXT_TEXT = 2000
HEADER = 150
ALT_TEXT = 2000
BUTTONS_A_ROW = 25
BUTTON_LABEL = 75
BUTTON_VALUE = 2000
BUTTON_SPOKEN = 75
CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_ANSWER = 100, 300, 30
OPTION_LABEL, OPTION_DESCRIPTION = 75, 75
OPTIONS_IN_SIGHT = 10
OPTIONS_A_GROUP = 100
FIELD_LABEL, FIELD_HINT = 2000, 2000
FIELD_PLACEHOLDER = 150
TYPED = 3000
FILES_A_FIELD = 10
VIEW_TITLE = 24
CHART_TITLE, CHART_LABEL, CHART_AXIS = 50, 20, 50
CHART_SERIES, CHART_POINTS, CHARTS_A_MESSAGE = 6, 20, 2

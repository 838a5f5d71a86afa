"""Parts drawn as Block Kit, without I/O: what goes in is `bot.delivery.parts`, what comes out are plain dicts.

Every text element is `plain_text` or a `rich_text` run, and `mrkdwn` appears nowhere: so nothing a person typed can
ping, link, format or turn into an emoji, wherever it stands. Slack's limits hold by construction.
"""

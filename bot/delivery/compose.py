"""Makes a message's parts from the database as it stands when the message is sent."""

from collections.abc import Callable

from bot.delivery.messages import Name
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Parts
from bot.delivery.say import (
    alarms,
    author,
    card,
    history,
    if_down,
    live,
    pictures,
    publisher,
    record,
    reminders,
    report,
    standing,
    standing_in,
    verdict,
)
from bot.delivery.say.series import series_card
from bot.frontdesk.home import home
from bot.registers.roles import person_named
from bot.reporting.answering import for_you_alone
from bot.reporting.digest import digest
from bot.work import Work

COMPOSERS: dict[Name, Callable[[Work, OutboxRow], Parts | None]] = {
    Name.CARD: card.card,
    Name.SERIES: series_card,
    Name.COPY: author.copy,
    Name.VERDICT: verdict.verdict,
    Name.WORDS: author.words,
    Name.PICTURES: pictures.to_post,
    Name.UNFIT: pictures.unfit,
    Name.TO_POST: publisher.to_post,
    Name.HISTORY: history.history,
    Name.ENDED: author.ended,
    Name.UNQUEUE: author.unqueue,
    Name.HELD: alarms.held,
    Name.CONCERN: alarms.concern,
    Name.CONCERN_RAISED: alarms.concern_raised,
    Name.LIVE_FOUND: live.found_live,
    Name.CONCERN_TASK: alarms.concern_task,
    Name.REMINDER: reminders.reminder,
    Name.WANTED: reminders.wanted,
    Name.POSTED_YET: reminders.posted_yet,
    Name.ENDS_SOON: reminders.ends_soon,
    Name.COVER: standing_in.cover,
    Name.UNCOVERED: standing_in.uncovered,
    Name.UNATTENDED: standing_in.unattended,
    Name.SUCCESSION: standing_in.succession,
    Name.PHONE_YES: standing_in.phone_yes,
    Name.DIGEST: lambda work, row: digest(work, row.about),
    Name.ANSWERING: for_you_alone,
    Name.DIGEST_SENT: lambda work, row: digest(work, row.about),
    Name.REPORT: report.month_report,
    Name.PAPER: report.paper,
    Name.STANDING: standing.standing,
    Name.STANDING_USE: standing.use,
    Name.STANDING_WORDS: standing.use_words,
    Name.IF_DOWN: if_down.if_down,
    Name.HOME: lambda work, row: home(work, person_named(work, row.about)),
    Name.CONFIRMED: record.confirmed,
    Name.CHECKPOINT: record.checkpoint,
    Name.ALARM: record.alarm,
    Name.RESTORED: record.restored,
}


def compose(work: Work, row: OutboxRow) -> Parts | None:
    """Return what the message says now, or None when there is nothing to say any more."""
    return COMPOSERS[Name(row.message)](work, row)

"""Once a month the Director is asked to file the trustees' report, with the file: a chat forgets, paper does not."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.delivery.messages import Message, Name
from bot.duties.claims import claim, is_claimed
from bot.policy.pack import Pack
from bot.registers.absences import house_hours
from bot.registers.roles import Roles
from bot.reporting.asked import TO_FILE
from bot.reporting.duty import began
from bot.reporting.months import before, month_of, report_about, starts
from bot.work import Work

DUTY = "report"


def ask_to_file(work: Work) -> None:
    """Send last month's report to the Director, once, when work begins in the new month; missed months stay unsent.

    A month that was over before the organisation began is not asked for. While nobody is Director it waits for one.
    """
    zone = ZoneInfo(work.pack.time_zone)
    this = month_of(work.now, zone)
    month = before(this)
    if work.now < due(work.pack, this) or is_claimed(work, DUTY, month):
        return
    since = began(work)
    directors = Roles.at(work.unit, work.now).directors()
    if since is None or since >= starts(this, zone) or not directors:
        return
    claim(work, DUTY, month)
    for person_id in directors:
        work.tell(Message(Name.REPORT, f"dm:{person_id}", report_about(month), ((TO_FILE, "yes"),)))


def due(pack: Pack, month: str) -> datetime:
    """Return when in this month the last one's report is asked to be filed: when work begins in it, in UTC."""
    return house_hours(pack).next_moment(starts(month, ZoneInfo(pack.time_zone)))

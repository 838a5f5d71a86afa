"""The page itself, in the order in which a person needs it."""

from bot.approvals.holds import current_hold
from bot.approvals.standing import usable
from bot.approvals.times import told
from bot.approvals.waiting import waiting_for
from bot.delivery.parts import Button, Buttons, Confirm, Divider, Headline, Para, Part, Parts, Small
from bot.frontdesk.forms.waiting import item_told
from bot.frontdesk.home.mine import being_looked_at, drafts, mine
from bot.frontdesk.home.posting import to_post
from bot.frontdesk.home.standing_in import away_uncovered, who_decides
from bot.registers.people import Person
from bot.registers.roles import Roles, person_named
from bot.work import Work

MOST = 3
"""Items told with buttons under one heading: three of each fit on two screens of a phone."""


def home(work: Work, who: Person) -> Parts:
    """Return the person's own page."""
    decides = Roles.at(work.unit, work.now).may_decide(who.id)
    parts: list[Part] = [*_hold(work, decides=decides), *away_uncovered(work, who)]
    waiting, post = waiting_for(work, who.id), to_post(work, who)
    if waiting:
        parts.append(Headline(f"Waiting for you ({len(waiting)})"))
        parts += [part for item in waiting[:MOST] for part in item_told(work, item)]
        parts += _more(len(waiting) - MOST, Button("waiting", "See all that waits"))
    if post:
        ask = "To post once the hold is over" if current_hold(work) else "For you to post"
        parts += [Headline(f"{ask} ({len(post)})"), *_flat([*post.values()][:MOST])]
        parts += _more(len(post) - MOST)
    own = [*mine(work, who, but=post), *being_looked_at(work, who), *drafts(work, who)]
    parts += own
    if not (waiting or post or own):
        parts += _nothing(work, decides=decides)
    quick = Buttons(_quick(work, who, decides=decides, busy=bool(waiting or post)))
    return (*parts, Divider(), quick, Small(f"{who_decides(work)} {work.pack.in_danger}"))


def _more(left: int, see: Button | None = None) -> list[Part]:
    if left <= 0:
        return []
    return [Small(f"and {left} more, in the order they came."), *([Buttons((see,))] if see else [])]


def _nothing(work: Work, *, decides: bool) -> list[Part]:
    """Return what an empty page teaches: what happens here, and how to begin."""
    start = f"When you want to say something in public for {work.pack.organisation}, start here."
    if decides:
        learn = "What colleagues propose appears here and in the channel, with everything needed to decide."
    else:
        learn = f"You write it, the {work.pack.director_title} looks at it, and you get the exact words to post."
    return [Headline("Nothing waits for you."), Para(start), Small(f"{learn} /policy and a word quotes the policy.")]


def _hold(work: Work, *, decides: bool) -> list[Part]:
    hold = current_hold(work)
    if hold is None:
        return []
    since = f"Everything is on hold since {told(work, hold.at)}, by {person_named(work, hold.by).name}."
    parts: list[Part] = [Headline(since)]
    reason = work.kept(hold.reason)
    parts += [Small(f"Reason: {reason}")] if reason else []
    if decides:
        sure = Confirm("Release the hold?", "What was approved may be posted again.", "Release it")
        parts.append(Buttons((Button("release", "Release the hold", (), confirm=sure),)))
    return parts


def _quick(work: Work, who: Person, *, decides: bool, busy: bool) -> tuple[Button, ...]:
    buttons = [
        Button("propose", "Propose a post", style="" if busy else "primary"),
        Button("propose_comment", "Comment elsewhere"),
        Button("check_text", "Check a text privately"),
        Button("concern", "Raise a concern"),
        Button("policy", "The policy"),
    ]
    if usable(work, who):
        buttons.append(Button("standing", "Standing words"))
    if decides and current_hold(work) is None:
        buttons.append(Button("hold", "Hold everything", style="danger"))
    return (*buttons, Button("home_more", "More"))


def _flat(items: list[list[Part]]) -> list[Part]:
    return [part for item in items for part in item]

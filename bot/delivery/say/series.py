"""The one card of a series: every post in short, who has read it, and one button for those that were read."""

from bot.approvals import series
from bot.approvals.draft import draft_of
from bot.approvals.found import found_in
from bot.approvals.models import Proposal
from bot.approvals.refusals import how_it_stands
from bot.approvals.states import State
from bot.approvals.times import told
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Button, Buttons, Confirm, Divider, Headline, Para, Part, Parts, Small
from bot.delivery.say.phrases import accounts_told, first_name, listed, number, opening
from bot.policy.findings import Level
from bot.work import Work

LONGEST = 160


def series_card(work: Work, row: OutboxRow) -> Parts | None:
    """Return the card as things stand now, or None where the series has no post any more."""
    posts = series.members(work, row.about)
    if not posts:
        return None
    waiting = [post for post in posts if post.state is State.PENDING]
    names = [draft.series for post in posts if not (draft := draft_of(work, post.id, post.revision)).erased]
    name = f" “{names[-1]}”" if names else ""
    author = first_name(work, posts[0].author_id)
    how_many = f"{len(posts)} posts" if len(posts) > 1 else "1 post"
    parts: list[Part] = [
        Headline(f"Series{name}, from {author}: {how_many}, {len(waiting)} waiting"),
        Small("Each is decided by itself. Open it to read all of it, and to ask for changes."),
    ]
    for post in posts:
        parts += [Divider(), *_post(work, post)]
    if waiting:
        sure = Confirm(
            "Approve those you opened?", "Each post you have opened is approved as it stands now.", "Approve"
        )
        button = Button("approve_opened", "Approve those I opened", (row.about,), style="primary", confirm=sure)
        parts += [Divider(), Buttons((button,))]
    return tuple(parts)


def _post(work: Work, post: Proposal) -> list[Part]:
    draft = draft_of(work, post.id, post.revision)
    when = f", by {told(work, draft.wanted_at)}" if draft.wanted_at else ""
    line = f"{number(work, post)} · {accounts_told(work, draft.accounts)}{when}: {opening(draft, LONGEST)}"
    if post.state is not State.PENDING:
        return [Para(line), Small(how_it_stands(work, post)), _open(post, "Look at it")]
    notes = [f"revision {post.revision}"] if post.revision > 1 else []
    found = [one for one in found_in(work, draft) if one.finding.level is not Level.TIP]
    notes += [f"worth a look: {len(found)}"] if found else []
    readers = listed(first_name(work, person) for person in series.opened_by(work, post))
    notes.append(f"opened by {readers}" if readers else "not opened yet")
    return [Para(line), Small(" · ".join(notes)), _open(post, f"Open {number(work, post)}")]


def _open(post: Proposal, label: str) -> Buttons:
    return Buttons((Button("open_one", label, (post.id, str(post.revision))),))

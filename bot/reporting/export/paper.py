"""One proposal on paper: the exact words of every revision, who, when and in which role, and all that became of it."""

from collections.abc import Iterable

from bot.approvals.differences import changes
from bot.approvals.models import Comparison, Concern, Decision, PhoneYes, Placement, Verdict
from bot.approvals.states import State
from bot.delivery.say.phrases import COMPARISONS, KINDS, credits_told, opening
from bot.delivery.say.pictures import media_facts
from bot.policy.quoting import quoted
from bot.record.models import LogEntry
from bot.reporting.export.history import OUTCOMES, happened
from bot.reporting.export.items import Item, Kept, Version
from bot.reporting.export.markup import Markup, element, joined
from bot.reporting.export.naming import Naming
from bot.reporting.export.pictures import pictures_told
from bot.reporting.phrases import capital
from bot.work import Work

STATES = {
    State.PENDING: "Waiting for a decision",
    State.CHANGES_REQUESTED: "Sent back for changes",
    State.APPROVED: "Approved, not posted everywhere yet",
    State.PUBLISHED: "Public",
    State.REJECTED: "Rejected",
    State.WITHDRAWN: "Withdrawn by its author",
    State.EXPIRED: "Expired without a decision",
    State.LAPSED: "Approval lapsed unused",
}
VERDICTS = {
    Verdict.APPROVED: "Approved",
    Verdict.CHANGES_REQUESTED: "Sent back for changes",
    Verdict.REJECTED: "Rejected",
}


def article(work: Work, naming: Naming, item: Item, entries: Iterable[LogEntry]) -> Markup:
    """Return one proposal as a part of a page; `entries` are the record's about it."""
    number = naming.number(item.proposal.number)
    latest = item.versions[-1].draft if item.versions else None
    title = f"{number}: {opening(latest)}" if latest else f"{number}: the words were erased"
    versions = [
        _version(work, naming, item, version, item.versions[place - 1] if place else None)
        for place, version in enumerate(item.versions)
    ]
    concerns = [_concern(naming, item, concern) for concern in item.concerns]
    return element(
        "article",
        element("h2", title),
        _summary(naming, item),
        *versions,
        *concerns,
        _history(work, naming, entries, number),
        id=number,
    )


def _summary(naming: Naming, item: Item) -> Markup:
    proposal = item.proposal
    state = STATES[proposal.state] + (", and waiting for a second look" if proposal.needs_second_look else "")
    latest = item.versions[-1].draft if item.versions else None
    waiting = [row.account for row in item.placements if row.posted_at is None]
    return pairs(
        ("State", f"{state}, since {naming.moment(proposal.changed_at)}"),
        ("What it is", KINDS[proposal.kind] + (", marked urgent" if proposal.urgent else "")),
        ("For", naming.accounts(latest.accounts if latest else (row.account for row in item.placements))),
        ("Author", naming.person(proposal.author_id)),
        ("Proposed", naming.moment(proposal.proposed_at)),
        ("First public", naming.moment(item.first_use)),
        ("Not posted yet on", naming.accounts(waiting) if proposal.state in (State.APPROVED, State.PUBLISHED) else ""),
    )


def _version(work: Work, naming: Naming, item: Item, version: Version, before: Version | None) -> Markup:
    number = version.row.number
    named = f"Revision {number}" + (" (the original)" if number == 1 else "")
    prepared = f"Prepared by {naming.person(version.row.made_by)}, {naming.moment(version.row.made_at)}."
    return element(
        "section",
        element("h3", named),
        element("p", prepared),
        *_said(work, naming, version),
        *_changed(naming, version, before),
        *(_decision(work, naming, item, version.decision) if version.decision else [_undecided(item, version)]),
        _uses(naming, item, version),
    )


def _said(work: Work, naming: Naming, version: Version) -> list[Markup]:
    draft = version.draft
    if draft is None:
        return [gone(naming, version.content, "The words of this revision")]
    shown = []
    for accounts, text in draft.wordings():
        if text:
            shown += [element("h4", f"Exact words for {naming.accounts(accounts)}"), words(text)]
    shown.append(pictures_told(work, draft))
    shown += [element("h4", "Said in the video"), words(draft.video_says)] if draft.video_says else []
    shown.append(spoken(naming, "What it answers", version.answers))
    facts = pairs(
        (
            "Which part of the profile" if draft.target and "://" not in draft.target else "Where it stands",
            draft.target,
        ),
        ("Link", draft.link),
        ("Wanted by", naming.moment(draft.wanted_at)),
        ("Urgent", "yes" if draft.urgent else ""),
        ("Written by", draft.written_by),
        ("Partner agreed", draft.partner),
        *media_facts(draft),
        *credits_told(draft),
        ("What the author said to findings", draft.explained),
        ("Note from the author", draft.note),
    )
    return [*shown, facts]


def _changed(naming: Naming, version: Version, before: Version | None) -> list[Markup]:
    if before is None or before.draft is None or version.draft is None:
        return []
    names = {account: naming.account(account) for account in (*before.draft.accounts, *version.draft.accounts)}
    old, new = before.draft, version.draft
    if before.answers.erased_at or version.answers.erased_at:
        new = new.model_copy(update={"answers": old.answers})
    lines = list(changes(old, new, names, naming.moment))
    if before.draft.kind is not version.draft.kind:
        lines.insert(0, f"what it is: was “{KINDS[before.draft.kind]}”, now “{KINDS[version.draft.kind]}”")
    if before.draft.note != version.draft.note:
        lines.append(f"note from the author: was “{before.draft.note}”, now “{version.draft.note}”")
    told = [element("li", capital(line)) for line in lines]
    return [element("h4", f"Changed since revision {before.row.number}"), element("ul", *told)] if told else []


def _decision(work: Work, naming: Naming, item: Item, decision: Decision) -> list[Markup]:
    verdict = VERDICTS[decision.verdict] + (" with edits" if decision.with_edits else "")
    alone = ", on their own authority" if decision.self_authorised else ""
    who = f"{verdict} by {naming.person(decision.by)} as {naming.role(decision.role)}{alone}"
    parts = [element("h4", "Decision"), element("p", f"{who}, {naming.moment(decision.at)}.", class_="verdict")]
    clause = work.pack.clause(decision.clause) if decision.clause else None
    said = next((one for one in item.phone_yeses if one.revision == decision.revision), None)
    if clause:
        quote = quoted(clause)
        source = element("footer", f"{quote.heading} ({quote.source})")
        parts.append(element("blockquote", element("p", quote.words), source))
    elif decision.clause:
        parts.append(element("p", f"It rests on {decision.clause}, which the policy pack no longer has."))
    elif decision.reason and not said:
        parts.append(element("p", "It rests on no clause: it was the decider’s own wish."))
    if said:
        parts.append(element("p", _by_phone(naming, said)))
    if decision.reason:
        parts.append(spoken(naming, "What was said" if said else "Reason", item.text(decision.reason)))
    if decision.taken_back_at:
        back = f"Taken back by {naming.person(decision.taken_back_by)}, {naming.moment(decision.taken_back_at)}."
        parts.append(element("p", back, class_="verdict"))
        parts.append(spoken(naming, "Reason", item.text(decision.taken_back_reason)))
    return parts


def _by_phone(naming: Naming, said: PhoneYes) -> str:
    told = f"{naming.person(said.said_by)} said yes by phone, {naming.moment(said.said_at)}."
    if said.answered_at is None:
        return f"{told} That is not confirmed yet."
    answer = "confirmed that" if said.confirmed else "said that it was not so"
    return f"{told} {naming.person(said.answered_by)} {answer}, {naming.moment(said.answered_at)}."


def _undecided(item: Item, version: Version) -> Markup:
    waiting = item.proposal.state is State.PENDING and version is item.versions[-1]
    return element("p", "Not decided yet." if waiting else "Nobody decided on this revision.", class_="verdict")


def _uses(naming: Naming, item: Item, version: Version) -> Markup:
    if not version.posted:
        return joined()
    rows = [
        (
            naming.account(row.account),
            naming.moment(row.posted_at),
            naming.person(row.posted_by),
            naming.text(item.text(row.address)) or "none given",
            capital(COMPARISONS[row.comparison]) + ("; it went out during a hold" if row.during_hold else ""),
        )
        for row in version.posted
    ]
    head = ("Account", "Posted", "By", "Address", "Live words")
    number = version.row.number
    return joined(
        listing(f"Where revision {number} appeared", head, rows),
        *(_as_it_stood(naming, item, row) for row in version.posted if row.comparison is Comparison.DIFFERENT),
    )


def _as_it_stood(naming: Naming, item: Item, row: Placement) -> Markup:
    return spoken(naming, f"The words as they stood on {naming.account(row.account)}", item.text(row.live))


def _concern(naming: Naming, item: Item, concern: Concern) -> Markup:
    who = f"Raised by {naming.person(concern.raised_by)}, {naming.moment(concern.raised_at)}."
    outcome = OUTCOMES[concern.outcome.value]
    decided = (
        f"{capital(outcome)}, decided by {naming.person(concern.decided_by)}, {naming.moment(concern.decided_at)}."
    )
    return element(
        "section",
        element("h3", "A concern"),
        element("p", who),
        spoken(naming, "What was worrying", item.text(concern.about)),
        element("p", decided if concern.decided_at else "Not decided yet.", class_="verdict"),
        pairs(
            ("To be done by", naming.moment(concern.due_at)),
            (
                "Done",
                f"{naming.moment(concern.done_at)}, by {naming.person(concern.done_by)}" if concern.done_at else "",
            ),
        ),
    )


def _history(work: Work, naming: Naming, entries: Iterable[LogEntry], number: str) -> Markup:
    rows = [happened(work, naming, entry) for entry in entries]
    told = listing(f"What the record says about {number}", ("Entry", "When", "What happened"), rows)
    return element("section", element("h3", "History"), told, class_="history")


def words(text: str) -> Markup:
    """Return somebody's exact words, shown as they were typed, in their own direction."""
    return element("div", text, class_="words", dir="auto")


def spoken(naming: Naming, title: str, text: Kept) -> Markup:
    """Return words under a title, or since when they are erased; nothing where there were none."""
    if text.erased_at:
        return gone(naming, text, f"{title}: these words")
    return joined(element("h4", title), words(text.words)) if text.words else joined()


def gone(naming: Naming, text: Kept, what: str) -> Markup:
    """Say that words were erased, and when."""
    when = f"erased on {naming.day(text.erased_at)}" if text.erased_at else "not kept"
    return element("p", f"{what} were {when}.", class_="gone")


def pairs(*told: tuple[str, str]) -> Markup:
    """Return labelled values, without those that are empty."""
    shown = [element("div", element("dt", label), element("dd", value)) for label, value in told if value]
    return element("dl", *shown) if shown else joined()


def listing(title: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> Markup:
    """Return a table whose columns are named for a screen reader too."""
    titles = element("tr", *(element("th", name, scope="col") for name in head))
    told = [element("tr", *(element("td", cell) for cell in row)) for row in rows]
    return element(
        "table", element("caption", title), element("thead", titles), element("tbody", *told or [element("tr")])
    )

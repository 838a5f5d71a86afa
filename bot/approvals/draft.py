"""A draft: everything exact about one revision. Its canonical JSON is what the record commits to."""

import json
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from bot.approvals.models import Kind, Placement, Proposal, Revision
from bot.record.models import Content, TextClass
from bot.work import Work


class Picture(BaseModel):
    """A picture by the SHA-256 (hex) of its cleaned copy, and its alt text: what somebody who cannot see it is told."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    sha256: str
    alt: str = ""


class Given(BaseModel):
    """A picture as somebody put it into a form, by the platform's id of the file: nobody has looked at it yet."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    file: str
    name: str = ""
    alt: str = ""


class Draft(BaseModel):
    """What is proposed, exactly. `variants` holds other words for some accounts; `note` is for the decider alone.

    `given` are pictures that are still to be checked: what is proposed has none of them any more. `people` says who
    can be seen or heard in pictures and video, `consent` how they agreed, `in_sight` which details can be read in them.
    `written_by` names somebody without an account here, `partner` who agreed to a joint post and when, `series` the
    series it belongs to; `explained` is what the author answered to a finding. `erased` is the day its words were
    erased, "3 Dec 2026"; `words` then says so, and the rest is empty.
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    kind: Kind
    accounts: tuple[str, ...]
    words: str
    variants: dict[str, str] = {}
    link: str = ""
    target: str = ""
    answers: str = ""
    wanted_at: datetime | None = None
    note: str = ""
    urgent: bool = False
    pictures: tuple[Picture, ...] = ()
    given: tuple[Given, ...] = ()
    video: str = ""
    video_says: str = ""
    captions: str = ""
    people: tuple[str, ...] = ()
    consent: str = ""
    in_sight: tuple[str, ...] = ()
    written_by: str = ""
    partner: str = ""
    explained: str = ""
    series: str = ""
    erased: str = Field(default="", exclude=True)

    @property
    def written(self) -> bool:
        """Return whether anything has been written or chosen in it, beyond what it is and where it goes."""
        return self != Draft(kind=self.kind, accounts=self.accounts, words="")

    def words_for(self, account: str) -> str:
        """Return the exact words for one account."""
        return self.variants.get(account) or self.words

    def wordings(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Return each different wording once, with the accounts it is for."""
        groups: dict[str, list[str]] = {}
        for account in self.accounts:
            groups.setdefault(self.words_for(account), []).append(account)
        return tuple((tuple(accounts), words) for words, accounts in groups.items())

    def to_text(self) -> str:
        """Return the canonical JSON: sorted keys, no spaces, nothing left out."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def keep_draft(work: Work, draft: Draft) -> dict[str, str]:
    """Keep a draft and return its commitments by name: its own is "content".

    What it answers is somebody else's, and is erased earlier: it is kept apart, and its commitment stands in its place.
    """
    answers = work.keep(draft.answers, TextClass.WORDS_OF_OTHERS)
    content = work.keep(draft.model_copy(update={"answers": answers}).to_text(), TextClass.DRAFT)
    return {"content": content, "answers": answers} if answers else {"content": content}


def draft_of(work: Work, proposal_id: str, revision: int) -> Draft:
    """Return the draft of a revision; after an erasure what it was and where, and the day in place of its words."""
    row = work.unit.get(Revision, proposal_id=proposal_id, number=revision)
    content = work.unit.get(Content, commit=row.content) if row else None
    if content is None:
        raise LookupError(f"proposal {proposal_id} has no revision {revision}")
    if content.text is None:
        return _tombstone(work, proposal_id, content)
    return draft_in(work, content.text)


def draft_in(work: Work, text: str) -> Draft:
    """Return the draft that a text of `keep_draft` holds."""
    draft = Draft.model_validate_json(text)
    return draft.model_copy(update={"answers": work.kept(draft.answers)}) if draft.answers else draft


def _tombstone(work: Work, proposal_id: str, content: Content) -> Draft:
    proposal = work.unit.get(Proposal, id=proposal_id)
    placements = work.unit.find(Placement, proposal_id=proposal_id, order="account")
    return Draft(
        kind=proposal.kind if proposal else Kind.POST,
        accounts=tuple(row.account for row in placements),
        words=work.kept(content.commit),
        erased=work.day_erased(content),
    )

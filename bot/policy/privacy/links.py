"""Links that carry something about a person, and profiles that stand beside something personal."""

from collections.abc import Iterator

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.patterns import Pattern, Place, listed

_LINK = Pattern(r"\b(?:https?://|www\.)[^\s<>\"\x1a]{3}[^\s<>\"\x1a]*")
OF_A_MEETING = Pattern(r"//(?:[a-z0-9-]+\.)*(?:zoom\.us|webex\.com|gotomeeting\.com|teams\.(?:microsoft|live)\.com)/")
"""The passcode in such a link is public on purpose: it is printed for everybody who may join."""

_PERSONAL_NAMES = listed(
    "email e-mail e_mail mail emailaddress email_address phone tel telephone mobile msisdn name firstname first_name"
    " fname lastname last_name lname surname fullname full_name dob birthdate date_of_birth postcode postal_code zip"
    " address street user userid user_id uid username member memberid member_id patient patientid patient_id client"
    " clientid client_id customer customerid customer_id contact contactid contact_id subscriber recipient nhs nhsno"
    " nhsnumber nino token access_token id_token refresh_token auth authkey apikey api_key session sessionid session_id"
    " sid phpsessid jsessionid pwd password passwd passcode reset invite_token magic otp sig signature lat lng latitude"
    " longitude ll donor donorid supporter supporterid attendee attendeeid person personid employee employeeid"
)
_PERSONAL_VALUE = Pattern(r"[a-z0-9._+-]+(?:@|%40)[a-z0-9-]+\.[a-z]{2,}|(?:\+|%2b|\b0)44[1-9][0-9]{9}\b|\b07[0-9]{9}\b")
_PATH_OF_A_PERSON = Pattern(
    r"linkedin\.com/(?:in|pub)/[a-z0-9%_-]{3,}|facebook\.com/(?:profile\.php\?id=[0-9]+|people/[^/]+/[0-9]+)"
    r"|/(?:patients?|clients?|service-?users?|members?|donors?|users?|people|person|residents?)/"
    r"[a-z]{2,20}[._-][a-z]{2,20}\b|google\.[a-z.]{2,6}/maps/contrib/[0-9]+"
)
_PLACE_IN_A_LINK = Pattern(
    r"/maps/[^ ]*@-?[0-9]{1,2}\.[0-9]{3,},-?[0-9]{1,3}\.[0-9]{3,}|[?&](?:q|ll|daddr|saddr"
    r"|destination)=-?[0-9]{1,2}\.[0-9]{3,}(?:,|%2c)"
)

_HANDLE = Pattern(r"(?:^|[\s(,:;\"'.])(@[a-z0-9_](?:[a-z0-9_.]{0,28}[a-z0-9_])?)\b")
_PERSONAL_FACT = Pattern(
    r"\b(?:(?:aged?|is|turns|turned) [1-9][0-9]\b|[1-9][0-9][ -]?(?:year[ -]?old|yr[ -]?old|y/?o)\b|diagnos[a-z]+"
    r"|lives (?:at|in|on|near|with)|(?:his|her|their) (?:number|address|phone|flat|birthday|gp|medication|anxiety"
    r"|depression|psychosis|bipolar|recovery|relapse|overdose)|born (?:on|in)|our (?:client|patient|service user"
    r"|resident|tenant)s?|(?:a|my|the) (?:client|patient|service user)|sectioned|self[ -]harm[a-z]*|overdosed"
    r"|bipolar|schizophreni[ac]|psychosis|in (?:rehab|hospital|recovery))\b"
)
_FACT_REACH = 60


def find_personal_links(text: Prepared) -> Iterator[Span]:
    """Yield links with an e-mail address, a name, an id or a key in them, and those of a person's own page."""
    for found in _links(text):
        if _is_personal(text.folded[found.start : found.end]):
            yield text.span(found.start, found.end, "URL", "link-personal")


def find_every_link(text: Prepared) -> Iterator[Span]:
    """Yield every link."""
    for found in _links(text):
        yield text.span(found.start, found.end, "URL", "link")


def find_personal_handles(text: Prepared) -> Iterator[Span]:
    """Yield profiles such as @name where something personal stands in the same sentence."""
    if "@" in text.folded and _PERSONAL_FACT.first_in(text):
        for found in _HANDLE.all_in(text):
            if _PERSONAL_FACT.near(text, *found.span(1), _FACT_REACH, _FACT_REACH):
                yield text.span(*found.span(1), "HANDLE", "handle-beside-facts")


def find_every_handle(text: Prepared) -> Iterator[Span]:
    """Yield every profile such as @name."""
    if "@" in text.folded:
        for found in _HANDLE.all_in(text):
            yield text.span(*found.span(1), "HANDLE", "handle")


def _links(text: Prepared) -> Iterator[Place]:
    if "://" in text.folded or "www." in text.lower:
        for found in _LINK.all_in(text):
            trimmed = text.folded[found.start : found.end].rstrip(".,;:!?)'\"]}*_")
            found.end = found.start + len(trimmed)
            yield found


def _is_personal(link: str) -> bool:
    if OF_A_MEETING.seen_in(link):
        return False
    for pair in link.partition("?")[2].replace("#", "&").replace(";", "&").split("&"):
        name, equals, value = pair.partition("=")
        if equals and value and name.lower().removeprefix("amp;").removeprefix("user[").rstrip("]") in _PERSONAL_NAMES:
            return True
    if _PERSONAL_VALUE.seen_in(link) or _PLACE_IN_A_LINK.seen_in(link):
        return True
    return _PATH_OF_A_PERSON.seen_in(link)

"""Keys of services that give them a shape of their own, and private keys: one glance is enough to know them."""

from collections.abc import Iterator

from bot.policy.findings import NEVER_KEPT, Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.patterns import Pattern, Sought

_ANY_CASE = (
    r"\bxox[abeoprs]-[a-z0-9-]{10,}",  # Slack
    r"\bxapp-[0-9]-[a-z0-9-]{10,}",
    r"hooks\.slack\.com/(?:services|workflows|triggers)/[a-z0-9/]{20,}",
    r"\bgh[pousr]_[a-z0-9]{20,}",  # GitHub
    r"\bgithub_pat_[a-z0-9_]{20,}",
    r"\bglpat-[a-z0-9_-]{16,}",  # GitLab
    r"\b(?:sk|rk|pk)_(?:live|test)_[a-z0-9]{10,}",  # Stripe
    r"\bsk-(?:ant-|proj-)?[a-z0-9_-]{20,}",  # OpenAI, Anthropic
    r"\bhf_[a-z0-9]{20,}",  # Hugging Face
    r"\bnpm_[a-z0-9]{30,}",
    r"\bpypi-[a-z0-9_-]{40,}",
    r"\bshp(?:at|ss|ca|pa)_[a-f0-9]{30,}",  # Shopify
    r"\bdop_v1_[a-f0-9]{40,}",  # DigitalOcean
    r"\bya29\.[a-z0-9_-]{20,}",  # Google
    r"\b[0-9]{8,10}:aa[a-z0-9_-]{30,}",  # Telegram
    r"discord(?:app)?\.com/api/webhooks/[0-9]+/[a-z0-9_-]{20,}",
    r"\bsg\.[a-z0-9_-]{16,}\.[a-z0-9_-]{16,}",  # SendGrid
    r"\bkey-[a-f0-9]{32}\b",  # Mailgun
    r"\beyj[a-z0-9_-]{8,}\.eyj[a-z0-9_-]{8,}(?:\.[a-z0-9_-]*)?",  # a JSON web token
    r"\botpauth://\S{8,}",  # the seed of an authenticator
    r"-----begin (?:[a-z0-9]+ ){0,3}private key(?: block)?-----",
)
_EXACT = (
    r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",  # Amazon
    r"\bAIza[A-Za-z0-9_-]{30,}",  # Google
    r"\bEAA[A-Za-z0-9]{40,}",  # Facebook
    r"\bSK[0-9a-f]{32}\b",  # Twilio
    r"\bAAAA[A-Za-z0-9%]{60,}",  # X
)
_LONG_WORD = Sought(r"[a-z0-9_:.%/-]{16}")
_OF_ANY_CASE = Pattern("|".join(_ANY_CASE))
_OF_EXACT_CASE = Pattern("|".join(_EXACT), exact=True)


def find_keys(text: Prepared) -> Iterator[Span]:
    """Yield keys and tokens whose shape gives them away."""
    if _LONG_WORD.is_in(text) or "-----" in text.folded:
        for pattern in (_OF_ANY_CASE, _OF_EXACT_CASE):
            for found in pattern.all_in(text):
                yield text.span(found.start, found.end, NEVER_KEPT, "key")

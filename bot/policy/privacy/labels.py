"""The sorts of private things that a text can hold, and which of two is told where both are seen."""

STRONGEST_FIRST = (
    "SECRET",
    "URL",  # an address on the web may hold an e-mail address, a number or a name; it is told as a whole
    "EMAIL",
    "IBAN",
    "CARD",
    "NINO",  # AB 12 34 56 C would pass for a plate
    "DRIVING_LICENCE",
    "NHS",
    "PASSPORT",
    "BANK",
    "IP",
    "GEO",
    "DOB",
    "PHONE",
    "POSTCODE",  # M25 1AB would pass for a plate, and for a motorway
    "ADDRESS",
    "VRM",
    "HANDLE",
    "PERSON",
)
"""Of two labels at one place the one that comes first here is told."""

RULES = {
    "ADDRESS": ("address", "street", "street-in-public", "address-by-model"),
    "BANK": ("sort-code", "account-number"),
    "CARD": ("card",),
    "DOB": ("date-of-birth", "new-age"),
    "DRIVING_LICENCE": ("driver-number", "driver-number-ni"),
    "EMAIL": ("email", "email-role", "email-spelt-out"),
    "GEO": ("coordinates", "grid-reference", "plus-code", "what3words"),
    "HANDLE": ("handle", "handle-beside-facts"),
    "IBAN": ("iban",),
    "IP": ("ip-address",),
    "NHS": ("nhs-number",),
    "NINO": ("national-insurance",),
    "PASSPORT": ("passport", "passport-alone"),
    "PERSON": ("service-user", "name"),
    "PHONE": (
        "phone",
        "phone-organisation",
        "phone-given-as-ours",
        "phone-abroad",
        "phone-after-its-name",
        "phone-in-words",
    ),
    "POSTCODE": ("postcode",),
    "SECRET": ("password", "password-in-link", "password-in-pair", "code", "key"),
    "URL": ("link", "link-personal"),
    "VRM": ("plate", "plate-dateless"),
}
"""What each label is seen by: a pack may say something of its own for one of these."""

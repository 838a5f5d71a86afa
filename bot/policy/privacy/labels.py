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

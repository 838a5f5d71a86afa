"""A receipt's short code: nine characters that can be read aloud over the telephone and find the entry again.

Eight characters of Crockford's base 32 are the first 40 bits of the entry's leaf hash. The ninth is a check: one
character misheard, or any two swapped, gives a code that is refused rather than another entry.
"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U
PREFIX_BYTES = 5
_MISREAD = str.maketrans("OIL", "011", " -")


class CodeError(ValueError):
    """No receipt has this code: something was misread or misheard."""


def code_of(leaf: bytes) -> str:
    """Return the code of the entry with this leaf hash, in three groups of three."""
    number = int.from_bytes(leaf[:PREFIX_BYTES])
    values = [number >> shift & 31 for shift in range(35, -1, -5)]
    code = "".join(ALPHABET[value] for value in [*values, _double(_remainder(values))])
    return f"{code[:3]}-{code[3:6]}-{code[6:]}"


def leaf_prefix(code: str) -> bytes:
    """Return the first five bytes of the leaf hash; spaces, hyphens, small letters and O, I, L for 0, 1, 1 are fine.

    Raises `CodeError` when it cannot be a receipt's code.
    """
    characters = code.upper().translate(_MISREAD)
    values = [ALPHABET.find(character) for character in characters]
    if len(values) != 9 or -1 in values or _remainder(values):
        raise CodeError("That is not the code of a receipt. Please read it again, one character at a time.")
    number = 0
    for value in values[:8]:
        number = number << 5 | value
    return number.to_bytes(PREFIX_BYTES)


def _remainder(values: list[int]) -> int:
    """Return the polynomial with these values at 2, in the field of 32 elements: each place weighs differently."""
    total = 0
    for value in values:
        total = _double(total) ^ value
    return total


def _double(value: int) -> int:
    """Multiply by 2 modulo x⁵ + x² + 1, whose powers of 2 run through all 31 elements that are not 0."""
    return value << 1 ^ (0b100101 if value & 16 else 0)

"""Writes the numbers of spreadsheet cells as their formats show them: 95%, 1,302, 3.50, 5万元."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
DIGITS = re.compile(r"[0#?][0#?,.]*|\.[0#?]+")
CONDITION = re.compile(r"\[[<>=]")
SPECIAL = re.compile("[Ee][+-]|/")
GENERAL_DIGITS = 10
"""Digits behind the point up to which a number without a format is written; more are traces of computing."""
GENERAL = "General"
PRECISION = 400
"""Digits that a number can have at most."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a number format: what stands before and after the digits, and how the digits are written.

    ``digits`` is None where the number is written plainly, "" where the format shows words only.
    """

    before: str
    digits: str | None
    after: str
    scale: int = 0


def number_text(value: int | float, number_format: str) -> str:
    """Return a number as a cell with this format shows it.

    Formats with conditions, fractions or exponents give the plain number: its value is not changed by them.
    """
    if number_format == GENERAL:
        return plain_number(value)
    sections = _sections(number_format)
    if sections is None:
        return plain_number(value)
    section, number = sections[0], Decimal(repr(value))
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    if section.digits == "":
        return section.before
    written = plain_number(float(number) if isinstance(value, float) else int(number))
    if section.digits is not None:
        with localcontext(prec=PRECISION):
            written = _with_digits(number.scaleb(section.scale), section.digits)
    sign, written = ("-", written[1:]) if written.startswith("-") else ("", written)
    return f"{sign}{section.before}{written}{section.after}"


def plain_number(value: int | float) -> str:
    """Return a number without format: whole ones without a point, others without the traces of computing."""
    if isinstance(value, int):
        return str(value)
    if value.is_integer():
        return str(int(value))
    written = f"{value:.{GENERAL_DIGITS}f}".rstrip("0").rstrip(".")
    return written if written.strip("-0.") else repr(value)


@lru_cache(maxsize=256)
def _sections(number_format: str) -> tuple[Section, ...] | None:
    """Return the sections of a format: for positive numbers, negative ones and zero; None for a plain number."""
    if not number_format or CONDITION.search(number_format) or number_format.count('"') % 2:
        return None
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format[:PRECISION])[:3]
    sections = tuple(_section(part) for part in parts)
    return None if None in sections else tuple(section for section in sections if section)


def _section(part: str) -> Section | None:
    """Return a section of a format; None for one that is not understood."""
    kept: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        token = match[0]
        kept.append(token[1:-1] if token[0] == '"' else token[1] if token[0] == "\\" else _currency(token))
        return "\0"

    bare = LITERAL.sub(put_aside, part)
    if SPECIAL.search(bare):
        return None
    words = iter(kept)
    general = re.search("general|@", bare, re.IGNORECASE)
    digits = general or DIGITS.search(bare)
    if digits is None:
        return Section(_filled(bare, words), "", "")
    percent = bare.count("%")
    before = _filled(bare[: digits.start()], words)
    after = _filled(bare[digits.end() :], words)
    if general:
        return Section(before, None, after)
    shape = digits[0]
    thousands = len(shape) - len(shape.rstrip(","))
    return Section(before, shape.rstrip(","), after, 2 * percent - 3 * thousands)


def _currency(token: str) -> str:
    """Return the sign in a token such as [$￥-804]; other tokens in brackets, fillers and gaps show nothing."""
    return token[2:].partition("-")[0].rstrip("]") if token.startswith("[$") else ""


def _filled(bare: str, words: Iterator[str]) -> str:
    return "".join(next(words, "") if character == "\0" else character for character in bare)


def _with_digits(number: Decimal, shape: str) -> str:
    whole, _, fraction = shape.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(fraction.replace(",", ""))), ROUND_HALF_UP)
    written = f"{abs(rounded):{',' if ',' in whole else ''}f}"
    integer, _, decimals = written.partition(".")
    least = len(fraction.rstrip("#?"))
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    integer = integer.rjust(whole.count("0"), "0")
    sign = "-" if rounded < 0 else ""
    return f"{sign}{integer}.{decimals}" if decimals else f"{sign}{integer}"

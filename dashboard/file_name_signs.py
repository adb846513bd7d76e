"""Signs in the names of files: those that no name may hold on Windows, macOS and Linux, and those that are not seen."""

import re
import unicodedata

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+')
"""Runs of signs that a file system refuses or reads as a path, or that are not seen."""
RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(\.|$)", re.IGNORECASE)
"""Names of devices, which Windows refuses with any suffix."""
WITHOUT_NAME = "未命名"
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode's categories of what is not drawn but changes how a name is drawn or understood, and of halves of signs."""
UNKNOWN = ("Cn", "Co")
"""Those of signs that no font agrees on: unassigned and private ones."""


def is_unseen(sign: str) -> bool:
    """Return whether a sign is a control or format character: a line end, a turn of the direction of writing."""
    return unicodedata.category(sign) in UNSEEN


def is_unknown(sign: str) -> bool:
    """Return whether a sign means nothing outside the machine it comes from."""
    return unicodedata.category(sign) in UNKNOWN


def shown_name(name: str) -> str:
    """Return the name of any file as it can be shown: signs that are not seen stand as their number, ‹202E›."""
    return "".join(f"‹{ord(sign):04X}›" if is_unseen(sign) or is_unknown(sign) else sign for sign in name)

# SPDX-License-Identifier: Apache-2.0
"""Which addresses of a message may be opened, and how they are shown before."""

import re
from typing import Final
from urllib.parse import urlsplit

from ui.widgets.plain_text import harmless

_OPENED: Final = frozenset({"http", "https", "mailto"})
_LONGEST_SHOWN: Final = 300
_LONGEST: Final = 8000
_NUMBER: Final = re.compile(r"\+?[0-9]{3,20}")
_BETWEEN: Final = re.compile(r"[\s().\-/]")
_TRUNK: Final = "(0)"
"""What is dialled only without the country before it, as people write it."""


def may_open(address: str) -> bool:
    """Whether this is an address of the web or of a person, or a plain number to call; files,
    programs and codes that tell a telephone to do something never are.
    """
    if len(address) > _LONGEST or harmless(address) != address:
        return False
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if parts.scheme.lower() == "tel":
        return _NUMBER.fullmatch(address.strip()[len("tel:") :]) is not None
    if parts.scheme.lower() not in _OPENED:
        return False
    return bool(parts.netloc) or parts.scheme.lower() == "mailto"


def phone_address(number: str) -> str:
    """What calls a number as people write it; nothing where that is more than a number."""
    if harmless(number) != number:
        return ""
    plain = number.replace(_TRUNK, "") if number.lstrip().startswith("+") else number
    address = f"tel:{_BETWEEN.sub('', plain)}"
    return address if may_open(address) else ""


def shown_address(address: str) -> str:
    """The address as it is, short enough for a tooltip."""
    text = harmless(address)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}\u2026"

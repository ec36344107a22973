# SPDX-License-Identifier: Apache-2.0
"""Which addresses of a message may be opened, and how they are shown before."""

from typing import Final
from urllib.parse import urlsplit

from ui.widgets.plain_text import harmless

_OPENED: Final = frozenset({"http", "https", "mailto"})
_LONGEST_SHOWN: Final = 300
_LONGEST: Final = 8000


def may_open(address: str) -> bool:
    """Whether this is an address of the web or of a person; files and programs never are."""
    if len(address) > _LONGEST or harmless(address) != address:
        return False
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if parts.scheme.lower() not in _OPENED:
        return False
    return bool(parts.netloc) or parts.scheme.lower() == "mailto"


def shown_address(address: str) -> str:
    """The address as it is, short enough for a tooltip."""
    text = harmless(address)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}\u2026"

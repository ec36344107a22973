# SPDX-License-Identifier: Apache-2.0
"""When two mail addresses, or two domains, are the same: one rule for the desk and its clients."""

from collections.abc import Iterable
from string import ascii_lowercase, ascii_uppercase
from typing import Final

_LOWER: Final = str.maketrans(ascii_uppercase, ascii_lowercase)


def address_key(address: str) -> str:
    """The form in which an address, or a domain, is compared and looked up.

    Of ASCII letters alone the case makes no difference. What Unicode calls the same letters may be
    another address: `ß` and `ss` are two domains (RFC 5894, 7.2), the Kelvin sign is no `k`.
    """
    return address.translate(_LOWER)


def address_keys(addresses: Iterable[str]) -> set[str]:
    """The compared forms of several addresses."""
    return {address_key(address) for address in addresses}

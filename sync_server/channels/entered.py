# SPDX-License-Identifier: Apache-2.0
"""What a customer enters, by a form or through a program: one set of rules for both. Pure.

What could be taken for something else is cleaned away here, and what says nothing is empty; who
asks for it says what must not be empty, and how long it may be.
"""

import re
from typing import Final

from msgspec import Struct

from sync_server.channels.email.sending.fields import BadAddress, travelling
from sync_server.channels.email.text import clean_line, clean_name, clean_text
from sync_server.contract.addresses import address_key

MAX_NAME: Final = 200
MAX_ADDRESS: Final = 254

_PLAIN: Final = r"[^\s@<>()\[\],;:\\\"]"
_ADDRESS: Final = re.compile(rf"{_PLAIN}{{1,64}}@{_PLAIN}{{1,253}}")


class Entered(Struct, frozen=True):
    """What was entered, cleaned."""

    name: str = ""
    address: str = ""
    subject: str = ""
    text: str = ""


def read_entered(
    *, name: str = "", address: str = "", subject: str = "", text: str = "", longest_subject: int
) -> Entered:
    """What these say. A name or subject that is too long is cut one character too late."""
    return Entered(
        name=clean_name(name, MAX_NAME + 1),
        address=read_address(address),
        subject=_telling(clean_line(subject, longest_subject + 1)),
        text=_telling(clean_text(text).strip()),
    )


def read_address(text: str) -> str:
    """An address in the form in which contacts have theirs; empty for what is none."""
    address = text.strip()
    if len(address) > MAX_ADDRESS or not address.isprintable() or "=?" in address:
        return ""
    if _ADDRESS.fullmatch(address) is None:
        return ""
    local, _, domain = address.rpartition("@")
    plain = f"{local}@{address_key(domain)}"
    try:
        travelling(plain)
    except BadAddress:
        return ""
    return plain


def _telling(text: str) -> str:
    """A text, or nothing for one of which nothing is seen."""
    return text if clean_name(text, len(text)) else ""

# SPDX-License-Identifier: Apache-2.0
"""Header fields that nothing can break out of: one clean line each, folded at its own spaces only.

The standard library folds structured fields by taking them apart again, and in doing so has lost
the quotes around a name and encoded long Message-IDs, which no program then recognises. So a field
is written here, and the library only places it.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any, Final, Self

from sync_server.channels.email.domains import domain_in_ascii
from sync_server.channels.email.text import clean_line, clean_name

LINE: Final = 76
"""Characters of a line where there is a space to break it (RFC 5322, 2.1.1, says 78)."""

MAX_SUBJECT: Final = 500
MAX_NAME: Final = 200
MAX_IDS: Final = 20
"""Message-IDs in `References`: the first one and the newest."""

_WORD_BYTES: Final = 45
"""Bytes of text in an encoded word, which may have 75 characters (RFC 2047, 2)."""

_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_ADDRESS: Final = re.compile(
    r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,64}@[^\s@<>()\[\],;:\\\"]{1,255}"
)
_ID: Final = re.compile(r"<?([\x21-\x3b\x3d\x3f-\x7e]{3,250})>?")
_HOST: Final = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*")


class BadAddress(ValueError):
    """An address to which no mail can be sent."""


class Field(str):
    """A header's value as it travels. It is one line: `fold` alone may break it."""

    name: str
    __slots__ = ("name",)

    def __new__(cls, name: str, value: str) -> Self:
        """Raises `ValueError` for a value that is more than a line."""
        if any(ord(char) < 32 or ord(char) == 127 for char in value):
            raise ValueError(f"{name}: a control character in a header")
        made = super().__new__(cls, value)
        made.name = name
        return made

    def fold(self, *, policy: "EmailPolicy[Any]") -> str:
        """The whole field, broken at spaces."""
        begin = f"{self.name}:"
        lines, line = [], begin
        for word in self.split(" "):
            if len(line) + 1 + len(word) > LINE and line not in ("", begin):
                lines.append(line)
                line = ""
            line += f" {word}"
        return policy.linesep.join([*lines, line]) + policy.linesep


def put(mail: EmailMessage, name: str, value: str) -> None:
    """Set a header, unless its value is empty."""
    if value:
        mail[name] = Field(name, value)


def text_value(text: str, *, limit: int = MAX_SUBJECT) -> str:
    """A text, such as a subject, as a header's value."""
    line = _single_spaced(clean_line(text, limit))
    return line if line.isascii() and "=?" not in line else " ".join(_encoded_words(line))


def address_value(name: str, address: str) -> str:
    """A mailbox as a header's value. Its name can never pose as an address.

    Raises `BadAddress`.
    """
    travels = travelling(address)
    line = _single_spaced(clean_name(name, MAX_NAME))
    if not line or line == address:
        return travels
    if not line.isascii() or any(part in line for part in ("=?", '"', "\\")):
        return f"{' '.join(_encoded_words(line))} <{travels}>"
    return f"{line} <{travels}>" if _ATOMS.fullmatch(line) else f'"{line}" <{travels}>'


def travelling(address: str) -> str:
    """An address as it travels: its domain in ASCII (RFC 5891). Raises `BadAddress`."""
    if _ADDRESS.fullmatch(address) is None:
        raise BadAddress(f"{clean_line(address, 80)} is no address that mail can be sent to")
    local, _, domain = address.rpartition("@")
    ascii_domain = domain_in_ascii(domain)
    if _HOST.fullmatch(ascii_domain) is None:
        raise BadAddress(f"{clean_line(address, 80)}: its domain cannot exist")
    return f"{local}@{ascii_domain}"


def ids_value(ids: Iterable[str]) -> str:
    """Message-IDs, oldest first, as the value of `References`; each once, in angle brackets.

    Of many the first stays, which began the conversation, and the newest.
    """
    found = (_ID.fullmatch(id_.strip()) for id_ in ids)
    known = list(dict.fromkeys(match[1] for match in found if match))
    if len(known) > MAX_IDS:
        known = [known[0], *known[1 - MAX_IDS :]]
    return " ".join(f"<{id_}>" for id_ in known)


def _single_spaced(line: str) -> str:
    """Folding tells no two spaces apart."""
    return " ".join(line.split())


def _encoded_words(text: str) -> Iterator[str]:
    """RFC 2047 words of a text. No character is split between two."""
    piece = b""
    for char in text:
        encoded = char.encode()
        if len(piece) + len(encoded) > _WORD_BYTES:
            yield f"=?utf-8?b?{b64encode(piece).decode()}?="
            piece = b""
        piece += encoded
    yield f"=?utf-8?b?{b64encode(piece).decode()}?="

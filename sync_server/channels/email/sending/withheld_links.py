# SPDX-License-Identifier: Apache-2.0
"""Takes the links to customers' pages out of what a mail repeats or sends on; pure.

A customer's answer quotes our mail, and with it the link that lets its reader answer in their name.
A link is known by its signature, whatever address the desk had when it was made, and however the
mail on its way has wrapped it: as a part of another link, over several lines, in quoted-printable
or in base64. What only looks like one stays.
"""

import re
from base64 import b64decode, encodebytes
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePath
from typing import Final

from msgspec import structs

from sync_server.channels.email.sending.assembly import OutgoingFile
from sync_server.channels.email.sending.bodies import CUT
from sync_server.security.signing import Signer

_SOFT: Final = rb"(?:=\r?\n)?"
"""Where quoted-printable breaks a line (RFC 2045, 6.7)."""

_SLASH: Final = rb"(?:/|%(?:25){0,4}2f|&#(?:47|x2f);|_)"
"""A slash, as it stands in a link, in a link in a link, in HTML, and in a gateway's links."""

_PIECE: Final = rb"[a-z0-9_-]{1,400}"
_BREAK: Final = rb"(?:=|[ \t]{0,9})\r?\n[> \t]{0,40}"
_LINK: Final = re.compile(
    _SLASH + _SOFT + b"r" + _SOFT + _SLASH + _SOFT + b"(" + _PIECE + b"(?:" + _BREAK + _PIECE
    + b"){0,8})",
    re.IGNORECASE,
)  # fmt: skip
_BROKEN: Final = re.compile(_BREAK)
_SHORTEST: Final = 32
"""Characters of a token, at least."""

_EDGE: Final = re.compile(rb"[\s<>\"'()\[\]]")
_AROUND: Final = 2000
"""Bytes of a link before and after its token, at most."""

_CUT: Final = b"[...]"
"""In a file, whatever its charset."""

_BASE64: Final = re.compile(rb"[A-Za-z0-9+/]{60,998}(?:\r?\n[A-Za-z0-9+/]{2,998})*={0,2}")
_TEXTS: Final = frozenset({".eml", ".htm", ".html", ".md", ".txt"})


def without_page_links(text: str, signer: Signer) -> str:
    """A text with a sign in the place of each link."""
    data = text.encode("utf-8", "surrogatepass")
    return _cleared(data, signer, sign=CUT.encode()).decode("utf-8", "surrogatepass")


def file_without_page_links(file: OutgoingFile, signer: Signer) -> OutgoingFile:
    """A file, if it is text or a mail, without the links in it. Any other is left as it is."""
    is_mail = file.media_type.lower().startswith("message/")
    is_text = file.media_type.lower().startswith("text/")
    if not (is_mail or is_text or PurePath(file.name.lower()).suffix in _TEXTS):
        return file

    def block(found: re.Match[bytes]) -> bytes:
        return _cleared_block(found[0], signer)

    return structs.replace(file, data=_BASE64.sub(block, _cleared(file.data, signer)))


def _cleared(data: bytes, signer: Signer, *, sign: bytes = _CUT) -> bytes:
    pieces: list[bytes] = []
    at = 0
    for found in _LINK.finditer(data):
        end = _end_of_token(found, signer)
        if end is None or found.start() < at:
            continue
        start = found.start() - _length(
            data[max(at, found.start() - _AROUND) : found.start()][::-1]
        )
        pieces += [data[at:start], sign]
        at = end + _length(data[end : end + _AROUND])
    return b"".join([*pieces, data[at:]]) if pieces else data


def _length(data: bytes) -> int:
    """How much of it belongs to the link that it begins in."""
    edge = _EDGE.search(data)
    return edge.start() if edge else len(data)


def _end_of_token(found: re.Match[bytes], signer: Signer) -> int | None:
    """Where the token of a link ends; `None` when it has none that is genuine."""
    if len(found[1]) < _SHORTEST:
        return None
    for end in _ends(found[1]):
        token = _BROKEN.sub(b"", found[1][:end]).decode("ascii")
        if any(signer.read_page_token(each, now=0) for each in _spellings(token)):
            return found.start(1) + end
    return None


def _ends(written: bytes) -> Iterator[int]:
    """Where the token may end: on each line, and where a gateway wrote two underscores after it."""
    yield len(written)
    yield from (broken.start() for broken in _BROKEN.finditer(written))
    yield from (tail.start() for tail in islice(re.finditer(rb"(?=__)", written), 8))


def _spellings(token: str) -> Iterable[str]:
    """A token as it stands there, and as a gateway that escapes with a hyphen has meant it."""
    return {token: 0, token.replace("-2D", "-").replace("-5F", "_"): 0}


def _cleared_block(block: bytes, signer: Signer) -> bytes:
    """Base64 of what was encoded in a block, without links; as it was when there are none."""
    plain = b"".join(block.split()).rstrip(b"=")
    said = b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + b"===")
    cleared = _cleared(said, signer)
    if cleared == said:
        return block
    encoded = encodebytes(cleared).rstrip(b"\n")
    return encoded.replace(b"\n", b"\r\n") if b"\r\n" in block else encoded

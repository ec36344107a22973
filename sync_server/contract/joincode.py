# SPDX-License-Identifier: Apache-2.0
"""The join code: where a desk is, whose certificate to trust, and a one-time token, in one line.

`deskbell://host:port/` followed by 32 bytes of SHA-256 of the authority's SubjectPublicKeyInfo
(zero bytes: the operating system's trust store), the token, and 4 bytes of checksum, in lower-case
base32 (RFC 4648, no padding), grouped by dashes. The checksum covers host and port too, so a typing
error is told apart from a code that is no longer valid.
"""

import re
from base64 import b32decode, b32encode
from hashlib import blake2b
from typing import Final

from msgspec import Struct

SCHEME: Final = "deskbell://"
AUTHORITY_PATH: Final = "/authority.pem"
"""Where a server hands out its authority's certificate by GET, on the port of the join code."""

DESK_HEADER: Final = "Deskbell-Desk"
"""Header of the server's handshake: what the desk is called, percent-encoded UTF-8."""

PROTOCOL_HEADER: Final = "Deskbell-Protocol"
"""Header of the server's handshake: the newest version of the protocol that it speaks."""

_FINGERPRINT: Final = 32
_CHECK: Final = 4
_GROUP: Final = 8
_LONGEST: Final = 2_000
_HOST = re.compile(r"\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253}")
_SHAPE = re.compile(rf"{SCHEME}({_HOST.pattern}):([0-9]{{1,5}})/([a-z2-7-]+)")


class BadJoinCode(ValueError):
    """A text that is no join code.

    `problem` is "shape", when it is nothing like one, or "typo", when it is one with a mistake.
    """

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


class JoinCode(Struct, frozen=True):
    """What a join code says. `fingerprint` is hex, or empty for a publicly trusted server.

    `host` is a name (lower case, international ones in their ASCII form) or a bare IP address.
    `token` is the one-time token (ASCII); empty when the code only says where the desk is.
    """

    host: str
    port: int
    fingerprint: str = ""
    token: str = ""


def encode_join_code(code: JoinCode) -> str:
    """The join code as one line to copy.

    Raises `ValueError` for what it cannot carry.
    """
    host = _bracketed(code.host)
    if not _HOST.fullmatch(host) or not _is_port(code.port):
        raise ValueError(f"{code.host}:{code.port} is no host and port")
    fingerprint = bytes.fromhex(code.fingerprint) if code.fingerprint else bytes(_FINGERPRINT)
    if len(fingerprint) != _FINGERPRINT:
        raise ValueError("a fingerprint has 64 hexadecimal digits")
    body = fingerprint + code.token.encode("ascii")
    text = b32encode(body + _checksum(host, code.port, body)).decode().rstrip("=").lower()
    groups = [text[i : i + _GROUP] for i in range(0, len(text), _GROUP)]
    return f"{SCHEME}{host}:{code.port}/{'-'.join(groups)}"


def decode_join_code(text: str) -> JoinCode:
    """The join code in a text; spaces, line breaks and capitals do not matter.

    Raises `BadJoinCode`.
    """
    match = _SHAPE.fullmatch("".join(text[:_LONGEST].split()).lower())
    if match is None:
        raise BadJoinCode("shape")
    host, port = match[1], int(match[2])
    raw = _from_base32(match[3].replace("-", ""))
    body, check = raw[:-_CHECK], raw[-_CHECK:]
    fingerprint, token = body[:_FINGERPRINT], body[_FINGERPRINT:]
    is_whole = len(body) >= _FINGERPRINT and check == _checksum(host, port, body)
    if not (is_whole and token.isascii() and _is_port(port)):
        raise BadJoinCode("typo")
    return JoinCode(
        host=host.strip("[]"),
        port=port,
        fingerprint=fingerprint.hex() if any(fingerprint) else "",
        token=token.decode("ascii"),
    )


def _from_base32(letters: str) -> bytes:
    """Empty when the letters cannot stand for bytes, or spell them in another than the one way."""
    try:
        raw = b32decode(letters.upper() + "=" * (-len(letters) % 8))
    except ValueError:
        return b""
    return raw if b32encode(raw).decode().rstrip("=").lower() == letters else b""


def _bracketed(host: str) -> str:
    host = host.lower()
    return f"[{host}]" if ":" in host else host


def _is_port(number: int) -> bool:
    return 0 < number < 65_536


def _checksum(host: str, port: int, body: bytes) -> bytes:
    return blake2b(f"{host}:{port}/".encode() + body, digest_size=_CHECK).digest()

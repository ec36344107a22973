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
_FINGERPRINT: Final = 32
_CHECK: Final = 4
_GROUP: Final = 8
_SHAPE = re.compile(r"^deskbell://(\[[0-9a-f:.]+\]|[a-z0-9.-]+):([0-9]{1,5})/([a-z2-7-]+)$")


class BadJoinCode(ValueError):
    """A text that is no join code. `problem` is "shape" or "typo"."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


class JoinCode(Struct, frozen=True):
    """What a join code says. `fingerprint` is hex, or empty for a publicly trusted server.

    `token` is the one-time token (ASCII); empty when the code only says where the desk is.
    """

    host: str
    port: int
    fingerprint: str = ""
    token: str = ""


def encode_join_code(code: JoinCode) -> str:
    """The join code as one line to copy."""
    fingerprint = bytes.fromhex(code.fingerprint) if code.fingerprint else bytes(_FINGERPRINT)
    host = code.host.lower()
    host = f"[{host}]" if ":" in host else host
    body = fingerprint + code.token.encode("ascii")
    text = b32encode(body + _checksum(host, code.port, body)).decode().rstrip("=").lower()
    groups = [text[i : i + _GROUP] for i in range(0, len(text), _GROUP)]
    return f"{SCHEME}{host}:{code.port}/{'-'.join(groups)}"


def decode_join_code(text: str) -> JoinCode:
    """The join code in a text; spaces, line breaks and capitals do not matter.

    Raises `BadJoinCode`.
    """
    match = _SHAPE.match("".join(text.split()).lower())
    if match is None:
        raise BadJoinCode("shape")
    host, port, letters = match[1], int(match[2]), match[3].replace("-", "").upper()
    try:
        raw = b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raise BadJoinCode("typo") from None
    body, check = raw[:-_CHECK], raw[-_CHECK:]
    if len(body) < _FINGERPRINT or check != _checksum(host, port, body) or not 0 < port < 65_536:
        raise BadJoinCode("typo")
    fingerprint, token = body[:_FINGERPRINT], body[_FINGERPRINT:]
    if not token.isascii():
        raise BadJoinCode("typo")
    return JoinCode(
        host=host.strip("[]"),
        port=port,
        fingerprint=fingerprint.hex() if any(fingerprint) else "",
        token=token.decode("ascii"),
    )


def _checksum(host: str, port: int, body: bytes) -> bytes:
    return blake2b(f"{host}:{port}/".encode() + body, digest_size=_CHECK).digest()

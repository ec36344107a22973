# SPDX-License-Identifier: Apache-2.0
"""Opaque tokens: 256 random bits, of which the server keeps only SHA-256.

A device's token is replaced at every use. The previous one stays valid until the new one is first
seen, so that a crash between the two locks nobody out; an older one that turns up again has been
copied, and the device must be revoked.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Final

from msgspec import Struct

TOKEN_BYTES: Final = 32
KEPT_RETIRED: Final = 50
"""How many worn-out tokens of a device are remembered, to recognise a copy of one."""

RandomBytes = Callable[[int], bytes]
Finish = Callable[[str], str]


def _as_it_is(token: str) -> str:
    return token


class DeviceTokens(Struct, frozen=True):
    """What is stored of a device's tokens: SHA-256 in hex. `current` is `None` once signed out."""

    current: str | None
    previous: str | None = None
    retired: tuple[str, ...] = ()


class Accepted(Struct, frozen=True):
    """The token was good. Store `tokens`, then hand out `token`, which replaces it."""

    tokens: DeviceTokens
    token: str


class Reused(Struct, frozen=True):
    """The token was good once: somebody has a copy. The device must be revoked."""


class Unknown(Struct, frozen=True):
    """Never a token of this device."""


def new_token(random_bytes: RandomBytes) -> str:
    """A new token, as it travels: 43 URL-safe characters."""
    return urlsafe_b64encode(random_bytes(TOKEN_BYTES)).rstrip(b"=").decode()


def hash_token(token: str) -> str:
    """What is stored of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def enrol(random_bytes: RandomBytes, *, finish: Finish = _as_it_is) -> Accepted:
    """The first token of a device. `finish` makes of it what is handed out and known again."""
    token = finish(new_token(random_bytes))
    return Accepted(DeviceTokens(hash_token(token)), token)


def rotate(
    tokens: DeviceTokens,
    presented: str,
    random_bytes: RandomBytes,
    *,
    finish: Finish = _as_it_is,
) -> Accepted | Reused | Unknown:
    """What a presented token means for a device, and what replaces it."""
    hashed = hash_token(presented)
    if tokens.current is not None and hmac.compare_digest(hashed, tokens.current):
        retired = tokens.retired if tokens.previous is None else (*tokens.retired, tokens.previous)
        return _replace(tokens.current, retired, finish(new_token(random_bytes)))
    if tokens.previous is not None and hmac.compare_digest(hashed, tokens.previous):
        # The answer that carried `current` was lost, so nobody has that: it counts as worn out,
        # and whoever presents it after all is one of two that had the same token.
        lost = () if tokens.current is None else (tokens.current,)
        token = finish(new_token(random_bytes))
        return _replace(tokens.previous, (*tokens.retired, *lost), token)
    return Reused() if hashed in tokens.retired else Unknown()


def adopt(tokens: DeviceTokens, presented: str, *, token: str) -> Accepted:
    """Take a token for good that is not known here, and replace it by `token`; all others end."""
    known = (tokens.previous, tokens.current)
    worn = (*tokens.retired, *(each for each in known if each is not None))
    return _replace(hash_token(presented), worn, token)


def _replace(previous: str, retired: tuple[str, ...], token: str) -> Accepted:
    return Accepted(DeviceTokens(hash_token(token), previous, retired[-KEPT_RETIRED:]), token)


# -- passes for files --------------------------------------------------------------------------


def make_pass(key: bytes, *, attachment: str, device: str, expires_at: int) -> str:
    """A pass to download one attachment on one device until `expires_at` (µs UTC)."""
    return f"{expires_at}.{_signature(key, attachment, device, expires_at)}"


def check_pass(key: bytes, token: str, *, attachment: str, device: str, now: int) -> bool:
    """Whether a pass is genuine, for this attachment and device, and not over."""
    expiry, _, signature = token.partition(".")
    if not (expiry.isascii() and expiry.isdigit() and len(expiry) <= 18):
        return False
    expected = _signature(key, attachment, device, int(expiry))
    is_genuine = hmac.compare_digest(
        signature.encode("utf-8", "surrogatepass"), expected.encode("ascii")
    )
    return is_genuine and now <= int(expiry)


def _signature(key: bytes, attachment: str, device: str, expires_at: int) -> str:
    text = f"{len(attachment)}:{attachment}{len(device)}:{device}{expires_at}"
    return hmac.digest(key, text.encode(), "sha256").hex()

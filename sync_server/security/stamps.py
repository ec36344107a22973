# SPDX-License-Identifier: Apache-2.0
"""Stamps on device tokens, by which a restored server recognises what it gave out since its backup.

A stamped token is `token.at.tag`: `at` in microseconds UTC, `tag` the first 16 bytes of HMAC-SHA256
(RFC 2104) over the token, the device and `at`, each with its length, in base64url without padding.
A stamp alone opens nothing: the server asks for it only where it does not know a token, once per
device after a restore, and only for tokens of the time that the restore took back.
"""

import hmac
from base64 import urlsafe_b64encode
from typing import Final

from sync_server.contract.ids import Instant

KEY_BYTES: Final = 32
_TAG_BYTES: Final = 16
_LONGEST_INSTANT: Final = 18


def stamp(key: bytes, token: str, *, device: str, at: Instant) -> str:
    """A token that says when and for which device it was made."""
    return f"{token}.{at}.{_tag(key, token, device, str(at))}"


def stamped_at(key: bytes, text: str, *, device: str) -> Instant | None:
    """When a stamped token was made for this device; `None` for one that is not genuine."""
    token, _, rest = text.partition(".")
    at, _, tag = rest.partition(".")
    if not (at.isascii() and at.isdigit() and len(at) <= _LONGEST_INSTANT):
        return None
    expected = _tag(key, token, device, at).encode("ascii")
    if not hmac.compare_digest(tag.encode("utf-8", "surrogatepass"), expected):
        return None
    return int(at)


def _tag(key: bytes, token: str, device: str, at: str) -> str:
    text = "".join(f"{len(part)}:{part}" for part in (token, device, at))
    digest = hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256")
    return urlsafe_b64encode(digest[:_TAG_BYTES]).rstrip(b"=").decode("ascii")

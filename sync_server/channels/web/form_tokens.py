# SPDX-License-Identifier: Apache-2.0
"""Signed marks in a form: that we made it, for which page and when. No cookie is needed for that.

A mark also carries a number that no other form has. Sent twice, as by an impatient second press, a
form is therefore recognised as the same.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Final

from sync_server.contract.ids import Instant

NONCE_BYTES: Final = 16
TAG_BYTES: Final = 16
LIFE_US: Final = 24 * 3600 * 1_000_000
"""How long a form may lie open: a page that is left over night still works in the morning."""

_TOKEN: Final = re.compile(r"(\d{1,18})\.([A-Za-z0-9_-]{22})\.([0-9a-f]{32})")


class FormTokens:
    """Makes and reads the marks. Its repr never shows the key."""

    def __init__(self, key: bytes, random_bytes: Callable[[int], bytes]) -> None:
        self._key = key
        self._random_bytes = random_bytes

    def __repr__(self) -> str:
        return "FormTokens()"

    def make(self, place: str, *, now: Instant) -> str:
        """A mark for the form at a path."""
        nonce = urlsafe_b64encode(self._random_bytes(NONCE_BYTES)).rstrip(b"=").decode()
        return f"{now}.{nonce}.{self._tag(place, str(now), nonce)}"

    def read(self, token: str, place: str, *, now: Instant) -> str | None:
        """The form's own number; `None` for a mark that is not genuine, not for here, or over."""
        found = _TOKEN.fullmatch(token)
        if found is None:
            return None
        made_at, nonce, tag = found.groups()
        if not hmac.compare_digest(tag, self._tag(place, made_at, nonce)):
            return None
        return nonce if now - LIFE_US <= int(made_at) <= now else None

    def _tag(self, place: str, made_at: str, nonce: str) -> str:
        text = f"form {len(place)}:{place}{made_at}.{nonce}"
        return hmac.digest(self._key, text.encode("utf-8", "surrogatepass"), "sha256")[
            :TAG_BYTES
        ].hex()

# SPDX-License-Identifier: Apache-2.0
"""The signature at the end of a reply: there when it leaves, away when its text comes back.

Its fields stand for the same as those of a reply that is kept ready; what is not known is left out.
"""

from collections.abc import Mapping
from typing import Final

from app.settings import Settings
from sync_server.contract.placeholders import fill_out

_MARK: Final = "\n\n-- \n"
"""What mail programs look for to fold a signature."""


def signed(text: str, settings: Settings, values: Mapping[str, str]) -> str:
    """A reply as it is sent; nothing is added where nobody wrote a signature."""
    end = _end(settings, values)
    return text if text.endswith(end) else f"{text.rstrip()}{end}"


def unsigned(text: str, settings: Settings, values: Mapping[str, str]) -> str:
    """What of a reply was written by hand."""
    return text.removesuffix(_end(settings, values))


def _end(settings: Settings, values: Mapping[str, str]) -> str:
    written = fill_out(str(settings.get("signature")), values).strip()
    clean = written.replace("\0", "").encode(errors="replace").decode()
    return f"{_MARK}{clean}" if clean else ""

# SPDX-License-Identifier: Apache-2.0
"""The signature at the end of a reply: there when it leaves, away when its text comes back."""

from typing import Final

from app.settings import Settings

_MARK: Final = "\n\n-- \n"
"""What mail programs look for to fold a signature."""


def signed(text: str, settings: Settings) -> str:
    """A reply as it is sent; nothing is added where nobody wrote a signature."""
    end = _end(settings)
    return text if text.endswith(end) else f"{text.rstrip()}{end}"


def unsigned(text: str, settings: Settings) -> str:
    """What of a reply was written by hand."""
    return text.removesuffix(_end(settings))


def _end(settings: Settings) -> str:
    written = str(settings.get("signature")).strip()
    clean = written.replace("\0", "").encode(errors="replace").decode()
    return f"{_MARK}{clean}" if clean else ""

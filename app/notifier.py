# SPDX-License-Identifier: Apache-2.0
"""Plain notifications of the operating system.

WORKAROUND(plyer 2.1): on Linux the title is the first argument of a program, where a dash at its
start makes it an option, so no title starts with one here.
"""

import logging
from collections.abc import Callable
from typing import Any, Final

from app.environment import Lane

logger = logging.getLogger(__name__)

LONGEST_TITLE: Final = 100
LONGEST_TEXT: Final = 300
Show = Callable[..., Any]


class Notifier:
    """Shows notifications in a lane of its own, for it can block. A failure is only logged."""

    def __init__(self, lane: Lane, *, show: Show | None = None) -> None:
        self._lane = lane
        self._show = show

    async def notify(self, *, title: str, text: str = "") -> bool:
        """Show it; whether that worked."""
        try:
            show = self._show or _system_show()
            await self._lane.run(
                lambda: show(
                    title=safe_title(title),
                    message=_plain(text)[:LONGEST_TEXT],
                    app_name="Deskbell",
                )
            )
        except Exception:
            logger.info("A notification cannot be shown", exc_info=True)
            return False
        return True


def safe_title(title: str) -> str:
    """A title that is a text to every notification service, never an option or empty."""
    plain = _plain(title).lstrip(" -\u2010\u2011\u2012\u2013\u2014\u2212")[:LONGEST_TITLE]
    return plain or "Deskbell"


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()


def _system_show() -> Show:
    from plyer import notification  # noqa: PLC0415 - it looks at the platform when imported

    show: Show = notification.notify
    return show

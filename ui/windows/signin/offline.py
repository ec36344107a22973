# SPDX-License-Identifier: Apache-2.0
"""Working without the server: whether this computer holds enough, and the words about it."""

from app.client import Held
from ui.models.words import time_words, translate
from ui.widgets import plural
from ui.widgets.figures import count_words
from ui.windows.signin.window import SignInWindow


def offer_offline(window: SignInWindow, held: Held | None) -> None:
    """Make "Work offline" the main button while the server does not answer and there is data."""
    offered = held is not None
    window.offline.setVisible(offered)
    window.primary.setVisible(not offered)
    window.offline_part.setVisible(offered)
    if held is not None:
        window.offline_words.setText(_held_words(held))


def _held_words(held: Held) -> str:
    told = plural.tr(
        "This computer holds {count} tickets, last updated {at}. Replies you write are sent when"
        " the server is back.",
        "This computer holds 1 ticket, last updated {at}. Replies you write are sent when the"
        " server is back.",
        held.tickets,
    )
    count = count_words(held.tickets)
    return told.format(count=count, at=time_words(held.contact_at, held.now))


def ended_words(to_send: int) -> str:
    """The session ended: why one has to sign in again, and that nothing is lost."""
    if to_send:
        return plural.tr(
            "Your session has ended. Sign in again to send %n changes.",
            "Your session has ended. Sign in again to send 1 change.",
            to_send,
        )
    return translate("signin", "Your session has ended. Sign in again.")

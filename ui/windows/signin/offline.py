# SPDX-License-Identifier: Apache-2.0
"""Working without the server: whether this computer holds enough, and the words about it."""

from app.client import Held
from ui.models.words import time_words, translate
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
    told = translate(
        "signin",
        "This computer holds {count} tickets, last updated {at}. Replies you write are sent when"
        " the server is back.",
    )
    if held.tickets == 1:
        told = translate(
            "signin",
            "This computer holds 1 ticket, last updated {at}. Replies you write are sent when"
            " the server is back.",
        )
    count = count_words(held.tickets)
    return told.format(count=count, at=time_words(held.contact_at, held.now))


def ended_words(to_send: int) -> str:
    """The session ended: why one has to sign in again, and that nothing is lost."""
    if to_send == 1:
        return translate("signin", "Your session has ended. Sign in again to send 1 change.")
    if to_send:
        told = translate("signin", "Your session has ended. Sign in again to send {count} changes.")
        return told.format(count=to_send)
    return translate("signin", "Your session has ended. Sign in again.")

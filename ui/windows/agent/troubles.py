# SPDX-License-Identifier: Apache-2.0
"""Why a gesture could not be done, in words for the person who made it."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.errors import (
    AnotherAccount,
    BadText,
    ClientError,
    KeyringUnavailable,
    Locked,
    NoRoom,
    NotConnected,
    NotReady,
    QueueFull,
    TextTooLong,
    TooLarge,
    TransferFailed,
    Unreachable,
)
from sync_server.contract.refusals import Refusal
from ui.models.told_below import missing_sentence, no_room_sentence, refusal_sentence
from ui.models.words import number_words, size_words, translate
from ui.widgets import plural

_PLAIN: Final[dict[type[ClientError], str]] = {
    TextTooLong: str(
        QT_TRANSLATE_NOOP(
            "ticket", "This text is too long to be sent at once. Attach it as a file instead."
        )
    ),
    BadText: str(
        QT_TRANSLATE_NOOP("ticket", "This character cannot be sent. Remove it, then send again.")
    ),
    Unreachable: str(QT_TRANSLATE_NOOP("ticket", "The server does not answer.")),
    TransferFailed: str(QT_TRANSLATE_NOOP("ticket", "The file did not come through. Try again.")),
    AnotherAccount: str(
        QT_TRANSLATE_NOOP(
            "ticket", "Somebody else is signed in on this computer. They have to sign out first."
        )
    ),
    KeyringUnavailable: str(
        QT_TRANSLATE_NOOP("ticket", "The secure storage of this computer does not answer.")
    ),
    Locked: str(QT_TRANSLATE_NOOP("ticket", "Deskbell is locked on this computer.")),
}


def trouble_words(error: ClientError) -> str:
    """One sentence, or two where something can be done about it."""
    if isinstance(error, TooLarge):
        told = translate("ticket", "This is {size}, the limit is {limit}. Attach it as a file.")
        return told.format(size=size_words(error.size), limit=size_words(error.limit))
    if isinstance(error, QueueFull):
        return plural.tr(
            "%n changes wait to be sent. Connect before you go on.",
            "1 change waits to be sent. Connect before you go on.",
            error.limit,
        )
    if isinstance(error, NotReady):
        return _unready_words(error)
    if isinstance(error, NotConnected):
        return translate("ticket", "This needs the server, and there is no connection.")
    if isinstance(error, NoRoom):
        return no_room_sentence(error.needed)
    refusal = getattr(error, "refusal", None)
    if isinstance(refusal, Refusal):
        return refusal_sentence(refusal)
    for kind, words in _PLAIN.items():
        if isinstance(error, kind):
            return translate("ticket", words)
    return translate("ticket", "This could not be done: {why}.").format(why=error)


def _unready_words(error: NotReady) -> str:
    """What a ticket lacks, or how many of those that were chosen lack something."""
    told = missing_sentence(error.missing)
    if not error.numbers:
        return told
    several = plural.tr(
        "%n tickets are not ready to be solved.",
        "1 ticket is not ready to be solved.",
        len(error.numbers),
    )
    first = translate("ticket", "{number}: {why}").format(
        number=number_words(error.numbers[0]), why=told
    )
    return f"{several} {first}"

# SPDX-License-Identifier: Apache-2.0
"""What the client says below the window, in the language of the person: refusals and notices."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.sync.notices import Notice
from app.workspace.words import missing_words, refusal_words
from sync_server.contract.commands import Command
from sync_server.contract.refusals import Refusal
from ui.models.words import size_words, translate
from ui.widgets import plural

if TYPE_CHECKING:
    from sync_server.contract.gates import Missing

REFUSALS: Final = (
    QT_TRANSLATE_NOOP(
        "refused", "This version of Deskbell and the server do not understand each other."
    ),
    QT_TRANSLATE_NOOP("refused", "The text holds a character that cannot be stored."),
    QT_TRANSLATE_NOOP("refused", "The server does not take this value{field}."),
    QT_TRANSLATE_NOOP("refused", "The server does not know how to do this yet. Update the server."),
    QT_TRANSLATE_NOOP("refused", "You are not allowed to do this."),
    QT_TRANSLATE_NOOP("refused", "It is no longer there, or no longer yours to see."),
    QT_TRANSLATE_NOOP("refused", "There is already one with the same value{field}."),
    QT_TRANSLATE_NOOP("refused", "Somebody else changed this meanwhile{field}."),
    QT_TRANSLATE_NOOP(
        "refused", "There is a newer message in this ticket. Read it before you send."
    ),
    QT_TRANSLATE_NOOP("refused", "The ticket's status does not allow this now."),
    QT_TRANSLATE_NOOP("refused", "The reply has already gone out."),
    QT_TRANSLATE_NOOP("refused", "The offer is over: the ticket has gone on to somebody else."),
    QT_TRANSLATE_NOOP("refused", "Nothing waits there that you have the skills for."),
    QT_TRANSLATE_NOOP("refused", "A file has not arrived at the server."),
    QT_TRANSLATE_NOOP(
        "refused", "The server no longer has this password. Enter it again and test the mailbox."
    ),
    QT_TRANSLATE_NOOP("refused", "That is more than this desk allows{field}."),
    QT_TRANSLATE_NOOP("refused", "This was already sent with another content."),
    QT_TRANSLATE_NOOP("refused", "This waited too long. Check the ticket, then do it again."),
    QT_TRANSLATE_NOOP("refused", "An earlier change has to be sent first."),
    QT_TRANSLATE_NOOP("refused", "The server asks for a little patience."),
    QT_TRANSLATE_NOOP("refused", "The server has no room. It is tried again."),
    QT_TRANSLATE_NOOP(
        "refused", "The server takes no changes until an administrator has looked at it."
    ),
    QT_TRANSLATE_NOOP("refused", "The server failed. It is tried again."),
    QT_TRANSLATE_NOOP(
        "refused", "The server heard nothing in time. Check the network, then try again."
    ),
    QT_TRANSLATE_NOOP("refused", "Address, password or code is wrong."),
    QT_TRANSLATE_NOOP("refused", "This device has been signed out."),
    QT_TRANSLATE_NOOP("refused", "This account has been disabled."),
    QT_TRANSLATE_NOOP("refused", "Too many attempts. Wait a little, then try again."),
    QT_TRANSLATE_NOOP("refused", "This version of Deskbell is too old or too new for the server."),
    QT_TRANSLATE_NOOP("refused", "This is too large to send. Attach the text as a file instead."),
    QT_TRANSLATE_NOOP(
        "refused", "It waited here for more than 30 minutes. Read what is new, then decide."
    ),
    QT_TRANSLATE_NOOP("refused", "It builds on a change that was refused."),
    QT_TRANSLATE_NOOP("refused", "A ticket cannot be merged into itself."),
    QT_TRANSLATE_NOOP(
        "refused",
        "The other ticket is closed, deleted or merged itself.",
    ),
    QT_TRANSLATE_NOOP("refused", "This ticket was merged into another one meanwhile."),
    QT_TRANSLATE_NOOP(
        "refused", "They are of different customers. Confirm that they belong together."
    ),
    QT_TRANSLATE_NOOP(
        "refused",
        "Messages of the merge were erased or moved on: it cannot be undone exactly.",
    ),
    QT_TRANSLATE_NOOP(
        "refused", "Child tickets are still open. Solve them first, or solve it anyway."
    ),
    QT_TRANSLATE_NOOP("refused", "It has a parent already. Take that link away first."),
    QT_TRANSLATE_NOOP(
        "refused", "It has a problem as its cause already. Take that link away first."
    ),
    QT_TRANSLATE_NOOP(
        "refused", "It is a duplicate of another already. Take that link away first."
    ),
    QT_TRANSLATE_NOOP(
        "refused", "It follows up another ticket already. Take that link away first."
    ),
    QT_TRANSLATE_NOOP("refused", "The links would lead in a circle."),
    QT_TRANSLATE_NOOP("refused", "It cannot be solved yet. Missing: {missing}."),
    QT_TRANSLATE_NOOP("refused", "what solved it"),
    QT_TRANSLATE_NOOP("refused", "a category"),
    QT_TRANSLATE_NOOP("refused", "the address of an article"),
    QT_TRANSLATE_NOOP("refused", "its checklist"),
    QT_TRANSLATE_NOOP("refused", "The server refused {what} ({code})."),
    QT_TRANSLATE_NOOP("refused", "this"),
    QT_TRANSLATE_NOOP("refused", "Incident {number}."),
    QT_TRANSLATE_NOOP("refused", "wake-up time"),
    QT_TRANSLATE_NOOP("refused", "team"),
    QT_TRANSLATE_NOOP("refused", "messages"),
    QT_TRANSLATE_NOOP("refused", "document"),
    QT_TRANSLATE_NOOP("refused", "draft"),
)
"""The sentences of `app.workspace.words`, named here so that they are translated."""

NOTICES: Final = (
    QT_TRANSLATE_NOOP(
        "notices",
        "The server was restored. What was done last may be missing.",
    ),
    QT_TRANSLATE_NOOP("notices", "Rebuilding local data."),
    QT_TRANSLATE_NOOP(
        "notices",
        "The outbox on this computer was damaged and has been set aside. What "
        "was unsent in it is kept there, but cannot be read here.",
    ),
    QT_TRANSLATE_NOOP(
        "notices", "The keyring does not answer: you will have to sign in again next time."
    ),
    QT_TRANSLATE_NOOP(
        "notices", "This disk is full. What you type is kept, nothing new can be stored."
    ),
    QT_TRANSLATE_NOOP(
        "notices", "The server sent something that does not fit. That part is fetched again."
    ),
)
"""The sentences of `app.sync.notices`."""


def refusal_sentence(refusal: Refusal, command: Command | None = None) -> str:
    """Why something was refused."""
    return refusal_words(refusal, command, say=_say)


def missing_sentence(missing: "Missing") -> str:
    """What keeps a ticket from being solved."""
    return missing_words(missing, say=_say)


def notice_sentence(notice: Notice) -> str:
    """What happened; why the server signed the device out is a refusal."""
    if notice.kind == "signed_out":
        return _say(notice.text)
    if notice.kind == "no_room":
        return no_room_sentence(notice.count)
    if notice.kind == "server_restored" and notice.count:
        return plural.tr(
            "The server was restored. %n of your actions were sent again.",
            "The server was restored. 1 of your actions was sent again.",
            notice.count,
        )
    if notice.kind == "set_aside" and notice.count:
        return plural.tr(
            "Rebuilding local data, %n unsent changes kept.",
            "Rebuilding local data, 1 unsent change kept.",
            notice.count,
        )
    return translate("notices", notice.text)


def no_room_sentence(needed: int) -> str:
    """The disk is full, and by how much, where that is known."""
    told = translate(
        "notices", "This disk is full. What you type is kept, nothing new can be stored."
    )
    if not needed:
        return told
    more = translate("notices", "At least {size} must become free.")
    return f"{told} {more.format(size=size_words(needed))}"


def _say(sentence: str) -> str:
    return translate("refused", sentence)

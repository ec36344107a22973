# SPDX-License-Identifier: Apache-2.0
"""Held mail in words: its kind, why it is held, and how many of each kind wait."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Held, Mailbox, Ticket
from ui.models.server_words import server_words
from ui.models.words import number_words, time_words, translate
from ui.widgets.held_value import HeldRowValue
from ui.widgets.pill import PillTone

ALL: Final = "all"
KINDS: Final[dict[str, tuple[str, PillTone]]] = {
    "spam": (str(QT_TRANSLATE_NOOP("held", "Spam")), "neutral"),
    "unverified": (str(QT_TRANSLATE_NOOP("held", "Unverified")), "amber"),
    "set_aside": (str(QT_TRANSLATE_NOOP("held", "Set aside")), "accent"),
    "quarantined": (str(QT_TRANSLATE_NOOP("held", "Quarantined")), "red"),
}
"""Kinds of held mail: how each is called, and the tone of that word."""

_KIND_OF: Final = {
    "blocked": "spam",
    "unverified": "unverified",
    "loop": "set_aside",
    "flood": "set_aside",
    "unreadable": "set_aside",
    "scanner": "quarantined",
    "elsewhere": "set_aside",
}
_TITLES: Final = {
    "blocked": str(QT_TRANSLATE_NOOP("held", "Held because the sender is blocked")),
    "unverified": str(QT_TRANSLATE_NOOP("held", "Held because the sender could not be verified")),
    "loop": str(QT_TRANSLATE_NOOP("held", "Held because a mail loop was stopped")),
    "flood": str(QT_TRANSLATE_NOOP("held", "Held because too much came at once")),
    "unreadable": str(QT_TRANSLATE_NOOP("held", "Held because it could not be read")),
    "scanner": str(QT_TRANSLATE_NOOP("held", "Held because it may do harm")),
    "elsewhere": str(QT_TRANSLATE_NOOP("held", "Held because another team has it")),
}
_SHORT: Final = {
    "blocked": str(QT_TRANSLATE_NOOP("held", "The sender is blocked")),
    "unverified": str(QT_TRANSLATE_NOOP("held", "The sender could not be verified")),
    "loop": str(QT_TRANSLATE_NOOP("held", "A mail loop was stopped")),
    "flood": str(QT_TRANSLATE_NOOP("held", "Too much came at once")),
    "unreadable": str(QT_TRANSLATE_NOOP("held", "It could not be read")),
    "scanner": str(QT_TRANSLATE_NOOP("held", "It may do harm")),
    "elsewhere": str(QT_TRANSLATE_NOOP("held", "Another team has it")),
}


def may_see_held(workspace: Workspace) -> bool:
    """Whether the person decides about held mail: everybody who works on tickets does."""
    me = workspace.get(Agent, workspace.me)
    return me is not None and me.role in ("administrator", "supervisor", "agent")


def waiting_held(workspace: Workspace) -> Iterator[Held]:
    """What nobody has decided about."""
    return (each for each in workspace.all(Held) if each.released_by is None)


def kind_of(held: Held) -> str:
    """The kind that its reason makes it; a reason of a newer version is set aside."""
    return _KIND_OF.get(held.reason, "set_aside")


def title_words(held: Held) -> str:
    """Why it is held, as a heading."""
    told = _TITLES.get(held.reason)
    return translate("held", "Held mail") if told is None else translate("held", told)


def detail_words(workspace: Workspace, held: Held) -> str:
    """The reason in a few words."""
    ticket = workspace.get(Ticket, held.ticket)
    if held.reason == "unverified" and ticket is not None and ticket.number:
        told = translate("held", "Names {number}, sender is not on it")
        return told.format(number=number_words(ticket.number))
    if held.detail:
        return server_words(held.detail)
    return translate("held", _SHORT[held.reason]) if held.reason in _SHORT else ""


def sender_name(held: Held) -> str:
    """How the sender calls themselves."""
    return held.sender_name.strip() or translate("held", "no name")


def mailbox_address(workspace: Workspace, held: Held) -> str:
    """Where it was sent to."""
    mailbox = workspace.get(Mailbox, held.mailbox)
    return "" if mailbox is None else mailbox.address


def held_row(workspace: Workspace, held: Held, *, picked: bool = False) -> HeldRowValue:
    """Its three lines in the list."""
    words, tone = KINDS[kind_of(held)]
    return HeldRowValue(
        id=held.id,
        name=sender_name(held),
        address=held.sender,
        subject=held.subject or translate("rows", "No subject"),
        time=time_words(held.at, workspace.now_us()),
        reason=translate("held", words),
        detail=detail_words(workspace, held),
        tone=tone,
        picked=picked,
    )

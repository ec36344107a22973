# SPDX-License-Identifier: Apache-2.0
"""Tells what was sent again to a server that came back from a backup."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject
from PySide6.QtWidgets import QWidget

from app.client import Client
from app.workspace.replays import ReplayedCommand
from app.workspace.workspace import Workspace
from sync_server.contract import commands
from sync_server.contract.commands import Command
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from ui.models.words import translate
from ui.widgets import plural
from ui.widgets.replay_card import ReplayCard, ReplayLine
from ui.windows.agent.fields import FIELD_OF, field_title

_WORDS: Final[dict[type[Command], str]] = {
    commands.Reply: str(QT_TRANSLATE_NOOP("restored", "Reply")),
    commands.AddNote: str(QT_TRANSLATE_NOOP("restored", "Internal note")),
    commands.Forward: str(QT_TRANSLATE_NOOP("restored", "Forwarded mail")),
    commands.LogCall: str(QT_TRANSLATE_NOOP("restored", "Call")),
    commands.OpenTicket: str(QT_TRANSLATE_NOOP("restored", "New ticket")),
    commands.MarkSpam: str(QT_TRANSLATE_NOOP("restored", "Marked as spam")),
    commands.DeleteTicket: str(QT_TRANSLATE_NOOP("restored", "Deleted")),
    commands.RestoreTicket: str(QT_TRANSLATE_NOOP("restored", "Restored")),
}
_OTHER: Final = str(QT_TRANSLATE_NOOP("restored", "Change"))
_NOT_DONE: Final = frozenset({"refused", "held"})


class Restored(QObject):
    """Fills the card; what was dismissed is told no more.

    Once the card goes, the keys that were in it are in `home`.
    """

    def __init__(
        self,
        client: Client,
        card: ReplayCard,
        *,
        home: QWidget,
        open_ticket: Callable[[TicketId], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._card = card
        self._home = home
        card.ticket_requested.connect(lambda ticket: open_ticket(TicketId(ticket)))
        card.dismissed.connect(self._on_dismissed)
        self.show(client.replayed)

    def show(self, replayed: Sequence[ReplayedCommand]) -> None:
        """Tell of these, unless some still wait for their answer."""
        if not replayed or any(each.state == "waiting" for each in replayed):
            self._hide()
            return
        lines = [_line(self._client.workspace, each) for each in replayed]
        title = translate("restored", "The server was restored.")
        self._card.show_lines(title, _count_words(lines), lines)

    def _hide(self) -> None:
        if self._card.isAncestorOf(self._card.window().focusWidget()):
            self._home.setFocus()
        self._card.hide()

    def _on_dismissed(self) -> None:
        self._client.dismiss_replayed()


def _count_words(lines: Sequence[ReplayLine]) -> str:
    failed = sum(bool(line.why) for line in lines)
    done = len(lines) - failed
    parts = []
    if done:
        parts.append(
            plural.tr(
                "%n of your actions were sent again.", "1 of your actions was sent again.", done
            )
        )
    if failed:
        parts.append(
            plural.tr(
                "%n were not accepted. What you wrote is in your drafts.",
                "1 was not accepted. What you wrote is in your drafts.",
                failed,
            )
        )
    return " ".join(parts)


def _line(workspace: Workspace, replayed: ReplayedCommand) -> ReplayLine:
    command = replayed.command
    why = ""
    if replayed.state in _NOT_DONE:
        why = replayed.words or translate("restored", "It builds on one that was not accepted.")
    id = getattr(command, "ticket", None)
    ticket = workspace.get(Ticket, id)
    if ticket is None:
        return ReplayLine(_what(command), why=why)
    told = translate("restored", "{what}, #{number}")
    return ReplayLine(told.format(what=_what(command), number=ticket.number), ticket.id, why)


def _what(command: Command) -> str:
    field = FIELD_OF.get(type(command))
    if field is not None:
        return field_title(field)
    return translate("restored", _WORDS.get(type(command), _OTHER))

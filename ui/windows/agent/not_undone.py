# SPDX-License-Identifier: Apache-2.0
"""What was not taken back, because somebody has changed it since: said once for all of an act."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.workspace.workspace import RefusedCommand, Workspace
from sync_server.contract.commands import UndoChange
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from sync_server.contract.refusals import Code
from ui.models.told_below import refusal_sentence
from ui.models.words import listed_words, number_words, translate
from ui.widgets import plural
from ui.widgets.figures import count_words

_QUIET_MS: Final = 500
"""After so long without another refusal, and with nothing under way, it is said."""

_NAMED: Final = 5

_UNDER_WAY: Final = frozenset({"saving", "queued", "sent"})


class NotUndone(QObject):
    """Gathers what was refused. `tell(text, rest)` says it."""

    def __init__(
        self, workspace: Workspace, tell: Callable[[str, str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tell = tell
        self._changed: dict[TicketId, None] = {}
        self._others: dict[TicketId, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self.say)

    def take(self, refused: RefusedCommand) -> None:
        """One of them. What was itself never done needs no word: that was said of the change."""
        command, code = refused.command, refused.refusal.code
        assert isinstance(command, UndoChange)
        self._workspace.dismiss(refused.id)
        if code == Code.CONFLICT:
            self._changed[command.ticket] = None
        elif code != Code.NOT_FOUND or refused.refusal.field != "of":
            self._others[command.ticket] = refusal_sentence(refused.refusal, command)
        if self._changed or self._others:
            self._timer.start()

    def say(self) -> None:
        """Say it, unless more of the act is under way."""
        if any(
            isinstance(each.command, UndoChange) and each.state in _UNDER_WAY
            for each in self._workspace.pending
        ):
            self._timer.start()
            return
        changed, others = tuple(self._changed), dict(self._others)
        self._changed.clear()
        self._others.clear()
        sentences = []
        if changed:
            told = plural.tr(
                "{count} tickets stay as they are, because somebody has changed them since:"
                " {tickets}.",
                "1 ticket stays as it is, because somebody has changed it since: {tickets}.",
                len(changed),
            )
            sentences.append(
                told.format(count=count_words(len(changed)), tickets=self._named(changed))
            )
        if others:
            told = plural.tr(
                "{count} tickets could not be put back: {tickets}.",
                "1 ticket could not be put back: {tickets}.",
                len(others),
            )
            told = told.format(count=count_words(len(others)), tickets=self._named(tuple(others)))
            sentences.append(f"{told} {next(iter(others.values()))}")
        if sentences:
            self._tell(translate("undoing", "Not everything was taken back."), " ".join(sentences))

    def _named(self, tickets: tuple[TicketId, ...]) -> str:
        names = []
        for id in tickets:
            ticket = self._workspace.get(Ticket, id)
            names.append(number_words(0 if ticket is None else ticket.number))
        return listed_words(names, _NAMED)

# SPDX-License-Identifier: Apache-2.0
"""What is said of a text that was sent: it is on its way until the server has answered."""

from collections.abc import Callable

from app import intents
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Message
from sync_server.contract.ids import CommandId, TicketId
from ui.models.own_commands import OwnCommands
from ui.models.reach import Reach
from ui.models.words import translate
from ui.windows.agent.gestures import Gesture, Gestures
from ui.windows.agent.message_values import UNANSWERED


class LastSent:
    """Follows the last one until it has left. `reach` is how the server can be reached now."""

    def __init__(self, workspace: Workspace, gestures: Gestures) -> None:
        self._workspace = workspace
        self._gestures = gestures
        self._sent: intents.Written | None = None
        self._said = ""
        self.reach: Reach = "online"

    def say(
        self, ticket: TicketId, sent: intents.Written, *, undo: Callable[[], object] | None
    ) -> None:
        """Tell that it is on its way, with its way back."""
        self._sent = sent
        self._said = words = self._words_of(self._mark_of(sent), lasts=False)
        self._gestures.announce(Gesture(ticket, words, do=lambda: None, undo=undo, waits=True))

    def look(self, own: OwnCommands) -> None:
        """It is not at the server yet, or has got there: let the words say so."""
        sent = self._sent
        if sent is None:
            return
        mark = self._mark_of(sent)
        before, self._said = self._said, self._words_of(mark, own.is_waiting(sent.command))
        if before != self._said:
            self._gestures.reword(before, self._said, waits=mark in UNANSWERED)
        if mark not in UNANSWERED:
            self._sent = None

    def take_back(self, command: CommandId) -> None:
        """If it was this that was taken back, nothing is said of it any more."""
        if self._sent is not None and self._sent.command == command:
            self._sent = None
            self._gestures.unsay(self._said)

    def _mark_of(self, sent: intents.Written) -> str:
        """What stands between it and the server."""
        return self._workspace.marks(Message, sent.message).kind

    def _words_of(self, mark: str, lasts: bool) -> str:
        """What is known of it: only the server's answer makes it sent."""
        if mark not in UNANSWERED:
            return translate("ticket", "Sent")
        if self.reach == "offline" and mark == "sent":  # it may have arrived
            return translate("ticket", "Waiting for the connection")
        if self.reach == "offline":
            return translate("ticket", "Sends when online")
        if lasts:
            return translate("ticket", "Waiting for the server")
        return translate("ticket", "Sending")

# SPDX-License-Identifier: Apache-2.0
"""What a person should see before a new ticket's customer does: it stops Create once."""

from app.workspace.workspace import Workspace
from sync_server.contract.placeholders import gaps_in
from ui.models.words import translate
from ui.windows.agent.decisions import recipients_card
from ui.windows.agent.new_ticket import NewTicketPanel
from ui.windows.agent.send_checks import GAPS, MENTION, Asked, Reason, reason_to_ask


class TicketQuestion:
    """Told below the text, with another word on the button; what is edited asks anew."""

    def __init__(self, workspace: Workspace, panel: NewTicketPanel) -> None:
        self._workspace = workspace
        self._panel = panel
        self._passed: set[str] = set()
        self._asked = ""

    def stops(self, asked: Asked) -> bool:
        """Whether there is something to look at first; who creates again means it."""
        self._passed.add(self._asked)
        reason = reason_to_ask(self._workspace, asked, passed=self._passed)
        self._asked = "" if reason is None else reason.name
        if reason is not None:
            self._show(reason)
        return reason is not None

    def withdraw(self) -> bool:
        """Ask nothing any more; whether something was asked."""
        self._passed.clear()
        asked, self._asked = self._asked, ""
        return bool(asked)

    def _show(self, reason: Reason) -> None:
        panel, editor = self._panel, self._panel.text.editor
        panel.create_button.set_label(translate("new_ticket", "Create anyway"))
        panel.text.set_error(_words(reason, editor.toPlainText()))
        if reason.name == GAPS:
            text = editor.toPlainText()
            editor.mark(text.index(gaps_in(text)[0]))
        if reason.name in (GAPS, MENTION):
            editor.setFocus()
        else:
            panel.text.recipients.unfold()


def _words(reason: Reason, text: str) -> str:
    if reason.name == GAPS:
        told = translate("ticket", "The customer would see {gap}. Fill it in or take it out.")
        return told.format(gap=gaps_in(text)[0])
    if reason.name == MENTION:
        told = translate("new_ticket", "This mentions {name}, and the customer would read it.")
        return told.format(name=reason.detail)
    return f"{recipients_card(reason.name, reason.detail).title} {reason.detail}"

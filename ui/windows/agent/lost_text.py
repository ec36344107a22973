# SPDX-License-Identifier: Apache-2.0
"""What somebody wrote about a ticket that is no longer theirs to see: to copy, or to discard."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.client import Client
from app.outbox.drafts import NEW_TICKET, Draft
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from ui.models.own_commands import OwnCommands
from ui.models.told_below import refusal_sentence
from ui.models.words import translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, TITLE
from ui.widgets.button import Button
from ui.widgets.label import TextLabel
from ui.windows.agent.drafts import MODES

_WIDEST: Final = 720


class LostTextPage(QWidget):
    """Stands where the ticket would. Signals: `copy_requested()`, `discard_requested()`."""

    copy_requested = Signal()
    discard_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = translate("lost", "This ticket is no longer available to you")
        self._title = TextLabel(theme, title, style=TITLE, wrap=True, parent=self)
        self.reason = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setProperty("field", "true")
        self.text.setTabChangesFocus(True)
        self.text.setObjectName("lost.text.view")
        self.text.setAccessibleName(translate("lost", "What you wrote"))
        self.copy = Button(theme, translate("lost", "Copy text"), kind="primary", parent=self)
        self.copy.setObjectName("lost.copy.button")
        self.copy.clicked.connect(self.copy_requested)
        self.discard = Button(theme, translate("lost", "Discard"), kind="danger", parent=self)
        self.discard.setObjectName("lost.discard.button")
        self.discard.clicked.connect(self.discard_requested)
        self._lay_out(theme)

    def show_text(self, text: str, reason: str) -> None:
        """Show what was written, or only that changes were not accepted."""
        self.reason.setText(reason)
        self.text.setPlainText(text)
        self.text.setVisible(bool(text))
        self.copy.setVisible(bool(text))

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.copy)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(px(12))
        column.addWidget(self._title)
        column.addWidget(self.reason)
        column.addWidget(self.text, 1)
        column.addLayout(buttons)
        column.addStretch(1)
        inside = QWidget(self)
        inside.setLayout(column)
        inside.setMaximumWidth(px(_WIDEST))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(24), px(24), px(24), px(24))
        layout.addWidget(inside, 1)


class LostTexts(QObject):
    """Fills the page. `show_page(whether)` puts it in front, or takes it away."""

    def __init__(
        self,
        client: Client,
        page: LostTextPage,
        *,
        own: OwnCommands,
        drop: Callable[[TicketId, str], None],
        show_page: Callable[[bool], None],
        spawn: Spawn,
    ) -> None:
        super().__init__(page)
        self._client = client
        self._page = page
        self._own = own
        self._drop = drop
        self._show_page = show_page
        self._spawn = spawn
        self.ticket: TicketId | None = None
        page.copy_requested.connect(self._on_copy)
        page.discard_requested.connect(self._on_discard)

    def look(self, ticket: str | None) -> None:
        """A ticket is to be shown: if it is gone, show what there is about it here."""
        gone = ticket is not None and self._client.workspace.get(Ticket, ticket) is None
        gone = gone and ticket != NEW_TICKET
        self.ticket = TicketId(ticket) if ticket is not None and gone else None
        self.refresh()

    def refresh(self) -> None:
        """A text may have come back, or may have been given up elsewhere."""
        if self.ticket is not None:
            self._spawn(self._fill(self.ticket), name="show a text without its ticket")

    async def _fill(self, ticket: TicketId) -> None:
        drafts = [draft for mode in MODES if (draft := await self._draft(ticket, mode))]
        refused = self._own.on(ticket).needing
        if self.ticket != ticket or not (drafts or refused):
            return
        told = [refusal_sentence(each.refusal, each.command) for each in refused if each.refusal]
        told += [draft.reason for draft in drafts if draft.reason]
        kept = translate("lost", "What you wrote is kept on this computer until you discard it.")
        self._page.show_text(
            "\n\n".join(draft.text for draft in drafts), " ".join(dict.fromkeys([*told, kept]))
        )
        self._show_page(True)

    async def _draft(self, ticket: TicketId, mode: str) -> Draft | None:
        draft = await self._client.workspace.drafts.get(ticket, mode)
        return draft if draft is not None and draft.text else None

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._page.text.toPlainText())

    def _on_discard(self) -> None:
        ticket, self.ticket = self.ticket, None
        if ticket is None:
            return
        for each in self._own.on(ticket).needing:
            self._client.workspace.dismiss(each.id)
        for mode in MODES:
            self._drop(ticket, mode)
        self._show_page(False)

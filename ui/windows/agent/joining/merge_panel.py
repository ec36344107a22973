# SPDX-License-Identifier: Apache-2.0
"""Two tickets side by side before one goes into the other, and what happens then."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Ticket
from ui.models.link_words import ticket_words
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META_STRONG
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import TextLabel
from ui.widgets.side_panel import SidePanel
from ui.windows.agent.joining.lines import Lines
from ui.windows.agent.joining.merge_words import differ, merge_lines, merge_title, side_lines

_PADDING: Final = (14, 10, 14, 12)


class MergePanel(SidePanel):
    """Layout only. Signals: `accepted()`, `turned()` for the other way round, `other_wanted()` to
    choose another ticket.
    """

    accepted = Signal()
    turned = Signal()
    other_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        title = translate("merge", "Merge")
        super().__init__(theme, title, name="merge.panel", parent=parent)
        self.goes = _Side(theme, translate("merge", "This one goes"), self)
        self.stays = _Side(theme, translate("merge", "This one stays"), self)
        self._happens = TextLabel(
            theme, translate("merge", "What happens"), style=META_STRONG, ink="text2", parent=self
        )
        self.lines = Lines(theme, self)
        self.turn = Button(theme, translate("merge", "The other way round"), parent=self)
        self.other = Button(theme, translate("merge", "Another ticket"), parent=self)
        self.merge = Button(theme, title, kind="primary", keycap="\u23ce", parent=self)
        self._sides = QGridLayout()
        self._fill()
        self.merge.clicked.connect(self.accepted)
        self.turn.clicked.connect(self.turned)
        self.other.clicked.connect(self.other_wanted)
        theme.changed.connect(self._space)
        self._space()

    def show_tickets(self, workspace: Workspace, source: Ticket, into: Ticket) -> None:
        """What would become of the two."""
        self.set_title(merge_title(source, into))
        self.goes.show_ticket(workspace, source)
        self.stays.show_ticket(workspace, into)
        self.lines.show_lines(merge_lines(workspace, source, into))
        asks = differ(source, into)
        anyway, merge = translate("merge", "Merge all the same"), translate("merge", "Merge")
        self.merge.set_label(anyway if asks else merge)

    def _fill(self) -> None:
        self.merge.setObjectName("merge.accept.button")
        self.turn.setObjectName("merge.turn.button")
        self.other.setObjectName("merge.other.button")
        for column, side in enumerate((self.goes, self.stays)):
            self._sides.addWidget(side, 0, column)
            self._sides.setColumnStretch(column, 1)
        self.body.addLayout(self._sides)
        self.body.addWidget(self._happens)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)
        self.foot.addWidget(self.other)
        self.foot.addWidget(self.turn)
        self.foot.addStretch(1)
        self.foot.addWidget(self.merge)

    def _space(self) -> None:
        self._sides.setHorizontalSpacing(self._theme.px(12))


class _Side(Card):
    """One of the two tickets."""

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(theme, padding=_PADDING, gap=8, parent=parent)
        self._title = title
        self._head = TextLabel(theme, title, style=META_STRONG, ink="text3", parent=self)
        self._subject = TextLabel(theme, style=BODY_STRONG, wrap=True, parent=self)
        self.lines = Lines(theme, self)
        inside: QVBoxLayout = self.inside
        for part in (self._head, self._subject, self.lines):
            inside.addWidget(part)
        inside.addStretch(1)

    def show_ticket(self, workspace: Workspace, ticket: Ticket) -> None:
        self._subject.setText(ticket_words(ticket))
        self.lines.show_lines(side_lines(workspace, ticket))
        said = ". ".join(f"{line.what}: {line.how}" for line in self.lines.lines)
        self.setAccessibleName(f"{self._title}: {self._subject.text()}. {said}")

# SPDX-License-Identifier: Apache-2.0
"""A panel in which one reply is written to many customers, each in a ticket of their own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.check_box import CheckBox
from ui.widgets.text_field import TextField
from ui.windows.agent.joining.pick_panel import PickPanel


class IncidentsPanel(PickPanel):
    """Layout only; the tickets are picked as messages are."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "incidents", names=False, parent=parent)
        words = translate("incidents", "Reply")
        self.text = TextField(theme, words, name="incidents.text.field", lines=8, parent=self)
        words = translate("incidents", "Solve them too")
        self.solves = CheckBox(theme, words, checked=True, parent=self)
        self.solves.setObjectName("incidents.solves.box")
        self.body.insertWidget(0, self.text)
        self.body.insertWidget(1, self.solves)
        self.accept.set_keycap("Ctrl \u23ce")
        send = QShortcut(QKeySequence("Ctrl+Return"), self, self.accept.click)
        send.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.text.edited.connect(self.changed)
        self.solves.toggled.connect(self._on_toggled)

    @property
    def first(self) -> QWidget:
        """The cursor begins in the text."""
        return self.text.input

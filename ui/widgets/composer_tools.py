# SPDX-License-Identifier: Apache-2.0
"""What stands under a text that is being written: files, prepared replies, and marks."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import ColorName
from ui.widgets.button import icon_button
from ui.widgets.composer_words import translate

_MARKS = {
    "bold": ("bold", str(QT_TRANSLATE_NOOP("composer", "Bold"))),
    "code": ("code", str(QT_TRANSLATE_NOOP("composer", "Code"))),
    "bullets": ("list", str(QT_TRANSLATE_NOOP("composer", "List"))),
}


class ComposerTools(QWidget):
    """A row of buttons, called by `name`. Emits `marked(mark)` for a name of `MARKS`."""

    marked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, *, name: str = "composer") -> None:
        super().__init__(parent)
        attach = translate("composer", "Attach a file")
        self.attach = icon_button(theme, "paperclip", attach, parent=self)
        self.attach.setObjectName(f"{name}.attach.button")
        prepared = translate("composer", "Prepared replies")
        self.replies = icon_button(theme, "message-square", prepared, parent=self)
        self.replies.set_tip_key("/")
        self.replies.setObjectName(f"{name}.replies.button")
        self._marks = {
            mark: icon_button(theme, icon, translate("composer", words), parent=self)
            for mark, (icon, words) in _MARKS.items()
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.attach)
        row.addWidget(self.replies)
        for mark, button in self._marks.items():
            button.setObjectName(f"{name}.{mark}.button")
            button.clicked.connect(self._on_mark_clicked)
            row.addWidget(button)

    def set_ink(self, ink: ColorName) -> None:
        """Take on the look of a mode."""
        for button in (self.attach, self.replies, *self._marks.values()):
            button.set_ink(ink)

    def set_short(self, short: bool) -> None:
        """Without the marks, while there is no room for them."""
        for button in self._marks.values():
            button.setVisible(not short)
        self.updateGeometry()

    def _on_mark_clicked(self) -> None:
        self.marked.emit(self.sender().objectName().split(".")[1])

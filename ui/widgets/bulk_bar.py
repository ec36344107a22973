# SPDX-License-Identifier: Apache-2.0
"""What can be done to many tickets at once; covers the head of the list."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META_STRONG
from ui.widgets.button import Button, set_words
from ui.widgets.figures import count_words
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_box

_ACTIONS: Final = (
    ("assignee", str(QT_TRANSLATE_NOOP("bulk", "Assign")), "user"),
    ("priority", str(QT_TRANSLATE_NOOP("bulk", "Priority")), "flag"),
    ("solve", str(QT_TRANSLATE_NOOP("bulk", "Solve")), "check"),
    ("more", str(QT_TRANSLATE_NOOP("bulk", "More")), "ellipsis"),
)


class BulkBar(QWidget):
    """Says "14 selected". Emits `action_requested(name)` for assignee, priority, solve and more;
    while it asks, for "yes" and "no".

    Where there is little room, buttons are icons only, from the end on.
    """

    action_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = TextLabel(theme, style=BODY_STRONG, ink="toast_text", elide=True, parent=self)
        self.buttons = {
            name: _dark_button(
                theme, name, words=QCoreApplication.translate("bulk", words), icon=icon, parent=self
            )
            for name, words, icon in _ACTIONS
        }
        yes = QCoreApplication.translate("bulk", "Change all")
        no = QCoreApplication.translate("bulk", "Keep")
        self.answers = {
            "yes": _dark_button(theme, "yes", words=yes, icon="check", parent=self),
            "no": _dark_button(theme, "no", words=no, icon="x", parent=self),
        }
        self.setObjectName("list.bulk.bar")
        self._layout = layout = QHBoxLayout(self)
        layout.addWidget(self._text, 1)
        for button in self._buttons():
            layout.addWidget(button)
            button.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def show_count(self, count: int) -> None:
        """Offer the actions for that many tickets; none hides the bar."""
        told = QCoreApplication.translate("bulk", "{count} selected").format(
            count=count_words(count)
        )
        self._show(told, asking=False)
        self.setVisible(count > 0)

    def ask(self, question: str) -> None:
        """Ask once before so much is done."""
        self._show(question, asking=True)
        self.show()
        self.answers["no"].setFocus()

    def labels(self) -> Sequence[str]:
        """The words on the buttons that are shown."""
        return [each.accessibleName() for each in self._buttons() if not each.isHidden()]

    def text(self) -> str:
        return self.accessibleName()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        box = QRectF(self.rect()).adjusted(theme.px(4), theme.px(2), -theme.px(4), -theme.px(2))
        draw_box(painter, box, radius=theme.px(8), fill_color=theme.color("toast"))

    def _show(self, text: str, *, asking: bool) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
        for button in self.buttons.values():
            button.setVisible(not asking)
        for button in self.answers.values():
            button.setVisible(asking)
        self._fit()
        self.raise_()

    def _fit(self) -> None:
        """The whole text, and as many words on buttons as there is room for beside it."""
        shown = [each for each in self._buttons() if not each.isHidden()]
        for button in shown:
            set_words(button, shown=not button.objectName().endswith(".more"))
        around, gap = self._layout.contentsMargins(), self._layout.spacing()
        room = self.width() - around.left() - around.right() - gap * len(shown)
        room -= self._text.sizeHint().width()
        for button in reversed(shown):
            if sum(each.sizeHint().width() for each in shown) > room:
                set_words(button, shown=False)

    def _buttons(self) -> tuple[Button, ...]:
        return (*self.buttons.values(), *self.answers.values())

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(margins(self, (px(17), 0, px(10), 0)))
        self._layout.setSpacing(px(12))
        self._fit()

    def _on_clicked(self) -> None:
        self.action_requested.emit(self.sender().objectName().rpartition(".")[2])


def _dark_button(theme: Theme, name: str, *, words: str, icon: str, parent: QWidget) -> Button:
    button = Button(theme, words, kind="plain", icon=icon, name=words, height=28, parent=parent)
    button.set_ink("toast_text")
    button.set_text_style(META_STRONG)
    button.setObjectName(f"list.bulk.{name}")
    return button

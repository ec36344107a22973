# SPDX-License-Identifier: Apache-2.0
"""What a forward takes along: a message or the whole ticket, and the files that are checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStyle, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.composer_words import translate
from ui.widgets.label import TextLabel
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import draw_hairline
from ui.widgets.popover import rect_on_screen
from ui.widgets.tab_order import tab_before

_LINE: Final = 26
_GAP: Final = 14
_MOST_LINES: Final = 2
_WIDTH: Final = 440


@dataclass(frozen=True, slots=True)
class ForwardedFile:
    """A file of the ticket that may go along; `label` is its name and size."""

    id: str
    label: str


class ForwardedPart(QWidget):
    """Which message goes along, its first words, and a check box for each of its files.

    Emits `chosen(key)` for another message, `changed()` for a file.
    """

    chosen = Signal(str)
    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices: tuple[Choice, ...] = ()
        self._key = ""
        words = translate("composer", "Forwards")
        self._label = TextLabel(theme, words, style=META, ink="text3", parent=self)
        self.button = Button(theme, kind="plain", height=24, parent=self)
        self.button.setObjectName("composer.forwarded.button")
        self.button.setAccessibleName(words)  # until it is known what
        self.button.set_text_style(META_MEDIUM)
        self.button.set_opens_menu()
        self.button.clicked.connect(self._on_clicked)
        self._preview = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)
        self.files = FileChecks(theme, self)
        self.files.changed.connect(self.changed)
        self.menu = ChoiceMenu(theme, self)
        self.menu.chosen.connect(self._on_chosen)
        self._head = QHBoxLayout()
        self._head.addWidget(self._label)
        self._head.addWidget(self.button)
        self._head.addWidget(self._preview, 1)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._head)
        self._layout.addWidget(self.files)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def key(self) -> str:
        """Which message goes along."""
        return self._key

    def set_messages(self, choices: Sequence[Choice], key: str, preview: str) -> None:
        """What is offered, what of it is chosen, and how that begins."""
        self._choices, self._key = tuple(choices), key
        label = next((each.label for each in choices if each.key == key), "")
        self.button.set_label(label)
        told = translate("composer", "Forwards {what}").format(what=label)
        self.button.setAccessibleName(told)
        self._preview.setText(preview)
        self._preview.setAccessibleName(preview)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Closed off from the text above."""
        draw_hairline(QPainter(self), 0, self.width(), y=1, color=self._theme.color("line"))

    def _on_clicked(self) -> None:
        self.menu.open_at(
            rect_on_screen(self.button),
            self._choices,
            title=translate("composer", "Forward what"),
            current=frozenset({self._key}),
            width=_WIDTH,
        )

    def _on_chosen(self, key: str) -> None:
        self.chosen.emit(key)

    def _fit(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(0, px(5), 0, px(2))
        self._layout.setSpacing(0)
        self._head.setSpacing(px(6))


class FileChecks(QScrollArea):
    """Check boxes in as many lines as they need; from the third on they scroll.

    Hidden while there are none. Emits `changed()` for what the person does.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._boxes: dict[str, CheckBox] = {}
        self._ground = QWidget()
        self.setWidget(self._ground)
        self._ground.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_bar = OverlayScrollBar(self)
        theme.changed.connect(self._arrange)
        self.hide()

    @property
    def checked(self) -> tuple[str, ...]:
        """The ids of those that go along."""
        return tuple(id for id, box in self._boxes.items() if box.isChecked())

    def set_files(self, files: Sequence[ForwardedFile], checked: Iterable[str]) -> None:
        """Show these; nothing is announced."""
        for box in self._boxes.values():
            box.hide()
            box.deleteLater()
        chosen = frozenset(checked)
        self._boxes = {file.id: self._box(file, on=file.id in chosen) for file in files}
        self.setVisible(bool(files))
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(0, self.maximumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A box that the keys reach is seen."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, CheckBox):
            self.ensureWidgetVisible(watched, 0, self._theme.px(4))
        return super().eventFilter(watched, event)

    def _box(self, file: ForwardedFile, *, on: bool) -> CheckBox:
        box = CheckBox(self._theme, file.label, checked=on, parent=self._ground)
        box.setObjectName("composer.forwarded.file")
        box.clicked.connect(self.changed)
        box.installEventFilter(self)
        box.show()
        return box

    def _arrange(self) -> None:
        px, width = self._theme.px, self.width()
        left, top, pitch = 0, 0, px(_LINE)
        for box in self._boxes.values():
            size = box.sizeHint()
            taken = min(size.width(), width)
            if left and left + taken > width:
                left, top = 0, top + pitch
            place = QRect(left, top, taken, size.height())
            inside = QRect(0, 0, width, 0)
            box.setGeometry(QStyle.visualRect(self.layoutDirection(), inside, place))
            left += taken + px(_GAP)
        tab_before(self, tuple(self._boxes.values()))
        height = top + pitch if self._boxes else 0
        self._ground.resize(width, height)
        most = _MOST_LINES * pitch + pitch // 2
        self.setMaximumHeight(min(height, most))
        self.setMinimumHeight(min(height, pitch))
        self.updateGeometry()

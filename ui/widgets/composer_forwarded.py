# SPDX-License-Identifier: Apache-2.0
"""What a forward takes along: a message or the whole ticket, and the files that are checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.composer_words import translate
from ui.widgets.label import TextLabel
from ui.widgets.painting import draw_hairline
from ui.widgets.popover import rect_on_screen
from ui.widgets.wrapped_row import WrappedRow

_LINE: Final = 26
_GAP: Final = 14
_AROUND: Final = 4
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
        told = translate("composer", "Forwards {what}").format(what=label)
        self.button.set_label(label, name=told)
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


class FileChecks(WrappedRow):
    """Check boxes in as many lines as they need; from the third on they scroll.

    Hidden while there are none. Emits `changed()` for what the person does.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, line=_LINE, gap=_GAP, most=_MOST_LINES, around=_AROUND)
        self._boxes: dict[str, CheckBox] = {}

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
        self.set_parts(tuple(self._boxes.values()))

    def _box(self, file: ForwardedFile, *, on: bool) -> CheckBox:
        box = CheckBox(self._theme, file.label, checked=on, parent=self.ground)
        box.setObjectName("composer.forwarded.file")
        box.clicked.connect(self.changed)
        return box

# SPDX-License-Identifier: Apache-2.0
"""The parts of the search view: chips that build tokens, a view's name, preview, completions."""

from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.models.palette_rows import PaletteModel
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, META, META_MEDIUM, RADIUS_CONTROL, SECTION
from ui.widgets.button import Button
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.label import Hairline, Surface, TextLabel
from ui.widgets.painting import draw_box
from ui.widgets.palette_list import ROW, PaletteList
from ui.widgets.palette_value import PaletteEntry
from ui.widgets.timeline import Timeline

MOST_COMPLETIONS: Final = 7
_CHIP: Final = 26


class SearchFilters(QWidget):
    """The chips that build tokens. Signals: `open_toggled()`, `team_asked()`, `time_asked()`,
    `files_toggled()`, `save_asked()`.
    """

    open_toggled = Signal()
    team_asked = Signal()
    time_asked = Signal()
    files_toggled = Signal()
    save_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.menu = ChoiceMenu(theme, self)
        self.open = Button(theme, translate("search", "Open"), height=_CHIP, parent=self)
        self.team = Button(theme, height=_CHIP, parent=self)
        self.time = Button(theme, height=_CHIP, parent=self)
        files = translate("search", "With attachment")
        self.files = Button(theme, files, height=_CHIP, parent=self)
        self.team.set_opens_menu()
        self.time.set_opens_menu()
        save = translate("search", "Save as view")
        self.save = Button(theme, save, kind="ghost", icon="plus", height=_CHIP, parent=self)
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        for name, button, signal in (
            ("open", self.open, self.open_toggled),
            ("team", self.team, self.team_asked),
            ("time", self.time, self.time_asked),
            ("files", self.files, self.files_toggled),
        ):
            button.setObjectName(f"search.{name}.button")
            button.set_text_style(META_MEDIUM)
            button.clicked.connect(signal)
            layout.addWidget(button)
        self.show_chosen(is_open=False, has_files=False, team="", time="")
        layout.addStretch(1)
        self.save.set_text_style(META_MEDIUM)
        self.save.setObjectName("search.save.button")
        self.save.clicked.connect(self.save_asked)
        layout.addWidget(self.save)

    def show_chosen(self, *, is_open: bool, has_files: bool, team: str, time: str) -> None:
        """Which of them say something; a soft one does."""
        for button, chosen, words in (
            (self.open, is_open, translate("search", "Open")),
            (self.team, bool(team), team or translate("search", "Any team")),
            (self.time, bool(time), time or translate("search", "Any time")),
            (self.files, has_files, translate("search", "With attachment")),
        ):
            button.set_kind("soft" if chosen else "default")
            button.set_label(words)
        for button, chosen in ((self.open, is_open), (self.files, has_files)):
            state = translate("search", "on") if chosen else translate("search", "off")
            button.setAccessibleDescription(state)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room Save is its sign, and says its words under the pointer."""
        words = translate("search", "Save as view")
        self.save.set_label(words)
        self.save.setToolTip("")
        if self._layout.minimumSize().width() > self.width():
            self.save.set_label("")
            self.save.setToolTip(words)
        self.save.setAccessibleName(words)


class ViewNaming(QWidget):
    """Asks for the name of a new view. Signals: `named(text)`, `dropped()`."""

    named = Signal(str)
    dropped = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        words = translate("search", "Name of the view")
        self.field = QLineEdit(self)
        self.field.setObjectName("search.name.field")
        self.field.setProperty("field", "true")
        self.field.setAccessibleName(words)
        self.field.setPlaceholderText(words)
        self._theme = theme
        save, cancel = translate("search", "Save"), translate("search", "Cancel")
        self.save = Button(theme, save, kind="primary", parent=self)
        self.save.setObjectName("search.name.save")
        self._cancel = Button(theme, cancel, kind="ghost", parent=self)
        self._cancel.setObjectName("search.name.cancel")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.field, 1)
        layout.addWidget(self.save)
        layout.addWidget(self._cancel)
        self.field.returnPressed.connect(self._on_saved)
        self.save.clicked.connect(self._on_saved)
        self._cancel.clicked.connect(self.dropped)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def ask(self) -> None:
        """Show it, with the cursor in it."""
        self.field.clear()
        self.show()
        self.field.setFocus()

    def _on_theme_changed(self) -> None:
        self.field.setFixedHeight(self._theme.px(INPUT))

    def _on_saved(self) -> None:
        self.named.emit(self.field.text().strip())


class SearchPreview(Surface):
    """The conversation of the current result, to read only."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__("surface", parent)
        self.title = TextLabel(theme, style=SECTION, elide=True, parent=self)
        self.hint = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)
        self.timeline = Timeline(theme, self)
        self.timeline.setObjectName("search.preview.timeline")
        self.timeline.setAccessibleName(translate("search", "Preview"))
        px = theme.px
        head = QVBoxLayout()
        head.setContentsMargins(px(20), px(11), px(20), px(11))
        head.setSpacing(0)
        head.addWidget(self.title)
        head.addWidget(self.hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Hairline(self))
        layout.addWidget(self.timeline, 1)

    def clear(self) -> None:
        """Nothing is looked at."""
        self.title.setText("")
        self.hint.setText("")
        self.timeline.show_conversation("", ())

    def turn(self, pages: int) -> None:
        """By pages; back with a negative number."""
        bar = self.timeline.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep() * 9 // 10)


class Completions(QWidget):
    """What a token may go on with, under the field. Emits `chosen(key)` for a click."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("search.completions")
        self._model = PaletteModel(self)
        self._list = PaletteList(theme, self)
        self._list.setObjectName("search.completions.list")
        self._list.setAccessibleName(translate("search", "Suggestions"))
        self._list.setModel(self._model)
        self._list.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, theme.px(6), 1, theme.px(6))
        layout.addWidget(self._list)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, box = self._theme, QPainter(self), QRectF(self.rect())
        painter.fillRect(box, theme.color("surface"))
        draw_box(
            painter,
            box,
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color("raised"),
            line_color=theme.color("line2"),
        )

    @property
    def current_key(self) -> str:
        """What Tab takes."""
        entry = self._list.current_entry()
        return "" if entry is None else entry.key

    @property
    def current_words(self) -> str:
        entry = self._list.current_entry()
        return "" if entry is None else entry.title

    def titles(self) -> tuple[str, ...]:
        """What is offered, top to bottom."""
        return tuple(row.title for row in self._model.rows)

    def show_entries(self, entries: tuple[PaletteEntry, ...]) -> None:
        """Offer these; nothing is shown when there are none."""
        self._model.show(entries)
        self._list.start()
        self.setVisible(bool(entries))
        self.raise_()

    def step(self, by: int) -> None:
        """To the next one in a direction."""
        self._list.step(1 if by > 0 else -1)

    def wanted_height(self) -> int:
        """The px for what is offered."""
        rows = min(MOST_COMPLETIONS, max(1, len(self._model.rows)))
        return rows * self._theme.px(ROW) + 2 * self._theme.px(6)

    def _on_clicked(self) -> None:
        self.chosen.emit(self.current_key)

# SPDX-License-Identifier: Apache-2.0
"""A panel in which messages are chosen that belong to another ticket."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, META, META_STRONG
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.side_panel import SidePanel
from ui.windows.agent.joining.lines import Line, Lines

_LONGEST_SUBJECT = 500


@dataclass(frozen=True, slots=True)
class Pick:
    """A message that may be chosen: who wrote when, and how it begins."""

    id: str
    who: str
    text: str


class PickPanel(SidePanel):
    """Layout only. Signals: `accepted()`, `changed()` after another choice.

    With `names` what is chosen gets a subject of its own.
    """

    accepted = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, name: str, *, names: bool, parent: QWidget) -> None:
        super().__init__(theme, "", name=name, parent=parent)
        self._told = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        self.subject = Field(
            theme,
            translate("new_ticket", "Subject"),
            name=f"{name}.subject.field",
            height=INPUT,
            parent=self,
        )
        self._rows: list[_Row] = []
        self._picks: tuple[Pick, ...] = ()
        self._list = QVBoxLayout()
        self._happens = TextLabel(
            theme, translate("merge", "What happens"), style=META_STRONG, ink="text2", parent=self
        )
        self.lines = Lines(theme, self)
        self._wrong = TextLabel(theme, style=META, ink="red_text", elide=True, parent=self)
        self.accept = Button(theme, "", kind="primary", keycap="\u23ce", parent=self)
        self.accept.setObjectName(f"{name}.accept.button")
        self.subject.setVisible(names)
        self.subject.input.setMaxLength(_LONGEST_SUBJECT)
        self.subject.submitted.connect(self.accepted)
        self.subject.edited.connect(self.changed)
        self.accept.clicked.connect(self.accepted)
        self.body.addWidget(self._told)
        self.body.addLayout(self._list)
        self.body.addWidget(self.subject)
        self.body.addWidget(self._happens)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)
        self.foot.addWidget(self._wrong, 1)
        self.foot.addWidget(self.accept)
        theme.changed.connect(self._space)
        self._space()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The messages that are chosen, in their order."""
        rows = zip(self._picks, self._rows, strict=False)
        return tuple(pick.id for pick, row in rows if row.box.isChecked())

    @property
    def first(self) -> QWidget:
        """Where the cursor begins: never in the subject, where a word typed by mistake would be."""
        return self._rows[0].box if self._picks else self.accept

    def ask(
        self, title: str, told: str, *, picks: Sequence[Pick], chosen: frozenset[str], action: str
    ) -> None:
        """Which of these messages it is."""
        self.set_title(title)
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self.accept.set_label(action)
        self._picks = tuple(picks)
        while len(self._rows) < len(picks):
            row = _Row(self._theme, self)
            row.box.toggled.connect(self._on_toggled)
            self._rows.append(row)
            self._list.addWidget(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(picks))
        for pick, row in zip(picks, self._rows, strict=False):
            row.show_pick(pick, chosen=pick.id in chosen)

    def show_lines(self, lines: Sequence[Line], *, wrong: str = "") -> None:
        """What happens then; while something is `wrong`, it cannot be done."""
        self.lines.show_lines(lines)
        self._wrong.setText(wrong)
        self.accept.setEnabled(not wrong)

    def _on_toggled(self) -> None:
        self.changed.emit()

    def _space(self) -> None:
        self._list.setSpacing(self._theme.px(6))


class _Row(QWidget):
    """A box with who wrote when, and the beginning of the text below it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.box = CheckBox(theme, "", parent=self)
        self._text = TextLabel(theme, style=META, ink="text2", elide=True, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self.box)
        self._below = QVBoxLayout()
        self._below.addWidget(self._text)
        self._column.addLayout(self._below)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_pick(self, pick: Pick, *, chosen: bool) -> None:
        blocked = self.box.blockSignals(True)
        self.box.set_label(pick.who)
        self.box.setChecked(chosen)
        self.box.blockSignals(blocked)
        self.box.setAccessibleName(f"{pick.who}: {pick.text}")
        self._text.setText(pick.text)

    def _on_theme_changed(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._below.setContentsMargins(margins(self, (self._theme.px(25), 0, 0, 0)))

# SPDX-License-Identifier: Apache-2.0
"""A line of a form: controls beside each other, what is wrong below them, and the way to remove it.

What has no room beside the others goes below them.
"""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, INPUT, META, META_MEDIUM
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.form_value import Line, Part
from ui.widgets.invalid_mark import mark_invalid
from ui.widgets.label import TextLabel
from ui.widgets.plain_text import harmless

Control = ChoiceButton | QLineEdit | QPlainTextEdit | CheckBox | TextLabel

_ROOM: Final = 170
"""So much each of several controls needs; with less they stand below each other."""

_LINES: Final = 3


class FormLine(QWidget):
    """Signals: `changed(part key, values)` for a change by the person, `removed()`."""

    changed = Signal(str, object)
    removed = Signal()

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._line = Line("", "", ())
        self.controls: dict[str, Control] = {}
        self._parts = QWidget(self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._parts)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._error = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True, parent=self)
        self._error.hide()
        self.remove = Button(theme, icon="x", kind="ghost", name="-", parent=self)
        self.remove.setObjectName(f"{name}.remove.button")
        self.remove.clicked.connect(self.removed)
        self._whole = QHBoxLayout()
        self._whole.addWidget(self._parts, 1)
        self._whole.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._whole)
        column.addWidget(self._error)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def value(self) -> Line:
        """What is shown."""
        return self._line

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        able = (each for each in self.controls.values() if not isinstance(each, TextLabel))
        return (*able, self.remove)

    def show_line(self, line: Line) -> None:
        """Show this one; what is being typed stays."""
        before, self._line = self._line, line
        if [part.shape for part in line.parts] != [part.shape for part in before.parts]:
            self._rebuild(before)
        for part in line.parts:
            _show(self.controls[part.key], part)
        words = QCoreApplication.translate("form", "Remove {name}").format(name=line.name)
        self.remove.set_label("", icon="x", name=words)
        self.remove.setVisible(line.can_go)
        self._error.setText(line.problem)
        self._error.setVisible(bool(line.problem))
        for control in self.controls.values():
            mark_invalid(control, invalid=bool(line.problem))
            control.setAccessibleDescription(line.problem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _rebuild(self, before: Line) -> None:
        """Make the controls of another line; one that can go on keeps the keys."""
        shapes = {part.key: part.shape for part in before.parts}
        kept = {
            part.key: self.controls.pop(part.key)
            for part in self._line.parts
            if shapes.get(part.key) == part.shape
        }
        for control in self.controls.values():
            self._row.removeWidget(control)
            control.hide()
            control.deleteLater()
        self.controls = {}
        for part in self._line.parts:
            control = kept.get(part.key) or self._control(part)
            self.controls[part.key] = control
            self._row.removeWidget(control)
            self._row.addWidget(control, part.share, Qt.AlignmentFlag.AlignTop)
            control.show()
        self._on_theme_changed()

    def _control(self, part: Part) -> Control:
        theme, name, key = self._theme, f"{self._name}.{part.key}.field", part.key
        if part.kind in ("one", "many"):
            button = ChoiceButton(
                theme,
                part.label,
                name=name,
                many=part.kind == "many",
                takes_new=part.takes_new,
                parent=self._parts,
            )
            button.changed.connect(lambda: self.changed.emit(key, button.keys))
            button.named.connect(lambda text: self.changed.emit(key, (text,)))
            return button
        if part.kind == "flag":
            box = CheckBox(theme, part.label, parent=self._parts)
            box.setObjectName(name)
            box.clicked.connect(
                lambda checked: self.changed.emit(key, ("true",) if checked else ())
            )
            return box
        if part.kind == "words":
            return TextLabel(theme, style=META, ink="text2", wrap=True, parent=self._parts)
        field = _Lines(self._parts) if part.kind == "lines" else QLineEdit(self._parts)
        field.setObjectName(name)
        field.setAccessibleName(part.label)
        field.setProperty("field", "true")
        field.setPlaceholderText(part.hint)
        field.editingFinished.connect(lambda: self._on_typed(key))
        return field

    def _on_typed(self, key: str) -> None:
        shown = next(part for part in self._line.parts if part.key == key)
        text = _typed(self.controls[key])
        values = (text,) if text else ()
        if values != tuple(map(harmless, shown.values)):
            self.changed.emit(key, values)

    def _fit(self) -> None:
        beside = self._parts.width() >= len(self.controls) * self._theme.px(_ROOM)
        beside = beside or len(self.controls) < 2
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._row.setSpacing(px(8))
        self._whole.setSpacing(px(4))
        for control in self.controls.values():
            if isinstance(control, QLineEdit | QPlainTextEdit):
                control.setFont(self._theme.font(BODY))
            if isinstance(control, QPlainTextEdit):
                control.setFixedHeight(px(_LINES * BODY.line + 14))
            elif isinstance(control, TextLabel | CheckBox):
                control.setMinimumHeight(px(INPUT))
            else:
                control.setFixedHeight(px(INPUT))
        self._fit()


class _Lines(QPlainTextEdit):
    """Some lines of text, left with Tab. Emits `editingFinished()` like a line does."""

    editingFinished = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.editingFinished.emit()


def _show(control: Control, part: Part) -> None:
    if isinstance(control, ChoiceButton):
        known = {choice.key for choice in part.choices}
        if part.kind == "one":
            others = (Choice(value, harmless(value)) for value in part.values if value not in known)
            control.set_choices((*part.choices, *others))
        else:
            control.set_choices(part.choices)
        control.set_keys(part.values)
    elif isinstance(control, CheckBox):
        control.setChecked(bool(part.values))
    else:
        text = harmless(part.values[0]) if part.values else ""
        if isinstance(control, TextLabel):
            control.setText(text)
        elif text != _typed(control) and not control.hasFocus():
            _type(control, text)


def _typed(control: Control) -> str:
    text = control.toPlainText() if isinstance(control, QPlainTextEdit) else ""
    return control.text().strip() if isinstance(control, QLineEdit) else text


def _type(control: QLineEdit | QPlainTextEdit, text: str) -> None:
    if isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
    else:
        control.setText(text)

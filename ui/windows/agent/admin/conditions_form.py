# SPDX-License-Identifier: Apache-2.0
"""Conditions that all have to be met: a line each, a field and the values that it may have."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import META
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.label import TextLabel
from ui.widgets.tab_order import tab_before
from ui.windows.agent.admin.condition_words import condition_title
from ui.windows.agent.admin.policy_document import Tests

ValuesOf = Callable[[str], dict[str, str]]
"""A field to the values that it may have: their words, and what stands for each in a document."""


class ConditionsForm(QWidget):
    """Emits `changed(tests)` when the person has changed one."""

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[_Line] = []
        self._fields: tuple[Choice, ...] = ()
        self._values_of: ValuesOf = lambda _: {}
        self._may_edit = True
        self._words = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        self.add = Button(theme, translate("policies", "Add a condition"), kind="link", parent=self)
        self.add.setObjectName("admin.policy.condition.add.button")
        self.add.clicked.connect(self._on_add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._words)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def tests(self) -> Tests:
        """What is asked for."""
        return tuple(line.test for line in self._lines)

    def set_known(self, fields: Sequence[Choice], values_of: ValuesOf) -> None:
        """The fields that are offered, and their values."""
        self._fields, self._values_of = tuple(fields), values_of

    def show_tests(self, tests: Tests | None, words: str, *, may_edit: bool) -> None:
        """Show these; instead of what the form does not know, its words."""
        self._may_edit = may_edit and tests is not None
        self.add.setVisible(self._may_edit)
        self._words.setText(words)
        self._words.setVisible(not tests)
        wanted = tests or ()
        if tuple(wanted) != tuple(each for each in self.tests if each[0] and each[1]):
            for line in self._lines:
                self._column.removeWidget(line)
                line.hide()
                line.deleteLater()
            self._lines = []
            for field, values in wanted:
                self._add_line(field, values)
        for line in self._lines:
            line.setEnabled(self._may_edit)

    def _add_line(self, field: str, values: Sequence[str]) -> "_Line":
        number = len(self._lines)
        line = _Line(self._theme, self._fields, self._values_of, number=number, parent=self)
        line.show_test(field, values)
        line.changed.connect(self._on_changed)
        line.remove.clicked.connect(partial(self._on_remove, line))
        self._lines.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        tab_before(self.add, (line.field, line.values, line.remove))
        return line

    def _on_add(self) -> None:
        self._words.hide()
        self._add_line("", ()).field.setFocus()

    def _on_remove(self, line: "_Line") -> None:
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.add.setFocus()
        self._on_changed()

    def _on_changed(self) -> None:
        self.changed.emit(self.tests)

    def _on_theme_changed(self) -> None:
        self._column.setSpacing(self._theme.px(8))


class _Line(QWidget):
    """One condition. Emits `changed()`."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        fields: Sequence[Choice],
        values_of: ValuesOf,
        *,
        number: int,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._values_of = values_of
        self._known: dict[str, str] = {}
        name = f"admin.policy.condition.{number}"
        words = translate("policies", "Field")
        self.field = ChoiceButton(theme, words, name=f"{name}.field", takes_new=True, parent=self)
        self._fields = tuple(fields)
        self.field.set_choices(fields)
        words = translate("policies", "is one of")
        self.values = ChoiceButton(theme, words, name=f"{name}.values", many=True, parent=self)
        words = translate("policies", "Remove the condition")
        self.remove = Button(theme, icon="x", kind="ghost", name=words, parent=self)
        self.remove.setObjectName(f"{name}.remove.button")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.field, 2)
        row.addWidget(TextLabel(theme, words_is(), style=META, ink="text2", parent=self))
        row.addWidget(self.values, 5)
        row.addWidget(self.remove)
        self.field.changed.connect(self._on_field)
        self.field.named.connect(self._on_named)
        self.values.changed.connect(self.changed)

    @property
    def test(self) -> tuple[str, tuple[str, ...]]:
        """The field and its values."""
        return self.field.key, tuple(self._known.get(key, key) for key in self.values.keys)

    def show_test(self, field: str, values: Sequence[str]) -> None:
        self._offer(field)
        told = {value: words for words, value in self._known.items()}
        self.values.set_keys([told.get(value, value) for value in values])

    def _offer(self, field: str) -> None:
        """The field, and the values that it may have."""
        known = {choice.key for choice in self._fields}
        if field and field not in known:
            own = Choice(field, condition_title(field))
            self.field.set_choices([*self._fields, own])
        self.field.set_keys((field,) if field else ())
        self._known = self._values_of(field)
        self.values.set_choices([Choice(words, words) for words in self._known])

    def _on_field(self) -> None:
        self._offer(self.field.key)
        self.values.set_keys(())
        self.changed.emit()

    def _on_named(self, text: str) -> None:
        """A field of the desk's own."""
        name = "_".join(text.split()).casefold()
        self._offer(name if name.startswith("custom.") else f"custom.{name}")
        self.values.set_keys(())
        self.changed.emit()


def words_is() -> str:
    """What stands between a field and its values."""
    return translate("policies", "is")

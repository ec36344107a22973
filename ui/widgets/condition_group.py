# SPDX-License-Identifier: Apache-2.0
"""Conditions of which all, any or none have to hold: a line each, and groups of more below them."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, INPUT
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.form_lines import FormLines
from ui.widgets.form_value import Group
from ui.widgets.label import TextLabel
from ui.widgets.tab_order import tab_before

_MODE: Final = 230


class ConditionGroup(Card):
    """A group with its lines. One inside another stands on a ground of its own and can go.

    Signals: `changed(line id, part key, values)`, `mode_chosen(group id, mode)`,
    `removed(id of a line or a group)`, `line_added(group id)`, `group_added()`.
    """

    changed = Signal(str, str, object)
    mode_chosen = Signal(str, str)
    removed = Signal(str)
    line_added = Signal(str)
    group_added = Signal()

    def __init__(
        self, theme: Theme, *, name: str, inner: bool = False, parent: QWidget | None = None
    ) -> None:
        ground, padding = ("sunken", (12, 8, 8, 8)) if inner else ("window", (0, 0, 0, 0))
        line = "line" if inner else ground
        super().__init__(theme, line=line, ground=ground, padding=padding, gap=8, parent=parent)
        self._look = theme
        self._name = name
        self._id = ""
        self._may_edit = True
        self.groups: dict[str, ConditionGroup] = {}
        self.mode = ChoiceButton(theme, _label(), name=f"{name}.mode.field", parent=self)
        self.mode.set_choices(_modes())
        self.lines = FormLines(theme, name=f"{name}.line", parent=self)
        words = QCoreApplication.translate("form", "Add condition")
        self.add = Button(theme, words, kind="link", parent=self)
        self.add.setObjectName(f"{name}.add.button")
        words = QCoreApplication.translate("form", "Add group (any of)")
        self.add_group = Button(theme, words, kind="link", parent=self)
        self.add_group.setObjectName(f"{name}.add_group.button")
        words = QCoreApplication.translate("form", "Remove the group")
        self.remove = Button(theme, icon="x", kind="ghost", name=words, parent=self)
        self.remove.setObjectName(f"{name}.remove.button")
        self._inner = inner
        self._build()
        self._connect()
        self.add_group.setHidden(inner)
        self.remove.setVisible(inner)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order, before it comes to the links below."""
        inner = (stop for group in self.groups.values() for stop in (*group.stops, group.add))
        return (self.mode, self.remove, *self.lines.stops, *inner)

    def show_group(self, group: Group, *, may_edit: bool) -> None:
        """Show this one; what is being typed stays."""
        self._id, self._may_edit = group.id, may_edit
        self.mode.set_keys((group.mode,))
        self.lines.show_lines(group.lines)
        for id in [id for id in self.groups if id not in {each.id for each in group.groups}]:
            gone = self.groups.pop(id)
            self._inside.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, each in enumerate(group.groups):
            shown = self.groups.get(each.id) or self._made(place, each.id)
            shown.show_group(each, may_edit=may_edit)
        for part in (self.mode, self.lines, self.remove):
            part.setEnabled(may_edit)
        self.add.setVisible(may_edit)
        self.add_group.setVisible(may_edit and not self._inner)
        if not self._inner:
            tab_before(self.add, self.stops)

    def focus_line(self, id: str) -> None:
        """Put the keys into a line, which may be one of a group inside."""
        for each in (self, *self.groups.values()):
            if id in each.lines.lines:
                each.lines.focus_line(id)

    def _made(self, place: int, id: str) -> "ConditionGroup":
        name = f"{self._name}.group.{place}"
        group = ConditionGroup(self._look, name=name, inner=True, parent=self)
        group.changed.connect(self.changed)
        group.mode_chosen.connect(self.mode_chosen)
        group.removed.connect(self.removed)
        group.line_added.connect(self.line_added)
        self.groups[id] = group
        self._inside.insertWidget(place, group)
        group.show()
        return group

    def _build(self) -> None:
        words = QCoreApplication.translate("form", "If")
        self._if = TextLabel(self._look, words, style=BODY_STRONG, parent=self)
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        self._inside = QVBoxLayout()
        self._head.addWidget(self._if)
        self._head.addWidget(self.mode, 10)
        self._head.addStretch(1)
        self._head.addWidget(self.remove)
        self._foot.addWidget(self.add)
        self._foot.addWidget(self.add_group)
        self._foot.addStretch(1)
        self.inside.addLayout(self._head)
        self.inside.addWidget(self.lines)
        self.inside.addLayout(self._inside)
        self.inside.addLayout(self._foot)
        self._look.changed.connect(self._on_group_theme_changed)
        self._on_group_theme_changed()

    def _connect(self) -> None:
        self.mode.changed.connect(lambda: self.mode_chosen.emit(self._id, self.mode.key))
        self.lines.changed.connect(self.changed)
        self.lines.removed.connect(self.removed)
        self.add.clicked.connect(lambda: self.line_added.emit(self._id))
        self.add_group.clicked.connect(self.group_added)
        self.remove.clicked.connect(lambda: self.removed.emit(self._id))

    def _on_group_theme_changed(self) -> None:
        px = self._look.px
        for row in (self._head, self._foot):
            row.setSpacing(px(8 if row is self._head else 16))
        self._inside.setSpacing(px(8))
        self.mode.setFixedHeight(px(INPUT))
        self.mode.setMaximumWidth(px(_MODE))


def _label() -> str:
    return QCoreApplication.translate("form", "How many have to be true")


def _modes() -> list[Choice]:
    return [
        Choice("all", QCoreApplication.translate("form", "all of these are true")),
        Choice("any", QCoreApplication.translate("form", "any of these is true")),
        Choice("none", QCoreApplication.translate("form", "none of these is true")),
    ]

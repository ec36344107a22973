# SPDX-License-Identifier: Apache-2.0
"""The layout of the page of automation rules: their list, and the editor of one beside it."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import META
from ui.widgets.button import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Hairline, Surface, TextLabel
from ui.widgets.margins import margins
from ui.widgets.rule_list import RuleList
from ui.widgets.sign_words import SignWords
from ui.windows.agent.admin.rule_page import RulePage
from ui.windows.agent.admin.section_page import SectionPage
from ui.windows.agent.help import AUTOMATION, set_help

_LIST: Final = 300
_TURNS: Final = 760
"""Narrower than this, there is room for the list or for the editor."""


class RulesPage(Surface):
    """Layout only: `RulesController` fills it. Macros have no order."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, of_macros: bool = False
    ) -> None:
        super().__init__("window", parent)
        self._theme = theme
        self.of_macros = of_macros
        name = "admin.macros" if of_macros else "admin.rules"
        self.setObjectName(f"{name}.page")
        title = (translate("rules", "Automation rules"), translate("macros", "Macros"))[of_macros]
        self.setAccessibleName(title)
        set_help(self, AUTOMATION)
        self.side = SectionPage(theme, title, self, ground="surface")
        self.new = Button(theme, translate("rules", "New"), icon="plus", parent=self)
        self.new.setObjectName(f"{name}.new.button")
        self.side.head.addWidget(self.new)
        words = (
            translate("macros", "Run by whoever asks for them")
            if of_macros
            else translate("rules", "Run from top to bottom")
        )
        self._order = TextLabel(theme, words, style=META, ink="text2", parent=self)
        self.list = RuleList(theme, title, name=f"{name}.list", parent=self)
        self.none = EmptyState(theme, icon="zap", parent=self)
        self.none.set_state(icon="zap", title=_none(of_macros), reason=_reason(of_macros))
        self.notes = [SignWords(theme, style=META, parent=self) for _ in range(3)]
        self.editor = RulePage(theme, self, of_macros=of_macros)
        self._is_editing = False
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one of them only."""
        return self.width() < self._theme.px(_TURNS)

    def show_any(self, *, any_rule: bool) -> None:
        """The list, or that there is none."""
        self.list.setVisible(any_rule)
        for part in (self._order, self._below_order):
            part.setVisible(any_rule)
        self.none.setVisible(not any_rule)
        self._fit()

    def show_editor(self, *, is_editing: bool) -> None:
        """Where there is room for one, which of them it is."""
        self._is_editing = is_editing
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        column = self.side.column
        self._below_order = Hairline(self)
        parts = (self._order, self._below_order, self.list, self.none, *self.notes)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self._line = Hairline(self, vertical=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self._line)
        row.addWidget(self.editor, 1)

    def _fit(self) -> None:
        narrow, any_rule = self.is_narrow, not self.list.isHidden()
        self.side.setVisible(not (narrow and self._is_editing))
        self.editor.setVisible(any_rule and (self._is_editing or not narrow))
        self._line.setVisible(any_rule and not narrow)
        self.editor.back.setVisible(narrow)
        beside = any_rule and not narrow
        self.side.setMaximumWidth(self._theme.px(_LIST) if beside else 16_777_215)
        self.side.setMinimumWidth(self._theme.px(_LIST) if beside else 0)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self.side.head.setContentsMargins(margins(self, (px(20), 0, px(12), 0)))
        self.side.column.setContentsMargins(margins(self, (0, 0, 0, px(12))))
        self.side.column.setSpacing(0)
        self._order.setContentsMargins(margins(self, (px(20), px(9), px(20), px(8))))
        for note in self.notes:
            note.setContentsMargins(margins(self, (px(20), px(10), px(16), 0)))
        self._fit()


def _none(of_macros: bool) -> str:
    if of_macros:
        return translate("macros", "No macro yet")
    return translate("rules", "No rule yet")


def _reason(of_macros: bool) -> str:
    if of_macros:
        return translate(
            "macros", "A macro is a reply with all that goes with it, behind a / in the composer."
        )
    return translate("rules", "A rule does what somebody would do by hand each time.")

# SPDX-License-Identifier: Apache-2.0
"""The layout of a page with a line for each thing of a kind, and the way to one more."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.form_lines import FormLines
from ui.widgets.label import TextLabel
from ui.widgets.tab_order import tab_through
from ui.windows.agent.admin.section_page import SectionPage


class LinesPage(SectionPage):
    """Layout only. `words` says what the lines are; `add` is what one more is called."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        words: str,
        *,
        name: str,
        add: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, title, parent)
        self._look = theme
        self.setObjectName(f"{name}.page")
        told = TextLabel(theme, words, style=META, ink="text2", wrap=True, parent=self)
        self.lines = FormLines(theme, name=f"{name}.line", parent=self)
        self.add = Button(theme, add, kind="primary", icon="plus", parent=self)
        self.add.setObjectName(f"{name}.add.button")
        card = Card(theme, padding=(16, 12, 12, 12), gap=8, parent=self)
        inside = QWidget(card)
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self.head.addWidget(self.add)
        self._inside.addWidget(told)
        self._inside.addWidget(self.lines)
        card.inside.addWidget(inside)
        self.column.addWidget(card)
        self.column.addStretch(1)
        theme.changed.connect(self._on_page_theme_changed)
        self._on_page_theme_changed()

    def order_tabs(self) -> None:
        """Tab comes to the lines after the way to one more; they are made later."""
        tab_through((self.add, *self.lines.stops))

    def _on_page_theme_changed(self) -> None:
        self._inside.setSpacing(self._look.px(10))

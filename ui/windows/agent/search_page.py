# SPDX-License-Identifier: Apache-2.0
"""The layout of the search view: the field, its chips, what was found, and a preview."""

from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.models.search_results import SearchResults
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import META
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.search_input import SearchInput
from ui.widgets.search_list import SearchList
from ui.windows.agent.over_page import OverPage
from ui.windows.agent.search_parts import Completions, SearchFilters, SearchPreview, ViewNaming

PREVIEW_WIDTH: Final = 420
LEAST_WITH_PREVIEW: Final = 860
_COMPLETIONS_WIDTH: Final = 320


class SearchPage(OverPage):
    """Covers the panes beside the navigation. Layout only: `SearchController` fills it."""

    def __init__(self, theme: Theme, window: QWidget, beside: QWidget) -> None:
        super().__init__(window, beside)
        self._theme = theme
        self.setObjectName("search.page")
        self.setAccessibleName(translate("search", "Search"))
        placeholder = translate("search", "Search tickets and people")
        self.input = SearchInput(theme, placeholder, parent=self)
        self.filters = SearchFilters(theme, self)
        self.naming = ViewNaming(theme, self)
        self.note = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        self.model = SearchResults(self)
        self.results = SearchList(theme, self)
        self.results.setModel(self.model)
        self.results.setAccessibleName(translate("search", "Results"))
        self.empty = EmptyState(theme, icon="search", parent=self)
        self.preview = SearchPreview(theme, self)
        self.completions = Completions(theme, self)
        self._stack = QStackedLayout()
        self._build()
        theme.changed.connect(self.place)

    def open(self) -> None:
        """Show it over the panes, with the cursor in its field."""
        self.open_page(self.input.input)

    def place(self) -> None:
        """The preview is beside the list where there is room for both."""
        super().place()
        px = self._theme.px
        wide = self.width() >= px(LEAST_WITH_PREVIEW)
        self.preview.setVisible(wide)
        self._line.setVisible(wide)
        self.preview.setFixedWidth(px(PREVIEW_WIDTH))
        self.place_completions()

    def show_results(self, shown: bool) -> None:
        """The list, or what is said while there is nothing in it."""
        self._stack.setCurrentIndex(0 if shown else 1)

    def show_time(self, now: int) -> None:
        """A second has passed."""
        self.model.now = now
        self.results.show_time(now)

    def say(self, words: str) -> None:
        """A sentence under the chips, or none."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def place_completions(self) -> None:
        """Under the text in the field."""
        px = self._theme.px
        at = self.input.input.mapTo(self, QPoint(0, self.input.input.height() + px(10)))
        width, height = px(_COMPLETIONS_WIDTH), self.completions.wanted_height()
        start = at.x() + self.input.input.width() - width if self.isRightToLeft() else at.x()
        left = max(0, min(start, self.width() - width))
        self.completions.setGeometry(QRect(left, at.y(), width, height))

    def _build(self) -> None:
        px = self._theme.px
        head = QVBoxLayout()
        head.setContentsMargins(px(20), px(14), px(19), px(12))
        head.setSpacing(px(10))
        for widget in (self.input, self.filters, self.naming, self.note):
            head.addWidget(widget)
        self.naming.hide()
        self.note.hide()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline(self))
        self._stack.addWidget(self.results)
        self._stack.addWidget(self.empty)
        column.addLayout(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(column, 1)
        self._line = Hairline(self, vertical=True)
        layout.addWidget(self._line)
        layout.addWidget(self.preview)

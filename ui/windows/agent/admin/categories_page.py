# SPDX-License-Identifier: Apache-2.0
"""The layout of the page of categories: a line for each, and the way to one more."""

from PySide6.QtWidgets import QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.windows.agent.admin.lines_page import LinesPage


class CategoriesPage(LinesPage):
    """Layout only: `CategoriesController` fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            translate("categories", "Categories"),
            translate("categories", "What a ticket is about. One that is off is not offered."),
            name="admin.categories",
            add=translate("categories", "Add a category"),
            parent=parent,
        )

# SPDX-License-Identifier: Apache-2.0
"""The page of categories at work: they are named, switched off and on, and added."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import Category
from sync_server.contract.ids import CategoryId
from ui.models.admin_rights import may_administer
from ui.models.words import translate
from ui.widgets.choice import Choice
from ui.widgets.form_value import Line, Part
from ui.widgets.plain_text import harmless
from ui.windows.agent.admin.categories_page import CategoriesPage
from ui.windows.agent.fields import category_path

NEW: Final = "new"
"""The id of the line of one that is not there yet."""

_TOP: Final = "-"
"""Stands for no category above it."""


class CategoriesController(QObject):
    """Behind the page. Signals: `troubled(ClientError)`."""

    troubled = Signal(object)

    def __init__(self, client: Client, page: CategoriesPage) -> None:
        super().__init__(page)
        self._workspace = client.workspace
        self._page = page
        self._is_adding = False
        self._parent = _TOP
        page.lines.changed.connect(self._on_changed)
        page.lines.removed.connect(self._on_removed)
        page.add.clicked.connect(self._on_add)

    def open(self) -> None:
        """The page comes."""
        self.refresh()

    def close(self) -> None:
        """The page goes; what was begun goes with it."""
        self._is_adding = False

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if changes.reloaded or Category.kind in changes.rows:
            self.refresh()

    def refresh(self) -> None:
        """The lines as they are, each category below the one that it is under."""
        every = sorted(
            self._workspace.all(Category),
            key=lambda each: (category_path(self._workspace, each.id).casefold(), each.id),
        )
        lines = [self._line(each) for each in every]
        if self._is_adding:
            lines.insert(0, self._new_line(every))
        may = may_administer(self._workspace)
        self._page.lines.show_lines(lines)
        self._page.lines.setEnabled(may)
        self._page.add.setVisible(may)
        self._page.order_tabs()

    def _line(self, category: Category) -> Line:
        above = category_path(self._workspace, category.parent)
        name = harmless(category.name)
        return Line(
            category.id,
            name,
            (
                Part("name", translate("categories", "Name"), "text", (name,), share=45),
                Part("above", translate("categories", "Under"), "words", (above,), share=35),
                Part(
                    "offered",
                    translate("categories", "Offered"),
                    "flag",
                    () if category.disabled else ("true",),
                    share=20,
                ),
            ),
            can_go=False,
        )

    def _new_line(self, every: Sequence[Category]) -> Line:
        paths = [Choice(each.id, category_path(self._workspace, each.id)) for each in every]
        choices = (Choice(_TOP, translate("categories", "At the top")), *paths)
        return Line(
            NEW,
            translate("categories", "the new category"),
            (
                Part("name", translate("categories", "Name"), "text", share=45),
                Part(
                    *("above", translate("categories", "Under"), "one", (self._parent,), choices),
                    share=55,
                ),
            ),
        )

    def _on_add(self) -> None:
        self._is_adding, self._parent = True, _TOP
        self.refresh()
        self._page.lines.focus_line(NEW)

    def _on_removed(self, _id: str) -> None:
        self._is_adding = False
        self.refresh()
        self._page.add.setFocus()

    def _on_changed(self, id: str, part: str, values: tuple[str, ...]) -> None:
        if id == NEW and part == "above":
            self._parent = values[0]
            self.refresh()
        elif id == NEW and values:
            parent = None if self._parent == _TOP else CategoryId(self._parent)
            self._is_adding = False
            self._does(
                lambda: intents.create_category(self._workspace, name=values[0], parent=parent)
            )
        elif part == "offered":
            self._change(id, disabled=not values)
        elif part == "name" and values:
            self._change(id, name=values[0])
        self.refresh()

    def _change(self, id: str, **changes: object) -> None:
        category = CategoryId(id)
        self._does(lambda: intents.change_category(self._workspace, category=category, **changes))

    def _does(self, gesture: Callable[[], object]) -> None:
        try:
            gesture()
        except ClientError as error:
            self.troubled.emit(error)

# SPDX-License-Identifier: Apache-2.0
"""The menu in the head of the list: how it is sorted and grouped."""

from PySide6.QtCore import QObject

from ui.models.list_groups import GROUPINGS, SORTS
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.popover import rect_on_screen
from ui.windows.agent.list_controller import ListController
from ui.windows.agent.ticket_list import ListPane

_SORT, _GROUP = "sort:", "group:"


class ListMenu(QObject):
    """Opens below the button of the head, and arranges what is shown."""

    def __init__(self, pane: ListPane, theme: Theme, lists: ListController) -> None:
        super().__init__(pane)
        self._pane = pane
        self._lists = lists
        self.menu = ChoiceMenu(theme, pane)
        self.menu.chosen.connect(self._on_chosen)
        pane.header.arrange_requested.connect(self.open)

    def open(self) -> None:
        """Show what can be chosen, with ticks before what is."""
        order, group = self._lists.arrangement
        if not order:
            return
        sort_by, group_by = translate("list", "sort"), translate("list", "group")
        sorts = [
            Choice(_SORT + key, translate("list", words), detail=sort_by)
            for key, words in SORTS.items()
        ]
        groups = [
            Choice(_GROUP + key, translate("list", words), detail=group_by)
            for key, words in GROUPINGS.items()
        ]
        button = self._pane.header.arrange
        self.menu.open_at(
            rect_on_screen(button),
            (*sorts, *groups),
            title=translate("list", "Sort and group"),
            current=frozenset({_SORT + order, _GROUP + group}),
        )

    def _on_chosen(self, key: str) -> None:
        kind, _, value = key.partition(":")
        if kind == "sort":
            self._lists.arrange(order=value)
        else:
            self._lists.arrange(group=value)

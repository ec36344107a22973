# SPDX-License-Identifier: Apache-2.0
"""Views of the navigation, changed where they stand: renamed, shared, ordered, hidden."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QStyle

from app import intents
from app.client import Client
from app.errors import ClientError
from sync_server.contract.entities import SavedView
from sync_server.contract.ids import ViewId
from ui.models.links import view_link
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.windows.agent.list_controller import FIRST, ListController
from ui.windows.agent.navigation import NavigationPane, team_title
from ui.windows.agent.troubles import trouble_words


class ViewMenu(QObject):
    """The context menu of the navigation, also on the menu key, and what its plus signs do.

    `tell` says what was refused, `search` opens the search, where a view is made of what is found.
    """

    def __init__(
        self,
        client: Client,
        navigation: NavigationPane,
        theme: Theme,
        *,
        lists: ListController,
        tell: Callable[[str], object],
        search: Callable[[], object],
    ) -> None:
        super().__init__(navigation)
        self._client = client
        self._navigation = navigation
        self._theme = theme
        self._lists = lists
        self._tell = tell
        self._search = search
        self._renamed = ""
        self._acts: dict[str, Callable[[], object]] = {}
        self.menu = ChoiceMenu(theme, navigation)
        self.menu.chosen.connect(self._on_chosen)
        self.teams = ChoiceMenu(theme, navigation)
        self.teams.chosen.connect(self.toggle_team)
        self.field = QLineEdit(navigation.views.viewport())
        self.field.setObjectName("nav.rename.field")
        self.field.setAccessibleName(translate("views", "Name of the view"))
        self.field.setProperty("field", "true")
        self.field.hide()
        self.field.editingFinished.connect(self._on_renamed)
        navigation.views.row_dropped.connect(self.drop)
        navigation.views.added.connect(self._on_added)
        navigation.views.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        navigation.views.customContextMenuRequested.connect(self._on_menu_requested)

    def fill(self, key: str) -> None:
        """Find what can be done to a view."""
        self._acts.clear()
        info = self._client.views.info(key)
        saved = self._saved(key)
        if info is not None and saved is not None and saved.owner in (None, self._client.me):
            self._add(translate("views", "Rename"), partial(self.rename, key))
            shared = saved.owner is None
            words = translate("views", "Share with everybody")
            if shared:
                words = translate("views", "Keep to yourself")
            self._add(words, partial(self.save, key, shared=not shared))
            self._add(translate("views", "Move up"), partial(self.move, key, -1))
            self._add(translate("views", "Move down"), partial(self.move, key, 1))
            order, group = self._lists.arrangements.of(info)
            if (order, group) != (saved.order, saved.group):
                act = partial(self.save, key, order=order, group=group)
                self._add(translate("views", "Keep this sorting in the view"), act)
            self._add(translate("views", "Delete"), partial(self.delete, key))
        if info is not None and info.section == "teams":
            self._add(translate("views", "Move up"), partial(self.move, key, -1))
            self._add(translate("views", "Move down"), partial(self.move, key, 1))
        if info is not None:
            if key != FIRST:
                self._add(translate("views", "Hide"), partial(self.hide, key))
            self._add(translate("views", "Copy link"), partial(self.copy_link, key))
        if self._navigation.hidden.keys:
            self._add(translate("views", "Show hidden views"), self.show_all)
        self._add(translate("navigation", "Choose teams"), self.choose_teams)
        self._add(translate("navigation", "New view"), self._search)

    def rename(self, key: str) -> None:
        """Put a field over the row."""
        saved = self._saved(key)
        rect = self._navigation.views.rect_of(key)
        if saved is None or rect.isEmpty():
            return
        px = self._theme.px
        self._renamed = key
        self.field.setFont(self._theme.font(BODY))
        self.field.setText(saved.name)
        inside = rect.adjusted(px(36), 0, -px(8), 0)
        self.field.setGeometry(QStyle.visualRect(self.field.layoutDirection(), rect, inside))
        self.field.show()
        self.field.setFocus()
        self.field.selectAll()

    def save(self, key: str, **changes: Any) -> None:
        """Change something of a saved view, and keep the rest."""
        saved = self._saved(key)
        if saved is None:
            return
        fields: dict[str, Any] = {
            "name": saved.name,
            "conditions": saved.conditions,
            "shared": saved.owner is None,
            "order": saved.order,
            "group": saved.group,
            "position": saved.position,
        }
        self._try(
            partial(intents.save_view, self._client.workspace, view=saved.id, **fields | changes)
        )

    def move(self, key: str, by: int) -> None:
        """Let a team or a saved view stand one place further up or down."""
        keys = self._beside(key)
        if key in keys:
            self._place(key, keys.index(key) + by)

    def drop(self, key: str, onto: str) -> None:
        """Let a team or a saved view stand where another one stands."""
        keys = self._beside(key)
        if key in keys and onto in keys:
            self._place(key, keys.index(onto))

    def choose_teams(self) -> None:
        """Offer all teams, with ticks before those that are shown."""
        navigation = self._navigation
        named = ((key, self._client.views.info(key)) for key in navigation.teams)
        place = navigation.views.plus_rect(team_title())
        place.moveTo(navigation.views.viewport().mapToGlobal(place.topLeft()))
        self.teams.open_at(
            place,
            [Choice(key, info.name) for key, info in named if info is not None],
            title=translate("navigation", "Choose teams"),
            current=frozenset(navigation.teams) - navigation.hidden.keys,
        )

    def toggle_team(self, key: str) -> None:
        """Show a team's queue, or do not."""
        hidden = self._navigation.hidden
        if key in hidden.keys:
            hidden.remove(key)
        else:
            hidden.add(key)
        self._navigation.refresh_views()

    def _beside(self, key: str) -> list[str]:
        """Those among which a key can be moved, in their order."""
        if key in self._navigation.teams:
            return list(self._navigation.teams)
        return [each.key for each in self._client.views.all if each.section == "saved"]

    def _place(self, key: str, at: int) -> None:
        keys = self._beside(key)
        if not 0 <= at < len(keys):
            return
        keys.remove(key)
        keys.insert(at, key)
        if key in self._navigation.teams:
            self._navigation.order.keep(keys)
            self._navigation.refresh_views()
            return
        for place, each in enumerate(keys):
            saved = self._saved(each)
            if saved is not None and saved.position != place:
                self.save(each, position=place)

    def delete(self, key: str) -> None:
        """Delete a saved view; no ticket is touched."""
        saved = self._saved(key)
        if saved is not None:
            self._try(partial(intents.delete_view, self._client.workspace, view=saved.id))

    def hide(self, key: str) -> None:
        """Take a row out of one's own navigation."""
        self._navigation.hidden.add(key)
        self._navigation.refresh_views()

    def show_all(self) -> None:
        """Show every row again."""
        self._navigation.hidden.clear()
        self._navigation.refresh_views()

    def copy_link(self, key: str) -> None:
        """Put the address of a view on the clipboard."""
        QGuiApplication.clipboard().setText(view_link(key))

    def _saved(self, key: str) -> SavedView | None:
        kind, _, id = key.partition(":")
        return self._client.workspace.get(SavedView, ViewId(id)) if kind == "view" else None

    def _add(self, words: str, act: Callable[[], object]) -> None:
        self._acts[words] = act

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except ClientError as error:
            self._tell(trouble_words(error))

    def _on_added(self, title: str) -> None:
        if title == team_title():
            self.choose_teams()
        else:
            self._search()

    def _on_chosen(self, words: str) -> None:
        self._acts[words]()

    def _on_menu_requested(self, place: QPoint) -> None:
        views = self._navigation.views
        key = views.row_at(place) or views.current_row()
        self.fill(key)
        if self._acts:
            self.menu.open_at(
                QRect(views.viewport().mapToGlobal(place), QSize(0, 0)),
                [Choice(words, words) for words in self._acts],
                title=translate("views", "What can be done with this view"),
                searches=False,
            )

    def _on_renamed(self) -> None:
        key, self._renamed = self._renamed, ""
        name = self.field.text().strip()
        self.field.hide()
        self._navigation.views.setFocus()
        saved = self._saved(key)
        if saved is not None and name and name != saved.name:
            self.save(key, name=name)

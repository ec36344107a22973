# SPDX-License-Identifier: Apache-2.0
"""Selecting many tickets of a list, and changing them at once with one way back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Qt

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TagId, TicketId
from ui.models.removed import is_removed
from ui.models.ticket_rows import TicketRows
from ui.models.words import status_words, translate
from ui.theme.theme import Theme
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.figures import count_words
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import Sign
from ui.windows.agent import choices
from ui.windows.agent.choices import NOBODY
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.ticket_list import ListPane
from ui.windows.agent.unwanted import Fate, Unwanted

ASK_ABOVE: Final = 200
"""So many tickets are changed without a question."""

_MENUS: Final = ("assignee", "team", "status", "priority", "tags")
_TITLES: Final = {
    "assignee": str(QT_TRANSLATE_NOOP("bulk", "Assign to")),
    "team": str(QT_TRANSLATE_NOOP("bulk", "Move to a team")),
    "status": str(QT_TRANSLATE_NOOP("bulk", "Status")),
    "priority": str(QT_TRANSLATE_NOOP("bulk", "Priority")),
    "tags": str(QT_TRANSLATE_NOOP("bulk", "Add a tag")),
}
_FATES: Final[dict[str, Fate]] = {"spam": "spam", "delete": "deleted"}
_STATUSES: Final = ("open", "pending", "on_hold", "solved")


class Bulk(QObject):
    """The selection of one list and the bar over its head."""

    def __init__(
        self,
        pane: ListPane,
        theme: Theme,
        *,
        workspace: Workspace,
        rows: TicketRows,
        gestures: Gestures,
        unwanted: Unwanted,
    ) -> None:
        super().__init__(pane)
        self._pane = pane
        self._workspace = workspace
        self._rows = rows
        self._gestures = gestures
        self._unwanted = unwanted
        self._picked: dict[TicketId, None] = {}
        self._pending: Callable[[], None] | None = None
        self._field = ""
        self.menu = ChoiceMenu(theme, pane)
        self.menu.chosen.connect(self._on_chosen)
        self.menu.created.connect(self._on_chosen)
        pane.bulk_bar.action_requested.connect(self._on_action)
        pane.view.pick_requested.connect(self.toggle)
        pane.view.extend_requested.connect(self.extend_to)
        pane.view.pick_all_requested.connect(self.pick_all)
        pane.closing.connect(gestures.finish_many)

    @property
    def picked(self) -> tuple[TicketId, ...]:
        """The selected tickets, in the order of their selection."""
        return tuple(self._picked)

    def takes(self, action: str) -> bool:
        """Perform an action of the keys on the selection; whether there is one in sight. Where the
        conversation has taken the place of the list, keys mean the ticket that is shown.
        """
        if not self._picked or not self._pane.isVisible():
            return False
        if action == "up":
            self.clear()
        elif action in ("solve", "solve_next"):
            self.change("status", "solved")
        elif action == "take":
            self.change("assignee", self._workspace.me)
        elif action in _FATES:
            self.remove(_FATES[action])
        elif action == "restore":
            self.restore()
        elif action.removeprefix("menu:") in _MENUS:
            self.open_menu(action.removeprefix("menu:"))
        else:
            return False
        return True

    # -- selecting -----------------------------------------------------------------------------

    def toggle(self, ticket: str | None = None) -> None:
        """Select a ticket, or no longer: this one, else the current one. Nothing is selected where
        nobody sees it.
        """
        id = ticket or self._pane.view.current_ticket()
        if id is None or not self._pane.isVisible():
            return
        if self._picked.pop(TicketId(id), 0) == 0:
            self._picked[TicketId(id)] = None
        self._show()

    def extend(self, by: int) -> None:
        """Select the current ticket, go on, and select that one too. Where the conversation has
        taken the place of the list, only go on.
        """
        if not self._pane.isVisible():
            self._pane.step(by)
            return
        for step in (0, by):
            if step:
                self._pane.step(step)
            current = self._pane.view.current_ticket()
            if current is not None:
                self._picked[TicketId(current)] = None
        self._show()

    def extend_to(self, ticket: str) -> None:
        """Select everything from the current ticket to this one."""
        model = self._pane.model
        to = None if model is None else model.row_of(TicketId(ticket))
        if to is None:
            return
        at = self._pane.view.currentIndex().row()
        low, high = (to, to) if at < 0 else sorted((at, to))
        for row in range(low, high + 1):
            id = self._pane.ticket_at(row)
            if id is not None:
                self._picked[id] = None
        self._show()

    def pick(self, tickets: Sequence[TicketId]) -> None:
        """Select these and no others, with no question open about them."""
        if self.picked != tuple(tickets) or self._pending is not None:
            self._picked, self._pending = dict.fromkeys(tickets), None
            self._show()

    def pick_all(self) -> None:
        """Select everything in the list that is in sight."""
        if self._pane.model is not None and self._pane.isVisible():
            self._picked = dict.fromkeys(self._pane.model.all_tickets())
            self._show()

    def clear(self) -> None:
        """Select nothing."""
        self._picked.clear()
        self._show()

    # -- changing ------------------------------------------------------------------------------

    def change(self, field: str, value: Any) -> None:
        """Set a field of all selected tickets; above many it asks first."""
        tickets = self.picked
        self._pending = partial(self._change, tickets, field, value)
        if len(tickets) > ASK_ABOVE:
            told = plural.tr("Change {count} tickets?", "Change 1 ticket?", len(tickets))
            self._pane.bulk_bar.ask(told.format(count=count_words(len(tickets))))
        else:
            self._confirm()

    def remove(self, fate: Fate) -> None:
        """Mark all selected tickets as spam, or delete them. What we have answered asks first."""
        tickets = self.picked
        self._pending = partial(self._unwanted.remove_many, tickets, fate)
        count, answered = len(tickets), self._unwanted.answered(tickets)
        if not answered and count <= ASK_ABOVE:
            self._confirm()
            return
        told = plural.tr("Delete {count} tickets?", "Delete 1 ticket?", count)
        if fate == "spam":
            told = plural.tr("Mark {count} tickets as spam?", "Mark 1 ticket as spam?", count)
        if answered:
            known = translate("bulk", "You have answered {answered} of them.")
            told = f"{told} {known}"
        self._pane.bulk_bar.ask(
            told.format(count=count_words(count), answered=count_words(answered))
        )

    def restore(self) -> None:
        """Bring back those of the selected tickets that are spam or deleted."""
        self._pending = partial(self._unwanted.restore_many, self.picked)
        self._confirm()

    def open_menu(self, field: str) -> None:
        """Choose the value for all selected tickets."""
        self._field = field
        self.menu.open_at(
            rect_on_screen(self._pane.bulk_bar),
            self._choices(field),
            title=translate("bulk", _TITLES.get(field, "More")),
            allow_new=field == "tags",
        )

    def _choices(self, field: str) -> Sequence[Choice]:
        workspace = self._workspace
        if field == "assignee":
            return tuple(choices.assignees(workspace, None))
        if field == "team":
            return tuple(choices.teams(workspace))
        if field == "priority":
            return choices.priorities()
        if field == "tags":
            return tuple(choices.tags(workspace))
        if field == "status":
            return tuple(Choice(each, status_words(each)) for each in _STATUSES)
        menus = [Choice(f"menu:{each}", translate("bulk", _TITLES[each])) for each in _MENUS]
        picked = (workspace.get(Ticket, id) for id in self._picked)
        restore = translate("menus", "Restore")
        back = (Choice("do:restore", restore, Sign("icon", "undo-2")),)
        return (
            *(back if any(map(is_removed, picked)) else menus),
            Choice("do:spam", translate("keys", "Mark as spam"), Sign("icon", "ban"), "!"),
            Choice("do:delete", translate("keys", "Delete"), Sign("icon", "trash-2"), "#"),
            Choice("all", translate("bulk", "Select all in this list"), Sign("icon", "list")),
            Choice("none", translate("bulk", "Select none"), Sign("icon", "x")),
        )

    def _on_chosen(self, key: str) -> None:
        if self._field != "more":
            self.change(self._field, None if key == NOBODY else key)
        elif key == "all":
            self.pick_all()
        elif key == "none":
            self.clear()
        elif key.startswith("do:"):
            self.takes(key.removeprefix("do:"))
        else:
            self.open_menu(key.removeprefix("menu:"))

    def _on_action(self, name: str) -> None:
        if name == "yes":
            self._confirm()
        elif name == "no":
            self._pending = None
            self._show()
        elif name == "solve":
            self.change("status", "solved")
        else:
            self.open_menu(name)

    def _confirm(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending()
        self.clear()
        self._pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, tickets: tuple[TicketId, ...], field: str, value: Any) -> None:
        tickets = tuple(
            id for id in tickets if not is_removed(self._workspace.get(Ticket, id))
        )  # those can only be restored
        if field == "tags":
            self._gestures.tag_many(tickets, TagId(str(value).strip().casefold()))
        else:
            self._gestures.set_many(tickets, field, value)

    def _show(self) -> None:
        gone = [id for id in self._picked if self._workspace.get(Ticket, id) is None]
        for id in gone:
            del self._picked[id]
        differing = self._rows.pick(frozenset(self._picked))
        self._pane.view.set_picking(bool(self._picked))
        self._pane.bulk_bar.show_count(len(self._picked))
        if self._pane.model is not None and len(differing) <= ASK_ABOVE:
            self._pane.model.redraw(differing)
        self._pane.view.viewport().update()

# SPDX-License-Identifier: Apache-2.0
"""The list speaks of tickets by id and never of rows."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.ticket_list import TicketListView
from ui.widgets.ticket_row import GroupHeaderValue, ListEntry, TicketListRole, TicketRowValue


class _Tickets(QAbstractListModel):
    def __init__(self, entries: list[ListEntry]) -> None:
        super().__init__()
        self._entries = entries
        self.asked = 0

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return len(self._entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        self.asked += role == TicketListRole.ROW
        return self._entries[index.row()] if role == TicketListRole.ROW else None


def _ticket(number: int, *, unassigned: bool = False) -> TicketRowValue:
    return TicketRowValue(
        f"t{number}", f"#{number}", f"Subject {number}", "Ada", unassigned=unassigned
    )


def _show(
    theme: Theme, qtbot: QtBot, entries: list[ListEntry], *, grouped: bool = False
) -> tuple[TicketListView, _Tickets]:
    view, model = TicketListView(theme, grouped=grouped), _Tickets(entries)
    model.setParent(view)
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(375, 600)
    view.show()
    return view, model


def test_moving_through_the_list_names_each_ticket_once(theme: Theme, qtbot: QtBot) -> None:
    view, model = _show(theme, qtbot, [_ticket(1), GroupHeaderValue("Next", 1), _ticket(2)])
    heard: list[str] = []
    view.ticket_selected.connect(heard.append)
    view.setCurrentIndex(model.index(0))
    view.setCurrentIndex(model.index(1))
    view.setCurrentIndex(model.index(2))
    assert heard == ["t1", "t2"]
    assert view.current_ticket() == "t2"


def test_enter_opens_the_current_ticket(theme: Theme, qtbot: QtBot) -> None:
    view, model = _show(theme, qtbot, [_ticket(1)])
    view.setCurrentIndex(model.index(0))
    with qtbot.waitSignal(view.ticket_opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["t1"]


def test_take_is_pressed_without_selecting_the_row(theme: Theme, qtbot: QtBot) -> None:
    view, _ = _show(theme, qtbot, [_ticket(1), _ticket(2, unassigned=True)])
    with qtbot.waitSignal(view.action_requested) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(255, 102))
    assert asked.args == ["take", "t2"]
    assert view.current_ticket() is None


def test_typed_letters_select_nothing(theme: Theme, qtbot: QtBot) -> None:
    view, _ = _show(theme, qtbot, [_ticket(1), _ticket(2)])
    qtbot.keyClicks(view, "s")
    assert view.current_ticket() is None


def test_a_hundred_thousand_rows_are_shown_by_asking_for_the_visible_ones(
    theme: Theme, qtbot: QtBot
) -> None:
    view, model = _show(theme, qtbot, [_ticket(number) for number in range(100_000)])
    view.grab()
    view.scrollToBottom()
    view.grab()
    assert model.asked < 500


def test_rows_and_headings_have_their_own_heights_in_a_grouped_list(
    theme: Theme, qtbot: QtBot
) -> None:
    entries: list[ListEntry] = [GroupHeaderValue("Next", 2), _ticket(1), _ticket(2)]
    view, model = _show(theme, qtbot, entries, grouped=True)
    heights = [view.visualRect(model.index(row)).height() for row in range(3)]
    assert heights == [28, 60, 60]


def test_zoom_reaches_the_rows(theme: Theme, qtbot: QtBot) -> None:
    view, model = _show(theme, qtbot, [_ticket(1)])
    theme.set_zoom(1.5)
    view.grab()
    assert view.visualRect(model.index(0)).height() == 90


def test_a_new_row_fades_and_with_reduced_motion_stands_out_still(
    theme: Theme, qtbot: QtBot
) -> None:
    view, _ = _show(theme, qtbot, [_ticket(1)])
    plain = view.grab().toImage()
    view.highlight("t1")
    bright = view.grab().toImage()
    view._fade()
    assert view.grab().toImage() not in (plain, bright)
    theme.reduced_motion = True
    view.highlight("t1")
    for _ in range(29):
        view._fade()
        assert view.grab().toImage() == bright
    view._fade()
    assert view.grab().toImage() == plain


def test_take_is_pressed_at_the_left_where_people_read_from_the_right(
    theme: Theme, qtbot: QtBot
) -> None:
    view, _ = _show(theme, qtbot, [_ticket(1), _ticket(2, unassigned=True)])
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with qtbot.waitSignal(view.action_requested) as asked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(375 - 255, 102))
    assert asked.args == ["take", "t2"]

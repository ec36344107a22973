# SPDX-License-Identifier: Apache-2.0
"""The list speaks of tickets by id and never of rows."""

from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QHelpEvent, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.support.counting_clock import Counting, counting
from ui.theme.theme import Theme
from ui.widgets.clock_face import ClockFace
from ui.widgets.ticket_list import TicketListView
from ui.widgets.ticket_row import GroupHeaderValue, ListEntry, TicketListRole, TicketRowValue


class _Tickets(QAbstractListModel):
    def __init__(self, entries: list[ListEntry]) -> None:
        super().__init__()
        self._entries = entries
        self.asked = 0

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return len(self._entries)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        entry = self._entries[index.row()] if index.isValid() else None
        if isinstance(entry, GroupHeaderValue):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

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


def _grouped(theme: Theme, qtbot: QtBot) -> tuple[TicketListView, _Tickets]:
    """Three headings with ten tickets each; nine rows are in the view."""
    groups: list[list[ListEntry]] = [
        [GroupHeaderValue(f"Group {n}", 10), *(_ticket(n * 10 + m) for m in range(10))]
        for n in range(3)
    ]
    return _show(theme, qtbot, [each for group in groups for each in group], grouped=True)


def test_home_and_end_go_past_a_heading_to_the_first_and_last_ticket(
    theme: Theme, qtbot: QtBot
) -> None:
    view, model = _grouped(theme, qtbot)
    view.setCurrentIndex(model.index(15))
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_ticket() == "t0"
    assert view.verticalScrollBar().value() == 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_ticket() == "t29"


def test_a_page_is_as_many_rows_as_fit_and_ends_at_a_ticket(theme: Theme, qtbot: QtBot) -> None:
    view, model = _grouped(theme, qtbot)
    view.setCurrentIndex(model.index(1))
    seen = []
    for key in [Qt.Key.Key_PageDown] * 4 + [Qt.Key.Key_PageUp] * 4:
        qtbot.keyClick(view, key)
        seen.append(view.current_ticket())
    assert seen == ["t9", "t17", "t25", "t29", "t20", "t12", "t4", "t0"]


def test_home_in_a_list_that_has_no_model_yet_does_nothing(theme: Theme, qtbot: QtBot) -> None:
    view = TicketListView(theme)
    qtbot.addWidget(view)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_ticket() is None


def _ticking(number: int, *texts: str) -> TicketRowValue:
    return replace(_ticket(number), clock=counting(*texts))


class _Painted(QObject):
    """What of a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def _repainted(view: TicketListView, qtbot: QtBot, now: int) -> QRegion:
    QApplication.processEvents()
    painted = _Painted(view.viewport())
    view.show_time(now)
    QApplication.processEvents()
    return painted.region


def test_a_second_repaints_the_clocks_that_show_something_else(theme: Theme, qtbot: QtBot) -> None:
    entries: list[ListEntry] = [
        _ticking(1, "4 m 12", "4 m 11"),
        GroupHeaderValue("Next", 2),
        _ticking(2, "9 m 12", "9 m 12"),
        _ticket(3),
    ]
    view, _ = _show(theme, qtbot, entries, grouped=True)
    view.show_time(1)
    assert _repainted(view, qtbot, 2).boundingRect() == QRect(375 - 14 - 76, 9, 76, 20)
    assert _repainted(view, qtbot, 3).isEmpty()


def test_a_clock_of_another_width_repaints_the_subject_too(theme: Theme, qtbot: QtBot) -> None:
    grown = Counting((ClockFace("at_risk", "0 m 01"), ClockFace("breached", "−0 m 00")))
    gone = Counting((ClockFace("at_risk", "0 m 01"), None))
    entries: list[ListEntry] = [replace(_ticket(n), clock=c) for n, c in ((1, grown), (2, gone))]
    view, _ = _show(theme, qtbot, entries)
    view.show_time(1)
    region = _repainted(view, qtbot, 2)
    assert region.contains(QPoint(60, 15))
    assert region.contains(QPoint(60, 75))
    assert not region.contains(QPoint(60, 45))


def test_rows_out_of_sight_cost_nothing(theme: Theme, qtbot: QtBot) -> None:
    view, model = _show(theme, qtbot, [_ticking(n, "4 m 12", "4 m 11") for n in range(200)])
    view.show_time(1)
    QApplication.processEvents()
    model.asked = 0
    view.show_time(2)
    assert model.asked == 10
    view.hide()
    view.show_time(3)
    assert model.asked == 10


def test_the_clock_tells_of_all_clocks_under_the_pointer(theme: Theme, qtbot: QtBot) -> None:
    view, _ = _show(theme, qtbot, [_ticking(1, "4 m 12")])
    view.show_time(1)
    for x, told in ((330, True), (100, False)):
        where = QPoint(x, 18)
        place = view.viewport().mapToGlobal(where)
        QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, where, place))
        shown = QToolTip.text() if QToolTip.isVisible() else ""  # a closed one lives on a while
        assert ("First<br>Second" in shown) is told
        QToolTip.hideText()
        qtbot.waitUntil(lambda: not QToolTip.isVisible())

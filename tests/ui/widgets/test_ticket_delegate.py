# SPDX-License-Identifier: Apache-2.0
"""A row shows its state at a glance, whatever its texts hold."""

from dataclasses import replace

import pytest
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.support.counting_clock import counting
from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT
from ui.widgets.ticket_delegate import TicketRowDelegate
from ui.widgets.ticket_row import (
    Density,
    GroupHeaderValue,
    ListEntry,
    PresenceValue,
    TicketListRole,
    TicketRowValue,
    spoken_text,
)

PLAIN = TicketRowValue(
    id="t1",
    number="#48213",
    subject="Webhooks return 401 after rotation",
    customer="Hana Ito",
    company="Kestrel Logistics",
    age="25 min",
)
TOMAS = PresenceValue("Tomas", "TR", 2, "replying")
PRIYA = PresenceValue("Priya", "PN", 3)
State = QStyle.StateFlag


class _OneRow(QAbstractListModel):
    def __init__(self, entry: ListEntry) -> None:
        super().__init__()
        self._entry = entry

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        return self._entry if role == TicketListRole.ROW else None


def _draw(
    theme: Theme,
    qtbot: QtBot,
    entry: ListEntry,
    *,
    state: QStyle.StateFlag = State.State_Enabled,
    density: Density = Density.DEFAULT,
    now: int = 0,
) -> QImage:
    view = QListView()
    qtbot.addWidget(view)
    model = _OneRow(entry)
    delegate = TicketRowDelegate(theme, density=density)
    delegate.clocks.tick(now)
    option = QStyleOptionViewItem()
    option.widget = view
    option.state = state
    height = delegate.sizeHint(option, model.index(0)).height()
    option.rect = QRect(0, 0, 375, height)
    image = QImage(375, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF00FF"))
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0))
    painter.end()
    return image


def _colors(image: QImage, rect: QRect) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    }


DOT = QRect(10, 16, 5, 5)
RIGHT_OF_SECOND_LINE = QRect(240, 30, 125, 24)


def test_a_read_row_lies_on_the_surface_with_a_hairline_below(theme: Theme, qtbot: QtBot) -> None:
    image = _draw(theme, qtbot, PLAIN)
    assert image.height() == 60
    assert image.pixelColor(200, 3).name().upper() == LIGHT.surface
    assert image.pixelColor(200, 59).name().upper() == LIGHT.line
    assert image.pixelColor(5, 59).name().upper() == LIGHT.surface


def test_unread_is_a_dot_and_not_only_weight(theme: Theme, qtbot: QtBot) -> None:
    assert LIGHT.accent not in _colors(_draw(theme, qtbot, PLAIN), DOT)
    assert LIGHT.accent in _colors(_draw(theme, qtbot, replace(PLAIN, unread=True)), DOT)


def test_the_selected_row_of_a_list_without_focus_turns_grey(theme: Theme, qtbot: QtBot) -> None:
    image = _draw(theme, qtbot, PLAIN, state=State.State_Enabled | State.State_Selected)
    assert image.pixelColor(1, 30).name().upper() == LIGHT.ctl
    assert image.pixelColor(200, 3).name().upper() == LIGHT.hover


def test_a_hovered_row_offers_its_buttons_instead_of_the_age(theme: Theme, qtbot: QtBot) -> None:
    image = _draw(theme, qtbot, PLAIN, state=State.State_Enabled | State.State_MouseOver)
    assert image.pixelColor(200, 3).name().upper() == LIGHT.hover
    assert LIGHT.raised in _colors(image, RIGHT_OF_SECOND_LINE)


def test_keyboard_focus_is_a_ring(theme: Theme, qtbot: QtBot) -> None:
    image = _draw(theme, qtbot, PLAIN, state=State.State_Enabled | State.State_HasFocus)
    assert LIGHT.accent in _colors(image, QRect(180, 0, 10, 6))


@pytest.mark.parametrize(
    ("changes", "color"),
    [
        ({"rejected": True}, LIGHT.red),
        ({"rejected": True, "pending": True, "unassigned": True}, LIGHT.red),
        ({"unassigned": True}, LIGHT.line2),
        ({"presence": (PRIYA, TOMAS)}, LIGHT.avatars[2].fill),
        ({"presence": (PRIYA,)}, LIGHT.avatars[3].fill),
    ],
)
def test_the_most_urgent_mark_stands_at_the_end_of_the_row(
    theme: Theme, qtbot: QtBot, changes: dict[str, object], color: str
) -> None:
    image = _draw(theme, qtbot, replace(PLAIN, **changes))  # type: ignore[arg-type]
    wanted = QColor(color)
    assert any(
        abs(shade.red() - wanted.red()) + abs(shade.blue() - wanted.blue()) < 12
        for shade in map(QColor, _colors(image, RIGHT_OF_SECOND_LINE))
    )


@pytest.mark.parametrize("changes", [{"pending": True}, {"typing": True}, {"locked": True}])
def test_each_other_mark_changes_the_row(
    theme: Theme, qtbot: QtBot, changes: dict[str, bool]
) -> None:
    assert _draw(theme, qtbot, replace(PLAIN, **changes)) != _draw(theme, qtbot, PLAIN)  # type: ignore[arg-type]


@pytest.mark.parametrize("priority", ["low", "normal", "high", "urgent", "of-a-newer-server"])
def test_every_priority_has_its_own_shape(theme: Theme, qtbot: QtBot, priority: str) -> None:
    image = _draw(theme, qtbot, replace(PLAIN, priority=priority))
    others = {"low", "normal", "high", "urgent"} - {priority}
    assert all(_draw(theme, qtbot, replace(PLAIN, priority=one)) != image for one in others)


@pytest.mark.parametrize(
    ("density", "height"), [(Density.COMPACT, 36), (Density.DEFAULT, 60), (Density.COMFORTABLE, 80)]
)
def test_row_heights_follow_density_and_zoom(
    theme: Theme, qtbot: QtBot, density: Density, height: int
) -> None:
    row = replace(PLAIN, preview="Our new depot opens Monday")
    assert _draw(theme, qtbot, row, density=density).height() == height
    theme.set_zoom(2.0)
    assert _draw(theme, qtbot, row, density=density).height() == 2 * height


def test_a_heading_tells_its_tone_and_count(theme: Theme, qtbot: QtBot) -> None:
    red = _draw(theme, qtbot, GroupHeaderValue("Breached", 1, "red"))
    plain = _draw(theme, qtbot, GroupHeaderValue("Breached", 1))
    assert red.height() == 28
    assert red.pixelColor(5, 5).name().upper() == LIGHT.sunken
    assert red != plain


def test_the_same_delegate_paints_dark_after_a_switch(theme: Theme, qtbot: QtBot) -> None:
    theme.set_scheme("dark")
    image = _draw(theme, qtbot, PLAIN)
    assert image.pixelColor(200, 3).name().upper() == DARK.surface


@pytest.mark.parametrize(
    "text", ["", "<b>bold</b>\n\n\tnext", "x" * 5000, "\u202eevil", "日本語の件名 " * 40]
)
def test_no_text_can_break_a_row(theme: Theme, qtbot: QtBot, text: str) -> None:
    row = replace(PLAIN, subject=text, customer=text, company=text, age=text[:10])
    assert _draw(theme, qtbot, row).height() == 60


@pytest.mark.parametrize(
    ("actions", "x", "action"),
    [
        (("assign", "snooze", "solve"), 350, "solve"),
        (("assign", "snooze", "solve"), 255, "take"),
        (("assign", "snooze", "solve"), 100, None),
        ((), 350, "take"),
        ((), 255, None),
    ],
)
def test_what_is_pressed_in_a_row_is_what_is_shown_there(
    theme: Theme, actions: tuple[str, ...], x: int, action: str | None
) -> None:
    row, rect, where = replace(PLAIN, unassigned=True), QRectF(0, 0, 375, 60), QPointF(x, 42)
    delegate = TicketRowDelegate(theme, actions=actions)
    assert delegate.action_at(rect, where, row) == action
    compact = TicketRowDelegate(theme, density=Density.COMPACT, actions=actions)
    assert compact.action_at(rect, where, row) is None


def test_needs_you_hides_take_where_there_are_no_other_buttons(theme: Theme) -> None:
    row = replace(PLAIN, unassigned=True, rejected=True)
    delegate = TicketRowDelegate(theme, actions=())
    assert delegate.action_at(QRectF(0, 0, 375, 60), QPointF(350, 42), row) is None


def test_screen_readers_hear_one_sentence_a_fact() -> None:
    row = replace(PLAIN, unread=True, priority="urgent", status="On hold", presence=(TOMAS,))
    assert spoken_text(row, 0) == (
        "Unread. Webhooks return 401 after rotation. Hana Ito, Kestrel Logistics. Urgent. "
        "On hold. Tomas is replying. Last message: 25 min."
    )
    typed = replace(PLAIN, typing=True, rejected=True)
    assert "Needs you. Somebody is typing. " in spoken_text(typed, 0)
    assert spoken_text(GroupHeaderValue("At risk", 3), 0) == "At risk, 3"
    assert Qt.ItemDataRole.UserRole < TicketListRole.ROW


TICKING = replace(PLAIN, clock=counting("4 m 12", "4 m 11"))
LINE_END = QRect(280, 8, 80, 22)


@pytest.mark.parametrize("density", list(Density))
def test_the_clock_has_its_place_at_the_end_of_the_first_line(
    theme: Theme, qtbot: QtBot, density: Density
) -> None:
    shown = _draw(theme, qtbot, TICKING, density=density, now=1)
    assert LIGHT.amber_text in _colors(shown, LINE_END)
    without = _draw(theme, qtbot, PLAIN, density=density, now=1)
    assert LIGHT.amber_text not in _colors(without, LINE_END)


def test_the_subject_gives_the_clock_room(theme: Theme, qtbot: QtBot) -> None:
    long = replace(PLAIN, subject="Cannot add a second warehouse address for the new depot")
    beside = _draw(theme, qtbot, replace(long, clock=TICKING.clock), now=1)
    assert _colors(beside, QRect(375 - 14 - 76 - 7, 8, 6, 22)) == {LIGHT.surface}
    assert LIGHT.text in _colors(beside, QRect(220, 8, 57, 22))


@pytest.mark.parametrize("state", [State.State_Enabled, State.State_MouseOver])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_a_second_paints_the_clock_alone_and_looks_the_same(
    theme: Theme, qtbot: QtBot, state: QStyle.StateFlag, direction: Qt.LayoutDirection
) -> None:
    view, model, delegate = QListView(), _OneRow(TICKING), TicketRowDelegate(theme)
    qtbot.addWidget(view)
    option = QStyleOptionViewItem()
    option.widget, option.state, option.direction = view, state, direction
    option.rect = QRect(0, 0, 375, 60)
    delegate.clocks.tick(1)
    image = _painted_over(QImage(375, 60, QImage.Format.Format_RGB32), delegate, option, model)
    first = image.copy()
    delegate.clocks.tick(2)
    shown = delegate.clocks.shown(TICKING.clock)
    assert shown is not None
    place = delegate.clock_place(option.rect, shown, direction)
    delegate.asked = QRegion(place)
    ticked = _painted_over(image, delegate, option, model, clip=place)
    delegate.asked = None
    whole = _painted_over(first.copy(), delegate, option, model)
    assert first != whole
    assert ticked == whole


def _painted_over(
    image: QImage,
    delegate: TicketRowDelegate,
    option: QStyleOptionViewItem,
    model: _OneRow,
    clip: QRect | None = None,
) -> QImage:
    painter = QPainter(image)
    painter.setClipRect(clip or image.rect())
    delegate.paint(painter, option, model.index(0))
    painter.end()
    return image


def test_screen_readers_hear_the_clock_after_the_priority() -> None:
    row = replace(TICKING, priority="urgent", presence=(TOMAS,))
    assert " Urgent. Reply due in 4 m 12. Tomas is replying. " in spoken_text(row, 1)

# SPDX-License-Identifier: Apache-2.0
"""The grid of a week: frames are drawn, moved and removed with the pointer and with the keys."""

import pytest
from PySide6.QtCore import QPoint, Qt

from ui.widgets.week_grid import WeekGrid
from ui.widgets.week_value import Week, frame_words, frames_words, with_frame

OFFICE = (((480, 720), (765, 1080)), ((480, 720),), (), (), (), (), ())
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def grid(qtbot, theme):
    grid = WeekGrid(theme, name="week")
    qtbot.addWidget(grid)
    grid.resize(600, grid.sizeHint().height())
    grid.show_week(OFFICE)
    grid.show()
    return grid


@pytest.fixture
def weeks(grid):
    """What was announced."""
    found: list[Week] = []
    grid.changed.connect(found.append)
    return found


def at(grid, day, minute):
    return QPoint(round(grid._column(day).center().x()), round(grid._y(minute)))


def drag(qtbot, grid, start, end):
    qtbot.mousePress(grid, LEFT, pos=at(grid, *start))
    qtbot.mouseMove(grid, at(grid, *end))
    qtbot.mouseRelease(grid, LEFT, pos=at(grid, *end))


@pytest.mark.parametrize(
    ("start", "end", "tuesday"),
    [
        ((1, 780), (1, 960), ((480, 720), (780, 960))),
        ((1, 960), (1, 780), ((480, 720), (780, 960))),
        ((1, 480), (1, 420), ((420, 720),)),
        ((1, 720), (1, 660), ((480, 660),)),
        ((1, 600), (1, 660), ((540, 780),)),
        ((1, 780), (1, 690), ((480, 780),)),
    ],
    ids=["new", "upwards", "earlier", "sooner", "moved", "joined"],
)
def test_frames_are_drawn_with_the_pointer(qtbot, grid, weeks, start, end, tuesday):
    drag(qtbot, grid, start, end)
    assert [week[1] for week in weeks] == [tuesday]
    assert grid.week[0] == OFFICE[0]


def test_a_press_alone_changes_nothing(qtbot, grid, weeks):
    drag(qtbot, grid, (1, 600), (1, 600))
    drag(qtbot, grid, (3, 600), (3, 600))
    assert weeks == []


def test_a_reader_draws_nothing(qtbot, grid, weeks):
    grid.can_edit = False
    drag(qtbot, grid, (1, 780), (1, 960))
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        qtbot.keyClick(grid, key)
    assert weeks == []


def test_a_frame_is_drawn_with_the_keys(qtbot, grid, weeks):
    keys = Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space
    for key in (*keys, Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(grid, key)
    assert [week[2] for week in weeks] == [((540, 630),)]


def test_what_was_begun_with_the_keys_is_dropped_with_esc(qtbot, grid, weeks):
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Return):
        qtbot.keyClick(grid, key)
    assert weeks == []


def test_delete_removes_the_frame_under_the_cursor(qtbot, grid, weeks):
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert [week[0] for week in weeks] == [((765, 1080),)]


def test_keys_lead_to_hours_that_are_not_shown_yet(qtbot, grid):
    low = grid.sizeHint().height()
    for _ in range(3):
        qtbot.keyClick(grid, Qt.Key.Key_PageUp)
    assert grid._minute == 300
    assert grid.sizeHint().height() > low


def test_a_night_is_shown_to_its_end_and_is_not_dragged(qtbot, grid, weeks):
    night = ((1320, 1800),)
    grid.show_week((night, (), (), (), (), (), ()))
    grid.resize(600, grid.sizeHint().height())
    drag(qtbot, grid, (0, 1350), (0, 1200))
    assert weeks == [(((1200, 1800),), (), (), (), (), (), ())]


def test_all_hours_are_told(grid):
    told = grid.accessibleDescription()
    assert told.startswith("mon 08:00 to 12:00, 12:45 to 18:00; tue 08:00 to 12:00; wed closed")


def test_frames_in_words_are_short_where_room_is():
    assert frame_words((480, 720)) == "8 to 12"
    assert frame_words((765, 1080)) == "12:45 to 18"
    assert frames_words(((1320, 1800),)) == "22:00 to 06:00"


def test_frames_that_touch_become_one():
    assert with_frame(((480, 720), (800, 900)), (720, 790)) == ((480, 790), (800, 900))
    assert with_frame(((480, 720), (800, 900)), (700, 800)) == ((480, 900),)

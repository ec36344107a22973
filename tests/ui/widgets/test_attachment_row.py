# SPDX-License-Identifier: Apache-2.0
"""Files keep their order, wrap instead of running out of the composer, and say what is wrong."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.attachment_chip import AttachmentChip
from ui.widgets.attachment_row import AttachmentRow
from ui.widgets.composer_value import DraftAttachment

LOG = DraftAttachment("f1", "webhook-401.log", "18 KB")
PICTURE = DraftAttachment("f2", "console.png", "212 KB")
MOVIE = DraftAttachment("f3", "a.mov", "48 MB", 0.0, "a.mov is 48 MB. The limit is 25 MB.")


@pytest.fixture
def row(theme: Theme, qtbot: QtBot) -> AttachmentRow:
    row = AttachmentRow(theme)
    qtbot.addWidget(row)
    row.resize(420, 40)
    return row


def _chips(row: AttachmentRow) -> list[AttachmentChip]:
    """Those that are shown, as they are read."""
    shown = [chip for chip in row.findChildren(AttachmentChip) if not chip.isHidden()]
    return sorted(shown, key=lambda chip: (chip.y(), chip.x()))


def _names(row: AttachmentRow) -> list[str]:
    return [chip.file.name for chip in _chips(row)]


def test_files_stand_in_the_order_of_adding(row: AttachmentRow) -> None:
    row.show_files([LOG])
    row.show_files([LOG, PICTURE])
    row.show_files([replace(LOG, id="stored"), PICTURE])
    assert _names(row) == ["webhook-401.log", "console.png"]


def test_what_does_not_fit_goes_into_another_line(row: AttachmentRow) -> None:
    row.show_files([replace(LOG, id=str(number)) for number in range(3)])
    row.show()
    assert [chip.y() for chip in _chips(row)] == [6, 6, 38]
    assert row.sizeHint().height() == 64
    assert all(chip.geometry().right() < row.width() for chip in _chips(row))


def test_many_files_scroll_and_leave_room_for_the_text(row: AttachmentRow) -> None:
    row.show_files([replace(LOG, id=str(number)) for number in range(50)])
    assert (row.minimumHeight(), row.maximumHeight()) == (32, 112)


def test_a_file_that_the_keys_reach_is_scrolled_into_view(row: AttachmentRow, qtbot: QtBot) -> None:
    row.show_files([replace(LOG, id=str(number)) for number in range(20)])
    row.resize(420, 112)
    with qtbot.waitActive(row):
        row.show()
        row.activateWindow()
    last = _chips(row)[-1]
    last.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert row.viewport().rect().contains(last.mapTo(row.viewport(), last.rect().center()))


def test_files_begin_on_the_side_from_which_people_read(row: AttachmentRow) -> None:
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row.show_files([LOG, PICTURE])
    assert _names(row) == ["console.png", "webhook-401.log"]
    assert _chips(row)[1].geometry().right() == row.width() - 1


def test_the_cross_is_at_the_end_of_a_chip(row: AttachmentRow, qtbot: QtBot) -> None:
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row.show_files([LOG])
    row.show()
    [chip] = _chips(row)
    with qtbot.waitSignal(row.removed) as told:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))
    assert told.args == ["f1"]


def test_a_file_that_cannot_go_along_says_why_and_is_named_once(row: AttachmentRow) -> None:
    row.show_files([MOVIE])
    [chip] = _chips(row)
    assert chip.accessibleName() == "Remove a.mov, a.mov is 48 MB. The limit is 25 MB."
    assert "The limit is 25 MB." in chip.toolTip()
    long = replace(MOVIE, error="There is no room for it. " * 40)
    row.show_files([long])
    assert _chips(row)[0].width() == row.width()


def test_a_file_without_a_size_is_named_alone(row: AttachmentRow) -> None:
    row.show_files([replace(LOG, size="")])
    assert _chips(row)[0].accessibleName() == "Remove webhook-401.log"

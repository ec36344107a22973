# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.support.counting_clock import counting
from ui.models.palette_rows import PaletteModel
from ui.widgets.palette_field import PaletteField
from ui.widgets.palette_list import PaletteList, runs_of
from ui.widgets.palette_value import PaletteEntry, PaletteHeading, PaletteRole, spoken_row
from ui.widgets.sign import Sign

ROWS = (
    PaletteHeading("Tickets and people"),
    PaletteEntry("a", "Webhooks return 401", (9, 10), Sign("priority", "urgent"), "#48213"),
    PaletteEntry("b", "<b>" + "x" * 500, (0, 499), detail="y" * 500, keys=("Ctrl \u23ce",)),
    PaletteEntry("c", "Tomas", sign=Sign("avatar", "TR", 3), end="Open"),
    PaletteEntry("d", "Solve", sign=Sign("icon", "check"), reason="It is solved already"),
)


@pytest.fixture
def rows(theme, qtbot):
    rows = PaletteList(theme)
    model = PaletteModel(rows)
    model.show(ROWS)
    rows.setModel(model)
    rows.resize(600, 260)
    qtbot.addWidget(rows)
    rows.show()
    return rows


def test_every_kind_of_row_is_drawn_in_both_schemes(rows, theme):
    rows.step(1)
    light = rows.grab().toImage()
    theme.set_scheme("dark")
    assert rows.grab().toImage() != light


def test_heights_follow_the_zoom(rows, theme):
    assert rows.content_height() == 30 + 4 * 38
    theme.set_zoom(2.0)
    assert rows.content_height() == 60 + 4 * 76


def test_it_never_takes_the_keyboard(rows):
    assert rows.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert rows.model().index(0, 0).data(PaletteRole.ROW) == ROWS[0]


def test_rows_are_heard_with_their_state():
    assert spoken_row(ROWS[1], 0) == "Webhooks return 401. #48213."
    assert spoken_row(ROWS[3], 0) == "Tomas. Open."
    assert spoken_row(ROWS[4], 0) == "Solve. It is solved already."


def test_chips_say_what_the_palette_acts_on(theme, qtbot):
    field = PaletteField(theme)
    qtbot.addWidget(field)
    field.resize(600, 58)
    field.show()
    bare = field.grab().toImage()
    field.set_chips(("Tickets", "#48213"))
    assert field.chips == ("Tickets", "#48213")
    assert field.grab().toImage() != bare
    field.set_chips(())
    assert not field.chips


def test_letters_beside_each_other_are_marked_as_one():
    assert runs_of((0, 1, 4, 9), 9) == [(0, 2), (4, 5)]
    assert runs_of((), 9) == []


def test_a_clock_stands_in_place_of_the_status_and_turns(rows):
    ticking = replace(ROWS[3], clock=counting("4 m 12", "4 m 11"))
    rows.model().show((ticking,))
    before = rows.grab().toImage()
    rows.show_time(1)
    first = rows.grab().toImage()
    rows.show_time(2)
    assert before != first != rows.grab().toImage()
    assert spoken_row(ticking, 2) == "Tomas. Open. Reply due in 4 m 11."

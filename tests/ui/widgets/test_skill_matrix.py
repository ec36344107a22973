# SPDX-License-Identifier: Apache-2.0
"""Levels are set in the table, with the keys and with the pointer."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt

from ui.widgets.skill_matrix import SkillMatrix
from ui.widgets.skill_model import FIRST_SKILL, SkillModel
from ui.widgets.skill_value import SkillRow

MAYA = SkillRow("maya", "Maya Okafor", load=9, limit=12, load_words="9 of 12", levels=(3, 0))
TOMAS = SkillRow("tomas", "Tomas Reuter", load=9, limit=10, load_words="9 of 10", levels=(0, 2))


@pytest.fixture
def matrix(theme, qtbot):
    matrix = SkillMatrix(theme, name="test.matrix")
    qtbot.addWidget(matrix)
    matrix.resize(900, 200)
    matrix.show_rows(("API", "German"), (MAYA, TOMAS))
    matrix.show()
    matrix.setFocus()
    return matrix


@pytest.fixture
def chosen(matrix):
    chosen = []
    matrix.level_chosen.connect(lambda *args: chosen.append(args))
    return chosen


def test_arrows_go_to_a_cell_and_a_digit_sets_its_level(matrix, chosen, qtbot):
    matrix.go_to("maya", FIRST_SKILL)
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    for key in (Qt.Key.Key_3, Qt.Key.Key_0, Qt.Key.Key_4):
        qtbot.keyClick(matrix, key)
    assert chosen == [("tomas", 1, 3), ("tomas", 1, 0)]


def test_beside_the_skills_a_digit_sets_nothing(matrix, chosen, qtbot):
    matrix.go_to("maya", 0)
    qtbot.keyClick(matrix, Qt.Key.Key_2)
    assert (matrix.current, matrix.skill, chosen) == ("maya", -1, [])


def test_who_may_only_read_sets_nothing(matrix, chosen, qtbot):
    matrix.can_edit = False
    matrix.go_to("maya", FIRST_SKILL)
    qtbot.keyClick(matrix, Qt.Key.Key_2)
    assert chosen == []


@pytest.mark.parametrize(("step", "level"), [(-1, 1), (0, 2), (1, 2)])
def test_a_press_on_a_mark_sets_that_level_and_on_the_last_set_one_less(
    matrix, chosen, qtbot, step, level
):
    rect = matrix.visualRect(matrix.model().index(0, FIRST_SKILL))
    place = QPoint(rect.center().x() + 13 * step, rect.center().y())
    qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [("maya", 0, level)]


def test_the_cursor_says_where_it_is(matrix):
    found = []
    matrix.cell_found.connect(lambda *args: found.append(args))
    matrix.go_to("tomas", FIRST_SKILL + 1)
    assert found[-1] == ("tomas", 1)


def test_the_cursor_stays_with_its_agent(matrix):
    matrix.go_to("tomas", FIRST_SKILL)
    matrix.show_rows(("API", "German"), (replace(MAYA, id="anna"), MAYA, TOMAS))
    assert (matrix.current, matrix.skill) == ("tomas", 0)


def test_the_model_keeps_the_rules_of_qt(qtmodeltester):
    model = SkillModel()
    model.show(("API",), (replace(MAYA, levels=(1,)),))
    qtmodeltester.check(model)


def test_a_cell_is_said_with_whom_and_what_it_is_about(matrix):
    model, role = matrix.model(), Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 4).data(role) == "Maya Okafor, Load: 9 of 12"
    assert model.index(0, FIRST_SKILL).data(role) == "Maya Okafor, API: level 3 of 3"
    assert model.index(0, FIRST_SKILL + 1).data(role) == "Maya Okafor, German: none"


def test_only_rows_that_differ_are_told(matrix):
    told = []
    matrix.model().dataChanged.connect(lambda first, _: told.append(first.row()))
    matrix.show_rows(("API", "German"), (MAYA, replace(TOMAS, state="Busy")))
    assert told == [1]
    matrix.show_rows(("API", "Dutch"), (MAYA, replace(TOMAS, state="Busy")))
    heads = [matrix.model().headerData(n, Qt.Orientation.Horizontal) for n in (5, 6, 7)]
    assert heads == ["API", "Dutch", None]

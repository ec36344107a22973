# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.held_rows import HeldRows
from ui.widgets.held_value import HeldRowValue


def row(id, subject="Hello"):
    return HeldRowValue(id, "Leo", "leo@x.example", subject, "13:41", "Spam")


@pytest.mark.parametrize("after", ["", "b", "ab", "cba", "bxcya", "a"])
def test_rows_become_others_step_by_step(qapp, after):
    model = HeldRows()
    tester = QAbstractItemModelTester(model)
    model.show_rows([row(id) for id in "abc"])
    model.show_rows([row(id) for id in after])
    assert model.ids == tuple(after)
    assert tester is not None


def test_what_stays_the_same_is_not_drawn_again(qapp):
    model, drawn = HeldRows(), []
    model.show_rows([row("a"), row("b")])
    model.dataChanged.connect(lambda first, _: drawn.append(first.row()))
    model.show_rows([row("a"), row("b", "Other")])
    assert drawn == [1]


def test_why_a_mail_is_held_is_told_under_the_pointer(qapp):
    model = HeldRows()
    model.show_rows(
        [HeldRowValue("a", "Leo", "leo@x.example", "Hello", "13:41", "Spam", "<b>9</b>")]
    )
    assert "&lt;b&gt;9&lt;/b&gt;" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)

# SPDX-License-Identifier: Apache-2.0
from PySide6.QtCore import QPoint, Qt

from ui.models.held_rows import HeldRows
from ui.widgets.held_list import HeldList
from ui.widgets.held_value import HeldRowValue


def test_a_press_on_the_box_selects_and_one_beside_it_reads(theme, qtbot):
    view, model = HeldList(theme), HeldRows()
    qtbot.addWidget(view)
    view.setModel(model)
    model.show_rows([HeldRowValue(id, "Leo", "", "Hello", "13:41", "Spam") for id in "ab"])
    view.resize(400, 300)
    view.show()
    picked: list[str] = []
    found: list[str] = []
    view.pick_requested.connect(picked.append)
    view.current_found.connect(found.append)
    top = view.visualRect(model.index(1)).top()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(27, top + 20))
    assert (picked, found) == (["b"], [])
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(150, top + 20))
    assert (picked, found, view.current()) == (["b"], ["b"], "b")


def test_the_ends_stay_the_ends(theme, qtbot):
    view, model = HeldList(theme), HeldRows()
    qtbot.addWidget(view)
    view.setModel(model)
    view.step(1)
    assert view.current() == ""
    model.show_rows([HeldRowValue(id, "Leo", "", "Hello", "13:41", "Spam") for id in "ab"])
    for _ in range(3):
        view.step(1)
    assert view.current() == "b"

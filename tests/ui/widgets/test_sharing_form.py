# SPDX-License-Identifier: Apache-2.0
"""How a team shares out: what is set is told at once."""

import pytest
from PySide6.QtCore import Qt

from ui.widgets.choice import Choice
from ui.widgets.numbered_lines import NumberedLine
from ui.widgets.sharing_form import SharingForm, SharingValue

LINE = NumberedLine("Lower load")


@pytest.fixture
def form(theme, qtbot):
    form = SharingForm(theme, [("balanced", "Balanced"), ("manual", "Manual pull")], name="test")
    qtbot.addWidget(form)
    form.offer(
        orders=[Choice("deadline", "Deadline"), Choice("priority", "Priority")],
        reroutings=[Choice("urgent", "Urgent ones"), Choice("all", "All")],
    )
    form.show_value(SharingValue("balanced", accept_s=60), [LINE])
    form.show()
    return form


@pytest.fixture
def told(form):
    told = []
    form.chosen.connect(lambda *args: told.append(args))
    form.switched.connect(told.append)
    form.number_entered.connect(lambda *args: told.append(args))
    return told


def test_a_choice_a_switch_and_a_number_are_told(form, told, qtbot):
    form.findChild(object, "test.mode.manual").click()
    form.sticky.click()
    line = form.numbers["accept_s"]
    line.selectAll()
    qtbot.keyClicks(line, "90")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == [("routing", "manual"), False, ("accept_s", "90")]


def test_a_number_that_is_typed_stays_until_it_is_settled(form):
    line = form.numbers["accept_s"]
    line.setText("9")
    line.setModified(True)
    form.show_value(SharingValue("balanced", accept_s=30), [LINE])
    assert line.text() == "9"
    form.settle("accept_s", "Too much")
    assert line.isModified()
    form.forget_typed()
    form.show_value(SharingValue("balanced", accept_s=30), [])
    assert (line.text(), form.criteria.isVisible()) == ("30", False)

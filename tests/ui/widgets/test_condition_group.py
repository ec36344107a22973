# SPDX-License-Identifier: Apache-2.0
"""Groups of conditions: reached with Tab in the order in which they are read."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ui.widgets.condition_group import ConditionGroup
from ui.widgets.form_value import Group, Line, Part
from ui.widgets.tab_order import in_focus_order

LINE = Line("1", "Subject", (Part("value", "Values", "text", ("outage",)),))
INNER = Group("g", "any", (replace(LINE, id="2"),))
WHOLE = Group("top", "all", (LINE,), (INNER,))


@pytest.fixture
def group(qtbot, theme):
    group = ConditionGroup(theme, name="test")
    qtbot.addWidget(group)
    group.show_group(WHOLE, may_edit=True)
    group.show()
    return group


def test_tab_goes_through_everything_as_it_stands(group):
    inner = group.groups["g"]
    first, second = group.lines.lines["1"], inner.lines.lines["2"]
    order = [
        group.mode,
        *first.stops,
        inner.mode,
        inner.remove,
        *second.stops,
        inner.add,
        group.add,
        group.add_group,
    ]
    assert in_focus_order(group.mode, order[1:]) == order[1:]


def test_each_group_tells_of_itself(qtbot, group):
    inner = group.groups["g"]
    with qtbot.waitSignal(group.mode_chosen) as chosen:
        inner.mode.menu.chosen.emit("none")
    assert chosen.args == ["g", "none"]
    with qtbot.waitSignal(group.line_added) as added:
        qtbot.mouseClick(inner.add, Qt.MouseButton.LeftButton)
    assert added.args == ["g"]
    with qtbot.waitSignal(group.removed) as removed:
        qtbot.mouseClick(inner.remove, Qt.MouseButton.LeftButton)
    assert removed.args == ["g"]


def test_a_group_that_went_is_gone(group):
    group.show_group(replace(WHOLE, groups=()), may_edit=True)
    assert group.groups == {}
    group.show_group(WHOLE, may_edit=False)
    assert not group.groups["g"].add.isVisible()
    assert not group.mode.isEnabled()


def test_groups_nest_once(group):
    assert not group.groups["g"].add_group.isVisible()
    assert group.add_group.isVisible()

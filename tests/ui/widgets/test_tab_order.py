# SPDX-License-Identifier: Apache-2.0
"""What comes later stands in the order of Tab where it is seen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.tab_order import in_focus_order, tab_before, tab_through


def _buttons(window: QWidget, names: str) -> list[QPushButton]:
    made = []
    for name in names:
        button = QPushButton(window)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.append(button)
    return made


def _order(first: QWidget) -> str:
    found, widget = first.objectName(), first.nextInFocusChain()
    while widget is not None and widget is not first:
        found += widget.objectName()
        widget = widget.nextInFocusChain()
    return found


def test_widgets_come_before_a_place_and_the_rest_stays(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    a, b, c = _buttons(window, "abc")
    late = _buttons(window, "xy")
    tab_before(b, late)
    assert _order(a) == "axybc"
    tab_before(b, [*late, *_buttons(window, "z")])
    assert _order(a) == "axyzbc"
    tab_before(c, ())
    assert _order(a) == "axyzbc"


def test_what_takes_no_focus_is_no_anchor(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    a, label, b = _buttons(window, "a-b")
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    tab_before(b, _buttons(window, "x"))
    assert _order(a).replace("-", "") == "axb"


def test_a_place_that_is_alone_is_left_alone(qtbot: QtBot) -> None:
    alone = QPushButton()
    qtbot.addWidget(alone)
    tab_before(alone, ())
    assert alone.nextInFocusChain() is alone


def test_tab_goes_through_widgets_in_a_given_order(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    a, b, c, d = _buttons(window, "abcd")
    tab_through((a, d, b))
    assert _order(a) == "adbc"
    assert in_focus_order(window, (c, d, a)) == [a, d, c]

# SPDX-License-Identifier: Apache-2.0
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from ui.widgets.filter_chips import FilterChips


def test_one_is_chosen_and_the_arrows_go_between_them(theme, qtbot):
    chips = FilterChips(theme, name="kinds")
    chosen: list[str] = []
    qtbot.addWidget(chips)
    chips.show_kinds((("all", "All 3"), ("spam", "Spam 2")), "all")
    chips.chosen.connect(chosen.append)
    chips.show()
    buttons = {each.text(): each for each in chips.findChildren(QAbstractButton)}
    assert buttons["All 3"].accessibleDescription() == "chosen"
    buttons["All 3"].setFocus()
    qtbot.keyClick(buttons["All 3"], Qt.Key.Key_Right)
    assert chips.focusWidget() is buttons["Spam 2"]
    qtbot.keyClick(buttons["Spam 2"], Qt.Key.Key_Space)
    assert chosen == ["spam"]
    chips.show_kinds((("all", "All 1"),), "all")
    assert chips.labels() == ("All 1",)

# SPDX-License-Identifier: Apache-2.0
import gc

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.mode_switch import ModeSwitch
from ui.widgets.segmented import Segmented
from ui.widgets.spoken_roles import speak_as
from ui.widgets.tab_header import TabHeader

Role = QAccessible.Role


def _children(widget: QWidget) -> list[tuple[str, QAccessible.Role]]:
    found = QAccessible.queryAccessibleInterface(widget)
    children = (found.child(place) for place in range(found.childCount()))
    return [
        (child.text(QAccessible.Text.Name), child.role())
        for child in children
        if isinstance(part := child.object(), QWidget) and not part.isHidden()
    ]


def _checked(widget: QWidget) -> dict[str, bool]:
    parts = widget.findChildren(QAbstractButton)
    found = (QAccessible.queryAccessibleInterface(part) for part in parts if not part.isHidden())
    return {each.text(QAccessible.Text.Name): bool(each.state().checked) for each in found}


def test_a_window_is_one_and_holds_its_parts_and_its_open_menu(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    speak_as(window, Role.Window)
    QVBoxLayout(window).addWidget(Button(theme, "Solve"))
    menu = ChoiceMenu(theme, window)
    window.show()
    assert QAccessible.queryAccessibleInterface(window).role() == Role.Window
    assert _children(window) == [("Solve", Role.Button)]
    menu.open_at(QRect(0, 0, 10, 10), [Choice("open", "Open")], title="Status")
    assert _children(window) == [("Solve", Role.Button), ("Status", Role.Dialog)]
    found = QAccessible.queryAccessibleInterface(window)
    assert found.indexOfChild(found.child(1)) == 1
    menu.hide()
    assert _children(window) == [("Solve", Role.Button)]


def test_the_field_of_a_menu_says_the_choice_that_is_current(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    menu = ChoiceMenu(theme, window)
    qtbot.addWidget(window)
    window.show()
    choices = [Choice("open", "Open"), Choice("pending", "Pending", detail="2")]
    menu.open_at(QRect(0, 0, 10, 10), choices, title="Status", current=frozenset({"open"}))
    assert menu.field.accessibleDescription() == "Open, chosen"
    menu._step(1)
    assert menu.field.accessibleDescription() == "Pending, 2"
    menu.hide()


def test_panes_are_told_from_the_left(qtbot: QtBot, theme: Theme) -> None:
    splitter = QSplitter()
    qtbot.addWidget(splitter)
    speak_as(QWidget(splitter), Role.Pane)
    panes = [Button(theme, "Views"), Button(theme, "Tickets")]
    for place, pane in enumerate(panes, start=1):
        splitter.insertWidget(place, pane)
    found = QAccessible.queryAccessibleInterface(splitter)
    assert found.role() == Role.Splitter
    assert [found.child(place).object() for place in (1, 2)] == panes
    assert [found.indexOfChild(found.child(place)) for place in (1, 2)] == [1, 2]


def test_one_of_several_is_told_as_such(qtbot: QtBot, theme: Theme) -> None:
    tabs, parts = (
        TabHeader(theme, ("Ticket", "Customer")),
        Segmented(theme, (("light", "Light", "sun"), ("dark", "Dark", "moon")), name="look"),
    )
    switch = ModeSwitch(theme, reply_modes=("reply",))
    for widget in (tabs, parts, switch):
        qtbot.addWidget(widget)
    assert _children(tabs) == [("Ticket", Role.RadioButton), ("Customer", Role.RadioButton)]
    assert _children(parts) == [("Light", Role.RadioButton), ("Dark", Role.RadioButton)]
    assert _children(switch) == [("Reply", Role.RadioButton), ("Internal note", Role.RadioButton)]


def test_every_mode_says_whether_it_is_the_one(qtbot: QtBot, theme: Theme) -> None:
    switch = ModeSwitch(theme, reply_modes=("reply", "reply_all"))
    qtbot.addWidget(switch)
    assert _checked(switch) == {"Reply": True, "Reply all": False, "Internal note": False}
    switch.set_mode("note")
    assert _checked(switch) == {"Reply": False, "Reply all": False, "Internal note": True}
    switch.set_reply_modes(("reply",))
    assert _checked(switch) == {"Reply": False, "Internal note": True}


@pytest.mark.usefixtures("small_heap")
def test_windows_come_and_go_with_what_was_told_of_them(theme: Theme) -> None:
    for _ in range(40):
        window = QWidget()
        speak_as(window, Role.Window)
        part = QWidget(window)
        speak_as(part, Role.Dialog)
        assert QAccessible.queryAccessibleInterface(part).role() == Role.Dialog
        assert len(_children(window)) == 1
        gc.collect()
        del window, part
        gc.collect()

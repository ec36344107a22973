# SPDX-License-Identifier: Apache-2.0
from PySide6.QtCore import Qt

from tests.support.client_environment import settle
from ui.widgets.button import Button
from ui.windows.agent.key_map import KeyMap


async def test_buttons_fields_and_the_palette_show_the_keys_as_they_are_now(
    controller, client, window
):
    keys = KeyMap(client.settings)
    keys.change("solve", "y")
    keys.change("chord:search", "Ctrl+Shift+F")
    keys.change("menu:status", "gy")
    await settle()
    assert window.conversation.header.solve._keycap == "Y"
    assert window.navigation.search._keys == ("Ctrl", "Shift", "F")
    assert window.properties.status_key == "G Y"
    assert window.list.search_keys == "Ctrl Shift F"


async def test_what_is_only_an_icon_tells_its_key_under_the_pointer(controller, client, window):
    snooze = window.conversation.header.snooze
    bold = window.findChild(Button, "composer.bold.button")
    fold = window.findChild(Button, "properties.fold.button")
    tips = [each.toolTip().split("  ")[1:] for each in (snooze, bold, fold)]
    assert tips == [["Z"], ["Ctrl B"], ["]"]]
    assert snooze.toolTip() == "Snooze  Z"
    KeyMap(client.settings).change("snooze", "y")
    await settle()
    assert snooze.toolTip() == "Snooze  Y"
    client.settings.set("single_keys", False)
    await settle()
    assert snooze.toolTip() == "Snooze"
    assert bold.toolTip().endswith("  Ctrl B")


async def test_a_chord_works_from_the_moment_it_is_chosen(controller, client, window, qtbot):
    done: list[str] = []
    controller.keyboard.pressed.connect(done.append)
    KeyMap(client.settings).change("chord:jump", "Ctrl+Shift+J")
    shortcuts = controller.keyboard._shortcuts
    shortcuts["Ctrl+Shift+J"].activated.emit()
    assert done == ["jump"]
    assert "Ctrl+J" not in shortcuts


async def test_the_composer_goes_by_the_keys_as_they_are_now(opened, client, window, qtbot):
    keys = KeyMap(client.settings)
    keys.change("chord:send", "Ctrl+Shift+S")
    keys.change("chord:mark:bold", "Ctrl+Shift+B")
    await settle()
    composer = window.composer.composer
    assert composer.send._keycap == "Ctrl Shift S"
    composer.editor.insertPlainText("now")
    composer.editor.selectAll()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(composer.editor, Qt.Key.Key_B, control)
    assert composer.editor.toPlainText() == "now"
    qtbot.keyClick(composer.editor, Qt.Key.Key_B, control | Qt.KeyboardModifier.ShiftModifier)
    assert composer.editor.toPlainText() == "*now*"
    qtbot.keyClick(composer.editor, Qt.Key.Key_Return, control)
    assert client.workspace.pending == ()
    qtbot.keyClick(composer.editor, Qt.Key.Key_S, control | Qt.KeyboardModifier.ShiftModifier)
    assert len(client.workspace.pending) == 1

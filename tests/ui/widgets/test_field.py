# SPDX-License-Identifier: Apache-2.0
"""An input keeps what was typed and says what is wrong."""

from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT
from ui.widgets.button import BARE_ROOM, Button
from ui.widgets.field import Field


def test_a_field_keeps_the_text_and_says_what_is_wrong(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Join code", name="signin.code.field", placeholder="K7QF-2M9D-XR4T")
    qtbot.addWidget(field)
    field.resize(360, 90)
    field.set_text("WRONG")
    field.set_error("This code is used already.")
    image = field.grab().toImage()
    edge = {image.pixelColor(180, y).name().upper() for y in range(field.height())}
    assert LIGHT.red in edge
    assert field.text() == "WRONG"
    assert field.input.accessibleName() == "Join code"
    assert field.input.accessibleDescription() == "This code is used already."
    qtbot.keyClicks(field.input, "X")
    assert field.input.accessibleDescription() == ""


def test_a_value_set_by_others_is_locked_with_the_reason(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Server", name="signin.server.field")
    qtbot.addWidget(field)
    field.set_read_only("Set by your IT team")
    assert not field.input.isEnabled()
    assert field.input.accessibleDescription() == "Set by your IT team"


def test_a_link_may_end_behind_the_input_so_that_its_words_are_flush(theme: Theme, qtbot: QtBot):
    field = Field(theme, "Server", name="signin.server.field")
    qtbot.addWidget(field)
    link = Button(theme, "Change server", kind="link", height=24)
    field.leave_room(BARE_ROOM)
    field.set_below_widget(link)
    field.resize(363, field.sizeHint().height())
    field.show()
    assert field.input.geometry().right() == 363 - BARE_ROOM - 1
    assert link.mapTo(field, link.rect().topRight()).x() == 362


def test_a_gap_below_a_field_follows_the_zoom(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Email", name="signin.email.field")
    qtbot.addWidget(field)
    before = field.sizeHint().height()
    field.set_gap(5)
    assert field.sizeHint().height() == before + 5
    theme.set_zoom(2.0)
    assert field._column.contentsMargins().bottom() == 10


def test_words_beside_the_label_take_the_place_of_a_link_and_are_told(theme: Theme, qtbot: QtBot):
    field = Field(theme, "Password", name="signin.password.field", secret=True)
    qtbot.addWidget(field)
    link = Button(theme, "Forgot password", kind="link", height=24, parent=field)
    field.set_aside_widget(link)
    field.show()
    field.set_aside("new here? choose it now")
    assert not link.isVisible()
    field.set_error("Too short")
    assert field.input.accessibleDescription() == "Too short"
    field.set_error("")
    assert field.input.accessibleDescription() == "new here? choose it now"
    field.set_aside("")
    assert link.isVisible()
    assert field.input.accessibleDescription() == ""

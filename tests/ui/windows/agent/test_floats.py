# SPDX-License-Identifier: Apache-2.0
"""What was just done is said where the person looks, with its way back."""

import pytest
from PySide6.QtCore import QPoint, QRect

from tests.support.client_environment import settle


def place(window, widget):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


async def test_without_an_open_ticket_a_change_of_many_can_be_taken_back(controller, window):
    window.list.view.setFocus()
    controller.do("pick_all")
    controller._actions.bulk.change("priority", "high")
    await settle()
    assert window.toast.isVisible()
    assert place(window, window.empty).contains(place(window, window.toast))


async def test_over_the_conversation_it_stands_in_its_lower_left_corner(opened, window):
    opened.do("follow")
    await settle()
    ground, toast = place(window, window.conversation.timeline), place(window, window.toast)
    assert (toast.left() - ground.left(), ground.bottom() - toast.bottom()) == (16, 16)


async def test_where_the_list_is_alone_it_stands_over_the_list(controller, window, theme):
    theme.set_zoom(2.0)
    await settle()
    window.toast.say("Done")
    assert place(window, window.list.view).contains(place(window, window.toast))


@pytest.mark.parametrize("width", [1440, 1000])
async def test_the_strip_is_as_wide_as_what_it_stands_over(opened, window, width):
    window.resize(width, 700)
    await settle()
    window.floats.show_stray("Nothing was changed.", "", action="")
    ground, strip = place(window, window.conversation.timeline), place(window, window.stray)
    assert (strip.left(), strip.right(), strip.bottom()) == (
        ground.left(),
        ground.right(),
        ground.bottom(),
    )


@pytest.mark.parametrize("zoom", [1.0, 1.5])
@pytest.mark.parametrize("width", [1440, 1000])
@pytest.mark.parametrize("text", ["please help", "please help me with this letter" * 8])
async def test_in_the_strip_the_typed_text_gives_way_and_the_keys_never(
    opened, window, theme, width, zoom, text
):
    theme.set_zoom(zoom)
    window.resize(width, 700)
    await settle()
    opened._stray._on_strayed(text)
    await settle()
    strip, rest = window.stray, window.stray._rest
    window.grab()
    assert rest.text().startswith("Enter starts a reply with \u201cplease")
    assert rest.text().endswith("\u201d, Esc drops it.")
    assert "\u2026" not in rest.text().rpartition("\u201d")[2]
    assert rest.toolTip() == ""
    assert rest.height() >= rest.heightForWidth(rest.width())
    assert strip.rect().contains(rest.geometry())
    assert not rest.geometry().intersects(strip._strong.geometry())
    assert strip.accessibleName() == (
        f"Nothing was changed. Enter starts a reply with \u201c{text}\u201d, Esc drops it."
    )
    ground = place(window, window.conversation.timeline)
    assert place(window, strip).bottom() == ground.bottom()


async def test_what_is_said_grows_with_the_zoom(opened, window, theme):
    opened.do("follow")
    await settle()
    before = window.toast.width()
    theme.set_zoom(1.5)
    await settle()
    toast = window.toast
    assert toast.width() > before
    assert toast._undo.geometry().right() < toast.width()
    assert toast._text.width() >= toast._text.sizeHint().width()

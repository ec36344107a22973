# SPDX-License-Identifier: Apache-2.0
"""What a person decides on is seen at every zoom: both values, and the ways on."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from tests.accessibility.longer_words import longer
from tests.support.client_environment import settle
from ui.widgets.button import Button
from ui.widgets.label import TextLabel
from ui.windows.agent.decision_box import CardBox, ValueBox
from ui.windows.agent.decision_card import CardButton, CardValue, DecisionCard

CONFLICT = CardValue(
    id="c1",
    title="Your change to Status was not accepted",
    text="Tomas set it to Pending 4 seconds before you set it to Solved."
    " Your note and your tags were saved.",
    time="13:57",
    boxes=(
        CardBox("On the server", "Pending", "Tomas, 13:57:02"),
        CardBox("Your change", "Solved", "You, 13:57:06"),
    ),
    buttons=(
        CardButton("keep", "Keep Pending", "primary"),
        CardButton("again", "Set Solved anyway"),
    ),
)

LONGER = replace(
    CONFLICT,
    title=longer(CONFLICT.title),
    text=longer(CONFLICT.text),
    boxes=tuple(CardBox(longer(b.title), longer(b.value), b.note) for b in CONFLICT.boxes),
    buttons=tuple(replace(b, label=longer(b.label)) for b in CONFLICT.buttons),
)

SHAPES = [
    (zoom, size) for zoom in (1.0, 1.5, 2.0) for size in ((1440, 900), (1366, 768), (900, 600))
]


@pytest.fixture(params=SHAPES, ids=str)
async def shaped(request, opened, theme):
    """A window of some size and zoom in which a reply is being written."""
    zoom, size = request.param
    opened.window.resize(*size)
    theme.set_zoom(zoom)
    opened.do("reply")
    await settle()
    return opened.window.conversation


@pytest.fixture
def card(qtbot, theme):
    card = DecisionCard(theme)
    qtbot.addWidget(card)
    return card


def boxes(card):
    return [box for box in card.findChildren(ValueBox) if not box.isHidden()]


def buttons(card):
    return [button for button in card.findChildren(Button) if not button.isHidden()]


def labels(card):
    return [label for box in boxes(card) for label in box.findChildren(TextLabel)]


def is_cut(label):
    return label.width() < label.sizeHint().width()


async def show(qtbot, pane, told):
    """The card, once it has found its form."""
    pane.ask(told)  # the window knows of no refused change and would take its card away
    await settle()
    qtbot.waitUntil(lambda: not pane._foot._again.isActive())


def in_view(pane, part):
    """Where a part of the card stands in the conversation that is seen."""
    view = pane.timeline.viewport()
    return QRect(part.mapTo(pane.timeline, QPoint(0, 0)) - view.pos(), part.size())


def is_seen(pane, part):
    return pane.timeline.viewport().rect().contains(in_view(pane, part))


def apart(parts):
    """Whether no two of them stand on each other."""
    places = [part.geometry() for part in parts]
    return all(not one.intersects(other) for one in places for other in places if one != other)


@pytest.mark.parametrize("told", [CONFLICT, LONGER], ids=["English", "longer"])
async def test_both_values_and_all_ways_are_there_at_every_zoom(qtbot, shaped, told):
    await show(qtbot, shaped, told)
    card = shaped.card
    assert len(boxes(card)) == 2
    parts = [*boxes(card), *buttons(card)]
    assert apart(parts)
    assert all(card.rect().contains(part.geometry()) for part in parts)
    assert [label.text() for label in labels(card) if is_cut(label)] == []


@pytest.mark.parametrize("told", [CONFLICT, LONGER], ids=["English", "longer"])
async def test_its_top_is_seen_first_and_its_end_can_be_reached(qtbot, shaped, told):
    await show(qtbot, shaped, told)
    assert in_view(shaped, shaped.card).top() >= 0
    shaped.timeline.scroll_to_end()
    end = in_view(shaped, shaped.card).bottom()
    assert end < shaped.timeline.viewport().height()


@pytest.mark.parametrize("told", [CONFLICT, LONGER], ids=["English", "longer"])
async def test_what_the_keys_reach_is_seen_and_so_is_the_top_by_keys(qtbot, shaped, told):
    await show(qtbot, shaped, told)
    shaped.timeline.verticalScrollBar().setValue(0)
    qtbot.waitUntil(shaped.window().isActiveWindow)
    for button in buttons(shaped.card):
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert is_seen(shaped, button)
    for _ in range(20):
        QTest.keyClick(button, Qt.Key.Key_PageUp)
    assert in_view(shaped, shaped.card).top() >= 0


async def test_all_of_a_conflict_is_seen_at_200_percent(qtbot, opened, theme):
    theme.set_zoom(2.0)
    opened.do("reply")
    opened.window.resize(1440, 830)
    await settle()
    pane = opened.window.conversation
    await show(qtbot, pane, CONFLICT)
    assert pane.timeline.viewport().height() < 300
    assert is_seen(pane, pane.card)


async def test_zooming_in_leaves_its_top_in_view(qtbot, opened, theme):
    pane = opened.window.conversation
    await show(qtbot, pane, LONGER)
    opened.do("reply")
    await settle()
    assert is_seen(pane, pane.card)
    theme.set_zoom(2.0)
    qtbot.waitUntil(lambda: in_view(pane, pane.card).top() >= 0)


@pytest.mark.parametrize(("form", "width"), [("roomy", 560), ("compact", 760), ("tight", 760)])
def test_values_stand_beside_each_other_where_that_cuts_nothing(card, form, width):
    card.show_card(CONFLICT)
    card.set_form(form)
    card.resize(width, card.height_for(width, form))
    one, other = boxes(card)
    assert (one.y(), one.width()) == (other.y(), other.width())
    long = replace(CONFLICT.boxes[0], value="Pending until Thursday 26 November 2026, 14:00")
    card.show_card(replace(CONFLICT, boxes=(long, CONFLICT.boxes[1])))
    assert one.geometry().bottom() < other.y()
    assert card.height_for(width, form) > card.height()


def test_a_form_is_measured_without_being_taken(card):
    card.show_card(CONFLICT)
    card.resize(700, card.height_for(700, "roomy"))
    before = [box.geometry() for box in boxes(card)]
    heights = [card.height_for(700, form) for form in ("roomy", "compact", "tight")]
    assert heights == sorted(heights, reverse=True)
    assert [box.geometry() for box in boxes(card)] == before


def test_buttons_that_do_not_fit_in_a_line_take_another(card):
    card.show_card(CONFLICT)
    height = card.height_for(320, "roomy")
    card.resize(320, height)
    keep, again = buttons(card)
    assert keep.x() == again.x()
    assert keep.geometry().bottom() < again.y() < height - again.height()


def test_where_people_read_from_the_right_it_is_the_other_way_round(card):
    card.show_card(CONFLICT)
    card.resize(700, card.height_for(700, "roomy"))
    before = [part.geometry() for part in (*boxes(card), *buttons(card))]
    card.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for part, was in zip((*boxes(card), *buttons(card)), before, strict=True):
        assert part.x() == 700 - was.x() - was.width()

# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from tests.support.counting_clock import counting
from ui.models.search_results import SearchResults
from ui.widgets.search_list import SearchList, places_in
from ui.widgets.search_value import (
    FoundHeading,
    FoundLine,
    FoundMore,
    FoundPerson,
    FoundTicket,
)
from ui.widgets.sign import Sign

ROWS = (
    FoundHeading("Tickets", 2, "on this computer"),
    FoundTicket("t1", "<b>Rotation</b>", ((3, 11),), "Hana", "the rotation", ((4, 12),), "urgent"),
    FoundTicket("t2", "x" * 500, end="Open"),
    FoundMore("more:tickets", "Show 7 more"),
    FoundHeading("People", 1),
    FoundPerson("person:contact:c1", "Hana Ito", ((0, 4),), "Kestrel", Sign("avatar", "HI", 2)),
    FoundLine("from the server"),
    FoundTicket("t3", "\u202eOld\u200b", excerpt="\u05d0\u05d1 rotation"),
)


@pytest.fixture
def results(theme, qtbot):
    results = SearchList(theme)
    model = SearchResults(results)
    model.show(ROWS)
    results.setModel(model)
    results.resize(600, 480)
    qtbot.addWidget(results)
    results.show()
    return results


def test_every_kind_of_row_is_drawn_in_both_schemes_and_zoomed(results, theme):
    light = results.grab().toImage()
    theme.set_scheme("dark")
    assert results.grab().toImage() != light
    theme.set_zoom(2.0)
    assert results.sizeHintForRow(1) == 144
    assert not results.grab().isNull()


def test_a_row_without_an_excerpt_is_lower(results):
    assert (results.sizeHintForRow(1), results.sizeHintForRow(2)) == (72, 54)


def test_steps_go_past_headings_and_stop_at_the_ends(results, qtbot):
    results.setFocus()
    seen = [results.current().key]
    results.current_found.connect(lambda row: seen.append(row.key))
    for _ in range(7):
        qtbot.keyClick(results, Qt.Key.Key_Down)
    assert seen == ["ticket:t1", "ticket:t2", "more:tickets", "person:contact:c1", "ticket:t3"]
    for _ in range(7):
        qtbot.keyClick(results, Qt.Key.Key_Up)
    assert results.current().key == "ticket:t1"


def test_enter_opens_space_scrolls_and_esc_leaves(results, qtbot):
    results.setFocus()
    with qtbot.waitSignal(results.opened) as opened:
        qtbot.keyClick(results, Qt.Key.Key_Return)
    assert opened.args == [ROWS[1]]
    with qtbot.waitSignal(results.scroll_asked) as asked:
        qtbot.keyClick(results, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args == [-1]
    with qtbot.waitSignal(results.left):
        qtbot.keyClick(results, Qt.Key.Key_Escape)


def test_a_click_is_enough_for_more_and_two_open_a_ticket(results, qtbot):
    opened = []
    results.opened.connect(lambda row: opened.append(row.key))
    for row in (1, 3):
        place = results.visualRect(results.model().index(row, 0)).center()
        qtbot.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    place = results.visualRect(results.model().index(1, 0)).center()
    qtbot.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["more:tickets", "ticket:t1"]


@given(st.text(max_size=30), st.lists(st.integers(0, 40), max_size=6, unique=True))
def test_hits_stay_within_a_text_that_was_cut(text, ends):
    places = sorted(ends)
    hits = tuple(zip(places[::2], places[1::2], strict=False))
    kept = places_in(text, hits)
    assert all(0 <= start < end <= len(text) for start, end in kept)
    assert len(kept) == sum(start < len(text) for start, _ in hits)


def test_a_clock_stands_in_place_of_the_status_and_turns(results):
    ticking = replace(ROWS[2], clock=counting("4 m 12", "4 m 11"))
    results.model().show((ROWS[0], ticking))
    before = results.grab().toImage()
    results.show_time(1)
    first = results.grab().toImage()
    results.show_time(2)
    assert before != first != results.grab().toImage()
    results.model().now = 2
    assert ". Reply due in 4 m 11." in results.model().index(1).data(
        Qt.ItemDataRole.AccessibleTextRole
    )

# SPDX-License-Identifier: Apache-2.0
"""An empty list says so, and below that where else something waits."""

import pytest
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.empty_page import EmptyPage
from ui.widgets.greeting_cards import GreetingCard

CARDS = tuple(GreetingCard(key, "inbox", key) for key in ("mentions", "snoozed", "drafts"))


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> EmptyPage:
    page = EmptyPage(theme)
    qtbot.addWidget(page)
    page.state.set_state(icon="inbox", title="Your queue is clear", reason="Nobody waits.")
    page.resize(600, 500)
    page.show()
    return page


def test_cards_are_shown_where_they_are_wanted_and_there_are_any(page: EmptyPage) -> None:
    page.show_cards(True)
    assert not page.cards.isVisible()
    page.cards.set_cards(CARDS)
    page.show_cards(True)
    assert page.cards.isVisible()
    assert page.state.geometry().bottom() < page.cards.geometry().top()
    page.show_cards(False)
    assert not page.cards.isVisible()


def test_where_it_is_low_the_card_with_the_focus_comes_into_sight(page: EmptyPage) -> None:
    page.cards.set_cards(CARDS)
    page.show_cards(True)
    page.resize(300, 160)
    last = page.cards.buttons[-1]
    last.setFocus()
    last.reached.emit(last)
    assert page.viewport().rect().contains(last.mapTo(page.viewport(), last.rect().center()))
    assert last.width() < 300

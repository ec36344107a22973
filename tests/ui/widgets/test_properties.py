# SPDX-License-Identifier: Apache-2.0
"""Values are chosen in place and rows are refilled, never rebuilt."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.customer_card import CustomerValue, Fact
from ui.widgets.properties import PropertiesPanel
from ui.widgets.property_row import PropertyRow, PropertyValue
from ui.widgets.sign import Sign

# A popup asks for the keyboard, which drawing in memory has none of.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

STATUS = PropertyValue("status", "Status", "Open", Sign("dot", "accent"), keycap="S")
TAGS = PropertyValue("tags", "Tags", tags=("webhooks", "api-key", "eu-west", "urgent-customer"))
TEAM = PropertyValue("team", "Team")
STATUSES = (Choice("open", "Open"), Choice("pending", "Pending"), Choice("on_hold", "On hold"))


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> PropertiesPanel:
    panel = PropertiesPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(296, 600)
    panel.set_rows([STATUS, TAGS, TEAM])
    panel.set_choices({"status": STATUSES, "tags": (Choice("webhooks", "webhooks"),)})
    panel.show()
    return panel


def test_a_pressed_row_offers_its_choices_and_tells_the_chosen_one(
    panel: PropertiesPanel, qtbot: QtBot
) -> None:
    row = panel.findChild(PropertyRow, "properties.status.row")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert panel.menu.labels() == ("Open", "Pending", "On hold")
    qtbot.keyClicks(panel.menu.field, "ho")
    assert panel.menu.labels() == ("On hold",)
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.menu.field, Qt.Key.Key_Return)
    assert chosen.args == ["status", "on_hold"]
    assert panel.menu.isHidden()


def test_arrows_move_in_the_menu_and_escape_chooses_nothing(
    panel: PropertiesPanel, qtbot: QtBot
) -> None:
    assert panel.open_menu("status")
    qtbot.keyClick(panel.menu.field, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(panel.chosen):
        qtbot.keyClick(panel.menu.field, Qt.Key.Key_Escape)
    panel.open_menu("status")
    qtbot.keyClick(panel.menu.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.menu.field, Qt.Key.Key_Return)
    assert chosen.args == ["status", "pending"]


def test_a_new_value_is_offered_only_where_it_may_be_made(
    panel: PropertiesPanel, qtbot: QtBot
) -> None:
    panel.open_menu("tags")
    qtbot.keyClicks(panel.menu.field, "billing")
    assert panel.menu.labels() == ()
    panel.set_open_fields(frozenset({"tags"}))
    panel.open_menu("tags")
    qtbot.keyClicks(panel.menu.field, "billing")
    with qtbot.waitSignal(panel.created) as created:
        qtbot.keyClick(panel.menu.field, Qt.Key.Key_Return)
    assert created.args == ["tags", "billing"]


def test_rows_are_reused_for_the_next_ticket(panel: PropertiesPanel) -> None:
    before = panel.findChildren(PropertyRow)
    panel.set_rows([PropertyValue("status", "Status", "Pending", pending=True)])
    assert panel.findChildren(PropertyRow) == before
    assert [row.isHidden() for row in before] == [False, True, True]
    assert before[0].accessibleName() == "Status: Pending, waiting to sync"


def test_what_a_row_says_can_be_heard(panel: PropertiesPanel) -> None:
    names = [row.accessibleName() for row in panel.findChildren(PropertyRow)]
    assert names[0] == "Status: Open"
    assert names[1] == "Tags: webhooks, api-key, eu-west, urgent-customer"
    assert names[2] == "Team: not set"


def test_a_locked_row_does_not_open(panel: PropertiesPanel) -> None:
    panel.set_rows([PropertyValue("status", "Status", "Open", locked="Only team leads")])
    assert not panel.open_menu("status")
    assert not panel.open_menu("no such field")


@pytest.mark.parametrize(
    "value",
    [
        PropertyValue("a", "A", "x", Sign("priority", "urgent")),
        PropertyValue("a", "A", "x", Sign("avatar", "MO", 0), rejected=True),
        PropertyValue("a", "A", "x", Sign("icon", "users"), locked="By IT"),
        PropertyValue("a", "A", "<b>x</b>" * 200, pending=True),
        PropertyValue("a", "A", tags=("x" * 300, "y")),
    ],
)
def test_every_kind_of_value_is_drawn(panel: PropertiesPanel, value: PropertyValue) -> None:
    before = panel.grab().toImage()
    panel.set_rows([value])
    assert panel.grab().toImage() != before


def test_a_customer_is_shown_while_there_is_one(panel: PropertiesPanel) -> None:
    without = panel.grab().toImage()
    panel.set_customer(CustomerValue("Hana Ito", "HI", 1, "Ops lead", (Fact("Plan", "Gold"),)))
    with_customer = panel.grab().toImage()
    panel.set_customer(None)
    assert with_customer != without
    assert panel.grab().toImage() == without


def test_zoom_makes_rows_taller(panel: PropertiesPanel, theme: Theme) -> None:
    theme.set_zoom(1.5)
    QApplication.processEvents()
    assert panel.findChildren(PropertyRow)[0].height() == 42

# SPDX-License-Identifier: Apache-2.0
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.settings import PAGES
from sync_server.contract.commands import SetPreferences
from sync_server.contract.entities import Preferences
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert
from tests.support.window_client import MAYA, T1
from ui.widgets.label import TextLabel
from ui.windows.agent.controller import AgentController
from ui.windows.settings.diagnostics import Diagnostics
from ui.windows.settings.slow_turns import Turn


@pytest.fixture
def panel(controller):
    controller.do("settings")
    return controller.preferences.panel


async def test_ctrl_comma_opens_the_settings_with_the_cursor_in_their_search(window, panel, qtbot):
    assert panel.isVisible()
    assert panel.search.input.hasFocus()
    qtbot.keyClick(panel.search.input, Qt.Key.Key_Escape)
    assert not panel.isVisible()


@pytest.mark.parametrize("page", PAGES)
async def test_the_focus_stops_at_no_paragraph(panel, page):
    panel.show_page(page)
    labels = [label for label in panel.findChildren(QLabel) if label.isVisible()]
    stops = [each.text() for each in labels if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert labels
    assert stops == []


async def test_the_height_of_rows_changes_at_once(controller, client, window, panel):
    tall = window.list.view.sizeHintForRow(1)
    client.settings.set("density", "compact")
    assert window.list.view.sizeHintForRow(1) < tall


async def test_a_key_is_changed_by_pressing_it(controller, client, window, panel, qtbot):
    panel.show_page("keyboard")
    rows = {row.id: row for row in controller.preferences.key_rows.rows}
    qtbot.mouseClick(rows["solve"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(rows["solve"], "y")
    assert controller.keyboard.map.by_text["y"].action == "solve"
    assert rows["solve"].accessibleName() == "Solve, Y"


async def test_a_key_that_is_taken_is_named_and_nothing_changes(controller, panel, qtbot):
    panel.show_page("keyboard")
    rows = {row.id: row for row in controller.preferences.key_rows.rows}
    qtbot.mouseClick(rows["solve"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(rows["solve"], "r")
    trouble = controller.preferences.key_rows.trouble
    assert trouble.text() == "R is “Reply” already. Nothing was changed."
    assert controller.keyboard.map.text("solve") == "e"


async def test_who_is_away_is_told_by_mail_of_what_they_want(controller, client, panel):
    panel.show_page("alerts")
    switches = controller.preferences.mail_alerts.switches
    assert [switch.isChecked() for switch in switches.values()] == [True, True]
    switches["mail_mentioned"].click()
    await settle()
    assert client.workspace.pending[-1].command == SetPreferences(mail_mentioned=False)
    assert [switch.isChecked() for switch in switches.values()] == [True, False]


async def test_what_was_wished_at_another_computer_shows_here(controller, client, panel):
    panel.show_page("alerts")
    client.bench.hold("own:maya", (90, Preferences(id=MAYA, mail_assigned=False)))
    await settle()
    assert not controller.preferences.mail_alerts.switches["mail_assigned"].isChecked()


async def test_the_search_finds_mail_alerts(controller, panel, qtbot):
    qtbot.keyClicks(panel.search.input, "mentions")
    assert controller.preferences.mail_alerts.isVisible()
    assert not panel.nothing.isVisible()


async def test_another_certificate_is_said_once(controller, client, window):
    client.stand("offline", reason="certificate")
    client.stand("offline", reason="certificate")
    await settle()
    assert not window.notice.isHidden()


@pytest.fixture
def diagnostics(client, faults, tmp_path):
    diagnostics = Diagnostics(
        client,
        faults,
        folder=tmp_path,
        now_us=client.bench.environment.now_us,
        monotonic=client.bench.environment.monotonic,
        crashed="ValueError: the last one",
    )
    diagnostics.turns.close()  # the turn that makes a whole window is a slow one
    yield diagnostics
    diagnostics.close()


@pytest.fixture
async def told(client, theme, faults, diagnostics):
    controller = AgentController(
        client, theme, environment=client.bench.environment, faults=faults, diagnostics=diagnostics
    )
    controller.window.resize(1440, 900)
    controller.window.show()
    await settle()
    yield controller
    controller.close()
    controller.deleteLater()
    await settle()


async def test_an_unexpected_end_is_told_at_the_next_start_with_its_report(told, qtbot):
    assert not told.window.notice.isHidden()
    told._on_notice_action()
    assert "ValueError: the last one" in QGuiApplication.clipboard().text()


async def test_it_is_told_in_one_line_under_the_head_of_the_ticket(told, theme):
    told.tickets.open(T1)
    await settle()
    pane, notice = told.window.conversation, told.window.notice
    assert notice.mapTo(pane, QPoint(0, 0)).y() == pane.header.geometry().bottom() + 1
    assert notice.height() == theme.px(40)
    notice.grab()
    assert [label.toolTip() for label in notice.findChildren(TextLabel)] == ["", "", ""]
    told.tickets.leave()
    await settle()
    assert notice.isVisible()


async def test_the_figures_come_and_go(told):
    told.do("frames")
    assert told.preferences.overlay.isVisible()
    told.preferences.overlay.grab()
    told.do("frames")
    assert not told.preferences.overlay.isVisible()


async def test_the_figures_name_the_slowest_handler_and_stay_while_nothing_happens(
    told, diagnostics
):
    turns = diagnostics.turns
    turns.recent.clear()
    turns.recent.append(Turn(9.04, "ui.windows.agent.lists.ListController.show"))
    turns.recent.append(Turn(2.0, ""))
    told.do("frames")
    shown = told.preferences.overlay._lines
    assert shown[0].startswith("Turn 2.0 ms")
    assert shown[1] == "Slowest 9.0 ms ListController.show"
    told.preferences._figures.timeout.emit()
    assert told.preferences.overlay._lines == shown
    told.do("frames")


async def test_the_report_is_copied_from_the_diagnostics(told, diagnostics):
    told.do("settings")
    told.preferences.panel.show_page("diagnostics")
    told.preferences.copy_report()
    assert QGuiApplication.clipboard().text() == diagnostics.report()
    assert str(diagnostics.folder) in told.preferences._pages.log.toPlainText()


def test_nothing_of_a_ticket_is_in_the_report(client, diagnostics):
    names = SimpleNamespace(text=diagnostics.report())
    assert "Hana" not in names.text


async def test_the_settings_lead_an_administrator_to_the_set_up(client, controller, qtbot):
    row = an_agent("maya", name="Maya Okafor", role="administrator")
    client.bench.apply(changes(insert(50, row, scope="desk")))
    await settle()
    controller.do("settings")
    panel = controller.preferences.panel
    panel.search.set_text("mailbox")
    panel._show("mailbox")
    button = panel.findChild(QAbstractButton, "settings.setup.button")
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (panel.isVisible(), controller.pages.shown) == (False, "setup")


async def test_nobody_else_is_led_there(panel):
    assert panel.findChild(QAbstractButton, "settings.setup.button") is None

# SPDX-License-Identifier: Apache-2.0
"""The navigation says where to go and keeps its place while counts change."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT
from ui.widgets.label import literal_tooltip
from ui.widgets.navigation import NavigationPanel
from ui.widgets.navigation_value import (
    AgentValue,
    ConnectionState,
    ConnectionValue,
    NavigationRow,
    NavigationSection,
)

QUEUE = NavigationRow("queue", "My queue", "inbox", count=11, bubble=1)
DRAFTS = NavigationRow("drafts", "Drafts", "pencil", count=1)
PLATFORM = NavigationRow("platform", "Platform", series=0, count=34)
SECTIONS = (NavigationSection("", (QUEUE, DRAFTS)), NavigationSection("Team queues", (PLATFORM,)))


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> NavigationPanel:
    panel = NavigationPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(211, 700)
    panel.set_workspace("Brightwater Support")
    panel.set_sections(SECTIONS)
    panel.set_agent(AgentValue("Maya Okafor", "MO", 0, "available", 9, 12))
    panel.set_current("queue")
    panel.show()
    return panel


def _press(panel: NavigationPanel, qtbot: QtBot, row: int) -> None:
    place = panel.views.visualRect(panel.views.model().index(row, 0)).center()
    qtbot.mouseClick(panel.views.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_going_elsewhere_is_announced_and_marking_is_not(
    panel: NavigationPanel, qtbot: QtBot
) -> None:
    heard: list[str] = []
    panel.view_chosen.connect(heard.append)
    panel.set_current("platform")
    _press(panel, qtbot, 1)
    _press(panel, qtbot, 2)
    assert heard == ["drafts"]


def test_changed_counts_and_new_rows_leave_the_current_row_current(
    panel: NavigationPanel, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(panel.view_chosen):
        panel.set_current("platform")
        more = NavigationRow("platform", "Platform", series=0, count=35, bubble=2)
        panel.set_sections((SECTIONS[0], NavigationSection("Team queues", (more,))))
        new = NavigationRow("mentions", "Mentions", "at-sign", count=2)
        panel.set_sections(
            (NavigationSection("", (QUEUE, new, DRAFTS)), NavigationSection("Team queues", (more,)))
        )
    assert panel.views.currentIndex().row() == 4


def test_rows_are_heard_with_their_numbers(panel: NavigationPanel) -> None:
    index = panel.views.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "My queue, 11, 1 breached"


def test_the_search_field_and_its_button_ask_for_the_search(
    panel: NavigationPanel, qtbot: QtBot
) -> None:
    asked: list[str] = []
    panel.search_asked.connect(lambda: asked.append("asked"))
    qtbot.mouseClick(panel.search, Qt.MouseButton.LeftButton)
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.search, "ab")
    qtbot.mouseClick(panel.search_button, Qt.MouseButton.LeftButton)
    assert (len(asked), panel.search.text()) == (3, "")


def test_availability_is_chosen_from_the_agents_menu(panel: NavigationPanel, qtbot: QtBot) -> None:
    menu = panel._foot.menu
    (button,) = panel.findChildren(QAbstractButton, "nav.agent.button")
    button.click()
    assert menu.labels() == ("Available", "Busy", "Break", "Off shift", "Sign out")
    qtbot.keyClick(menu.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.availability_chosen) as chosen:
        qtbot.keyClick(menu.list, Qt.Key.Key_Return)
    assert chosen.args == ["busy"]
    button.click()
    qtbot.keyClick(menu.list, Qt.Key.Key_End)
    with qtbot.waitSignal(panel.sign_out_requested):
        qtbot.keyClick(menu.list, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("offline", "Offline, 3 to send"),
        ("syncing", "Syncing 40 of 212"),
        ("busy", "Server busy"),
        ("connecting", "Reconnecting, 2 to send"),
    ],
)
def test_each_state_of_the_link_looks_different_from_live(
    panel: NavigationPanel, state: ConnectionState, text: str
) -> None:
    panel.set_connection(ConnectionValue("live", "Live", "18 ms"))
    live = panel.grab().toImage()
    panel.set_connection(ConnectionValue(state, text))
    assert panel.grab().toImage() != live
    line = panel.findChildren(QWidget, "nav.connection.line")[0]
    assert line.accessibleName() == text


def test_folded_it_is_a_rail_that_leads_to_the_same_places(
    panel: NavigationPanel, qtbot: QtBot
) -> None:
    panel.set_folded(True)
    QApplication.processEvents()
    assert panel.width() == 55
    assert (panel.search.isHidden(), panel.search_button.isHidden()) == (True, False)
    assert panel.search_button.accessibleName() == "Search"
    tip = panel.views.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == literal_tooltip("My queue, 11, 1 breached")
    with qtbot.waitSignal(panel.view_chosen) as chosen:
        _press(panel, qtbot, 1)
    assert chosen.args == ["drafts"]
    folded = panel.grab().toImage()
    panel.set_folded(False)
    panel.resize(211, 700)
    assert panel.grab().toImage().width() > folded.width()


def test_a_theme_switch_reaches_the_column(panel: NavigationPanel, theme: Theme) -> None:
    assert panel.grab().toImage().pixelColor(4, 300).name().upper() == LIGHT.nav
    theme.set_scheme("dark")
    assert panel.grab().toImage().pixelColor(4, 300).name().upper() == DARK.nav


def test_the_workspace_has_a_way_to_another(panel: NavigationPanel, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.workspace, Qt.MouseButton.LeftButton)
    menu = panel.workspace.menu
    assert menu.labels() == ("Brightwater Support", "Sign out and join another")
    with qtbot.assertNotEmitted(panel.sign_out_requested):
        menu.chosen.emit("here")
    with qtbot.waitSignal(panel.sign_out_requested):
        menu.chosen.emit("another")
    menu.hide()
    assert panel.workspace.accessibleName() == "Workspace Brightwater Support"


def _filled(count: int) -> tuple[NavigationSection, ...]:
    rows = tuple(NavigationRow(f"r{n}", f"Row {n}", "inbox", count=n * 40) for n in range(count))
    return (NavigationSection("", rows[:4]), NavigationSection("Views", rows[4:]))


def test_the_rail_moves_its_rows_closer_where_it_is_low(panel: NavigationPanel) -> None:
    """All that is there is in sight on a small screen; where that cannot be, it scrolls."""
    panel.set_folded(True)
    panel.set_sections(_filled(16))
    views = panel.views

    def pitch() -> int:
        QApplication.processEvents()
        return views.rect_of("r1").top() - views.rect_of("r0").top()

    heights = {}
    for height in (900, 700, 500):
        panel.resize(55, height)
        heights[height] = (pitch(), views.verticalScrollBar().maximum())
    assert heights[900] == (35, 0)
    assert heights[700][0] < 35
    assert heights[700][1] == 0
    assert heights[500][0] == 29
    assert heights[500][1] > 0
    panel.set_current("r15")
    assert views.viewport().rect().contains(views.rect_of("r15"))


def test_a_rail_that_scrolls_says_on_which_sides_more_follows(
    panel: NavigationPanel, theme: Theme
) -> None:
    panel.set_folded(True)
    panel.set_sections(_filled(16))
    panel.resize(55, 500)
    views, bar = panel.views, panel.views.verticalScrollBar()
    room = theme.px(18)

    def ends() -> tuple[bool, bool]:
        """Whether anything is painted in the room for a sign, above and below the rows."""
        QApplication.processEvents()
        picture = views.grab().toImage()
        half = picture.width() // 2
        tops = (0, picture.height() - room)
        plain = (
            {picture.pixel(half + x, top + y) for x in (-4, 0, 4) for y in range(room)}
            for top in tops
        )
        return tuple(len(colors) > 1 for colors in plain)  # type: ignore[return-value]

    assert ends()[1]
    assert not views.viewportMargins().top()
    bar.setValue(3)
    assert ends() == (True, True)
    assert views.viewportMargins().top() == room
    bar.setValue(bar.maximum())
    assert ends() == (True, False)


def test_a_rail_shows_no_half_of_a_row(panel: NavigationPanel) -> None:
    panel.set_folded(True)
    panel.set_sections(_filled(16))
    views = panel.views
    for height in range(500, 530, 7):
        panel.resize(55, height)
        QApplication.processEvents()
        bottom = views.viewport().rect().bottomLeft()
        cut = views.visualRect(views.indexAt(bottom))
        picture = views.viewport().grab().toImage()
        line = {picture.pixel(x, bottom.y()) for x in range(picture.width())}
        assert cut.bottom() <= bottom.y() or len(line) == 1
        views.verticalScrollBar().setValue(2)
        assert views.visualRect(views.indexAt(bottom - bottom)).top() == 0
        views.verticalScrollBar().setValue(0)


def test_the_foot_says_the_number_alone_before_it_cuts_its_words(
    panel: NavigationPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(painter: object, theme: Theme, text: str, *_: object, **__: object) -> None:
        drawn.append(text)

    monkeypatch.setattr("ui.widgets.navigation_foot.draw_text", draw)
    for load in (9, 10, 1000):
        panel.set_agent(AgentValue("Maya Okafor", "MO", 0, "available", load, 0))
        panel.grab()
    assert [text for text in drawn if text.startswith("Available")] == [
        "Available · 9 our turn",
        "Available · 10",
        "Available · 1000",
    ]

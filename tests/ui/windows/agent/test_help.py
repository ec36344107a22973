# SPDX-License-Identifier: Apache-2.0
"""F1 opens the help of the desk in a browser, and nothing else that a server names."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from sync_server.channels.web.docs import NAMES, help_pages
from ui.windows.agent import help as help_module
from ui.windows.agent.admin.calendars_page import CalendarsPage
from ui.windows.agent.admin.policies_page import PoliciesPage
from ui.windows.agent.admin.policy_page import PolicyPage
from ui.windows.agent.admin.waiting_page import WaitingPage
from ui.windows.agent.help import (
    AUTOMATION,
    CALENDARS,
    CLOCKS,
    POLICIES,
    SERVICE_LEVELS,
    WAITING,
    open_help,
    page_about,
    set_help,
)
from ui.windows.agent.setup.page import SetupPage


@pytest.fixture
def browser(monkeypatch):
    """What was opened; `works` says whether the system opens anything."""
    opened = SimpleNamespace(addresses=[], works=True)

    def open_url(url):
        opened.addresses.append(url.toString())
        return opened.works

    monkeypatch.setattr(help_module, "QDesktopServices", SimpleNamespace(openUrl=open_url))
    return opened


def told(web):
    said: list[str] = []
    open_help(SimpleNamespace(web=web), said.append)  # type: ignore[arg-type]
    return said


def test_the_first_page_of_the_help_is_opened(qapp, browser):
    assert told("https://desk.example:8445") == []
    assert browser.addresses == ["https://desk.example:8445/docs/"]


@pytest.mark.parametrize(
    "web",
    ["", "file:///etc", "javascript:alert(1)//", "mailto:a@b.example?", "https://a\u202eb.example"],
)
def test_nothing_but_a_page_is_ever_opened(qapp, browser, web):
    """Bad input 70: a hostile server names an address."""
    assert len(told(web)) == 1
    assert browser.addresses == []


def test_what_has_the_focus_says_which_page_it_is(qapp, browser, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    form = QWidget(window)
    field = QLineEdit(form)
    set_help(form, SERVICE_LEVELS)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: qapp.focusWidget() is field)
    assert page_about(field) == SERVICE_LEVELS
    assert page_about(window) == ""
    assert told("https://desk.example") == []
    assert browser.addresses == [f"https://desk.example/docs/{SERVICE_LEVELS}"]


def test_hours_and_policies_have_a_page_about_them(qapp, qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    policies, setup = PoliciesPage(theme, window), SetupPage(theme, window, QWidget(window))
    assert page_about(policies.new) == POLICIES
    assert page_about(policies.course) == CLOCKS
    assert page_about(policies.calendar.add) == CALENDARS
    assert page_about(PolicyPage(theme, window).name) == POLICIES
    assert page_about(CalendarsPage(theme, window).new) == CALENDARS
    assert page_about(setup.days) == SERVICE_LEVELS
    assert page_about(setup.later) == ""
    assert page_about(WaitingPage(theme, window).close_save) == WAITING


def test_the_clocks_of_the_open_ticket_have_a_part_about_them(opened):
    pane, more = opened.window.properties, opened.tickets._time_left.more
    assert page_about(pane.time_left) == page_about(more) == CLOCKS
    assert page_about(pane) == ""


@pytest.mark.parametrize("part", [SERVICE_LEVELS, CALENDARS, CLOCKS, POLICIES, WAITING, AUTOMATION])
def test_what_is_named_is_at_the_server(part):
    name, _, anchor = part.partition("#")
    assert name in NAMES
    assert f'id="{anchor}"' in help_pages()[name].body or not anchor


def test_a_computer_without_a_browser_is_told_of(qapp, browser):
    browser.works = False
    assert "opens links" in told("https://desk.example")[0]

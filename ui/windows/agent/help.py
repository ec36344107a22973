# SPDX-License-Identifier: Apache-2.0
"""Opens the help of the desk, which its server has, in a browser: the page about what one sees."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from app.client import Client
from ui.models.words import translate
from ui.widgets.link_target import may_open

SERVICE_LEVELS: Final = "helpdesk/sla-setup"
"""The page about promises and their clocks."""

CALENDARS: Final = f"{SERVICE_LEVELS}#calendars"
POLICIES: Final = f"{SERVICE_LEVELS}#policies"
CLOCKS: Final = f"{SERVICE_LEVELS}#how-the-clocks-run"
WAITING: Final = f"{SERVICE_LEVELS}#waiting"
"""Its parts."""

AUTOMATION: Final = "helpdesk/automation"
"""The page about rules and macros."""

CHECKLISTS: Final = f"{AUTOMATION}#before-a-ticket-is-solved"
"""Its part about checklists, and what is asked for."""

ASSIGNMENT: Final = "helpdesk/assignment"
"""The page about who gets a ticket."""

TEAMS: Final = f"{ASSIGNMENT}#teams"

_PAGE: Final = "help_page"


def set_help(widget: QWidget, page: str) -> None:
    """Say which page of the help, or which part of one, is about a widget and everything in it."""
    widget.setProperty(_PAGE, page)


def page_about(widget: QWidget | None) -> str:
    """The page that is about a widget, or about what holds it; else the first one, which is ""."""
    while widget is not None:
        page = widget.property(_PAGE)
        if page is not None:
            return str(page)
        widget = widget.parentWidget()
    return ""


def open_help(client: Client, tell: Callable[[str], object]) -> None:
    """Open the page about what has the focus; when there is none, or nothing opens it, say so."""
    address = f"{client.web}/docs/{page_about(QApplication.focusWidget())}"
    if not client.web or not may_open(address) or not address.startswith("http"):
        tell(translate("window", "The help is at the server, which has not said yet where."))
    elif not QDesktopServices.openUrl(QUrl(address)):
        tell(translate("conversation", "Nothing on this computer opens links."))

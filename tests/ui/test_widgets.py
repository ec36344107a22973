# SPDX-License-Identifier: Apache-2.0
"""What holds for every widget: names, plain text, live themes, and no circles."""

import gc
import weakref

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.button import icon_button
from ui.widgets.check_box import CheckBox
from ui.widgets.composer import Composer
from ui.widgets.composer_value import DraftAttachment
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.headers import TicketHeader, TicketHeaderValue
from ui.widgets.list_header import ListHeader
from ui.widgets.navigation import NavigationPanel
from ui.widgets.properties import PropertiesPanel
from ui.widgets.property_row import PropertyValue
from ui.widgets.ticket_list import TicketListView
from ui.widgets.timeline import Timeline
from ui.widgets.writing_strip import WritingStrip

TICKET = TicketHeaderValue("t1", "#48213", "Webhooks return 401", "urgent", "Hana Ito")


def _everything(theme: Theme) -> list[QWidget]:
    composer = Composer(theme)
    composer.set_attachments([DraftAttachment("f1", "log.txt", "3 KB")])
    properties = PropertiesPanel(theme, tabs=("Ticket", "Customer"))
    properties.set_rows([PropertyValue("status", "Status", "Open")])
    header = TicketHeader(theme)
    header.set_ticket(TICKET)
    banner = Banner(theme)
    banner.show_message("offline", "You are offline.", action="Retry")
    return [
        composer,
        properties,
        header,
        banner,
        NavigationPanel(theme),
        TicketListView(theme),
        Timeline(theme),
        ListHeader(theme, can_create=True),
        WritingStrip(theme, shows_drafts=True),
        EmptyState(theme, title="Your queue is clear", action="Take the oldest"),
        Field(theme, "Server", name="signin.server.field"),
        CheckBox(theme, "Stay signed in"),
        icon_button(theme, "plus", "New ticket"),
    ]


def test_nothing_is_left_to_the_garbage_collector(theme: Theme) -> None:
    """It may run while a widget is painted, and must not find that widget in a circle."""
    gc.collect()
    gc.disable()
    try:
        widgets = _everything(theme)
        left = [weakref.ref(widget) for widget in widgets]
        names = [type(widget).__name__ for widget in widgets]
        widgets.clear()
        alive = [name for name, ref in zip(names, left, strict=True) if ref() is not None]
    finally:
        gc.enable()
    assert alive == []


def test_everything_that_takes_focus_has_a_name(theme: Theme, qtbot: QtBot) -> None:
    widgets = _everything(theme)
    parts = [part for widget in widgets for part in [widget, *widget.findChildren(QWidget)]]
    nameless = [
        f"{type(part).__name__} {part.objectName()}"
        for part in parts
        if part.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not part.isHidden()
        and not part.accessibleName()
    ]
    for widget in widgets:
        qtbot.addWidget(widget)
    assert nameless == []


def test_every_label_shows_plain_text(theme: Theme, qtbot: QtBot) -> None:
    for widget in _everything(theme):
        qtbot.addWidget(widget)
        formats = {label.textFormat() for label in widget.findChildren(QLabel)}
        assert formats <= {Qt.TextFormat.PlainText}


def test_everything_survives_a_live_change_of_theme_and_zoom(theme: Theme, qtbot: QtBot) -> None:
    widgets = _everything(theme)
    for widget in widgets:
        qtbot.addWidget(widget)
        widget.resize(500, 300)
    before = [widget.grab().toImage() for widget in widgets]
    theme.set_scheme("dark")
    theme.set_zoom(2.0)
    after = [widget.grab().toImage() for widget in widgets]
    assert all(first != second for first, second in zip(before, after, strict=True))

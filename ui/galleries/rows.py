# SPDX-License-Identifier: Apache-2.0
"""Rows: tickets in each state, files on their way, who is writing, tabs."""

from dataclasses import replace
from typing import Final

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ui.galleries.component import Build, Component, Group, State, Words
from ui.theme.theme import Theme
from ui.widgets.attachment_row import AttachmentRow
from ui.widgets.composer_value import DraftAttachment
from ui.widgets.tab_header import TabHeader
from ui.widgets.ticket_list import TicketListView
from ui.widgets.ticket_row import PresenceValue, TicketListRole, TicketRowValue
from ui.widgets.writing_strip import WritingStrip

_TOMAS: Final = PresenceValue("Tomas", "TR", 2, "replying")
_PLAIN: Final = TicketRowValue(
    id="t1",
    number="#48213",
    subject="Webhooks return 401 after rotation",
    customer="Hana Ito",
    company="Kestrel Logistics",
    age="25 min",
)


def _row(value: TicketRowValue, *, selected: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        view = TicketListView(theme, parent=parent)
        model = QStandardItemModel(view)
        item = QStandardItem()
        item.setData(replace(value, subject=words(value.subject)), TicketListRole.ROW)
        model.appendRow(item)
        view.setModel(model)
        if selected:
            view.setCurrentIndex(model.index(0, 0))
        return view

    return build


def _files(file: DraftAttachment) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        row = AttachmentRow(theme, parent)
        row.show_files((file,))
        return row

    return build


def _writing(theme: Theme, _: Words, parent: QWidget) -> QWidget:
    strip = WritingStrip(theme, parent=parent)
    strip.set_writers((_TOMAS,))
    return strip


def _tabs(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    return TabHeader(theme, (words("Ticket"), words("Customer")), parent)


def _ticket(label: str, value: TicketRowValue, *, selected: bool = False) -> State:
    return State(label, _row(value, selected=selected), width=376, height=80)


_FILE: Final = DraftAttachment("f1", "log.txt", "3 KB")

GROUP = Group(
    "Rows",
    (
        Component(
            "ticket_row",
            TicketListView,
            (
                _ticket("plain", _PLAIN),
                _ticket("unread", replace(_PLAIN, unread=True)),
                _ticket("urgent", replace(_PLAIN, priority="urgent")),
                _ticket("VIP", replace(_PLAIN, vip=True)),
                _ticket("pending", replace(_PLAIN, pending=True)),
                _ticket("refused", replace(_PLAIN, rejected=True)),
                _ticket("with presence", replace(_PLAIN, presence=(_TOMAS,))),
                _ticket("selected", _PLAIN, selected=True),
            ),
        ),
        Component(
            "attachment_row",
            AttachmentRow,
            (
                State("done", _files(_FILE), width=400),
                State("uploading", _files(replace(_FILE, progress=0.4)), width=400),
                State("failed", _files(replace(_FILE, error="Too large")), width=400),
            ),
        ),
        Component("writing_strip", WritingStrip, (State("one writes", _writing, width=480),)),
        Component("tab_header", TabHeader, (State("rest", _tabs, width=296),)),
    ),
)

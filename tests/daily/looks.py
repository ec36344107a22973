# SPDX-License-Identifier: Apache-2.0
"""What an agent's window shows at a moment, as values: read from its widgets, changing nothing."""

import time
from typing import Any

from msgspec import Struct
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QWidget

from ui.widgets.alert_ring import AlertRing
from ui.widgets.property_row import PropertyRow
from ui.widgets.ticket_row import TicketListRole, TicketRowValue, spoken_text
from ui.windows.agent.window import AgentWindow


class Row(Struct, frozen=True, kw_only=True):
    """A row of the ticket list; `spoken` is what a screen reader reads out."""

    id: str
    subject: str
    unread: bool = False
    pending: bool = False
    rejected: bool = False
    present: tuple[str, ...] = ()
    spoken: str = ""


class Said(Struct, frozen=True, kw_only=True):
    """A message of the conversation; `mark` stands between it and the world."""

    id: str
    kind: str
    author: str
    text: str
    mark: str = "none"
    mark_text: str = ""


class Look(Struct, frozen=True, kw_only=True):
    """Everything that is asked about. Texts are empty where nothing is shown."""

    window: int = 0
    active: bool = False
    focus: str = ""
    view: str = ""
    rows: tuple[Row, ...] = ()
    current: str = ""
    subject: str = ""
    properties: dict[str, str] = {}
    messages: tuple[Said, ...] = ()
    mode: str = ""
    written: str = ""
    send: str = ""
    foot: str = ""
    banner: str = ""
    banner_action: str = ""
    notice: str = ""
    stray: str = ""
    toast: str = ""
    alerts: str = ""
    rings: str = ""
    rings_of: str = ""
    card: str = ""
    ways: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    menu: tuple[str, ...] = ()
    palette: tuple[str, ...] = ()
    chosen: str = ""
    found: tuple[str, ...] = ()
    found_current: str = ""
    completions: bool = False


def look(window: AgentWindow) -> Look:
    """What the window shows now."""
    focus = QApplication.focusWidget()
    return Look(
        window=int(window.winId()),
        active=window.isActiveWindow(),
        focus="" if focus is None else focus.objectName(),
        **_list(window),
        **_ticket(window),
        **_writing(window),
        **_told(window),
        **_overlays(window),
    )


def _list(window: AgentWindow) -> dict[str, Any]:
    view = window.list.view
    entries = [_entry(view, row) for row in range(0 if view.model() is None else _rows(view))]
    current = view.currentIndex().data(TicketListRole.ROW)
    return {
        "view": window.list.header.accessibleName(),
        "rows": tuple(_row(each) for each in entries if isinstance(each, TicketRowValue)),
        "current": current.subject if isinstance(current, TicketRowValue) else "",
    }


def _rows(view: QListView) -> int:
    return view.model().rowCount()


def _entry(view: QListView, row: int) -> Any:
    return view.model().index(row, 0).data(TicketListRole.ROW)


def _row(value: TicketRowValue) -> Row:
    return Row(
        id=value.id,
        subject=value.subject,
        unread=value.unread,
        pending=value.pending,
        rejected=value.rejected,
        present=tuple(f"{each.name} {each.level}" for each in value.presence),
        spoken=spoken_text(value, time.time_ns() // 1000),
    )


def _ticket(window: AgentWindow) -> dict[str, Any]:
    header = window.conversation.header
    if not header.isVisible():
        return {}
    rows = [each for each in window.properties.findChildren(PropertyRow) if each.isVisible()]
    return {
        "subject": str(_child(header, "conversation.subject.field").property("text")),
        "properties": {each.value.field: each.accessibleName() for each in rows},
        "messages": tuple(
            Said(
                id=each.id,
                kind=each.kind,
                author=each.author,
                text=each.text,
                mark=each.mark,
                mark_text=each.mark_text,
            )
            for each in window.conversation.timeline.messages
        ),
    }


def _writing(window: AgentWindow) -> dict[str, Any]:
    composer = window.composer.composer
    if not composer.isVisible():
        return {}
    return {
        "mode": composer.mode,
        "written": composer.editor.toPlainText(),
        "send": composer.send.text() or composer.send.accessibleName(),
    }


def _told(window: AgentWindow) -> dict[str, Any]:
    card = window.conversation.card
    ways = [each for each in card.findChildren(QAbstractButton) if each.isVisible()]
    return {
        "foot": _name(window.navigation.findChild(QWidget, "nav.connection.line")),
        "banner": _name(window.conversation.banner),
        "banner_action": action.text() if (action := _action(window)).isVisible() else "",
        "notice": _name(window.notice),
        "toast": _name(window.toast),
        "alerts": _name(window.navigation.alerts),
        **_ring(window),
        "stray": _name(window.stray),
        "card": _name(card),
        "ways": tuple(each.text() for each in ways),
    }


def _ring(window: AgentWindow) -> dict[str, Any]:
    ring = window.findChild(AlertRing)
    if ring is None or not ring.isVisible():
        return {}
    return {"rings": ring.accessibleName(), "rings_of": ring.ticket}


def _action(window: AgentWindow) -> Any:
    return window.conversation.banner.findChild(QAbstractButton, "window.banner.action")


def _overlays(window: AgentWindow) -> dict[str, Any]:
    menus = window.findChildren(QListView, "menu.choices.list")
    choices = next((each for each in menus if each.isVisible()), None)
    palette = window.findChild(QWidget, "palette.overlay")
    page: Any = window.findChild(QWidget, "search.page")
    lists = window.findChildren(QListView, "completer.choices.list")
    shown: dict[str, Any] = {
        "menu": () if choices is None else _texts(choices),
        "offered": tuple(text for each in lists if each.isVisible() for text in _texts(each)),
    }
    if palette is not None and palette.isVisible():
        inside = next(iter(palette.findChildren(QListView)))
        shown |= {"palette": _texts(inside), "chosen": _text(inside.currentIndex())}
    if page is not None and page.isVisible():
        current = page.results.currentIndex()
        shown |= {
            "found": _texts(page.results),
            "found_current": _text(current),
            "completions": page.completions.isVisible(),
        }
    return shown


def _child(widget: QWidget, name: str) -> QWidget:
    child = widget.findChild(QWidget, name)
    assert child is not None, name
    return child


def _texts(view: QListView) -> tuple[str, ...]:
    return tuple(_text(view.model().index(row, 0)) for row in range(_rows(view)))


def _text(index: Any) -> str:
    """What is read out for an entry, which is what can be read too."""
    told = index.data(11) or index.data(0)  # Qt.ItemDataRole.AccessibleTextRole, DisplayRole
    return str(told or "")


def _name(widget: QWidget | None) -> str:
    return widget.accessibleName() if widget is not None and widget.isVisible() else ""

# SPDX-License-Identifier: Apache-2.0
"""The list of tickets: rows in each state and height, group heads, and what lies over them."""

from dataclasses import dataclass, replace
from typing import Final, get_args

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ui.galleries.acts import both, hover_row, inside, reach_row, select_row
from ui.galleries.component import Act, Build, Component, Group, State, Words, focus, hover, leave
from ui.galleries.people import colleague
from ui.theme.theme import Theme
from ui.theme.tokens import GROUP_HEADER, LIST_WIDTH, ROW_COMFORTABLE, ROW_COMPACT, ROW_DEFAULT
from ui.widgets.bulk_bar import BulkBar
from ui.widgets.button import Button
from ui.widgets.clock_face import ClockFace, ClockLook
from ui.widgets.empty_page import EmptyPage
from ui.widgets.greeting_cards import GreetingCard, GreetingCards
from ui.widgets.list_filter import ListFilter
from ui.widgets.list_greeting import ListGreeting
from ui.widgets.list_header import ListHeader
from ui.widgets.list_notice import ListNotice
from ui.widgets.skeleton import Skeleton
from ui.widgets.ticket_list import TicketListView
from ui.widgets.ticket_row import (
    Density,
    GroupHeaderValue,
    GroupTone,
    ListEntry,
    TicketListRole,
    TicketRowValue,
)

_HEIGHTS: Final = {
    Density.COMPACT: ROW_COMPACT,
    Density.DEFAULT: ROW_DEFAULT,
    Density.COMFORTABLE: ROW_COMFORTABLE,
}


@dataclass(frozen=True, slots=True)
class _Still:
    """The clock of a ticket for which no time passes."""

    shown: ClockFace

    def face(self, now: int) -> ClockFace:
        return self.shown

    def spoken(self, now: int) -> str:
        return self.shown.spoken

    def tooltip(self, now: int) -> str:
        return self.shown.tooltip


def _clock(look: ClockLook, text: str, used: float) -> _Still:
    return _Still(ClockFace(look, text.replace(" ", "\N{NO-BREAK SPACE}"), used))


_READ: Final = TicketRowValue(
    id="t1",
    number="#48213",
    subject="Cannot add a second warehouse address",
    customer="Ruth Adeyemi",
    company="Fjord & Co",
    age="18 min",
    preview="Our new depot opens Monday and we need it on all labels by then.",
    clock=_clock("comfortable", "58 min", 0.52),
)
_UNREAD: Final = replace(_READ, unread=True)
_LATE: Final = _clock("breached", "\u221212 m 40", 1.4)


def _longer(entry: ListEntry, words: Words) -> ListEntry:
    if isinstance(entry, GroupHeaderValue):
        return replace(entry, title=words(entry.title))
    return replace(entry, subject=words(entry.subject), left=entry.left and words(entry.left))


def _view(entry: ListEntry, density: Density, *, picking: bool) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        view = TicketListView(theme, parent, density=density)
        model = QStandardItemModel(view)
        item = QStandardItem()
        item.setData(_longer(entry, words), TicketListRole.ROW)
        model.appendRow(item)
        view.setModel(model)
        view.set_picking(picking)
        view.show_time(1)
        return view

    return build


def _row(
    label: str,
    value: TicketRowValue,
    act: Act = leave,
    *,
    density: Density = Density.DEFAULT,
    picking: bool = False,
) -> State:
    build = _view(value, density, picking=picking)
    return State(label, build, act, width=LIST_WIDTH, height=_HEIGHTS[density])


def _glow(widget: QWidget) -> None:
    assert isinstance(widget, TicketListView)
    widget.highlight(_READ.id)


def _group(tone: GroupTone, title: str) -> State:
    build = _view(GroupHeaderValue(title, 2, tone), Density.DEFAULT, picking=False)
    return State(title, build, width=LIST_WIDTH, height=GROUP_HEADER)


def _with_presence(*names: str) -> TicketRowValue:
    return replace(_READ, presence=tuple(colleague(name) for name in names))


_ROWS: Final = (
    _row("read", _READ),
    _row("unread", _UNREAD),
    _row("hover", _UNREAD, hover_row(0)),
    _row("selected", _READ, both(select_row(0), focus)),
    _row("selected, list not focused", _READ, select_row(0)),
    _row("keyboard focus", _READ, reach_row(0)),
    _row("bulk select", _UNREAD, picking=True),
    _row("bulk select, picked", replace(_READ, picked=True), picking=True),
    _row("new", _UNREAD, _glow),
    _row("moved away", replace(_READ, clock=None, left="Moved to Billing by Priya")),
    _row("VIP", replace(_READ, vip=True)),
    _row("urgent", replace(_READ, priority="urgent")),
    _row("low, by phone", replace(_READ, priority="low", channel="phone")),
    _row("no clock", replace(_READ, clock=None)),
    _row("at risk", replace(_UNREAD, clock=_clock("at_risk", "4 m 12", 0.86))),
    _row("breached", replace(_UNREAD, clock=_LATE)),
    _row("paused", replace(_READ, clock=_clock("paused", "1 h 20", 0.3))),
    _row("waiting to sync", replace(_READ, pending=True)),
    _row("rejected", replace(_READ, rejected=True)),
    _row("replying", replace(_UNREAD, presence=(colleague("Tomas", "replying"),))),
    _row("customer typing", replace(_UNREAD, typing=True, channel="chat")),
    _row("viewing", _with_presence("Jonas", "Aiko")),
    _row("open elsewhere", replace(_READ, presence=(colleague("Jonas", "elsewhere"),))),
    _row("many viewing", _with_presence("Priya", "Leila", "Jonas", "Aiko")),
    _row("locked for you", replace(_READ, locked=True)),
    _row("put off", replace(_READ, wakes="15:00")),
    _row("came back", replace(_READ, woken="No answer")),
    _row("unassigned", replace(_READ, unassigned=True)),
    _row("unassigned, hover", replace(_READ, unassigned=True), hover_row(0)),
)


def _at(density: Density) -> tuple[State, ...]:
    """The looks in which a height differs."""
    return (
        _row("read", _READ, density=density),
        _row("unread", _UNREAD, density=density),
        _row("breached", replace(_UNREAD, clock=_LATE), density=density),
        _row("hover", _READ, hover_row(0), density=density),
        _row("selected", _READ, both(select_row(0), focus), density=density),
        _row("keyboard focus", _READ, reach_row(0), density=density),
        _row("bulk select, picked", replace(_READ, picked=True), density=density, picking=True),
        _row(
            "moved away",
            replace(_READ, clock=None, left="Moved to Billing by Priya"),
            density=density,
        ),
    )


def _header(*, count: int | None, can_create: bool = True) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        header = ListHeader(theme, can_create=can_create, parent=parent)
        header.set_view(words("My queue"), count)
        header.set_order(words("By time left"), words("Open, new"))
        return header

    return build


def _filter(text: str) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        field = ListFilter(theme, parent)
        field.input.setText(words(text) if text else "")
        return field

    return build


def _bulk(*, count: int = 14, question: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        bar = BulkBar(theme, parent)
        bar.show_count(count)
        if question:
            bar.ask(words(question))
        return bar

    return build


def _notice(count: int) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        notice = ListNotice(theme, parent)
        notice.show_moved(count)
        return notice

    return build


_CARDS: Final = (
    GreetingCard("take", "inbox", "Take the oldest in Platform", "34 are open", ("T",)),
    GreetingCard("drafts", "pencil", "Finish 2 drafts", "The older one is from Friday", ("G", "D")),
    GreetingCard("mentions", "at-sign", "1 mention is unread"),
)


def _greeting(*, cards: bool) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        page = ListGreeting(theme, parent)
        text = words("Nothing waits for you. New tickets show up by themselves.")
        page.set_greeting(words("All done, Maya"), text, _cards(words) if cards else [])
        return page

    return build


def _cards(words: Words) -> list[GreetingCard]:
    return [
        replace(card, title=words(card.title), detail=words(card.detail) if card.detail else "")
        for card in _CARDS
    ]


def _greeting_cards(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    column = GreetingCards(theme, parent)
    column.set_cards(_cards(words))
    return column


def _empty_page(*, cards: bool) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        page = EmptyPage(theme, parent)
        page.state.set_state(
            icon="inbox",
            title=words("Your queue is clear"),
            reason=words("3 are unassigned in Platform, oldest 41 min."),
            action=words("Take the oldest"),
            keycap="T",
        )
        page.cards.set_cards(_cards(words))
        page.show_cards(cards)
        return page

    return build


def _first_card(act: Act) -> Act:
    def reach(widget: QWidget) -> None:
        assert isinstance(widget, GreetingCards)
        act(widget.buttons[0])

    return reach


_GROUPS: Final = dict(zip(get_args(GroupTone), ("Next up", "Breached", "At risk"), strict=True))
_SORT: Final = "list.sort.button"
_ASSIGN: Final = "list.bulk.assignee"

GROUP = Group(
    "Ticket list",
    (
        Component("ticket_row", TicketListView, _ROWS),
        Component("compact_row", TicketListView, _at(Density.COMPACT)),
        Component("comfortable_row", TicketListView, _at(Density.COMFORTABLE)),
        Component(
            "group_head",
            TicketListView,
            tuple(_group(tone, title) for tone, title in _GROUPS.items()),
        ),
        Component(
            "list_header",
            ListHeader,
            (
                State("with a count", _header(count=23), width=LIST_WIDTH),
                State("many", _header(count=48213), width=LIST_WIDTH),
                State("not counted yet", _header(count=None), width=LIST_WIDTH),
                State("nothing to create", _header(count=23, can_create=False), width=LIST_WIDTH),
                State(
                    "focus on the filter",
                    _header(count=23),
                    inside(Button, focus, "list.filter.button"),
                    width=LIST_WIDTH,
                ),
            ),
        ),
        Component(
            "list_filter",
            ListFilter,
            (
                State("empty", _filter(""), width=LIST_WIDTH, height=48),
                State("filled", _filter("kestrel"), width=LIST_WIDTH, height=48),
                State(
                    "focus",
                    _filter("kestrel"),
                    inside(QWidget, focus, "list.filter.field"),
                    width=LIST_WIDTH,
                    height=48,
                ),
            ),
        ),
        Component(
            "list_notice",
            ListNotice,
            (
                State("one moved", _notice(1), width=LIST_WIDTH, height=36),
                State("three moved", _notice(3), width=LIST_WIDTH, height=36),
                State(
                    "hover", _notice(3), inside(Button, hover, _SORT), width=LIST_WIDTH, height=36
                ),
                State(
                    "focus", _notice(3), inside(Button, focus, _SORT), width=LIST_WIDTH, height=36
                ),
            ),
        ),
        Component(
            "bulk_bar",
            BulkBar,
            (
                State("14 chosen", _bulk(), width=LIST_WIDTH, height=48),
                State(
                    "hover", _bulk(), inside(Button, hover, _ASSIGN), width=LIST_WIDTH, height=48
                ),
                State(
                    "focus", _bulk(), inside(Button, focus, _ASSIGN), width=LIST_WIDTH, height=48
                ),
                State("asks", _bulk(question="Solve 214 tickets?"), width=LIST_WIDTH, height=48),
            ),
        ),
        Component(
            "skeleton",
            Skeleton,
            (
                State(
                    "cache empty",
                    lambda theme, _, parent: Skeleton(theme, parent),
                    width=LIST_WIDTH,
                    height=180,
                ),
            ),
        ),
        Component(
            "list_greeting",
            ListGreeting,
            (
                State("with what waits", _greeting(cards=True), width=560, height=360),
                State("nothing waits", _greeting(cards=False), width=560, height=200),
            ),
        ),
        Component(
            "greeting_cards",
            GreetingCards,
            (
                State("what waits", _greeting_cards, width=520, height=190),
                State("hover", _greeting_cards, _first_card(hover), width=520, height=190),
                State("focus", _greeting_cards, _first_card(focus), width=520, height=190),
            ),
        ),
        Component(
            "empty_page",
            EmptyPage,
            (
                State("alone", _empty_page(cards=True), width=560, height=420),
                State("low", _empty_page(cards=True), width=560, height=220),
                State("beside another", _empty_page(cards=False), width=LIST_WIDTH, height=220),
            ),
        ),
    ),
)

# SPDX-License-Identifier: Apache-2.0
"""The list in its states: rows of the sample, drawn by the running window's own delegate."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap, QRegion, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionViewItem

from sync_server.contract.entities import Agent, Team
from tests.pictures.groups.main import ticket_of
from tests.pictures.registry import picture
from tests.pictures.stage import Stage
from tests.support.counting_clock import Counting
from ui.models.access import private_words
from ui.theme.tokens import BODY, META, META_STRONG, RADIUS_CARD, TypeStyle
from ui.widgets.clock import paint_clock
from ui.widgets.clock_face import ClockFace, ClockLook
from ui.widgets.empty_state import EmptyState
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.painting import draw_box, draw_hairline, draw_text
from ui.widgets.skeleton import Skeleton
from ui.widgets.ticket_row import Density, PresenceValue, TicketListRole, TicketRowValue
from ui.windows.agent.ticket_list import Words

SIZE: Final = (1440, 860)
SUBJECT: Final = "Cannot add a second warehouse address"
COMPACT: Final = (
    "Invoice shows VAT twice for March",
    "Webhooks return 401 after rotation",
    "SSO sign-in loops back to the first page",
    "Tracking page shows the wrong carrier",
)
CLOCKS: Final[tuple[tuple[str, ClockLook, str, float], ...]] = (
    ("Before the first warn point. Grey", "comfortable", "3 h 05", 0.25),
    ("Under 1 h in minutes. Grey, pie fills", "comfortable", "58 min", 0.55),
    ("From 75 % used. Amber, counts seconds", "at_risk", "11 m 48", 0.79),
    ("From 90 % used. Same look, second alert", "at_risk", "2 m 40", 0.93),
    ("Breached. Solid red, counts up", "breached", "\u221212 m 40", 1.4),
    ("Paused. Two bars, no colour", "paused", "1 h 20", 0.3),
    ("Met. Tick, time it took", "met", "13 min", 0.1),
)
_NEXT_UP: Final = Counting((ClockFace("comfortable", "58\N{NO-BREAK SPACE}min", 0.55),))
_CLOCKS_ACROSS: Final = 356
_CLOCK_ROW: Final = 36
_HEADING: Final = TypeStyle(20, 28, 600, "Inter Display")
_ACROSS: Final = 376
_COLUMNS: Final = (136, 644, 1052)
_LABELS: Final = (32, 540)
_TOP: Final = 118
_FLAG: Final = QStyle.StateFlag


@dataclass(frozen=True)
class _State:
    """A row's state: what it is called, its value, and how the view sees it."""

    label: str
    value: TicketRowValue
    flags: Any = _FLAG.State_Enabled
    focused: bool = True
    picking: bool = False


class _Board:
    """Panels with captions, at the places that the design gives them; zoom makes it larger.

    What is told to it is in units of the design. Pictures have their own size.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._px = stage.theme.px
        self._height = SIZE[1]
        self._pixmap = QPixmap(self._px(SIZE[0]), self._px(2 * SIZE[1]))
        self._pixmap.fill(stage.theme.color("window"))
        self.words("Ticket list states", QPoint(32, 41), _HEADING, "text")
        told = (
            "One delegate draws every row. Row heights 36, 60 and 80. "
            "All rows here have the default width of 376."
        )
        self.words(told, QPoint(32, 64), BODY, "text2")

    def words(self, text: str, where: QPoint, style: Any = META_STRONG, ink: str = "text2") -> None:
        painter = QPainter(self._pixmap)
        painter.setFont(self._stage.theme.font(style))
        painter.setPen(self._stage.theme.color(ink))
        for line, part in enumerate(text.split("\n")):
            painter.drawText(self._at(where + QPoint(0, 17 * line)), part)
        painter.end()

    def panel(self, rect: QRect, *, over: bool = False) -> None:
        """A card; `over` rows that are drawn already, only its outline."""
        theme, painter = self._stage.theme, QPainter(self._pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRect(self._at(rect.topLeft()), self._px_size(rect.size()))
        draw_box(
            painter,
            QRectF(place.adjusted(-1, -1, 1, 1)),
            radius=theme.px(RADIUS_CARD),
            fill_color=None if over else theme.color("surface"),
            line_color=theme.color("line2"),
        )
        painter.end()

    def put(self, picture: QPixmap, where: QPoint) -> None:
        painter = QPainter(self._pixmap)
        painter.drawPixmap(self._at(where), picture)
        painter.end()

    def card(self, picture: QPixmap, where: QPoint) -> None:
        """A card filled by a picture whose own corners are square."""
        zoom = self._stage.theme.zoom
        self.panel(QRect(where, picture.size() / zoom))
        rect = QRect(self._at(where), picture.size())
        painter = QPainter(self._pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(picture))
        painter.setBrushOrigin(rect.topLeft())
        radius = self._px(RADIUS_CARD - 1)
        painter.drawRoundedRect(rect, radius, radius)
        painter.end()

    def rows(self, states: Sequence[_State], where: QPoint, height: int, labels: int) -> None:
        """Rows below one another, with what each shows beside it."""
        for place, state in enumerate(states):
            top = where.y() + place * height
            self.put(self._row(state, height), QPoint(where.x(), top))
            lines = state.label.count("\n")
            self.words(state.label, QPoint(labels, top + height // 2 + 4 - 8 * lines))
        self.panel(QRect(where, QSize(_ACROSS, height * len(states))), over=True)

    def show(self) -> None:
        """Let the board be what is pictured."""
        label = QLabel()
        size = QSize(self._pixmap.width(), self._px(self._height))
        label.setPixmap(self._pixmap.copy(QRect(QPoint(), size)))
        label.setFixedSize(size)
        self._stage.show(label)

    def reach(self, bottom: int) -> None:
        """Something ends there: the board is at least so tall, with room below."""
        self._height = max(self._height, bottom + 20)

    def _at(self, where: QPoint) -> QPoint:
        return QPoint(self._px(where.x()), self._px(where.y()))

    def _px_size(self, size: QSize) -> QSize:
        return QSize(self._px(size.width()), self._px(size.height()))

    def _row(self, state: _State, height: int) -> QPixmap:
        window = self._stage.window
        delegate = window.list.view.itemDelegate()
        model, item = QStandardItemModel(), QStandardItem()
        item.setData(state.value, TicketListRole.ROW)
        model.appendRow(item)
        option: Any = QStyleOptionViewItem()
        size = self._px_size(QSize(_ACROSS, height))
        option.rect = QRect(QPoint(), size)
        option.state = state.flags | _FLAG.State_Active
        option.widget = window.list.view if state.focused else window.conversation.timeline
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        delegate.picking = state.picking
        delegate.paint(painter, option, model.index(0, 0))
        delegate.picking = False
        painter.end()
        return picture


def _left(row: TicketRowValue) -> tuple[_State, ...]:
    enabled = _FLAG.State_Enabled
    unread = replace(row, unread=True)
    selected = enabled | _FLAG.State_Selected
    return (
        _State("Read", row),
        _State("Unread", unread),
        _State("Hover", unread, enabled | _FLAG.State_MouseOver),
        _State("Selected", row, selected),
        _State("Selected, list\nnot focused", row, selected, focused=False),
        _State("Keyboard focus", row, enabled | _FLAG.State_HasFocus),
        _State("Bulk select", replace(row, picked=True), picking=True),
    )


def _right(
    row: TicketRowValue, tomas: PresenceValue, others: tuple[PresenceValue, ...]
) -> tuple[_State, ...]:
    unread = replace(row, unread=True)
    return (
        _State("Waiting to sync", replace(row, pending=True)),
        _State("Replying", replace(unread, presence=(tomas,))),
        _State("Typing", replace(unread, typing=True)),
        _State("Viewing", replace(row, presence=others)),
        _State("Rejected", replace(row, rejected=True)),
        _State("Locked for you", replace(row, locked=True)),
        _State("Unassigned", replace(row, unassigned=True)),
    )


@picture("list-states", SIZE)
async def list_states(stage: Stage) -> None:
    """All states of a row, the three heights, loading, many at once, undo, and nothing to show."""
    await stage.open_window()
    maya = stage.maya
    rows = stage.agent.lists.rows
    board = _Board(stage)
    row = replace(rows.value(ticket_of(maya, SUBJECT)), unread=False, clock=_NEXT_UP)
    tomas = _colleague(maya, "Tomas Reuter", "replying")
    others = (_colleague(maya, "Jonas Lindqvist"), _colleague(maya, "Aiko Tanaka"))
    left, right, _ = _COLUMNS
    stage.agent.do("focus:list")
    board.words("Row states, 60 px", QPoint(left, 105))
    board.rows(_left(row), QPoint(left, _TOP), 60, _LABELS[0])
    board.words("Row states, right side of line 2", QPoint(right, 105))
    board.rows(_right(row, tomas, others), QPoint(right, _TOP), 60, _LABELS[1])
    compact = [rows.value(ticket_of(maya, subject)) for subject in COMPACT]
    stage.window.list.view.set_density(Density.COMPACT)
    board.rows(
        [_State("", replace(each, unread=each is not compact[-1])) for each in compact],
        QPoint(left, 566),
        36,
        _LABELS[0],
    )
    board.words("Compact, 36 px", QPoint(_LABELS[0], 643))
    maya.settings.set("density", Density.COMFORTABLE.value)
    await stage.calm()  # the words of the last message are read
    tall = replace(rows.value(ticket_of(maya, SUBJECT)), clock=_NEXT_UP)
    board.rows(
        [_State("Comfortable,\n80 px", replace(tall, unread=True))],
        QPoint(right, 566),
        80,
        _LABELS[1],
    )
    maya.settings.set("density", Density.DEFAULT.value)
    _loading(stage, board)
    clear = stage.agent.lists._empty_words("my_queue")
    await _many(stage, board)
    await _nothing(stage, board, clear)
    _clocks(stage, board)
    board.show()


def _colleague(client: Any, name: str, level: Any = "viewing") -> PresenceValue:
    agent = next(each for each in client.workspace.all(Agent) if each.name == name)
    return PresenceValue(
        name.split(maxsplit=1)[0], initials_of(name), avatar_index(agent.id), level
    )


def _clocks(stage: Stage, board: _Board) -> None:
    """Each look of a clock, as the delegate draws it."""
    board.words("SLA clock states", QPoint(_COLUMNS[2], 105))
    theme, px = stage.theme, stage.theme.px
    picture = QPixmap(px(_CLOCKS_ACROSS), px(_CLOCK_ROW * len(CLOCKS) - 1))
    picture.fill(theme.color("surface"))
    painter = QPainter(picture)
    for place, (words, look, text, used) in enumerate(CLOCKS):
        top = px(_CLOCK_ROW * place)
        line = QRectF(px(14), top, px(_CLOCKS_ACROSS - 28), px(_CLOCK_ROW - 1))
        draw_text(painter, theme, words, line, style=META, ink="text2")
        face = ClockFace(look, text.replace(" ", "\N{NO-BREAK SPACE}"), used)
        paint_clock(painter, theme, line, face=face)
        if place:
            draw_hairline(painter, px(14), picture.width(), y=top - 1, color=theme.color("line"))
    painter.end()
    board.card(picture, QPoint(_COLUMNS[2], _TOP))


def _loading(stage: Stage, board: _Board) -> None:
    skeleton, px = Skeleton(stage.theme), stage.theme.px
    skeleton.resize(px(_ACROSS), px(60))
    picture = QPixmap(skeleton.size())
    picture.fill(stage.theme.color("surface"))
    skeleton.render(
        picture, QPoint(), QRegion(0, 0, px(_ACROSS), px(60) - 1)
    )  # no line below a single row
    board.card(picture, QPoint(_COLUMNS[0], 766))
    board.words("Loading,\ncache empty", QPoint(_LABELS[0], 792))


async def _many(stage: Stage, board: _Board) -> None:
    """Fourteen tickets of a team are selected, and solved."""
    left = _COLUMNS[1]
    stage.agent.do("team:1")
    await stage.calm()
    stage.window.list.view.setCurrentIndex(stage.window.list.model.index(1))
    stage.agent.do("pick")
    for _ in range(13):
        stage.agent.do("extend_next")
    await stage.calm()
    bar = stage.window.list.bulk_bar
    bar.setFixedWidth(stage.theme.px(_ACROSS + 8))
    await stage.calm()
    board.put(bar.grab(), QPoint(left - 4, 686))
    board.words("Bulk bar", QPoint(_LABELS[1], 717))
    stage.click(stage.find("list.bulk.solve"))
    await stage.calm()
    toast = stage.find("window.toast")
    toast.setFixedWidth(stage.theme.px(_ACROSS))
    await stage.calm()
    board.put(toast.grab(), QPoint(left, 778))
    board.words("Undo toast, 8 s", QPoint(_LABELS[1], 807))
    stage.agent.do("undo")
    stage.key(Qt.Key.Key_Escape, at=stage.window.list.view)


async def _nothing(stage: Stage, board: _Board, clear: Words) -> None:
    """A clear queue, a filter that finds nothing, and a team that is not one's own."""
    board.words("Empty queue, no result, no access", QPoint(_COLUMNS[2], 405))
    pane = stage.window.list
    stage.agent.do("go:my_queue")
    stage.agent.do("filter")
    stage.type("rotaton", at=pane.filter.input)
    await stage.calm()
    omar = await stage.signed_in("Omar Aziz")
    billing = next(each for each in omar.workspace.all(Team) if each.name == "Billing")
    said = (
        clear[:4],
        pane._empty_words()[:4],
        ("lock", *private_words(omar.workspace, billing.id), ""),
    )
    top, px = 417, stage.theme.px
    for icon, title, reason, action in said:
        state = EmptyState(stage.theme, icon=icon, title=title, reason=reason, action=action)
        state.resize(px(356), px(130))
        height = max(130, round(state.heightForWidth(px(356)) / stage.theme.zoom))
        state.resize(px(356), px(height))
        board.panel(QRect(_COLUMNS[2], top, 356, height))
        state.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        board.put(state.grab(), QPoint(_COLUMNS[2], top))
        top += height + 10
    board.reach(top - 10)

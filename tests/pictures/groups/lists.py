# SPDX-License-Identifier: Apache-2.0
"""The list in its states, cut out of the running window one after the other onto one board."""

from typing import Any, Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from tests.pictures.groups.main import SUBJECT, beside_maya, ticket_of
from tests.pictures.registry import picture
from tests.pictures.stage import Stage
from ui.theme.tokens import BODY, META_STRONG, TITLE
from ui.widgets.empty_state import EmptyState

SIZE: Final = (1440, 860)
_LEFT: Final = 32
_STEP: Final = 468
_TOP: Final = 118
VIEWED: Final = "Label printer offline after firmware 5.2"
PICKED: Final = "Rate limit increase for Black Friday"


class _Board:
    """Panels with captions, in three columns and two rows."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._pixmap = QPixmap(*SIZE)
        self._pixmap.fill(stage.theme.color("window"))
        self._words("Ticket list states", QPoint(_LEFT, 36), TITLE, "text")
        told = "Cut out of the running window. Row heights 36, 60 and 80; the list is 376 wide."
        self._words(told, QPoint(_LEFT, 62), BODY, "text2")

    def add(self, column: int, top: int, caption: str, *, height: int) -> None:
        """Put the list as it is now onto the board."""
        pane = self._stage.window.list
        self.put(column, top, caption, picture=pane.grab(QRect(0, 0, pane.width(), height)))

    def put(self, column: int, top: int, caption: str, *, picture: QPixmap) -> None:
        """Put a picture onto the board."""
        left = _LEFT + column * _STEP
        self._words(caption, QPoint(left, top - 10), META_STRONG, "text2")
        painter = QPainter(self._pixmap)
        painter.drawPixmap(left, top, picture)
        painter.setPen(self._stage.theme.color("line2"))
        painter.drawRect(left - 1, top - 1, picture.width() + 1, picture.height() + 1)
        painter.end()

    def show(self) -> None:
        """Let the board be what is pictured."""
        label = QLabel()
        label.setPixmap(self._pixmap)
        label.setFixedSize(*SIZE)
        self._stage.show(label)

    def _words(self, text: str, where: QPoint, style: Any, ink: str) -> None:
        painter = QPainter(self._pixmap)
        painter.setFont(self._stage.theme.font(style))
        painter.setPen(self._stage.theme.color(ink))
        painter.drawText(where, text)
        painter.end()


@picture("list-states", SIZE)
async def list_states(stage: Stage) -> None:
    """Read, unread, hovered, selected, picked, without an owner, and the three heights."""
    await beside_maya(stage)
    looks_on = await stage.signed_in("Priya Nair")
    looks_on.here(ticket=ticket_of(looks_on, VIEWED), mode="viewing")
    await stage.open_window()
    board, view = _Board(stage), stage.window.list.view
    await stage.open_ticket(SUBJECT)
    stage.hover(view.viewport(), view.visualRect(view.model().index(3, 0)).center())
    await stage.calm()
    caption = "60 px: read, under the pointer, unread, viewed, selected and replied to"
    board.add(0, _TOP, caption, height=SIZE[1] - _TOP - 40)
    stage.agent.do("focus:conversation")
    stage.hover(view.viewport(), QPoint(-1, -1))
    await _heights(stage, board)
    await _picked(stage, board)
    await _without_owner(stage, board)
    board.show()


async def _heights(stage: Stage, board: _Board) -> None:
    settings = stage.maya.settings
    settings.set("density", "compact")
    await stage.calm()
    board.add(1, 480, "36 px; selected, the focus is elsewhere", height=340)
    settings.set("density", "comfortable")
    await stage.calm()
    board.add(2, 344, "80 px", height=246)
    settings.set("density", "default")


async def _picked(stage: Stage, board: _Board) -> None:
    await stage.open_ticket(PICKED)
    stage.agent.do("pick")
    stage.agent.do("extend_next")
    await stage.calm()
    board.add(1, _TOP, "Many at once: check boxes, and the bar over the head", height=322)
    stage.click(stage.find("list.bulk.solve"))
    await stage.calm()
    toast = stage.find("window.toast").grab()
    board.put(2, SIZE[1] - 40 - toast.height(), "Undo for 8 s", picture=toast)
    stage.agent.do("undo")
    stage.key(Qt.Key.Key_Escape, at=stage.window.list.view)


async def _without_owner(stage: Stage, board: _Board) -> None:
    stage.agent.do("go:unassigned")
    await stage.calm()
    board.add(2, _TOP, "Nobody has it yet", height=190)
    stage.agent.do("filter")
    stage.type("rotaton", at=stage.window.list.filter.input)
    await stage.calm()
    empty = stage.window.list.findChild(EmptyState)
    words = empty.childrenRect()
    picture = empty.grab(QRect(0, words.top() - 8, empty.width(), min(words.height(), 96) + 16))
    board.put(2, 626, "Nothing found", picture=picture)

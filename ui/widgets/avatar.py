# SPDX-License-Identifier: Apache-2.0
"""Avatars and presence as widgets, for headers and cards."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import AVATAR_CARD, AVATAR_HEADER, META, META_MEDIUM, ColorName, TypeStyle
from ui.widgets.glyphs import paint_avatar, paint_priority
from ui.widgets.painting import RIGHT, draw_text, follow_reading
from ui.widgets.presence_faces import faces_width, paint_faces
from ui.widgets.ticket_row import PresenceLevel, PresenceValue

_EDGE = 3  # for the ring of the first face
AvatarState = Literal["none", "available", "busy", "away"]

_STATE_COLORS: dict[AvatarState, ColorName] = {
    "available": "green",
    "busy": "amber",
    "away": "ctl",
}
_VERBS: dict[PresenceLevel, str] = {
    "elsewhere": str(QT_TRANSLATE_NOOP("widgets", "{name} has it open")),
    "viewing": str(QT_TRANSLATE_NOOP("widgets", "{name} viewing")),
    "editing": str(QT_TRANSLATE_NOOP("widgets", "{name} editing")),
    "replying": str(QT_TRANSLATE_NOOP("widgets", "{name} replying")),
}


class Avatar(QWidget):
    """A disc with initials, and a dot for the state of its person."""

    def __init__(
        self,
        theme: Theme,
        *,
        size: int = AVATAR_CARD,
        ground: ColorName = "surface",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._ground = ground
        self._initials = "?"
        self._pair = 0
        self._state: AvatarState = "none"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_person(
        self, name: str, initials: str, *, pair: int, state: AvatarState = "none"
    ) -> None:
        self._initials, self._pair, self._state = initials, pair, state
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size) + (self._theme.px(3) if self._size >= 28 else 0)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        side = theme.px(self._size)
        disc = QRectF(0, 0, side, side)
        paint_avatar(painter, theme, disc, initials=self._initials, pair=self._pair)
        color = _STATE_COLORS.get(self._state)
        if color is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            painter.setPen(Qt.PenStyle.NoPen)
            dot = theme.px(9)
            rect = QRectF(side - dot + theme.px(1.5), side - dot + theme.px(1.5), dot, dot)
            painter.setBrush(theme.color(self._ground))
            painter.drawEllipse(rect.adjusted(-1.5, -1.5, 1.5, 1.5))
            painter.setBrush(theme.color(color))
            painter.drawEllipse(rect)


class PriorityGlyph(QWidget):
    """The sign of a priority, with its word for screen readers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._priority = "normal"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_priority(self, priority: str) -> None:
        self._priority = priority
        told = QCoreApplication.translate("widgets", "Priority {priority}")
        self.setAccessibleName(told.format(priority=priority))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(14), self._theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_priority(painter, self._theme, QPointF(0, 0), self._priority)


def _doing(person: PresenceValue) -> str:
    told = QCoreApplication.translate("widgets", _VERBS[person.level])
    return told.format(name=person.name)


def presence_words(people: Sequence[PresenceValue]) -> str:
    """Everybody by name, who replies last: "Priya viewing, Tomas replying"."""
    ordered = sorted(people, key=lambda person: person.level == "replying")
    return ", ".join(map(_doing, ordered))


class PresenceGroup(QWidget):
    """Who else is here: up to three avatars, then a count, and everybody by name.

    Nothing is drawn for nobody. While it is unknown who is here, say so with `set_unknown`.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._people: tuple[PresenceValue, ...] = ()
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_people(self, people: Sequence[PresenceValue]) -> None:
        self._people = tuple(sorted(people, key=lambda person: person.level == "replying"))
        self._note = ""
        self._refresh()

    def set_unknown(self, note: str = "") -> None:
        known = QCoreApplication.translate("widgets", "Presence not known")
        self._people, self._note = (), note or known
        self._refresh()

    def sizeHint(self) -> QSize:
        theme = self._theme
        if not self._people:
            return QSize(round(theme.metrics(META).horizontalAdvance(self._note)), theme.px(26))
        parts = self._parts(self._people)
        words = sum(theme.metrics(style).horizontalAdvance(text) for text, style in parts)
        return QSize(round(words + self._avatars_width() + theme.px(_EDGE + 8)), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        width = self._avatars_width() + self._theme.px(_EDGE) if self._people else 0
        return QSize(round(width), self._theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        if not self._people:
            draw_text(painter, theme, self._note, rect, style=META, ink="text3", align=RIGHT)
            return
        faces = self._avatars_width() + theme.px(_EDGE)
        parts = self._fitting(rect.width() - faces - theme.px(8))
        words = sum(theme.metrics(style).horizontalAdvance(text) for text, style in parts)
        spare = rect.width() - faces - theme.px(8) - words
        left = max(0.0, spare) + theme.px(_EDGE)  # they stand at the end of their line
        start = QPointF(left, rect.center().y())
        paint_faces(
            painter, theme, start, people=self._people, ground="surface", size=AVATAR_HEADER
        )
        left += self._avatars_width() + theme.px(8)
        for text, style in parts:
            ink = "text3" if style is META else "accent_text"
            line = QRectF(left, 0, rect.right(), rect.height())
            draw_text(painter, theme, text, line, style=style, ink=ink)
            left += theme.metrics(style).horizontalAdvance(text)

    def _parts(self, people: Sequence[PresenceValue]) -> list[tuple[str, TypeStyle]]:
        """The words for each person, those of who replies stand out, and what stands between."""
        parts = [
            part
            for person in people
            for part in (
                (_doing(person), META_MEDIUM if person.level == "replying" else META),
                (", ", META),
            )
        ]
        return parts[:-1]

    def _fitting(self, room: float) -> list[tuple[str, TypeStyle]]:
        """All of the words, else those of who replies, else none: half a name helps nobody."""
        replying = [person for person in self._people if person.level == "replying"]
        for people in (self._people, replying):
            parts = self._parts(people)
            widths = (self._theme.metrics(style).horizontalAdvance(text) for text, style in parts)
            if sum(widths) <= room + 1:
                return parts
        return []

    def _words(self) -> str:
        return presence_words(self._people)

    def _avatars_width(self) -> float:
        return faces_width(self._theme, self._people, size=AVATAR_HEADER)

    def _refresh(self) -> None:
        self.setAccessibleName(self._words() or self._note)
        self.setToolTip("")
        self.updateGeometry()
        self.update()

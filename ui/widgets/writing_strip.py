# SPDX-License-Identifier: Apache-2.0
"""The line above a composer that says who else is writing."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import AVATAR_LIST, META, META_MEDIUM, META_STRONG
from ui.widgets.announcement import announce
from ui.widgets.button import BARE_ROOM, Button
from ui.widgets.glyphs import paint_avatar
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_hairline, draw_icon, follow_reading
from ui.widgets.ticket_row import PresenceValue

_HEIGHT = 33


class WritingStrip(QWidget):
    """Hidden while nobody else writes. `draft_requested` is for `see`, where it is offered."""

    draft_requested = Signal()

    def __init__(
        self, theme: Theme, *, shows_drafts: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._people: tuple[PresenceValue, ...] = ()
        self._who = TextLabel(theme, style=META_STRONG, parent=self)
        self._rest = TextLabel(theme, style=META, ink="text2", elide=True, parent=self)
        self.see = Button(
            theme,
            QCoreApplication.translate("widgets", "See draft"),
            kind="link",
            height=24,
            parent=self,
        )
        self.see.set_text_style(META_MEDIUM)
        self.see.setObjectName("composer.strip.draft")
        self._shows_drafts = shows_drafts
        self.see.clicked.connect(self.draft_requested)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._who)
        self._layout.addWidget(self._rest, 1)
        self._layout.addWidget(self.see)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def set_writers(self, people: tuple[PresenceValue, ...], *, claims: bool = False) -> None:
        """Everybody who is writing a reply now. Who writes in a ticket that nobody has `claims` it,
        without a lock.
        """
        came = {person.name for person in people} - {person.name for person in self._people}
        self._people = people
        names = [person.name for person in people]
        strong = _who_writes(names)
        rest = QCoreApplication.translate("widgets", "to this ticket")
        if claims and names and not names[1:]:  # nobody but the one who claims it
            told = QCoreApplication.translate("widgets", "{name} is on it")
            strong = told.format(name=names[0])
            rest = QCoreApplication.translate("widgets", "and is writing a reply")
        self._say(strong, rest)
        announce(self, self.accessibleName() if came else "")

    def set_unknown(self) -> None:
        """Say that presence is not known, because there is no connection."""
        self._people = ()
        self._say("", _unknown())
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), theme.color("accent_soft" if self._people else "sunken"))
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        draw_hairline(painter, 0, self.width(), y=0, color=theme.color("line"))
        side = theme.px(AVATAR_LIST + 2)
        top = (self.height() - side) / 2
        if self._people:
            person = self._people[-1]
            disc = QRectF(theme.px(20), top, side, side)
            paint_avatar(painter, theme, disc, initials=person.initials, pair=person.pair)
        else:
            draw_icon(painter, theme, "eye", QPointF(theme.px(20), top + 2), ink="text3")

    def _say(self, strong: str, rest: str) -> None:
        self._who.setText(strong)
        self._who.setVisible(bool(strong))
        self._rest.setText(rest)
        self.see.setVisible(bool(strong) and self._shows_drafts)
        self.setAccessibleName(f"{strong} {rest}".strip())
        self.setVisible(bool(strong))
        self.update()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(margins(self, (px(48), px(1), px(20 - BARE_ROOM), 0)))
        self._layout.setSpacing(px(6))
        self.setFixedHeight(px(_HEIGHT))


def _who_writes(names: list[str]) -> str:
    if not names:
        return ""
    *others, last = names
    told = QCoreApplication.translate("widgets", "{name} is writing a reply")
    if others:
        told = QCoreApplication.translate("widgets", "{names} and {name} are writing replies")
    return told.format(names=", ".join(others), name=last)


def _unknown() -> str:
    return QCoreApplication.translate("widgets", "Who else is here is not known while offline")

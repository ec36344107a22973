# SPDX-License-Identifier: Apache-2.0
"""A field of a form that shows one value and opens its choices when it is pressed."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import CONTROL, INPUT, MICRO, RADIUS_CONTROL, ColorName
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.glyphs import paint_tag, pill_width
from ui.widgets.label import set_literal_tooltip
from ui.widgets.painting import TextFitter, draw_box, draw_icon, draw_text, follow_reading
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import paint_sign, sign_width

_BEFORE = 10
_BEHIND = 30


class ChoiceButton(QAbstractButton):
    """One value out of many, or with `many` any number of them, new ones too.

    Signals: `changed()` for a choice of the person only; with `takes_new`, `named(text)` for one
    that is not there yet.
    """

    changed = Signal()
    named = Signal(str)

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        name: str,
        many: bool = False,
        takes_new: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = label
        self._many = many
        self._takes_new = many or takes_new
        self._fitter = TextFitter(theme)
        self._choices: tuple[Choice, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._words = ""
        self.menu = ChoiceMenu(theme, self)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        self.menu.chosen.connect(self._on_chosen)
        self.menu.created.connect(self._on_chosen if many else self.named)
        theme.changed.connect(self.updateGeometry)

    @property
    def label(self) -> str:
        """What the field is called."""
        return self._label

    @property
    def key(self) -> str:
        """The key that is chosen, or nothing."""
        return self._keys[0] if self._keys else ""

    @property
    def keys(self) -> tuple[str, ...]:
        return self._keys

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """What is offered."""
        self._choices = tuple(choices)
        self._refresh()

    def set_keys(self, keys: Sequence[str]) -> None:
        """Show these as chosen; nothing is announced."""
        self._keys = tuple(keys)
        self._refresh()

    def open_menu(self) -> None:
        """Show the choices below the field."""
        self.menu.open_at(
            rect_on_screen(self),
            self._choices,
            title=self._label,
            current=frozenset(self._keys),
            allow_new=self._takes_new,
            width=max(220, round(self.width() / self._theme.zoom)),
        )

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(INPUT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(INPUT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_tip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.open_menu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        focused = self.hasFocus()
        draw_box(
            painter,
            rect,
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color(self._face()),
            line_color=theme.color("accent" if focused else "line2"),
            line_width=2.0 if focused else 1.0,
        )
        arrow = QPointF(rect.right() - theme.px(24), rect.center().y() - theme.px(7))
        ink = "text3" if self.isEnabled() else "dis"
        draw_icon(painter, theme, "chevron-down", arrow, ink=ink, size=14)
        inside = rect.adjusted(theme.px(_BEFORE), 0, -theme.px(_BEHIND), 0)
        if self._many:
            self._paint_many(painter, inside)
        else:
            self._paint_one(painter, inside)

    def _face(self) -> ColorName:
        if not self.isEnabled():
            return "sunken"
        return "press" if self.isDown() else "hover" if self.underMouse() else "surface"

    def _paint_one(self, painter: QPainter, rect: QRectF) -> None:
        theme, chosen = self._theme, self._chosen(self.key)
        if chosen is None:
            draw_text(
                painter,
                theme,
                _unset(),
                rect,
                style=CONTROL,
                ink="text3",
            )
            return
        line = rect.adjusted(sign_width(theme, chosen.sign), 0, 0, 0)
        if theme.metrics(CONTROL).horizontalAdvance(chosen.label) > line.width():
            line = rect  # the sign gives way before the words do
        else:
            paint_sign(painter, theme, chosen.sign, QPointF(rect.left(), rect.center().y()))
        text, _ = self._fitter.fit(chosen.label, CONTROL, line.width())
        ink = "text" if self.isEnabled() else "dis"
        draw_text(painter, theme, text, line, style=CONTROL, ink=ink)

    def _paint_many(self, painter: QPainter, rect: QRectF) -> None:
        theme = self._theme
        if not self._keys:
            draw_text(
                painter,
                theme,
                _unset(),
                rect,
                style=CONTROL,
                ink="text3",
            )
        left, height = rect.left() - theme.px(4), theme.px(20)
        for place, key in enumerate(self._keys):
            chosen = self._chosen(key)
            label = key if chosen is None else chosen.label
            text, _ = self._fitter.fit(label, MICRO, rect.width() * 0.6)
            width = pill_width(theme, text, MICRO)
            rest = len(self._keys) - place
            if place and left + width > rect.right():
                text = f"+{rest}"
                width = pill_width(theme, text, MICRO)
            pill = QRectF(left, rect.center().y() - height / 2, width, height)
            paint_tag(painter, theme, pill, text=text)
            if text == f"+{rest}":
                return
            left += width + theme.px(5)

    def _chosen(self, key: str) -> Choice | None:
        return next((choice for choice in self._choices if choice.key == key), None)

    def _on_chosen(self, key: str) -> None:
        if not self._many:
            self._keys = (key,)
        elif key in self._keys:
            self._keys = tuple(each for each in self._keys if each != key)
        else:
            self._keys = (*self._keys, key)
        self._refresh()
        self.setFocus()
        self.changed.emit()

    def _refresh(self) -> None:
        chosen = [self._chosen(key) for key in self._keys]
        words = [
            key if choice is None else choice.label
            for key, choice in zip(self._keys, chosen, strict=True)
        ]
        self._words = ", ".join(words)
        self.setAccessibleName(f"{self._label}: {self._words or '-'}")
        self._show_tip()
        self.update()

    def _show_tip(self) -> None:
        """What has no room in the field."""
        theme, chosen = self._theme, self._chosen(self.key)
        room = self.width() - theme.px(_BEFORE + _BEHIND)
        if chosen is not None and not self._many:
            room -= sign_width(theme, chosen.sign)
        whole = theme.metrics(CONTROL).horizontalAdvance(self._words) <= room
        set_literal_tooltip(self, "" if whole else self._words)


def _unset() -> str:
    return QCoreApplication.translate("ChoiceButton", "Set")

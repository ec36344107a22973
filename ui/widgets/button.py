# SPDX-License-Identifier: Apache-2.0
"""Push buttons in every kind the design knows, painted from the tokens."""

import html
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import (
    BODY_STRONG,
    BUTTON,
    CONTROL,
    META_MEDIUM,
    RADIUS_CONTROL,
    ColorName,
    TypeStyle,
)
from ui.widgets.glyphs import KEYCAP_HEIGHT, keycap_width, paint_keycap
from ui.widgets.key_names import key_words
from ui.widgets.painting import (
    LEFT,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    follow_reading,
)

ButtonKind = Literal["primary", "default", "ghost", "soft", "danger", "note", "link", "plain"]


@dataclass(frozen=True, slots=True)
class _Look:
    ink: ColorName
    face: ColorName | None = None
    hover: ColorName | None = None
    press: ColorName | None = None
    line: ColorName | None = None
    style: TypeStyle = CONTROL


_LOOKS: Final[dict[ButtonKind, _Look]] = {
    "primary": _Look("on_accent", "accent", "accent_hover", "accent_press", style=BODY_STRONG),
    "default": _Look("text", "raised", "hover", "press", line="line2"),
    "ghost": _Look("text2", None, "hover", "press"),
    "soft": _Look(
        "accent_text", "accent_soft", "accent_soft_hover", "accent_line", line="accent_line"
    ),
    "danger": _Look("red_text", "raised", "red_soft", "red_soft_press", line="red_line"),
    "note": _Look("note", "note_text", "note_hover", "note_press", style=BODY_STRONG),
    "link": _Look("accent_text", style=META_MEDIUM),
    "plain": _Look("text2"),
}

_ICON_ROOM: Final = 20
_INTO_PADDING: Final = 3
_ARROW_STEP: Final = 16
BARE_ROOM: Final = 3
"""On either side of a text without a face, so that the focus ring does not cross its letters."""
_TIP_KEY_ALPHA: Final = 48
_WAITING: Final = "rotate-cw"
_FILLED: Final = frozenset({"primary", "note"})
_BARE: Final = frozenset({"link", "plain"})
_TINTED: Final = frozenset({"soft", "danger"})


class Button(QAbstractButton):
    """A button with text, an icon, or both, and its shortcut in a keycap, or the arrow of a menu.

    Its text is shown literally. A button without text has to be given `name`, which screen
    readers say and the tooltip shows, with the key if it has one.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        kind: ButtonKind = "default",
        icon: str = "",
        keycap: str = "",
        name: str = "",
        height: int = BUTTON,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind: ButtonKind = kind
        self._icon = icon
        self._keycap = keycap
        self._tip = ""
        self._tip_key = ""
        self._opens_menu = False
        self._waiting = False
        self._height = height
        self._style: TypeStyle | None = None
        self._ink: ColorName | None = None
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setToolTip("" if text else name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if kind in _BARE else Qt.CursorShape.ArrowCursor
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    @property
    def kind(self) -> ButtonKind:
        return self._kind

    def setText(self, text: str) -> None:
        """An "&" is a character like any other: Qt would make a key of the letter after it."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    def set_kind(self, kind: ButtonKind) -> None:
        self._kind = kind
        self.update()

    def set_label(self, text: str, *, icon: str | None = None, name: str = "") -> None:
        """Show another text, and another icon if one is given; screen readers say the text, or
        `name` if that tells more.
        """
        self.setText(text)
        self.setAccessibleName(name or text)
        if icon is not None:
            self._icon = icon
        self.updateGeometry()
        self.update()

    def set_keycap(self, keycap: str) -> None:
        """Show another key; none for an empty one."""
        self._keycap = keycap
        self.updateGeometry()
        self.update()

    def setToolTip(self, text: str) -> None:
        """What is told under the pointer; the key stands behind it."""
        self._tip = text
        key = key_words(self._tip_key)
        super().setToolTip(f"{text}  {key}" if text and key else text)

    def set_tip_key(self, key: str) -> None:
        """Tell this key under the pointer; none for an empty one."""
        self._tip_key = key
        self.setToolTip(self._tip)

    def event(self, event: QEvent) -> bool:
        """The key of a tooltip is drawn as a keycap."""
        if event.type() is QEvent.Type.ToolTip and self._tip and self._tip_key:
            assert isinstance(event, QHelpEvent)
            QToolTip.showText(event.globalPos(), self._drawn_tip(), self)
            return True
        return super().event(event)

    def set_opens_menu(self) -> None:
        """Show the arrow of what opens a menu."""
        self._opens_menu = True
        self.updateGeometry()

    def set_waiting(self, waiting: bool) -> None:
        """Show that what it began is not done yet; until then it cannot be pressed again."""
        self._waiting = waiting
        self.setEnabled(not waiting)
        words = QCoreApplication.translate("widgets", "In progress")
        self.setAccessibleDescription(words if waiting else "")
        self.updateGeometry()
        self.update()

    def set_ink(self, ink: ColorName) -> None:
        """Another colour for the text, on a ground of that tone."""
        self._ink = ink
        self.update()

    def set_text_style(self, style: TypeStyle) -> None:
        self._style = style
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = self._theme
        height = theme.px(self._height)
        if not self.text():
            return QSize(height, height)
        width = theme.metrics(self._text_style()).horizontalAdvance(self.text())
        width += 2 * self._padding()
        if self._sign():
            width += theme.px(self._icon_step())
        if self._keycap:
            width += keycap_width(theme, self._keycap) + theme.px(6)
        if self._opens_menu:
            width += theme.px(_ARROW_STEP)
        return QSize(round(width), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        self._paint_face(painter)
        self._paint_content(painter)
        if self.hasFocus():
            radius = self._theme.px(RADIUS_CONTROL)
            draw_focus_ring(painter, self._theme, QRectF(self.rect()), radius=radius)
            if self._kind in _FILLED:  # the ring alone is lost on a ground of its colour
                gap = self._theme.px(2)
                draw_box(
                    painter,
                    QRectF(self.rect()).adjusted(gap, gap, -gap, -gap),
                    radius=radius - gap,
                    fill_color=None,
                    line_color=self._theme.color(_LOOKS[self._kind].ink),
                )

    def _text_style(self) -> TypeStyle:
        return self._style or _LOOKS[self._kind].style

    def _padding(self) -> int:
        room = 12 if self._height >= 28 else 10
        return self._theme.px(BARE_ROOM if self._kind in _BARE else room)

    def _icon_step(self) -> int:
        """What an icon takes before the text: it begins in the padding, where there is one."""
        return _ICON_ROOM - (0 if self._kind in _BARE else _INTO_PADDING)

    def _sign(self) -> str:
        return _WAITING if self._waiting else self._icon

    def _is_off(self) -> bool:
        """Whether it looks disabled: one that waits keeps its colours."""
        return not self.isEnabled() and not self._waiting

    def _paint_face(self, painter: QPainter) -> None:
        look = _LOOKS[self._kind]
        face, line = look.face, look.line
        if self._is_off():
            face = "track" if self._kind in _FILLED else "hover" if self._kind == "soft" else face
            line = "line2" if self._kind in _TINTED else line
        elif self.isDown():
            face = look.press
        elif self.underMouse() or (self.isChecked() and self._kind != "soft"):  # it is lit already
            face = look.hover
        if face is None and line is None:
            return
        draw_box(
            painter,
            QRectF(self.rect()),
            radius=self._theme.px(RADIUS_CONTROL),
            fill_color=None if face is None else self._theme.color(face),
            line_color=None if line is None else self._theme.color(line),
        )

    def _paint_content(self, painter: QPainter) -> None:
        theme, rect = self._theme, QRectF(self.rect())
        ink = "dis" if self._is_off() else self._ink or _LOOKS[self._kind].ink
        sign = theme.px(16)
        middle = rect.center().y()
        touched = self._kind in _BARE and not self._is_off() and self._is_touched()
        if not self.text():
            if touched:
                self._shade(painter, ink)
            where = QPointF(rect.center().x() - sign / 2, middle - sign / 2)
            draw_icon(painter, theme, self._sign(), where, ink=ink)
            return
        left = rect.left() + (rect.width() - self.sizeHint().width()) / 2 + self._padding()
        if self._sign():
            step = theme.px(self._icon_step())
            where = QPointF(left + step - theme.px(_ICON_ROOM), middle - sign / 2)
            draw_icon(painter, theme, self._sign(), where, ink=ink)
            left += step
        text = QRectF(left, rect.top(), rect.width(), rect.height())
        draw_text(painter, theme, self.text(), text, style=self._text_style(), ink=ink, align=LEFT)
        if touched:
            self._underline(painter, text, ink)
        if self._keycap:
            self._paint_keycap(painter)
        if self._opens_menu:
            where = QPointF(rect.right() - theme.px(22), middle - theme.px(7))
            draw_icon(painter, theme, "chevron-down", where, ink=ink, size=14)

    def _drawn_tip(self) -> str:
        face = self._theme.color("toast_text")
        ground = f"rgba({face.red()}, {face.green()}, {face.blue()}, {_TIP_KEY_ALPHA})"
        caps = "&nbsp;".join(
            f'<span style="background-color: {ground}">&nbsp;{html.escape(cap)}&nbsp;</span>'
            for cap in map(key_words, self._tip_key.split())
        )
        words = html.escape(self._tip)
        return f'<qt><div style="white-space: pre">{words}&nbsp;&nbsp;{caps}</div></qt>'

    def _is_touched(self) -> bool:
        return self.underMouse() or self.isDown()

    def _shade(self, painter: QPainter, ink: ColorName) -> None:
        shade = QColor(self._theme.color(ink))
        shade.setAlphaF(0.2 if self.isDown() else 0.12)
        radius = self._theme.px(RADIUS_CONTROL)
        draw_box(painter, QRectF(self.rect()), radius=radius, fill_color=shade)

    def _underline(self, painter: QPainter, text: QRectF, ink: ColorName) -> None:
        """What has no face shows so that it can be pressed, and by a stronger line that it is."""
        theme = self._theme
        metrics = theme.metrics(self._text_style())
        base = text.center().y() + metrics.ascent() - metrics.height() / 2 + theme.px(2)
        width = metrics.horizontalAdvance(self.text())
        thick = 2 if self.isDown() else 1
        painter.fillRect(QRectF(text.left(), round(base), width, thick), theme.color(ink))

    def _paint_keycap(self, painter: QPainter) -> None:
        theme = self._theme
        width, height = keycap_width(theme, self._keycap), theme.px(KEYCAP_HEIGHT)
        right = self.width() - min(theme.px(8), self._padding())
        rect = QRectF(right - width, (self.height() - height) / 2, width, height)
        off = self._is_off()
        filled = self._kind in _FILLED and not off
        look = _LOOKS[self._kind]
        face = QColor(theme.color(look.ink if filled else "hover"))
        if filled:
            face.setAlphaF(0.18)
        ink = look.ink if filled else "dis" if off else "text2"
        paint_keycap(painter, theme, rect, key=self._keycap, ink=ink, face=face)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def set_words(button: Button, *, shown: bool) -> None:
    """Words beside the icon, or under the pointer."""
    name = button.accessibleName()
    if bool(button.text()) != shown:
        button.setText(name if shown else "")
        button.updateGeometry()
    button.setToolTip("" if shown else name)


def icon_button(
    theme: Theme, icon: str, name: str, *, height: int = 28, parent: QWidget | None = None
) -> Button:
    """A ghost button that is only an icon; `name` is what it does."""
    return Button(theme, kind="ghost", icon=icon, name=name, height=height, parent=parent)

# SPDX-License-Identifier: Apache-2.0
"""Push buttons in every kind the design knows, painted from the tokens."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

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
from ui.widgets.painting import LEFT, draw_box, draw_focus_ring, draw_icon, draw_text

ButtonKind = Literal["primary", "default", "ghost", "soft", "danger", "note", "link", "plain"]


@dataclass(frozen=True, slots=True)
class _Look:
    ink: ColorName
    face: ColorName | None = None
    hover: ColorName | None = None
    press: ColorName | None = None
    line: ColorName | None = None
    icon: ColorName | None = None
    style: TypeStyle = CONTROL


_LOOKS: Final[dict[ButtonKind, _Look]] = {
    "primary": _Look("on_accent", "accent", "accent_hover", "accent_hover", style=BODY_STRONG),
    "default": _Look("text", "raised", "hover", "press", line="line2"),
    "ghost": _Look("text2", None, "hover", "press"),
    "soft": _Look("accent_text", "accent_soft", "accent_soft", "accent_line", line="accent_line"),
    "danger": _Look("red_text", "raised", "red_soft", "red_soft", line="red_line"),
    "note": _Look("note", "note_text", "note_text", "note_text", style=BODY_STRONG),
    "link": _Look("accent_text", style=META_MEDIUM),
    "plain": _Look("text2"),
}

_ICON_STEP: Final = 17
_ARROW_STEP: Final = 16
_FILLED: Final = frozenset({"primary", "note"})
_BARE: Final = frozenset({"link", "plain"})


class Button(QAbstractButton):
    """A button with text, an icon, or both, and its shortcut in a keycap, or the arrow of a menu.

    Its text is shown literally. A button without text has to be given `name`, which screen
    readers say and the tooltip shows.
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
        self._opens_menu = False
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

    def set_kind(self, kind: ButtonKind) -> None:
        self._kind = kind
        self.update()

    def set_label(self, text: str, *, icon: str | None = None) -> None:
        """Show another text, and another icon if one is given."""
        self.setText(text)
        self.setAccessibleName(text)
        if icon is not None:
            self._icon = icon
        self.updateGeometry()
        self.update()

    def set_keycap(self, keycap: str) -> None:
        """Show another key; none for an empty one."""
        self._keycap = keycap
        self.updateGeometry()
        self.update()

    def set_opens_menu(self) -> None:
        """Show the arrow of what opens a menu."""
        self._opens_menu = True
        self.updateGeometry()

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
        if self._icon:
            width += theme.px(_ICON_STEP)
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
        return 0 if self._kind in _BARE else self._theme.px(12 if self._height >= 28 else 10)

    def _paint_face(self, painter: QPainter) -> None:
        look = _LOOKS[self._kind]
        face = look.face
        if self.isEnabled() and self.isDown():
            face = look.press
        elif self.isEnabled() and (self.underMouse() or self.isChecked()):
            face = look.hover
        if not self.isEnabled() and self._kind in _FILLED:
            face = "track"
        if face is None and look.line is None:
            return
        draw_box(
            painter,
            QRectF(self.rect()),
            radius=self._theme.px(RADIUS_CONTROL),
            fill_color=None if face is None else self._theme.color(face),
            line_color=None if look.line is None else self._theme.color(look.line),
        )

    def _paint_content(self, painter: QPainter) -> None:
        theme, rect, look = self._theme, QRectF(self.rect()), _LOOKS[self._kind]
        ink = (self._ink or look.ink) if self.isEnabled() else "dis"
        sign = theme.px(16)
        middle = rect.center().y()
        if not self.text():
            where = QPointF(rect.center().x() - sign / 2, middle - sign / 2)
            draw_icon(painter, theme, self._icon, where, ink=ink)
            return
        left = rect.left() + (rect.width() - self.sizeHint().width()) / 2 + self._padding()
        if self._icon:
            where = QPointF(left - theme.px(3), middle - sign / 2)
            draw_icon(painter, theme, self._icon, where, ink=ink)
            left += theme.px(_ICON_STEP)
        text = QRectF(left, rect.top(), rect.width(), rect.height())
        draw_text(painter, theme, self.text(), text, style=self._text_style(), ink=ink, align=LEFT)
        if self._keycap:
            self._paint_keycap(painter)
        if self._opens_menu:
            where = QPointF(rect.right() - theme.px(22), middle - theme.px(7))
            draw_icon(painter, theme, "chevron-down", where, ink=ink, size=14)

    def _paint_keycap(self, painter: QPainter) -> None:
        theme = self._theme
        width, height = keycap_width(theme, self._keycap), theme.px(KEYCAP_HEIGHT)
        right = self.width() - theme.px(8)
        rect = QRectF(right - width, (self.height() - height) / 2, width, height)
        filled = self._kind in _FILLED and self.isEnabled()
        look = _LOOKS[self._kind]
        face = QColor(theme.color(look.ink if filled else "hover"))
        if filled:
            face.setAlphaF(0.18)
        ink = look.ink if filled else "text2" if self.isEnabled() else "dis"
        paint_keycap(painter, theme, rect, key=self._keycap, ink=ink, face=face)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def icon_button(
    theme: Theme, icon: str, name: str, *, height: int = 28, parent: QWidget | None = None
) -> Button:
    """A ghost button that is only an icon; `name` is what it does."""
    return Button(theme, kind="ghost", icon=icon, name=name, height=height, parent=parent)

# SPDX-License-Identifier: Apache-2.0
"""The current look: colours, fonts, icons and zoom, and the one place where it changes."""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.theme.fonts import load_fonts, make_font
from ui.theme.icons import IconCache
from ui.theme.palette import build_palette
from ui.theme.stylesheet import build_stylesheet
from ui.theme.tokens import (
    BODY,
    MAX_ZOOM,
    MIN_ZOOM,
    SCHEMES,
    AvatarPair,
    ColorName,
    ColorTokens,
    Scheme,
    TypeStyle,
    high_contrast,
)

_KEPT_FONT: Final = "_q_styleSheetWidgetFont"


class Theme(QObject):
    """What every painted or styled part asks for its colours, fonts, icons and sizes.

    One per application, handed to widgets on construction. `changed` is emitted after the
    palette and the style sheet are in place; widgets then take their fonts and sizes anew.
    Colours, fonts and metrics are cached, so asking while painting is cheap. Lives on the GUI
    thread.
    """

    changed = Signal()

    def __init__(
        self,
        scheme: Scheme = "light",
        zoom: float = 1.0,
        *,
        more_contrast: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        load_fonts()
        self._scheme: Scheme = scheme
        self._zoom = _clamped(zoom)
        self._more_contrast = more_contrast
        self.reduced_motion = False
        """Nothing fades or slides: what is new is marked and the mark goes at once."""
        self._application: QApplication | None = None
        self._icons = IconCache()
        self._colors: dict[ColorName, QColor] = {}
        self._fonts: dict[TypeStyle, QFont] = {}
        self._metrics: dict[TypeStyle, QFontMetricsF] = {}
        self._tokens = self._choose_tokens()

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def tokens(self) -> ColorTokens:
        return self._tokens

    def apply(self, application: QApplication) -> None:
        """Dress `application`, now and on each later change.

        WORKAROUND: Under a style sheet Qt wraps each style that it is given, and a widget of the
        style before may reach for one that is gone. So the style is given once, before any sheet.
        """
        self._application = application
        if not application.styleSheet():
            application.setStyle(QStyleFactory.create("Fusion"))
        self._dress()

    def set_scheme(self, scheme: Scheme) -> None:
        self._change(scheme=scheme, zoom=self._zoom, more_contrast=self._more_contrast)

    def set_zoom(self, zoom: float) -> None:
        """Multiply type and row heights by `zoom`, held between 0.8 and 2."""
        self._change(scheme=self._scheme, zoom=_clamped(zoom), more_contrast=self._more_contrast)

    def set_more_contrast(self, more_contrast: bool) -> None:
        self._change(scheme=self._scheme, zoom=self._zoom, more_contrast=more_contrast)

    def set_look(self, scheme: Scheme, zoom: float, *, more_contrast: bool) -> None:
        """Change all of it at once, which dresses the application once."""
        self._change(scheme=scheme, zoom=_clamped(zoom), more_contrast=more_contrast)

    @property
    def more_contrast(self) -> bool:
        return self._more_contrast

    def color(self, name: ColorName) -> QColor:
        """The colour token `name`; KeyError for an unknown name. Not to be modified."""
        color = self._colors.get(name)
        if color is None:
            color = self._colors[name] = QColor(self._tokens[name])
        return color

    def series_color(self, number: int) -> QColor:
        """Chart colour `number`, counted around the six."""
        return QColor(self._tokens.series[number % len(self._tokens.series)])

    def avatar_pair(self, index: int) -> AvatarPair:
        """The fill and ink number `index`, counted around the eight pairs."""
        return self._tokens.avatars[index % len(self._tokens.avatars)]

    def font(self, style: TypeStyle) -> QFont:
        font = self._fonts.get(style)
        if font is None:
            font = self._fonts[style] = make_font(style, self._zoom)
        return font

    def metrics(self, style: TypeStyle) -> QFontMetricsF:
        metrics = self._metrics.get(style)
        if metrics is None:
            metrics = self._metrics[style] = QFontMetricsF(self.font(style))
        return metrics

    def px(self, length: float) -> int:
        """`length` of the design in logical pixels at the present zoom."""
        return round(length * self._zoom)

    def icon(self, name: str, ink: ColorName, *, size: int = 16, scale: float = 1.0) -> QPixmap:
        """The icon in colour `ink`, zoomed, for a screen of `scale` device pixels a pixel."""
        return self._icons.pixmap(name, self.color(ink), size=self.px(size), scale=scale)

    def _change(self, *, scheme: Scheme, zoom: float, more_contrast: bool) -> None:
        if (scheme, zoom, more_contrast) == (self._scheme, self._zoom, self._more_contrast):
            return
        zoomed = zoom != self._zoom
        if zoomed:  # else every widget keeps its font, which is half of the time
            self._fonts.clear()
            self._metrics.clear()
        self._scheme, self._zoom, self._more_contrast = scheme, zoom, more_contrast
        self._tokens = self._choose_tokens()
        self._colors.clear()
        self._icons.clear()
        self._dress()
        if zoomed:
            _forget_fonts()
        self.changed.emit()

    def _choose_tokens(self) -> ColorTokens:
        tokens = SCHEMES[self._scheme]
        return high_contrast(tokens) if self._more_contrast else tokens

    def _dress(self) -> None:
        if self._application is None:
            return
        if QGuiApplication.font() != self.font(BODY):
            QGuiApplication.setFont(self.font(BODY))
        palette = build_palette(self._tokens)
        if QGuiApplication.palette() != palette:
            QGuiApplication.setPalette(palette)
        sheet = build_stylesheet(self._tokens, self._zoom)
        if self._application.styleSheet() != sheet:  # Qt would dress every widget again
            self._application.setStyleSheet(sheet)


def _forget_fonts() -> None:
    """WORKAROUND: Qt keeps the font that a widget had when the style sheet dressed it, and gives it
    back when the widget is dressed anew for another ink, or comes to another parent.
    """
    for widget in QApplication.allWidgets():
        if widget.property(_KEPT_FONT) is not None:
            widget.setProperty(_KEPT_FONT, None)


def _clamped(zoom: float) -> float:
    return min(MAX_ZOOM, max(MIN_ZOOM, zoom))

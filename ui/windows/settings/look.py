# SPDX-License-Identifier: Apache-2.0
"""The look follows the person's settings, and where they leave it open, the system, live."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme

if TYPE_CHECKING:
    from ui.theme.system_motion import SystemMotion

_LOOKS = frozenset({"appearance", "contrast", "motion", "zoom"})
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
_ASK_AFTER_MS = 1500
"""A desktop is asked for its wish once the first window is there: it takes a library of its own."""


class Look(QObject):
    """Keeps a theme as the settings and the system want it. `fixed` is what the command said."""

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        *,
        fixed: Scheme | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self._fixed = fixed
        self._motion: SystemMotion | None = None
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self.ask_desktop)
        if sys.platform.startswith("linux"):
            self._asking.start(_ASK_AFTER_MS)
        self._subscription = settings.changed.connect(self._on_setting_changed)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.refresh)
        access = getattr(hints, "accessibility", None)  # Qt 6.10
        if access is not None:
            access().contrastPreferenceChanged.connect(self.refresh)
        theme.changed.connect(self._on_theme_changed)
        self.refresh()

    def refresh(self) -> None:
        """Look at the settings and the system again."""
        wished = self._motion is not None and self._motion.is_reduced
        motion = str(self._settings.get("motion"))
        self._theme.reduced_motion = _reduced_motion(motion, wished=wished)
        if self._theme.reduced_motion:
            for effect in _EFFECTS:
                QApplication.setEffectEnabled(effect, False)
        self._theme.set_look(
            self._fixed or chosen_scheme(str(self._settings.get("appearance"))),
            self._settings.number("zoom") / 100,
            more_contrast=_more_contrast(str(self._settings.get("contrast"))),
        )

    def ask_desktop(self) -> None:
        """Learn whether a Linux desktop wishes less motion, and follow it."""
        from ui.theme.system_motion import system_motion  # noqa: PLC0415 - not before the window

        self._motion = system_motion(self)
        if self._motion is not None:
            self._motion.changed.connect(self.refresh)

    def close(self) -> None:
        """Follow nothing any more."""
        self._asking.stop()
        self._subscription.close()
        self._theme.changed.disconnect(self._on_theme_changed)

    def _on_setting_changed(self, name: str) -> None:
        if name == "appearance":
            self._fixed = None
        if name in _LOOKS:
            self.refresh()

    def _on_theme_changed(self) -> None:
        """Zoom that came from a key is kept."""
        zoom = round(self._theme.zoom * 100)
        if zoom != self._settings.number("zoom") and not self._settings.is_managed("zoom"):
            self._settings.set("zoom", zoom)


def chosen_scheme(appearance: str) -> Scheme:
    """What the person has set, else what the system has."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    if appearance == "dark" or (appearance == "system" and dark):
        return "dark"
    return "light"


def _reduced_motion(motion: str, *, wished: bool) -> bool:
    """Qt learns of the wish of the system on Windows, and elsewhere in a release to come; `wished`
    is what a Linux desktop has answered.
    """
    if motion != "system" or wished:
        return motion in ("reduced", "system")
    access = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = None if access is None else getattr(access(), "motionPreference", None)
    if preference is not None:
        return bool(preference().name.startswith("Reduc"))
    on_windows = QGuiApplication.platformName() == "windows"
    return on_windows and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)


def _more_contrast(contrast: str) -> bool:
    if contrast != "system":
        return contrast == "more"
    access = getattr(QGuiApplication.styleHints(), "accessibility", None)
    return access is not None and (
        access().contrastPreference() is Qt.ContrastPreference.HighContrast
    )

# SPDX-License-Identifier: Apache-2.0
"""The language of the window: that of the system, or the one that the person has chosen."""

from importlib.resources import files

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator, Signal

from app.settings import Settings

LANGUAGES = ("de",)
"""Those with a translation; English needs none."""


class Language(QObject):
    """Translates from its making on. Emits `changed()` when windows have to be built anew."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._translator: QTranslator | None = None
        self._subscription = settings.changed.connect(self._on_setting_changed)
        self._spoken = ""
        self._before = QLocale()
        self._speak()

    @property
    def spoken(self) -> str:
        """The language in force, as two letters."""
        return self._spoken

    def close(self) -> None:
        """Follow nothing any more, and translate nothing."""
        self._subscription.close()
        self._take_off()
        QLocale.setDefault(self._before)

    def _on_setting_changed(self, name: str) -> None:
        before = self._spoken
        if name == "language":
            self._speak()
            if self._spoken != before:
                self.changed.emit()

    def _speak(self) -> None:
        self._take_off()
        self._spoken = chosen(str(self._settings.get("language")), QLocale.system())
        QLocale.setDefault(_locale(self._spoken, QLocale.system()))
        if self._spoken in LANGUAGES:
            translator = QTranslator(self)
            file = files("resources") / "translations" / f"deskbell_{self._spoken}.qm"
            if translator.load(str(file)):
                QCoreApplication.installTranslator(translator)
                self._translator = translator

    def _take_off(self) -> None:
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None


def _locale(spoken: str, system: QLocale) -> QLocale:
    """How figures are written: as in this computer's region, if its language is spoken."""
    return system if system.name()[:2] == spoken else QLocale(spoken)


def chosen(language: str, system: QLocale) -> str:
    """A language that there is: the one that was chosen, else the system's, else English."""
    wanted = system.name()[:2] if language == "system" else language
    return wanted if wanted in LANGUAGES else "en"

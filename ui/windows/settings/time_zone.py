# SPDX-License-Identifier: Apache-2.0
"""The time zone of the window: that of this computer, or the one that the person has chosen."""

from PySide6.QtCore import QObject, Signal

from app.settings import Settings
from ui.models.local_time import use_zone


class TimeZone(QObject):
    """In force from its making on. Emits `changed()` when windows have to be built anew."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._subscription = settings.changed.connect(self._on_setting_changed)
        self._use()

    def close(self) -> None:
        """Follow nothing any more; moments are told on this computer's clock again."""
        self._subscription.close()
        use_zone("")

    def _on_setting_changed(self, name: str) -> None:
        if name == "time_zone":
            self._use()
            self.changed.emit()

    def _use(self) -> None:
        use_zone(str(self._settings.get("time_zone")))

# SPDX-License-Identifier: Apache-2.0
"""The wish of a Linux desktop for less motion, which Qt does not tell yet: asked over D-Bus."""

import os
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

PORTAL: Final = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Settings",
)
_REDUCED: Final = {
    ("org.freedesktop.appearance", "reduced-motion"): 1,
    ("org.gnome.desktop.interface", "enable-animations"): False,
}
"""The settings that say so, the newer one first, with the value of each that asks for less."""


class SystemMotion(QObject):
    """Asks the portal of the desktop once, and follows it. Emits `changed()` for another answer.

    A desktop without a portal wishes nothing.
    """

    changed = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._told: dict[tuple[str, str], Any] = {}
        self._asked: dict[QObject, tuple[str, str]] = {}
        slot: Any = SLOT("on_setting_changed(QString,QString,QDBusVariant)")
        service, path, interface = PORTAL
        bus.connect(service, path, interface, "SettingChanged", self, slot)
        for setting in _REDUCED:
            self._ask(setting)

    @property
    def is_reduced(self) -> bool:
        """Whether less motion is wished for."""
        return any(self._told.get(setting) == value for setting, value in _REDUCED.items())

    @Slot(str, str, QDBusVariant)
    def on_setting_changed(self, group: str, name: str, value: object) -> None:
        """The person has changed a setting of the desktop."""
        self._take((group, name), value)

    def _ask(self, setting: tuple[str, str]) -> None:
        question = QDBusMessage.createMethodCall(*PORTAL, "Read")
        question.setArguments(list(setting))
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(question), self)
        self._asked[watcher] = setting
        watcher.finished.connect(self._on_answered)

    def _on_answered(self) -> None:
        watcher: Any = self.sender()
        setting = self._asked.pop(watcher)
        arguments = [] if watcher.isError() else watcher.reply().arguments()
        watcher.deleteLater()
        if arguments:
            self._take(setting, arguments[0])

    def _take(self, setting: tuple[str, str], value: object) -> None:
        if setting in _REDUCED:
            before = self.is_reduced
            self._told[setting] = _bare(value)
            if self.is_reduced != before:
                self.changed.emit()


def system_motion(parent: QObject | None = None) -> SystemMotion | None:
    """That of this session; `None` where there is none."""
    if "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        return None
    bus = QDBusConnection.sessionBus()
    return SystemMotion(bus, parent) if bus.isConnected() else None


def _bare(value: Any) -> Any:
    """What is in a variant, which may be in another one."""
    while hasattr(value, "variant"):
        value = value.variant()
    return value

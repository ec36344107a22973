# SPDX-License-Identifier: Apache-2.0
"""What a screen reader would hear of announcements."""

from dataclasses import dataclass, field

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


@dataclass
class Hearing:
    """Stands for `QAccessible` where announcements are made, as if somebody listened."""

    is_active: bool = True
    told: list[str] = field(default_factory=list)
    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def isActive(self) -> bool:  # noqa: N802 - Qt's name
        return self.is_active

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802
        assert event.politeness() == self.AnnouncementPoliteness.Polite
        self.told.append(event.message())

# SPDX-License-Identifier: Apache-2.0
"""Words that come as values from below the window, named here so that they are translated."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

VIEWS: Final = (
    QT_TRANSLATE_NOOP("views", "My queue"),
    QT_TRANSLATE_NOOP("views", "Unassigned"),
    QT_TRANSLATE_NOOP("views", "All open"),
    QT_TRANSLATE_NOOP("views", "Recently solved"),
)

AVAILABILITIES: Final = (
    QT_TRANSLATE_NOOP("words", "Available"),
    QT_TRANSLATE_NOOP("words", "Busy"),
    QT_TRANSLATE_NOOP("words", "Break"),
    QT_TRANSLATE_NOOP("words", "Off shift"),
)

# SPDX-License-Identifier: Apache-2.0
"""When a key was pressed, however late the press is handled."""

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QKeyEvent

_MS_PER_S: Final = 1000


def pressed_at(event: QKeyEvent, monotonic: Callable[[], float]) -> float:
    """Seconds by the clock of the system that reported it; by `monotonic` where it told no time."""
    told = event.timestamp()
    return told / _MS_PER_S if told else monotonic()

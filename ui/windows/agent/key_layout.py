# SPDX-License-Identifier: Apache-2.0
"""What the system tells of a key: the Latin letter at its place, for layouts that type no Latin
letters, and when it was pressed, however late that is handled.
"""

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QKeyEvent

_MS_PER_S: Final = 1000
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_X11: Final = (24, 38, 52)  # the keyboard's own numbers and eight
_WINDOWS: Final = (16, 30, 44)
_MAC: Final = {
    **dict(zip((0, 1, 2, 3, 4, 5, 6, 7, 8, 9), "asdfhgzxcv", strict=True)),
    **dict(zip((11, 12, 13, 14, 15, 16, 17), "bqweryt", strict=True)),
    **dict(zip((31, 32, 34, 35, 37, 38, 40, 45, 46), "ouipljknm", strict=True)),
}


def _by_code(first: tuple[int, int, int]) -> dict[int, str]:
    return {
        start + place: letter
        for start, row in zip(first, _ROWS, strict=True)
        for place, letter in enumerate(row)
    }


_PLACES: Final = {"win32": _by_code(_WINDOWS), "darwin": _MAC}


def latin_letter(text: str, scan_code: int, *, platform: str = sys.platform) -> str:
    """`text` itself where it is Latin or no letter, else what stands at its place on a keyboard.

    On macOS `scan_code` is the virtual key.
    """
    if not text.isalpha() or ord(text) < 0x250:
        return text
    found = _PLACES.get(platform, _by_code(_X11)).get(scan_code, text)
    return found.upper() if text.isupper() and found != text else found


def pressed_at(event: QKeyEvent, monotonic: Callable[[], float]) -> float:
    """Seconds by the clock of the system that reported it; by `monotonic` where it told no time."""
    told = event.timestamp()
    return told / _MS_PER_S if told else monotonic()

# SPDX-License-Identifier: Apache-2.0
"""Words as long as those of the longest languages, to see whether they have room."""

from typing import Final

from PySide6.QtCore import QObject, QTranslator

from ui.galleries.component import Words

_LONGER: Final = 1.4


def as_is(text: str) -> str:
    return text


def longer(text: str) -> str:
    """By two fifths."""
    more = round(len(text) * _LONGER) - len(text)
    return text + (" wide" * more)[: more - 1] + "e" if more else text


class LongerWords(QTranslator):
    """Makes the words longer that components say by themselves, once it is installed."""

    def __init__(self, lengthen: Words = longer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lengthen = lengthen

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        return self._lengthen(source)

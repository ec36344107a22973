# SPDX-License-Identifier: Apache-2.0
"""Figures as they are written in the language of the window."""

from PySide6.QtCore import QLocale


def count_words(count: int) -> str:
    """A count with its thousands apart: "1,204", in German "1.204"."""
    locale = QLocale()
    if locale.language() is QLocale.Language.C:  # knows no thousands
        locale = QLocale(QLocale.Language.English)
    return locale.toString(count)

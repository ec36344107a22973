# SPDX-License-Identifier: Apache-2.0
"""What is known of a customer in words: their language, and what time it is for them."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QT_TRANSLATE_NOOP, QLocale

from sync_server.contract.ids import Instant
from ui.models.local_time import place_words
from ui.models.words import translate

_MICROSECONDS: Final = 1_000_000
LANGUAGES: Final = {
    "ar": str(QT_TRANSLATE_NOOP("languages", "Arabic")),
    "cs": str(QT_TRANSLATE_NOOP("languages", "Czech")),
    "da": str(QT_TRANSLATE_NOOP("languages", "Danish")),
    "de": str(QT_TRANSLATE_NOOP("languages", "German")),
    "en": str(QT_TRANSLATE_NOOP("languages", "English")),
    "es": str(QT_TRANSLATE_NOOP("languages", "Spanish")),
    "fi": str(QT_TRANSLATE_NOOP("languages", "Finnish")),
    "fr": str(QT_TRANSLATE_NOOP("languages", "French")),
    "he": str(QT_TRANSLATE_NOOP("languages", "Hebrew")),
    "it": str(QT_TRANSLATE_NOOP("languages", "Italian")),
    "ja": str(QT_TRANSLATE_NOOP("languages", "Japanese")),
    "ko": str(QT_TRANSLATE_NOOP("languages", "Korean")),
    "nb": str(QT_TRANSLATE_NOOP("languages", "Norwegian")),
    "nl": str(QT_TRANSLATE_NOOP("languages", "Dutch")),
    "pl": str(QT_TRANSLATE_NOOP("languages", "Polish")),
    "pt": str(QT_TRANSLATE_NOOP("languages", "Portuguese")),
    "sv": str(QT_TRANSLATE_NOOP("languages", "Swedish")),
    "tr": str(QT_TRANSLATE_NOOP("languages", "Turkish")),
    "uk": str(QT_TRANSLATE_NOOP("languages", "Ukrainian")),
    "zh": str(QT_TRANSLATE_NOOP("languages", "Chinese")),
}


def language_words(code: str) -> str:
    """The name of a language; of one that is not listed its own name, else its code."""
    base = code.replace("_", "-").partition("-")[0].casefold()
    if base in LANGUAGES:
        return translate("languages", LANGUAGES[base])
    locale = QLocale(base)
    known = locale.language() not in (QLocale.Language.C, QLocale.Language.AnyLanguage)
    return (locale.nativeLanguageName() if known else "") or code


def local_time_words(zone: str, now: Instant) -> str:
    """What time it is in a zone, and where: "21:57, Tokyo". A zone that is not known as it is."""
    try:
        there = datetime.fromtimestamp(now / _MICROSECONDS, ZoneInfo(zone))
    except (LookupError, OSError, ValueError):  # no such zone, a folder of zones, no name at all
        return zone
    told = translate("properties", "{time}, {place}")
    return told.format(time=f"{there:%H:%M}", place=place_words(zone))

# SPDX-License-Identifier: Apache-2.0
"""The words of the settings: pages, titles, hints and values."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTimeZone

from app.settings import Setting, Value
from ui.models.local_time import place_words
from ui.models.words import translate
from ui.models.working_time import break_words
from ui.widgets import plural

LOCKED: Final = str(QT_TRANSLATE_NOOP("settings", "Set by your IT team"))

PAGE_WORDS: Final = {
    "appearance": str(QT_TRANSLATE_NOOP("settings", "Appearance")),
    "alerts": str(QT_TRANSLATE_NOOP("settings", "Alerts")),
    "keyboard": str(QT_TRANSLATE_NOOP("settings", "Keyboard")),
    "composer": str(QT_TRANSLATE_NOOP("settings", "Composer")),
    "language": str(QT_TRANSLATE_NOOP("settings", "Language and time")),
    "account": str(QT_TRANSLATE_NOOP("settings", "Account")),
    "offline": str(QT_TRANSLATE_NOOP("settings", "Offline data")),
    "diagnostics": str(QT_TRANSLATE_NOOP("settings", "Diagnostics")),
}
_TITLES: Final = {
    "appearance": str(QT_TRANSLATE_NOOP("settings", "Theme")),
    "contrast": str(QT_TRANSLATE_NOOP("settings", "Contrast")),
    "motion": str(QT_TRANSLATE_NOOP("settings", "Motion")),
    "zoom": str(QT_TRANSLATE_NOOP("settings", "Zoom")),
    "density": str(QT_TRANSLATE_NOOP("settings", "Height of the rows")),
    "single_keys": str(QT_TRANSLATE_NOOP("settings", "Single keys")),
    "key_preset": str(QT_TRANSLATE_NOOP("settings", "Preset")),
    "stray_ms": str(QT_TRANSLATE_NOOP("settings", "Text typed by mistake")),
    "undo_send_s": str(QT_TRANSLATE_NOOP("settings", "Undo for replies")),
    "signature": str(QT_TRANSLATE_NOOP("settings", "Signature")),
    "language": str(QT_TRANSLATE_NOOP("settings", "Language")),
    "time_zone": str(QT_TRANSLATE_NOOP("settings", "Time zone")),
    "working_days": str(QT_TRANSLATE_NOOP("settings", "Working days")),
    "working_from": str(QT_TRANSLATE_NOOP("settings", "Working hours from")),
    "working_to": str(QT_TRANSLATE_NOOP("settings", "Working hours to")),
    "working_break": str(QT_TRANSLATE_NOOP("settings", "Break")),
    "lock_after_days": str(QT_TRANSLATE_NOOP("settings", "Lock without contact")),
}
_HINTS: Final = {
    "zoom": str(QT_TRANSLATE_NOOP("settings", "Ctrl + and Ctrl \u2212 change it anywhere.")),
    "single_keys": str(
        QT_TRANSLATE_NOOP("settings", "Letters do something in the list and the conversation.")
    ),
    "stray_ms": str(
        QT_TRANSLATE_NOOP("settings", "Three letters within this time run no command.")
    ),
    "undo_send_s": str(QT_TRANSLATE_NOOP("settings", "So long a reply can be taken back.")),
    "signature": str(
        QT_TRANSLATE_NOOP(
            "settings",
            "Ends each reply. {{agent.name}} and the like are filled in. Kept on this computer.",
        )
    ),
    "time_zone": str(QT_TRANSLATE_NOOP("settings", "The window opens anew with its times.")),
    "working_days": str(QT_TRANSLATE_NOOP("settings", "Snooze offers these days.")),
    "working_from": str(QT_TRANSLATE_NOOP("settings", "Then a snoozed ticket comes back.")),
    "working_to": str(QT_TRANSLATE_NOOP("settings", "Snooze offers no hour after it.")),
    "working_break": str(
        QT_TRANSLATE_NOOP("settings", "What would come back in it comes after it.")
    ),
    "lock_after_days": str(
        QT_TRANSLATE_NOOP(
            "settings",
            "After so long without the server, what is kept here locks. From next start.",
        )
    ),
    "language": str(QT_TRANSLATE_NOOP("settings", "The window opens anew in it.")),
}
_VALUES: Final = {
    ("appearance", "system"): str(QT_TRANSLATE_NOOP("settings", "Follow system")),
    ("appearance", "light"): str(QT_TRANSLATE_NOOP("settings", "Light")),
    ("appearance", "dark"): str(QT_TRANSLATE_NOOP("settings", "Dark")),
    ("contrast", "system"): str(QT_TRANSLATE_NOOP("settings", "Follow system")),
    ("contrast", "normal"): str(QT_TRANSLATE_NOOP("settings", "Normal")),
    ("contrast", "more"): str(QT_TRANSLATE_NOOP("settings", "High")),
    ("motion", "system"): str(QT_TRANSLATE_NOOP("settings", "Follow system")),
    ("motion", "normal"): str(QT_TRANSLATE_NOOP("settings", "Normal")),
    ("motion", "reduced"): str(QT_TRANSLATE_NOOP("settings", "Reduced")),
    ("density", "compact"): str(QT_TRANSLATE_NOOP("settings", "Compact")),
    ("density", "default"): str(QT_TRANSLATE_NOOP("settings", "Default")),
    ("density", "comfortable"): str(QT_TRANSLATE_NOOP("settings", "Comfortable")),
    ("key_preset", "deskbell"): "Deskbell",
    ("key_preset", "gmail"): str(QT_TRANSLATE_NOOP("settings", "Gmail-like")),
    ("language", "system"): str(QT_TRANSLATE_NOOP("settings", "Follow system")),
    ("language", "en"): "English",
    ("language", "de"): "Deutsch",
}
_UNITS: Final = {
    "zoom": str(QT_TRANSLATE_NOOP("settings", "{count} %")),
    "stray_ms": str(QT_TRANSLATE_NOOP("settings", "{count} ms")),
    "undo_send_s": str(QT_TRANSLATE_NOOP("settings", "{count} s")),
}


def not_kept_words() -> str:
    """What was changed is as it was before."""
    return translate("settings", "This could not be kept. Try again.")


def page_words(page: str) -> str:
    """The title of a page."""
    return translate("settings", PAGE_WORDS[page])


def title_words(setting: Setting) -> str:
    """What a setting is called."""
    return translate("settings", _TITLES.get(setting.name, setting.title))


def hint_words(setting: Setting) -> str:
    """What a setting means, where its title does not say it."""
    return translate("settings", _HINTS[setting.name]) if setting.name in _HINTS else ""


def value_words(setting: Setting, value: Value) -> str:
    """A value as people read it."""
    if setting.name == "lock_after_days":
        return plural.tr("%n days", "1 day", int(value))
    if setting.name == "time_zone":
        return zone_words(str(value))
    if setting.name == "working_break":
        return break_words(str(value))
    if setting.name in _UNITS:
        return translate("settings", _UNITS[setting.name]).format(count=value)
    words = _VALUES.get((setting.name, str(value)))
    return str(value) if words is None else translate("settings", words)


def zone_words(zone: str) -> str:
    """A time zone by its place; without a name it is that of this computer."""
    if zone:
        return zone.replace("_", " ")
    place = place_words(QTimeZone.systemTimeZoneId().toStdString())
    return translate("settings", "{place}, from this computer").format(place=place)


def matches(setting: Setting, text: str) -> bool:
    """Whether every word of a text begins a word of the setting, in either language."""
    told = f"{title_words(setting)} {hint_words(setting)} {page_words(setting.page)}"
    words = f"{told} {setting.title} {setting.words}".casefold().split()
    return all(any(word.startswith(each) for word in words) for each in text.casefold().split())

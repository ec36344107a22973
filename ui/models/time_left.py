# SPDX-License-Identifier: Apache-2.0
"""Time that is left, or that was taken, in words: with units and never with a colon.

So it cannot be taken for a time of day, which stands beside it. Spaces in it do not break.
"""

from typing import Final

from ui.models.words import translate
from ui.widgets import plural

_MICROSECONDS: Final = 1_000_000
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400
_MINUS: Final = "\N{MINUS SIGN}"


def whole_seconds(us: int) -> int:
    """The whole seconds of a time that is left, or by which it is over."""
    return abs(us) // _MICROSECONDS


def span_words(us: int) -> str:
    """So much time to the minute: "1 d 2 h", "3 h 05", "58 min"; "−1 h 12" for less than none."""
    seconds = whole_seconds(us)
    if seconds >= _HOUR:
        words = _long(seconds)
    else:
        words = _said(translate("clocks", "{count} min"), count=seconds // _MINUTE)
    return f"{_MINUS}{words}" if us < 0 else words


def counted_words(us: int) -> str:
    """The same of what is counted down, or up: "11 m 48", "−0 m 38" within the last hour."""
    seconds = whole_seconds(us)
    if seconds >= _HOUR:
        words = _long(seconds)
    else:
        minutes, rest = divmod(seconds, _MINUTE)
        told = translate("clocks", "{minutes} m {seconds}")
        words = _said(told, minutes=minutes, seconds=f"{rest:02}")
    return f"{_MINUS}{words}" if us <= 0 else words


def sentence_words(us: int) -> str:
    """The same within a sentence, where seconds have their unit too: "4 m 12 s"."""
    seconds = whole_seconds(us)
    if seconds >= _HOUR:
        return _long(seconds)
    minutes, rest = divmod(seconds, _MINUTE)
    told = translate("clocks", "{minutes} m {seconds} s")
    return _said(told, minutes=minutes, seconds=f"{rest:02}")


def short_words(us: int) -> str:
    """The same where there is next to no room, in its largest unit: "1 d", "3 h", "−12 m"."""
    seconds = abs(whole_seconds(us))
    if seconds >= _DAY:
        words = _said(translate("clocks", "{days} d"), days=seconds // _DAY)
    elif seconds >= _HOUR:
        words = _said(translate("clocks", "{hours} h"), hours=seconds // _HOUR)
    else:
        words = _said(translate("clocks", "{minutes} m"), minutes=seconds // _MINUTE)
    return f"{_MINUS}{words}" if us <= 0 else words


def target_words(us: int) -> str:
    """The same of what was promised, without zeros: "2 h", "1 h 30", "30 min", "1 d"."""
    minutes = whole_seconds(us) // _MINUTE
    if minutes and not minutes % (24 * 60):
        return _said(translate("clocks", "{days} d"), days=minutes // (24 * 60))
    if minutes and not minutes % 60 and minutes < 24 * 60:
        return _said(translate("clocks", "{hours} h"), hours=minutes // 60)
    return span_words(us)


def spoken_span(us: int) -> str:
    """The same as it is said, without seconds: "4 minutes", "1 hour 5 minutes"."""
    minutes = whole_seconds(us) // _MINUTE
    if not minutes:
        return translate("clocks", "less than a minute")
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = (
        plural.tr("%n days", "1 day", days) if days else "",
        plural.tr("%n hours", "1 hour", hours) if hours else "",
        plural.tr("%n minutes", "1 minute", minutes) if minutes and not days else "",
    )
    return " ".join(part for part in parts if part)


def _long(seconds: int) -> str:
    """An hour or more."""
    if seconds >= _DAY:
        days, rest = divmod(seconds, _DAY)
        return _said(translate("clocks", "{days} d {hours} h"), days=days, hours=rest // _HOUR)
    hours, rest = divmod(seconds, _HOUR)
    told = translate("clocks", "{hours} h {minutes}")
    return _said(told, hours=hours, minutes=f"{rest // _MINUTE:02}")


def _said(told: str, **numbers: int | str) -> str:
    return told.format(**numbers).replace(" ", "\N{NO-BREAK SPACE}")

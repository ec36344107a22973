# SPDX-License-Identifier: Apache-2.0
"""What clocks say: how much is left, when that is due on whose clock, and what pauses them."""

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.clocks.reading import Reading
from sync_server.contract.clocks import GOING, MET, MISSED, Clock
from sync_server.contract.ids import Instant
from ui.models.collected_words import WEEKDAYS
from ui.models.local_time import local, place_words, there
from ui.models.time_left import counted_words, span_words, spoken_span, target_words
from ui.models.words import month_day_words, status_words, translate
from ui.widgets.clock_face import ClockFace, ClockLook

_NEAR: Final = timedelta(days=7)
"""A weekday says which day it is, without its date."""

_METRICS: Final = {
    "first_reply": str(QT_TRANSLATE_NOOP("clocks", "First reply")),
    "next_reply": str(QT_TRANSLATE_NOOP("clocks", "Next reply")),
    "update": str(QT_TRANSLATE_NOOP("clocks", "Update")),
    "resolution": str(QT_TRANSLATE_NOOP("clocks", "Resolution")),
    "agent_work": str(QT_TRANSLATE_NOOP("clocks", "Agent work")),
    "requester_wait": str(QT_TRANSLATE_NOOP("clocks", "Customer wait")),
}
_REPLY: Final = str(QT_TRANSLATE_NOOP("clocks", "Reply"))
_SPOKEN: Final = _METRICS | {"first_reply": _REPLY, "next_reply": _REPLY}


def metric_words(metric: str) -> str:
    """What a clock measures; one of a newer version is shown by its name."""
    return translate("clocks", _METRICS.get(metric, metric))


def face_of(reading: Reading) -> ClockFace:
    """What a clock shows, without its long words: cheap enough for every second."""
    look = _look(reading)
    if look in ("at_risk", "breached"):
        text = counted_words(reading.left)
    elif look in ("comfortable", "paused"):
        text = span_words(reading.left)
    else:
        text = span_words(reading.clock.spent)
    return ClockFace(look, text, reading.used)


def told_face(reading: Reading, zone: str, now: Instant) -> ClockFace:
    """The same with all that is said of it; `zone` is that of its calendar, if it has one."""
    face, spoken = face_of(reading), spoken_words(reading)
    return ClockFace(face.look, face.text, face.used, spoken, told_words(reading, zone, now))


def spoken_words(reading: Reading) -> str:
    """A clock as a screen reader says it: "Reply due in 4 minutes", "Reply 12 minutes late"."""
    clock, look = reading.clock, _look(reading)
    if look == "met":
        said, time = translate("clocks", "{metric} in time, after {time}"), clock.spent
    elif look == "missed":
        said, time = translate("clocks", "{metric} too late, after {time}"), clock.spent
    elif reading.left <= 0:
        said, time = translate("clocks", "{metric} {time} late"), reading.left
    elif look == "paused":
        said, time = translate("clocks", "{metric} paused with {time} left"), reading.left
    else:
        said, time = translate("clocks", "{metric} due in {time}"), reading.left
    metric = translate("clocks", _SPOKEN.get(clock.metric, clock.metric))
    return said.format(metric=metric, time=spoken_span(time))


def told_words(reading: Reading, zone: str, now: Instant) -> str:
    """All of a clock: what it measures, what pauses it, when it is due, and what is left of it."""
    clock = reading.clock
    if clock.state == MET:
        told = translate("clocks", "In time, {taken}").format(taken=taken_words(clock))
    elif clock.state == MISSED:
        told = translate("clocks", "Too late, {taken}").format(taken=taken_words(clock))
    else:
        pause, due = pause_words(reading, zone, now), due_words(reading, zone, now)
        told = ". ".join(part for part in (pause, due) if part)
        told = ", ".join(part for part in (told, left_words(reading)) if part)
    return f"{metric_words(clock.metric)}. {told}"


def taken_words(clock: Clock) -> str:
    """How long it took, and how long it might have taken: "13 min of 2 h"."""
    told = translate("clocks", "{time} of {target}")
    return told.format(time=span_words(clock.spent), target=target_words(clock.target))


def pause_words(reading: Reading, zone: str, now: Instant) -> str:
    """What pauses a clock: "Paused while Pending", "Paused until Mon 08:00"; nothing if it runs."""
    if not reading.rest:
        return ""
    if reading.rest == "status" and reading.clock.why:
        told = translate("clocks", "Paused while {status}")
        return told.format(status=status_words(reading.clock.why))
    if reading.opens is not None:
        told = translate("clocks", "Paused until {moment}")
        return told.format(moment=moment_there(reading.opens, zone, now))
    return translate("clocks", "Paused")


def due_words(reading: Reading, zone: str, now: Instant) -> str:
    """When a clock is due: "Due 14:02", "Due Mon 09:30 Berlin time (Mon 17:30 for you)"."""
    if reading.due is None:
        return ""
    due, was_due = translate("clocks", "Due {moment}"), translate("clocks", "Was due {moment}")
    told = was_due if reading.left <= 0 else due
    return told.format(moment=moment_there(reading.due, zone, now))


def left_words(reading: Reading) -> str:
    """What is left of a clock: "1 h 30 of working time left"; "30 min left" around the clock."""
    always = reading.clock.calendar is None
    if reading.left <= 0:
        late, late_working = (
            translate("clocks", "late by {time}"),
            translate("clocks", "late by {time} of working time"),
        )
        told = late if always else late_working
    else:
        left, left_working = (
            translate("clocks", "{time} left"),
            translate("clocks", "{time} of working time left"),
        )
        told = left if always else left_working
    return told.format(time=span_words(abs(reading.left)))


def moment_there(at: Instant, zone: str, now: Instant) -> str:
    """A moment on the clock of a calendar, and on the person's where that shows another time."""
    mine, theirs = local(at), there(at, zone)
    if mine.utcoffset() == theirs.utcoffset():
        return _moment(mine, _day(mine, local(now)))
    day, my_day = _day(theirs, there(now, zone)), _day(mine, local(now))
    if day or my_day:  # the day of one of them would be taken for that of the other
        day, my_day = day or _weekday(theirs), my_day or _weekday(mine)
    told = translate("clocks", "{moment} {place} time ({mine} for you)")
    moment, my_moment = _moment(theirs, day), _moment(mine, my_day)
    return told.format(moment=moment, place=place_words(zone), mine=my_moment)


def _moment(moment: datetime, day: str) -> str:
    return f"{day} {moment:%H:%M}" if day else f"{moment:%H:%M}"


def _day(moment: datetime, now: datetime) -> str:
    """The day as far as it needs to be said: nothing today, "Mon" in the days around, else all."""
    apart = abs(moment.date() - now.date())
    if not apart:
        return ""
    return _weekday(moment) if apart < _NEAR else f"{_weekday(moment)} {month_day_words(moment)}"


def _weekday(moment: datetime) -> str:
    return translate("words", WEEKDAYS[moment.weekday()])


def _look(reading: Reading) -> ClockLook:
    """What is late stays so when nobody works; while the customer's turn lasts, nothing presses."""
    if reading.clock.state == MET:
        return "met"
    if reading.clock.state not in GOING:
        return "missed"
    if reading.rest == "status" or (reading.rest and reading.level != "breached"):
        return "paused"
    return "at_risk" if reading.level == "nearly_late" else reading.level

# SPDX-License-Identifier: Apache-2.0
"""What has happened to the clocks of a ticket between two entries of the log, in words."""

from collections.abc import Iterator

import msgspec

from sync_server.contract.clocks import BREACH, GOING, MET, MISSED, PAUSED, RUNNING, Clock
from ui.models.time_left import span_words, target_words
from ui.models.words import status_words, translate

_NEW = Clock(metric="", instance=0, state="", since=0, spent=0, target=0)


def clock_changes(before: object, after: object) -> Iterator[tuple[str, str]]:
    """Metric and words of each change, as the log holds both: "met in 13 min"."""
    known = {(clock.metric, clock.instance): clock for clock in _read(before)}
    for clock in _read(after):
        was = known.get((clock.metric, clock.instance), _NEW)
        for words in _told(was, clock):
            yield clock.metric, words


def _read(value: object) -> tuple[Clock, ...]:
    """The clocks of a value; none of one that a newer version wrote in another way."""
    try:
        return msgspec.convert(value or (), tuple[Clock, ...])
    except msgspec.ValidationError:
        return ()


def _told(was: Clock, now: Clock) -> Iterator[str]:
    if now.extended > was.extended:
        told = translate("clocks", "target extended by {time}: {reason}")
        time = target_words(now.extended - was.extended)
        yield told.format(time=time, reason=now.extension)
    elif was is not _NEW and now.target != was.target:
        told = translate("clocks", "target changed from {before} to {after}")
        yield told.format(before=target_words(was.target), after=target_words(now.target))
    for point in now.fired:
        if point not in was.fired:
            told = translate("clocks", "{point} % of the target used").format(point=point)
            yield translate("clocks", "breached") if point == BREACH else told
    if now.state != was.state:
        yield from _moved(was, now)
    if len(now.acknowledged) > len(was.acknowledged):
        yield translate("clocks", "alert seen")


def _moved(was: Clock, now: Clock) -> Iterator[str]:
    if now.state == MET:
        yield translate("clocks", "met in {time}").format(time=span_words(now.spent))
    elif now.state == MISSED:
        yield translate("clocks", "ended late, after {time}").format(time=span_words(now.spent))
    elif now.state == PAUSED:
        told = translate("clocks", "paused while {status}")
        paused = translate("clocks", "paused")
        yield told.format(status=status_words(now.why)) if now.why else paused
    elif now.state == RUNNING and was.state in GOING:
        yield translate("clocks", "goes on")
    elif now.state == RUNNING:
        started = translate("clocks", "started, target {time}")
        yield started.format(time=target_words(now.target))
    else:
        yield translate("clocks", "stopped")

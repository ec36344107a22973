# SPDX-License-Identifier: Apache-2.0
"""The hours of a week: for each day from Monday its frames, in minutes after midnight."""

from typing import Final

from PySide6.QtCore import QCoreApplication

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT: Final = 24 * 60

Frame = tuple[int, int]
"""Start and end; an end beyond 1440 is on the next day."""
Frames = tuple[Frame, ...]
Week = tuple[Frames, ...]


def with_frame(frames: Frames, frame: Frame) -> Frames:
    """The frames with another one: those that it touches become one with it."""
    start, end = frame
    apart: list[Frame] = []
    for each in frames:
        if each[1] < start or each[0] > end:
            apart.append(each)
        else:
            start, end = min(start, each[0]), max(end, each[1])
    return tuple(sorted([*apart, (start, end)]))


def without_frame(frames: Frames, frame: Frame) -> Frames:
    return tuple(each for each in frames if each != frame)


def frame_at(frames: Frames, minute: int) -> Frame | None:
    """The frame in which a minute lies."""
    return next((each for each in frames if each[0] <= minute < each[1]), None)


def clock_words(minute: int) -> str:
    """A time of day: "08:00", "24:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def frame_words(frame: Frame) -> str:
    """A frame in the least room: "8 to 12", "12:45 to 18"."""
    told = QCoreApplication.translate("week", "{start} to {end}")
    start, end = frame
    return told.format(start=_short(start), end=_short(end if end <= MIDNIGHT else end - MIDNIGHT))


def frames_words(frames: Frames) -> str:
    """All frames of a day: "08:00 to 12:00, 12:45 to 18:00"."""
    told = QCoreApplication.translate("week", "{start} to {end}")
    return ", ".join(
        told.format(
            start=clock_words(start),
            end=clock_words(end if end <= MIDNIGHT else end - MIDNIGHT),
        )
        for start, end in frames
    )


def _short(minute: int) -> str:
    return str(minute // 60) if minute % 60 == 0 else f"{minute // 60}:{minute % 60:02}"

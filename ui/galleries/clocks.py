# SPDX-License-Identifier: Apache-2.0
"""Time left beside the fields of a ticket, in its rail, and the question how much more it gets."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.galleries.acts import inside
from ui.galleries.component import Build, Component, Group, State, Words, focus, hover
from ui.galleries.stage import PopoverStage
from ui.theme.theme import Theme
from ui.theme.tokens import PROPERTIES_WIDTH
from ui.widgets.button import Button
from ui.widgets.clock_bar import ClockBar
from ui.widgets.clock_face import ClockFace
from ui.widgets.more_time import MoreTime
from ui.widgets.rail_clock import RailClock
from ui.widgets.time_left import ClockLine, TimeLeft

_MET: Final = ClockLine("first_reply", "First reply", ClockFace("met", "13 min of 2 h"))
_AT_RISK: Final = ClockLine(
    "next_reply", "Next reply", ClockFace("at_risk", "4 m 12", 0.86), "Due 14:02, target 30 min"
)
_FAR: Final = ClockLine(
    "resolution",
    "Resolution",
    ClockFace("comfortable", "7 h 22", 0.08),
    "Due 21:19, pauses while Pending",
)
_LATE: Final = ClockLine(
    "next_reply",
    "Next reply",
    ClockFace("breached", "\N{MINUS SIGN}12 m 40", 1.4),
    "Was due 13:45, target 30 min",
)
_ABROAD: Final = replace(
    _FAR, told="Due Mon 09:30 Berlin time (Mon 17:30 for you), pauses while Pending or On hold"
)
_RESTING: Final = replace(
    _FAR, face=ClockFace("paused", "3 h 48", 0.5), told="Paused while Pending, target 8 h"
)
_TOO_LATE: Final = replace(_MET, face=ClockFace("missed", "3 h 10 of 2 h"))
_SHORT: Final = {"at_risk": "4 m", "breached": "\N{MINUS SIGN}12 m"}


def _lines(*lines: ClockLine, can_grow: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        section = TimeLeft(theme, parent)
        told = [
            replace(
                line,
                title=words(line.title),
                told=words(line.told) if line.told else "",
                can_grow=can_grow and bool(line.told),
            )
            for line in lines
        ]
        section.set_lines(told, promise=words("Gold, 24×5 Berlin"))
        return section

    return build


def _bar(face: ClockFace) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        bar = ClockBar(theme, parent)
        bar.set_face(face)
        return bar

    return build


def _rail(face: ClockFace) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        clock = RailClock(theme, parent)
        clock.set_face(replace(face, text=_SHORT.get(face.look, "3 h"), spoken="Reply due"))
        return clock

    return build


def _more(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    more = MoreTime(theme)

    def show(beside: QRect) -> None:
        more.open_for("next_reply", words("More time: Next reply"), beside)

    return PopoverStage(more, show, parent)


def _open(stage: QWidget) -> None:
    assert isinstance(stage, PopoverStage)
    stage.open()


GROUP: Final = Group(
    "Time left",
    (
        Component(
            "time_left",
            TimeLeft,
            (
                State("as promised", _lines(_MET, _AT_RISK, _FAR), width=PROPERTIES_WIDTH),
                State("late", _lines(_TOO_LATE, _LATE, _RESTING), width=PROPERTIES_WIDTH),
                State("abroad", _lines(_ABROAD), width=PROPERTIES_WIDTH),
                State(
                    "for those who lead",
                    _lines(_AT_RISK, _ABROAD, can_grow=True),
                    width=PROPERTIES_WIDTH,
                ),
                State(
                    "hover",
                    _lines(_AT_RISK, can_grow=True),
                    inside(Button, hover),
                    width=PROPERTIES_WIDTH,
                ),
                State(
                    "focus",
                    _lines(_AT_RISK, can_grow=True),
                    inside(Button, focus),
                    width=PROPERTIES_WIDTH,
                ),
            ),
        ),
        Component(
            "clock_bar",
            ClockBar,
            (
                State("far", _bar(_FAR.face), width=200),
                State("at risk", _bar(_AT_RISK.face), width=200),
                State("late", _bar(_LATE.face), width=200),
            ),
        ),
        Component(
            "rail_clock",
            RailClock,
            (
                State("far", _rail(_FAR.face)),
                State("hover", _rail(_FAR.face), hover),
                State("at risk", _rail(_AT_RISK.face)),
                State("late", _rail(_LATE.face)),
                State("paused", _rail(_RESTING.face)),
                State("focus", _rail(_AT_RISK.face), focus),
            ),
        ),
        Component("more_time", MoreTime, (State("asked", _more, _open),)),
    ),
)

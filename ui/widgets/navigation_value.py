# SPDX-License-Identifier: Apache-2.0
"""The values that the navigation column shows."""

from dataclasses import dataclass
from typing import Final, Literal

from ui.theme.tokens import ColorName

BubbleTone = Literal["red", "amber"]
AvailabilityState = Literal["available", "busy", "break", "off_shift"]
ConnectionState = Literal["live", "offline", "syncing", "connecting", "busy"]

AVAILABILITY_WORDS: dict[AvailabilityState, str] = {
    "available": "Available",
    "busy": "Busy",
    "break": "Break",
    "off_shift": "Off shift",
}

AVAILABILITY_COLORS: Final[dict[AvailabilityState, ColorName]] = {
    "available": "green",
    "busy": "amber",
    "break": "amber",
    "off_shift": "ctl",
}


def availability_of(state: str) -> AvailabilityState:
    """A state of a newer version counts as busy."""
    return next((known for known in AVAILABILITY_WORDS if known == state), "busy")


@dataclass(frozen=True, slots=True)
class NavigationRow:
    """A place to go: an icon, or a coloured square of chart series `series`, before the title;
    with neither, the title stands where they would.

    `bubble` is a number that needs eyes (breached in red, at risk in amber); None draws none.
    `told` stands where a count does, for what is more than a number. `tip` is what the tooltip says
    in place of the numbers.
    """

    id: str
    title: str
    icon: str = ""
    series: int | None = 0
    count: int | None = None
    bubble: int | None = None
    bubble_tone: BubbleTone = "red"
    told: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class NavigationHeading:
    """The title over a section; with `adds`, a plus stands at its end and does what that says."""

    title: str
    adds: str = ""


@dataclass(frozen=True, slots=True)
class NavigationSection:
    """Rows under a heading; the first section has none. `adds` as of a NavigationHeading."""

    title: str
    rows: tuple[NavigationRow, ...]
    adds: str = ""


@dataclass(frozen=True, slots=True)
class AgentValue:
    """The person who is signed in. `load` and `limit` are drawn when a limit is known; `until` is
    the time of day at which a break ends.
    """

    name: str
    initials: str
    pair: int
    state: AvailabilityState = "available"
    load: int = 0
    limit: int = 0
    until: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionValue:
    """How the link to the server stands, in words ready to be shown, and a figure beside them."""

    state: ConnectionState
    text: str
    figure: str = ""

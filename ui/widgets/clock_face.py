# SPDX-License-Identifier: Apache-2.0
"""What a clock shows at an instant, and what can tell it for any instant."""

from dataclasses import dataclass
from typing import Literal, Protocol

ClockLook = Literal["comfortable", "at_risk", "breached", "paused", "met", "missed"]


@dataclass(frozen=True, slots=True)
class ClockFace:
    """A clock as it is seen. `text` is a duration with its units, "11 m 48", never with a colon.

    `used` is the part of the target that is spent. `spoken` says it for screen readers, without
    seconds, and `tooltip` all of it; both are empty where they are asked for only when needed.
    """

    look: ClockLook
    text: str
    used: float = 0.0
    spoken: str = ""
    tooltip: str = ""


class ClockSource(Protocol):
    """The clocks of one ticket: the same for ever, but asked at an instant, in microseconds UTC.

    So a row need not be made anew because a second has passed.
    """

    def face(self, now: int) -> ClockFace | None:
        """The clock that ends first, without its long words; `None` when no clock goes."""

    def spoken(self, now: int) -> str:
        """What a screen reader says of it: "Reply due in 4 minutes"."""

    def tooltip(self, now: int) -> str:
        """All clocks of the ticket, a line each."""

# SPDX-License-Identifier: Apache-2.0
"""A clock of a ticket that shows what it is told to, at each second another."""

from dataclasses import dataclass

from ui.widgets.clock_face import ClockFace


@dataclass(frozen=True)
class Counting:
    """Shows the face of each instant, from 1 on; the last one stays."""

    faces: tuple[ClockFace | None, ...]
    told: str = "First\nSecond"

    def face(self, now: int) -> ClockFace | None:
        return self.faces[min(now, len(self.faces)) - 1]

    def spoken(self, now: int) -> str:
        face = self.face(now)
        return "" if face is None else f"Reply due in {face.text}"

    def tooltip(self, now: int) -> str:
        return self.told


def counting(*texts: str) -> Counting:
    """An amber pill that counts these."""
    return Counting(tuple(ClockFace("at_risk", text, 0.8) for text in texts))

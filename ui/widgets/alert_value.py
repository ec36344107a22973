# SPDX-License-Identifier: Apache-2.0
"""What an alert says, ready to be shown."""

from dataclasses import dataclass

from ui.widgets.clock_face import ClockFace


@dataclass(frozen=True, slots=True)
class AlertValue:
    """A ticket whose time is running out. `reason` says what is due and when, `who` whose it is:
    customer, number and team. `working` are those who are at it already, in words.
    """

    ticket: str
    reason: str
    subject: str
    who: str
    priority: str = "normal"
    is_late: bool = False
    can_take: bool = False
    working: str = ""
    face: ClockFace | None = None

    @property
    def spoken(self) -> str:
        """All of it in one sentence each."""
        clock = self.face.spoken if self.face else ""
        facts = (clock or self.reason, self.subject, self.who, self.working)
        return " ".join(f"{fact}." for fact in facts if fact)

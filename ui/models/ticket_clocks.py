# SPDX-License-Identifier: Apache-2.0
"""The clocks of one ticket, as a row and a tooltip show them at an instant."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.clocks.hours import DeskHours
from app.clocks.reading import Reading, leading, read
from sync_server.contract.clocks import GOING, MET, MISSED, Clock, HoursOf
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import CalendarId, Instant
from ui.models.clock_words import face_of, spoken_words, told_words
from ui.widgets.clock_face import ClockFace

ZoneOf = Callable[[CalendarId | None], str]


@dataclass(frozen=True, slots=True)
class TicketClocks:
    """A `ClockSource`: it changes only when the ticket does, whatever the time."""

    clocks: tuple[Clock, ...]
    hours_of: HoursOf
    zone_of: ZoneOf

    def face(self, now: Instant) -> ClockFace | None:
        reading = self._leading(now)
        return None if reading is None else face_of(reading)

    def spoken(self, now: Instant) -> str:
        reading = self._leading(now)
        return "" if reading is None else spoken_words(reading)

    def tooltip(self, now: Instant) -> str:
        zone = self.zone_of
        told = (told_words(each, zone(each.clock.calendar), now) for each in self.shown(now))
        return "\n".join(told)

    def shown(self, now: Instant) -> Iterator[Reading]:
        """The clocks that go, and those that ended with a verdict, in their order."""
        for clock in self.clocks:
            if clock.state in GOING or clock.state in (MET, MISSED):
                yield read(clock, self.hours_of(clock.calendar), now)

    def _leading(self, now: Instant) -> Reading | None:
        clock = leading(self.clocks, self.hours_of)
        return None if clock is None else read(clock, self.hours_of(clock.calendar), now)


def clocks_of(ticket: Ticket, hours: DeskHours) -> TicketClocks | None:
    """What a row shows of a ticket's clocks; nothing of one without."""
    return TicketClocks(ticket.clocks, hours.of, hours.zone) if ticket.clocks else None

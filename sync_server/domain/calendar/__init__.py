# SPDX-License-Identifier: Apache-2.0
"""Business time: when people work, and how much of a span of time that was. Pure."""

from sync_server.domain.calendar.business_calendar import BusinessCalendar, NeverOpen
from sync_server.domain.calendar.document import CalendarError

__all__ = ["BusinessCalendar", "CalendarError", "NeverOpen"]

# SPDX-License-Identifier: Apache-2.0
"""Working time for tests that are not about it."""

from sync_server.contract.clocks import ALWAYS, Hours
from sync_server.contract.ids import CalendarId


def always_open(_: CalendarId | None) -> Hours:
    """The hours of any calendar: around the clock."""
    return ALWAYS

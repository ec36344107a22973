# SPDX-License-Identifier: Apache-2.0
"""When something was decided: on the day itself to the second, as one thing leads to another."""

from sync_server.contract.ids import Instant
from ui.models.local_time import local
from ui.models.words import time_words


def step_moment(at: Instant, now: Instant) -> str:
    """A moment as seen at another one: "12:18:04" on the same day, else "12 Nov 13:32"."""
    moment = local(at)
    is_today = moment.date() == local(now).date()
    return f"{moment:%H:%M:%S}" if is_today else time_words(at, now)

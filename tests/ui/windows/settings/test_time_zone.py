# SPDX-License-Identifier: Apache-2.0
"""A time zone that is chosen is in force at once, and until it is taken back."""

import pytest

from app.settings import Settings
from ui.models.local_time import local
from ui.windows.settings.time_zone import TimeZone

NOON = 1_795_435_200_000_000


@pytest.fixture
def settings():
    return Settings(None)


def test_it_is_in_force_from_its_making_on_until_it_is_closed(settings, qtbot):
    before = f"{local(NOON):%H:%M}"
    settings.set("time_zone", "Asia/Tokyo")
    zone = TimeZone(settings)
    assert f"{local(NOON):%H:%M}" == "21:00"
    with qtbot.waitSignal(zone.changed, timeout=0):
        settings.set("time_zone", "America/New_York")
    assert f"{local(NOON):%H:%M}" == "07:00"
    zone.close()
    settings.set("time_zone", "Asia/Tokyo")
    assert f"{local(NOON):%H:%M}" == before

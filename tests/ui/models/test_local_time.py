# SPDX-License-Identifier: Apache-2.0
"""The person's clock: that of this computer, until a zone is chosen."""

import time
from datetime import datetime

import pytest

from ui.models.local_time import instant, local, place_words, use_zone, zones
from ui.models.moments import moment_words
from ui.models.search_conditions import day_start, day_words

NOON = 1_795_435_200_000_000
"""Monday 23 November 2026, 12:00 in London."""


@pytest.fixture
def berlin(monkeypatch):
    """A computer in Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    use_zone("")
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("name", ["", "Nowhere/Ever", "Europe", "../../etc/passwd"])
def test_without_a_zone_that_there_is_it_is_that_of_this_computer(berlin, name):
    use_zone(name)
    assert f"{local(NOON):%H:%M %Z}" == "13:00 CET"
    assert instant(datetime(2026, 11, 23, 13)) == NOON  # noqa: DTZ001 - what a clock shows


def test_a_chosen_zone_tells_every_moment(berlin):
    use_zone("Asia/Tokyo")
    assert moment_words(NOON) == "Mon 23 Nov 2026, 21:00 JST"
    assert instant(datetime(2026, 11, 23, 21)) == NOON  # noqa: DTZ001 - what a clock shows
    assert day_start("2026-11-24") == NOON + 3 * 3_600_000_000
    assert day_words(NOON + 3 * 3_600_000_000) == "2026-11-24"


def test_zones_are_places_and_one_for_everywhere():
    assert {"Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"} <= set(zones())
    assert not {"Etc/GMT+1", "EST"} & set(zones())
    assert place_words("America/Argentina/Buenos_Aires") == "Buenos Aires"

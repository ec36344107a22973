# SPDX-License-Identifier: Apache-2.0
import re

import pytest

from ui.models.moments import (
    date_words,
    duration_words,
    moment_words,
    second_words,
    time_of_day,
)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "1 second"),
        (4, "4 seconds"),
        (60, "1 minute"),
        (7199, "1 hour"),
        (7200, "2 hours"),
        (200_000, "2 days"),
    ],
)
def test_a_duration_has_one_unit_and_no_colon(seconds, words):
    assert duration_words(seconds * 1_000_000) == words


def test_a_time_of_day_has_seconds_where_they_are_in_dispute():
    at = 1_795_000_000_000_000
    assert second_words(at).startswith(f"{time_of_day(at)}:")


def test_the_whole_of_a_moment_names_the_day_the_year_and_the_zone():
    at = 1_795_000_000_000_000
    told = moment_words(at)
    assert re.match(r"[A-Z][a-z]{2} \d", told)
    assert f" {date_words(at)}, {time_of_day(at)} " in told

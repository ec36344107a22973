# SPDX-License-Identifier: Apache-2.0
import pytest

from ui.models.moments import duration_words, second_words, time_of_day


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

# SPDX-License-Identifier: Apache-2.0
import pytest

from ui.models.customer_words import language_words, local_time_words

NOON = 1_795_435_200 * 1_000_000  # Monday 23 November 2026, 12:00 UTC


@pytest.mark.parametrize(
    ("code", "words"),
    [("ja", "Japanese"), ("pt-BR", "Portuguese"), ("en_GB", "English"), ("is", "íslenska")],
)
def test_a_language_has_a_name(qapp, code, words):
    assert language_words(code) == words


@pytest.mark.parametrize("code", ["", "??"])
def test_what_is_no_language_is_shown_as_it_is(qapp, code):
    assert language_words(code) == code


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Asia/Tokyo", "21:00, Tokyo"),
        ("America/New_York", "07:00, New York"),
        ("UTC", "12:00, UTC"),
    ],
)
def test_the_customers_clock_is_told_with_its_place(qapp, zone, words):
    assert local_time_words(zone, NOON) == words


@pytest.mark.parametrize("zone", ["", "Atlantis/Centre", "Europe", "../etc/passwd", "a\0b"])
def test_what_is_no_zone_is_shown_as_it_is(qapp, zone):
    assert local_time_words(zone, NOON) == zone

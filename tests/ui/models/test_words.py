# SPDX-License-Identifier: Apache-2.0
import pytest

from ui.models import words

SECOND = 1_000_000


@pytest.mark.parametrize(
    ("seconds", "age"),
    [(-5, "now"), (59, "now"), (60, "1 min"), (3599, "59 min"), (3600, "1 h"), (172800, "2 d")],
)
def test_an_age_has_a_unit_and_no_colon(seconds, age):
    assert words.age_words(0, seconds * SECOND) == age


@pytest.mark.parametrize(
    ("seconds", "age"),
    [(5, "just now"), (540, "9 min ago"), (5940, "1 h 39 ago"), (90000, "1 d ago")],
)
def test_a_long_age_says_hours_and_minutes(seconds, age):
    assert words.long_age_words(0, seconds * SECOND) == age


def test_a_time_says_no_more_than_is_needed(monkeypatch):
    now = 1_763_900_000 * SECOND
    assert ":" in words.time_words(now, now)
    assert words.time_words(now - 3 * 86400 * SECOND, now).count(" ") == 2
    assert words.time_words(now - 500 * 86400 * SECOND, now).endswith("2024")


def test_what_a_newer_version_calls_something_is_shown_as_it_is():
    assert words.status_words("escalated") == "escalated"
    assert words.priority_words("cosmic") == "cosmic"


def test_a_ticket_without_a_number_is_new():
    assert words.number_words(0) == "new"
    assert words.number_words(7) == "#7"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (18_000, "18 KB"),
        (1_900_000, "1.9 MB"),
        (25 << 20, "25 MB"),
        ((25 << 20) + 1, "25.1 MB"),
        (3 << 30, "3 GB"),
        (3_000_000_000, "2.8 GB"),
    ],
)
def test_sizes_are_short_and_over_a_limit_is_not_at_it(size, text):
    assert words.size_words(size) == text


def test_several_words_are_listed_with_an_and_before_the_last():
    listed = [words.listed_words(("Billing", "Platform", "Sales")[:count]) for count in range(4)]
    assert listed == ["", "Billing", "Billing and Platform", "Billing, Platform and Sales"]


def test_of_many_words_the_rest_is_a_number():
    assert words.listed_words(("Billing", "Platform"), 2) == "Billing and Platform"
    assert words.listed_words(("Billing", "Platform", "Sales"), 1) == "Billing and 2 more"

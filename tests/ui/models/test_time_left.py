# SPDX-License-Identifier: Apache-2.0
"""A time left has units and never a colon."""

import pytest

from ui.models.time_left import (
    counted_words,
    sentence_words,
    span_words,
    spoken_span,
    target_words,
)

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (DAY + 2 * HOUR + 59 * MINUTE, "1 d 2 h"),
        (DAY, "1 d 0 h"),
        (DAY - SECOND, "23 h 59"),
        (3 * HOUR + 5 * MINUTE + 59 * SECOND, "3 h 05"),
        (HOUR, "1 h 00"),
        (HOUR - SECOND, "59 min"),
        (59 * SECOND, "0 min"),
        (-12 * MINUTE, "−12 min"),
        (-HOUR - 12 * MINUTE, "−1 h 12"),
    ],
)
def test_a_span_is_told_to_the_minute(left, words):
    assert plain(span_words(left)) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (HOUR + 34 * MINUTE, "1 h 34"),
        (11 * MINUTE + 48 * SECOND, "11 m 48"),
        (2 * MINUTE + 40 * SECOND, "2 m 40"),
        (38 * SECOND, "0 m 38"),
        (SECOND - 1, "0 m 00"),
        (0, "−0 m 00"),
        (-1, "−0 m 00"),
        (-SECOND, "−0 m 01"),
        (-12 * MINUTE - 40 * SECOND, "−12 m 40"),
        (-HOUR - 12 * MINUTE, "−1 h 12"),
        (-2 * DAY - 3 * HOUR, "−2 d 3 h"),
    ],
)
def test_what_presses_is_counted_by_the_second_within_the_hour(left, words):
    assert plain(counted_words(left)) == words


@pytest.mark.parametrize("part", [0, 417_000, SECOND - 1])
def test_no_second_is_told_twice_while_it_counts_down_and_up(part):
    told = [counted_words(tick * SECOND + part) for tick in range(120, -120, -1)]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (4 * MINUTE + 12 * SECOND, "4 m 12 s"),
        (-4 * MINUTE - 2 * SECOND, "4 m 02 s"),
        (HOUR + 34 * MINUTE, "1 h 34"),
    ],
)
def test_within_a_sentence_seconds_have_their_unit(left, words):
    assert plain(sentence_words(left)) == words


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (30 * MINUTE, "30 min"),
        (2 * HOUR, "2 h"),
        (HOUR + 30 * MINUTE, "1 h 30"),
        (DAY, "1 d"),
        (DAY + 8 * HOUR, "1 d 8 h"),
        (DAY + 8 * MINUTE, "1 d 0 h"),
        (0, "0 min"),
    ],
)
def test_what_was_promised_has_no_zeros(target, words):
    assert plain(target_words(target)) == words


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (4 * MINUTE + 12 * SECOND, "4 minutes"),
        (MINUTE, "1 minute"),
        (38 * SECOND, "less than a minute"),
        (-12 * MINUTE - 40 * SECOND, "12 minutes"),
        (HOUR, "1 hour"),
        (2 * HOUR + 5 * MINUTE, "2 hours 5 minutes"),
        (DAY + 2 * HOUR + 5 * MINUTE, "1 day 2 hours"),
    ],
)
def test_seconds_are_left_out_of_what_is_spoken(left, words):
    assert spoken_span(left) == words


@pytest.mark.parametrize("left", [38 * SECOND, 58 * MINUTE, 3 * HOUR, 26 * HOUR, -MINUTE])
def test_a_time_left_stays_in_one_line_and_cannot_be_a_time_of_day(left):
    for told in (span_words(left), counted_words(left), sentence_words(left), target_words(left)):
        assert " " not in told
        assert ":" not in told

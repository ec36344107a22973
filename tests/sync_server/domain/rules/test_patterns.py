# SPDX-License-Identifier: Apache-2.0
"""Patterns: RE2, so that none of them can hold the desk up."""

import pytest

from sync_server.domain.rules.patterns import LONGEST_TEXT, MOST_LETTERS, check_pattern, matcher
from sync_server.domain.rules.shapes import RuleError


@pytest.mark.parametrize(
    ("pattern", "value", "held"),
    [
        ("order [0-9]{3}", "My Order 123, please", True),
        ("(?-i)order", "My Order", False),
        ("^b", "ab", False),
        ("ä", "Äpfel", True),
        ("@lumen[.]", ("a@b.example", "c@lumen.example"), True),
        ("@lumen[.]", (), False),
        ("^$", None, True),
        ("a", None, False),
        ("7", 17, True),
        ("a", "\ud800a", True),
    ],
)
def test_a_pattern_is_looked_for_in_a_text_or_in_each_of_a_set(pattern, value, held):
    assert matcher(pattern)(value, pattern) is held


@pytest.mark.parametrize("pattern", ["^(a+)+$", "(a|aa)+$", "(.*)*x", "(a?){50}a{50}"])
def test_what_is_catastrophic_elsewhere_takes_time_as_the_text_is_long(pattern):
    check_pattern(pattern, "")
    assert not matcher(pattern)("a" * 49 + "b" * LONGEST_TEXT, pattern)


def test_what_comes_after_the_longest_text_is_not_looked_at():
    assert not matcher("b")("a" * LONGEST_TEXT + "b", "b")


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("", "must be a pattern"),
        ("(a", r"'\(a' is no pattern: missing \)"),
        ("(?=a)b", "is no pattern: invalid perl operator"),
        (r"(a)\1", "is no pattern: invalid escape sequence"),
        ("(((a{99}){9}){9}){9}", "is no pattern: "),
        ("a" * (MOST_LETTERS + 1), "is longer than 500 letters"),
    ],
)
def test_what_is_no_pattern_is_refused(pattern, problem, capfd):
    with pytest.raises(RuleError, match=problem) as told:
        check_pattern(pattern, "conditions.matches")
    assert told.value.path == "conditions.matches"
    assert capfd.readouterr().err == ""

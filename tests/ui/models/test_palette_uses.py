# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.models.palette_uses import DAYS, MOST_COMMANDS, Uses

RUNS = st.lists(st.tuples(st.sampled_from(["reply", "solve", "go:a"]), st.integers(0, 40)))


@given(RUNS, st.integers(0, 40))
def test_what_was_run_in_the_last_days_counts(runs, today):
    uses = Uses()
    for command, day in sorted(runs, key=lambda each: each[1]):
        uses.add(command, day)
    newest = max((day for _, day in runs), default=0)
    seen = max(today, newest)
    expected = [1 for command, day in runs if command == "reply" and seen - day < DAYS]
    assert uses.count("reply", seen) == len(expected)


@given(RUNS)
def test_the_text_says_it_all(runs):
    uses = Uses()
    for command, day in runs:
        uses.add(command, day)
    again = Uses(uses.text())
    assert again.text() == uses.text()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a":1}', '{"a":{"x":"y"}}', "null"])
def test_another_text_counts_nothing(text):
    assert Uses(text).count("a", 1) == 0


def test_the_commands_that_are_kept_have_a_bound():
    uses = Uses()
    for number in range(MOST_COMMANDS + 5):
        uses.add(f"go:{number}", 1)
    assert (uses.count("go:0", 1), uses.count(f"go:{MOST_COMMANDS}", 1)) == (0, 1)

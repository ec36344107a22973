# SPDX-License-Identifier: Apache-2.0
"""A conversation that was changed step by step stands as one that was shown at once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ui.widgets.message_column import MessageColumn
from ui.widgets.message_value import MessageValue, NewSince

WIDTH = 700.0
KINDS = ("customer", "reply", "event")


def message(number, kind, lines):
    return MessageValue(f"m{number}", kind, "Ada", "13:32", "\n".join(["a line"] * lines))


conversations = st.lists(
    st.builds(message, st.integers(0, 12), st.sampled_from(KINDS), st.integers(1, 4)),
    max_size=12,
    unique_by=lambda each: each.id,
)
dividers = st.none() | st.integers(0, 12).map(lambda number: NewSince(f"m{number}", "New"))


def column_of(theme, messages=(), new_since=None):
    column = MessageColumn(theme)
    column.set_width(WIDTH)
    column.replace(messages, new_since)
    return column


def places(column):
    items = range(len(column.messages))
    return [*((column.start(item), column.top(item)) for item in items), column.length]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(conversations, dividers, st.integers(0, 20)), min_size=2, max_size=5))
def test_the_way_to_a_conversation_makes_no_difference(theme, steps):
    column = column_of(theme)
    for messages, divider, looked_at in steps:
        column.replace(messages, divider)
        for item in range(min(looked_at, len(messages))):
            column.measure(item)
    fresh = column_of(theme, column.messages, column.new_since)
    for item in filter(column.is_measured, range(len(fresh.messages))):
        fresh.measure(item)
    assert places(column) == places(fresh)


@pytest.mark.parametrize("added", [slice(0, 40), slice(60, 100)])
def test_what_is_known_of_the_others_is_kept(theme, monkeypatch, added):
    all_of_it = [message(number, "customer", 2) for number in range(100)]
    column = column_of(theme, [each for each in all_of_it if each not in all_of_it[added]])
    asked = []

    def guess(theme, each, width):
        asked.append(each)
        return 50.0

    monkeypatch.setattr("ui.widgets.message_column.estimate_height", guess)
    column.replace(all_of_it, None)
    assert asked == all_of_it[added]


def test_a_message_that_is_shown_whole_is_guessed_anew(theme):
    column = column_of(theme, [message(1, "customer", 3), message(2, "reply", 1)])
    column.measure(0)
    guessed = places(column_of(theme, column.messages))
    column.toggle_whole("m1")
    assert not column.is_measured(0)
    assert places(column) == guessed

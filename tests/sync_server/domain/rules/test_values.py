# SPDX-License-Identifier: Apache-2.0
"""The values in a rule."""

from datetime import timedelta

import pytest

from sync_server.contract.durations import Duration
from sync_server.domain.rules.rule import Recipient
from sync_server.domain.rules.shapes import RuleError
from sync_server.domain.rules.values import (
    custom_value,
    duration,
    hours,
    on_the_wall,
    recipient,
    tag,
)


@pytest.mark.parametrize(
    ("shape", "value", "found", "written"),
    [
        (duration(), "2-hours", Duration(timedelta(hours=2)), "2h"),
        (tag(), "VIP", "vip", "vip"),
        (custom_value(), None, None, None),
        (custom_value(), 1.5, 1.5, 1.5),
        (hours(), "calendar", "calendar", "calendar"),
        (on_the_wall(), "calendar", True, "calendar"),
        (on_the_wall(), "business", False, "business"),
        (recipient(), "ann", Recipient(name="ann"), "ann"),
        (recipient(), {"role": "agent"}, Recipient(name="agent", kind="role"), {"role": "agent"}),
    ],
)
def test_a_value_is_read_and_written_in_one_form(shape, value, found, written):
    assert shape.read(value, "") == found
    assert shape.write(found) == written


@pytest.mark.parametrize(
    ("shape", "value", "path", "problem", "nearest"),
    [
        (duration(), 2, "here", "must be a duration, like '2h'", None),
        (duration(), "2-hourz", "here", "there is no unit", "hours"),
        (duration(), "400d", "here", "is longer than 366 days", None),
        (tag(), "two words", "here", "must be a word", None),
        (tag(), "a" * 61, "here", "must be a word of at most 60 letters", None),
        (tag(), "vip\n", "here", "must be a word", None),
        (custom_value(), [1], "here", "must be text, a number", None),
        (hours(), "busines", "here", "is not known here", "business"),
        (recipient(), {"rule": "x"}, "here.rule", "is not known here", "role"),
        (recipient(), {"role": "x", "team": "y"}, "here", "must say one of", None),
        (recipient(), {"role": ""}, "here.role", "must be text", None),
    ],
)
def test_what_does_not_fit_is_refused_where_it_is(shape, value, path, problem, nearest):
    with pytest.raises(RuleError, match=problem) as told:
        shape.read(value, "here")
    assert (told.value.path, told.value.nearest) == (path, nearest)

# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.domain.routing import line as line_module
from sync_server.domain.routing.line import Line, in_turn

steps = st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=120)


@given(steps)
def test_a_line_is_in_order_whatever_came_and_went(steps):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_module, "_BLOCK", 3)
        line, held = Line.of((n,) for n in range(0, 40, 7)), set(range(0, 40, 7))
        for comes, number in steps:
            before = [*line]
            left = line.without((number,))
            line = {True: left.with_place, False: left.without}[comes]((number,))
            held = {True: held | {number}, False: held - {number}}[comes]
            assert before == sorted(before)
            assert [*line] == [(each,) for each in sorted(held)]
            assert bool(line) == bool(held)
            assert all(0 < len(each) <= 6 for each in line.blocks)


@given(st.dictionaries(st.sampled_from("abc"), st.sets(st.integers(0, 99))), st.integers(0, 99))
def test_lines_are_served_in_one_order_until_they_have_ended(numbers, last):
    lines = {key: Line.of((n, key) for n in each) for key, each in numbers.items()}
    ended = set[str]()
    served = []
    for key, place in in_turn(lines, ended):
        served.append(place)
        ended.update([key] * (place[0] >= last))
    expected = []
    for key, each in numbers.items():
        after = [n for n in sorted(each) if n >= last]
        expected += [(n, key) for n in each if n < last] + [(n, key) for n in after[:1]]
    assert served == sorted(expected)

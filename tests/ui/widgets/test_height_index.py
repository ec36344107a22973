# SPDX-License-Identifier: Apache-2.0
"""Tops are the sums of the heights above, after any change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.height_index import HeightIndex

heights = st.lists(st.integers(min_value=1, max_value=500), min_size=1, max_size=50)


@given(heights, st.data())
def test_the_item_at_an_offset_covers_it(values: list[int], data: st.DataObject) -> None:
    index = HeightIndex()
    index.replace(values)
    offset = data.draw(st.integers(min_value=0, max_value=sum(values) - 1))
    item = index.item_at(offset)
    assert index.top(item) <= offset < index.top(item + 1)
    assert index.total == sum(values)


@given(heights, st.data())
def test_a_changed_height_moves_only_what_is_below(values: list[int], data: st.DataObject) -> None:
    index = HeightIndex()
    index.replace(values)
    item = data.draw(st.integers(min_value=0, max_value=len(values) - 1))
    above = [index.top(number) for number in range(item + 1)]
    index.set_height(item, values[item] + 7)
    assert [index.top(number) for number in range(item + 1)] == above
    assert index.top(item + 1) == above[item] + values[item] + 7


def test_offsets_outside_are_held_to_the_ends() -> None:
    index = HeightIndex()
    index.replace([10, 10])
    assert (index.item_at(-5), index.item_at(99)) == (0, 1)
    assert index.between(-5, 99) == range(2)


def test_an_empty_column_has_no_items() -> None:
    index = HeightIndex()
    assert index.item_at(0) == -1
    assert index.between(0, 100) == range(0)
    assert index.total == 0
    with pytest.raises(IndexError):
        index.height(0)


@given(st.lists(st.integers(1, 500), max_size=20), heights, st.data())
def test_items_can_take_the_place_of_others(
    values: list[int], others: list[int], data: st.DataObject
) -> None:
    index = HeightIndex()
    index.replace(values)
    first = data.draw(st.integers(0, len(values)))
    last = data.draw(st.integers(first, len(values)))
    index.splice(first, last, others)
    expected = [*values[:first], *others, *values[last:]]
    assert [index.height(item) for item in range(len(index))] == expected
    assert index.total == sum(expected)

# SPDX-License-Identifier: Apache-2.0
"""Lists of spans."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sync_server.domain.calendar.spans import Table, joined, without

spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)
LENGTH = 50
US = timedelta(microseconds=1)


def instants(pieces):
    return {at for start, end in pieces for at in range(start, end)}


@given(spans)
def test_joined_ones_cover_the_same_and_lie_apart(pieces):
    result = joined(pieces)
    assert instants(result) == instants(pieces)
    assert all(start < end for start, end in result)
    assert all(before[1] < then[0] for before, then in pairwise(result))


@given(spans, spans)
def test_what_is_cut_out_is_gone_and_nothing_else(pieces, cut):
    result = without(joined(pieces), joined(cut))
    assert instants(result) == instants(pieces) - instants(cut)
    assert all(before[1] <= then[0] for before, then in pairwise(result))


@given(spans, st.integers(0, LENGTH))
def test_a_table_counts_what_lies_before_an_instant(pieces, at):
    table = Table(joined(pieces))
    assert table.total == len(instants(pieces)) * US
    assert table.until(at * US) == len([each for each in instants(pieces) if each < at]) * US


@given(spans)
def test_a_table_finds_the_first_instant_before_which_so_much_lies(pieces):
    table = Table(joined(pieces))
    for amount, last in enumerate(sorted(instants(pieces)), start=1):
        assert table.reached(amount * US) == (last + 1) * US


@given(spans, st.integers(0, LENGTH), st.integers(1, LENGTH))
def test_a_table_finds_the_first_instant_after_another_before_which_so_much_lies(
    pieces, at, amount
):
    later = sorted(each for each in instants(pieces) if each >= at)
    expected = (later[amount - 1] + 1) * US if amount <= len(later) else None
    assert Table(joined(pieces)).after(at * US, amount * US) == expected


@given(spans, st.integers(0, LENGTH))
def test_a_table_finds_the_next_opening(pieces, at):
    later = [each * US for each in instants(pieces) if each >= at]
    assert Table(joined(pieces)).open_at(at * US) == min(later, default=None)

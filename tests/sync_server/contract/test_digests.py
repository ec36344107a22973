# SPDX-License-Identifier: Apache-2.0
"""The digest by which client and server compare what they hold."""

from functools import reduce
from hashlib import blake2b
from operator import xor

from hypothesis import given
from hypothesis import strategies as st

from sync_server.contract.digests import EMPTY, digest_text, row_digest

rows = st.sets(
    st.tuples(st.sampled_from(["ticket", "message"]), st.text("abc", min_size=1), st.integers(1, 9))
)


def digest(some):
    return reduce(xor, (row_digest(*row) for row in some), EMPTY)


@given(rows, rows)
def test_adding_and_removing_a_row_is_the_same_operation(some, others):
    assert digest(some) ^ digest(others) == digest(some ^ others)


@given(st.lists(st.tuples(st.just("ticket"), st.text("ab"), st.integers(1, 9)), unique=True))
def test_the_order_of_rows_does_not_matter(some):
    assert digest(some) == digest(reversed(some))


@given(rows)
def test_a_digest_travels_as_sixteen_hex_digits(some):
    assert int(digest_text(digest(some)), 16) == digest(some)
    assert len(digest_text(digest(some))) == 16


def test_every_part_of_a_row_counts():
    digests = {
        row_digest("ticket", "a", 1),
        row_digest("ticket", "a", 2),
        row_digest("ticket", "b", 1),
        row_digest("message", "a", 1),
        row_digest("ticketa", "", 1),
    }
    assert len(digests) == 5


def test_the_digest_is_what_the_reference_says():
    expected = blake2b(b"ticket\0t1\x0042", digest_size=8).hexdigest()
    assert digest_text(row_digest("ticket", "t1", 42)) == expected

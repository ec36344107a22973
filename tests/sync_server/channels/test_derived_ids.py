# SPDX-License-Identifier: Apache-2.0
"""An id that follows from names is the same in every run, and nobody else's."""

import re
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sync_server.channels.derived_ids import derived_id, derived_place_id
from sync_server.contract.ids import ID_PATTERN

NAMES = st.lists(st.text(max_size=20), max_size=4)


@given(st.text(max_size=10), NAMES)
def test_an_id_is_a_uuid_as_the_contract_has_it(kind: str, names: list[str]) -> None:
    id_ = derived_id(kind, *names)
    assert re.fullmatch(ID_PATTERN, id_)
    assert UUID(id_).version == 8


@given(NAMES, NAMES)
def test_ids_are_equal_exactly_when_all_names_are(one: list[str], other: list[str]) -> None:
    assert (derived_id("ticket", *one) == derived_id("ticket", *other)) == (one == other)


def test_the_kinds_of_row_do_not_share_ids() -> None:
    assert derived_id("ticket", "a") != derived_id("message", "a")


def test_ids_stay_what_they_are() -> None:
    """What was imported before must be known again by every later version."""
    assert derived_id("ticket", "a@x") == "6691784a-3107-8e7a-930a-c951ddccc22e"


@given(st.text(max_size=20), st.lists(st.integers(0, 0xFFFF), unique=True, max_size=8))
def test_ids_of_what_belongs_to_a_row_sort_by_their_places(parent: str, places: list[int]) -> None:
    ids = [derived_place_id("attachment", parent, place) for place in sorted(places)]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(ID_PATTERN, id_) and UUID(id_).version == 8 for id_ in ids)


def test_two_rows_do_not_share_what_belongs_to_them() -> None:
    assert derived_place_id("attachment", "a", 0) != derived_place_id("attachment", "b", 0)

# SPDX-License-Identifier: Apache-2.0
"""An id stands for whoever it was merged into, however often, and for nobody in a circle."""

from typing import Any

import pytest

from sync_server.contract.entities import Contact, Organisation
from sync_server.domain.merges import FOLLOWED, living

Id = Any


def chain(length: int) -> dict[str, Contact]:
    """So many that went into the next one, and the one who stays."""
    rows = {f"c{place}": _contact(f"c{place}", f"c{place + 1}") for place in range(length)}
    return rows | {f"c{length}": _contact(f"c{length}", None)}


def _contact(id_: Id, merged_into: Id) -> Contact:
    return Contact(id=id_, name="Kim", merged_into=merged_into)


@pytest.mark.parametrize("length", [0, 1, 3, FOLLOWED - 1])
def test_merges_are_followed_to_the_one_who_stays(length):
    found = living(chain(length).get, "c0")
    assert found is not None
    assert found.id == f"c{length}"


def test_a_circle_stands_for_nobody():
    circle = {"a": _contact("a", "b"), "b": _contact("b", "a")}
    assert living(circle.get, "a") is None


def test_what_is_not_there_stands_for_nobody():
    assert living(dict[str, Organisation]().get, "a") is None
    assert living({"a": _contact("a", "gone")}.get, "a") is None

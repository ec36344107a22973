# SPDX-License-Identifier: Apache-2.0
"""When it is to be seen whether somebody is away, and who stands in."""

import pytest

from sync_server.domain.routing.absences import AFTER_SHIFT, absence_at, next_look, stand_in
from tests.support.plain import Absence, e

AWAY = (Absence(100, 200), Absence(300, 400))


@pytest.mark.parametrize(
    ("at", "found"), [(99, None), (100, AWAY[0]), (199, AWAY[0]), (200, None), (300, AWAY[1])]
)
def test_an_absence_begins_with_its_first_instant_and_ends_before_its_last(at, found):
    assert absence_at(AWAY, at) == found


@pytest.mark.parametrize(
    ("now", "at"), [(99, 100), (100, 200), (150, 200), (200, 300), (399, 400), (400, None)]
)
def test_every_begin_and_end_of_an_absence_counts(now, at):
    assert next_look(e.Availability(id="a", state="available", absences=AWAY), now) == at


def test_who_goes_off_shift_has_a_minute_to_come_back():
    gone = e.Availability(id="a", state="off_shift", since_at=1000)
    assert next_look(gone, 1000) == 1000 + AFTER_SHIFT
    assert next_look(gone, 1000 + AFTER_SHIFT) is None


def test_what_is_first_counts():
    later = Absence(1000 + AFTER_SHIFT // 2, 10**12)
    gone = e.Availability(id="a", state="off_shift", since_at=1000, absences=(later,))
    assert next_look(gone, 1000) == later.from_at


def standing_in(agent, now=150, **substitutes):
    """Who stands in, where everybody in `substitutes` is away from 100 to 200."""

    def availability(of):
        away = (Absence(100, 200, substitutes[of]),) if of in substitutes else ()
        return e.Availability(id=of, absences=away)

    return stand_in(agent, availability, now)


def test_who_is_there_needs_nobody():
    assert standing_in("ann") == "ann"
    assert standing_in("ann", now=250, ann="ben") == "ann"


def test_a_substitute_stands_in_and_the_substitutes_substitute_for_them():
    assert standing_in("ann", ann="ben") == "ben"
    assert standing_in("ann", ann="ben", ben="cid") == "cid"


def test_without_anybody_it_stays_theirs():
    assert standing_in("ann", ann=None) == "ann"
    assert standing_in("ann", ann="ben", ben=None) == "ann"
    assert standing_in("ann", ann="ben", ben="ann") == "ann"

# SPDX-License-Identifier: Apache-2.0
"""Many events in a row are one line, and a filter leaves one kind of items."""

from ui.widgets.message_value import MessageValue, NewSince
from ui.widgets.timeline_items import groups_in, shown_divider, shown_items


def _event(number: int, author: str = "Tomas") -> MessageValue:
    return MessageValue(f"e{number}", "event", author, "12:00", "set the team")


CUSTOMER = MessageValue("m1", "customer", "Hana", "12:01", "Hi")
NOTE = MessageValue("n1", "note", "Tomas", "12:02", "Hm")
RUN = tuple(_event(number) for number in range(4))


def _ids(messages, only="all", unfolded=frozenset(), divider=None):
    shown = shown_items(messages, only=only, unfolded=unfolded, divider=divider)
    return [each.id for each in shown]


def test_three_events_in_a_row_are_one_line_with_who_it_was() -> None:
    shown = shown_items((CUSTOMER, *RUN, NOTE), only="all", unfolded=frozenset(), divider=None)
    assert [each.id for each in shown] == ["m1", "events e0", "n1"]
    assert shown[1].text == "4 changes by Tomas"
    assert groups_in(shown) == {"events e0"}


def test_many_actors_are_not_all_named() -> None:
    run = tuple(_event(number, name) for number, name in enumerate(("Ann", "Ben", "Cy")))
    (shown,) = shown_items(run, only="all", unfolded=frozenset(), divider=None)
    assert shown.text == "3 changes by Ann, Ben and others"


def test_two_events_stay_as_they_are() -> None:
    assert _ids((CUSTOMER, *RUN[:2])) == ["m1", "e0", "e1"]


def test_an_opened_group_shows_its_events_below_its_line() -> None:
    ids = _ids(RUN, unfolded=frozenset({"events e0"}))
    assert ids == ["events e0", "e0", "e1", "e2", "e3"]


def test_a_group_ends_at_the_divider() -> None:
    ids = _ids((*RUN, _event(7)), divider=NewSince("e3", ""))
    assert ids == ["events e0", "e3", "e7"]


def test_a_filter_leaves_one_kind() -> None:
    everything = (CUSTOMER, *RUN, NOTE)
    assert _ids(everything, "messages") == ["m1"]
    assert _ids(everything, "notes") == ["n1"]
    assert _ids(everything, "changes") == ["e0", "e1", "e2", "e3"]


def test_the_divider_moves_to_the_next_item_that_is_shown() -> None:
    divider = NewSince("m1", "New")
    assert shown_divider((CUSTOMER, NOTE), (NOTE,), divider) == NewSince("n1", "New")
    assert shown_divider((NOTE, CUSTOMER), (NOTE,), divider) is None
    assert shown_divider((CUSTOMER,), (CUSTOMER,), divider) is divider

# SPDX-License-Identifier: Apache-2.0
"""Entities: flat frozen rows, each kind known under one name."""

import typing

import msgspec
import pytest

from sync_server.contract import codec
from sync_server.contract.clocks import Clock
from sync_server.contract.commands import (
    Level,
    Order,
    Priority,
    Role,
    Routing,
    State,
    Status,
)
from sync_server.contract.entities import (
    AVAILABILITIES,
    CHILDREN,
    KINDS,
    LEVELS,
    ORDERS,
    PRIORITIES,
    ROLES,
    ROUTINGS,
    STATUSES,
    Entity,
    Link,
    Mark,
    Merge,
    Promised,
)
from sync_server.contract.needs import Need
from tests.support.plain import e

every_kind = pytest.mark.parametrize("kind", KINDS)


def test_every_entity_is_listed_under_a_kind_of_its_own():
    made = {
        thing
        for thing in vars(e).values()
        if isinstance(thing, type) and issubclass(thing, Entity) and thing is not Entity
    }
    assert made == set(KINDS.values())
    assert len(KINDS) == len(made)


@every_kind
def test_a_row_lives_on_its_required_fields_alone(kind):
    """So an older server's row, without the fields that came later, is still a row."""
    required = [field.name for field in msgspec.structs.fields(KINDS[kind]) if field.required]
    row = codec.decode_entity(kind, codec.encode(dict.fromkeys(required, "x")))
    assert row.id == "x"
    assert codec.decode_entity(kind, codec.encode(row)) == row


@every_kind
def test_a_row_never_changes(kind):
    required = [field.name for field in msgspec.structs.fields(KINDS[kind]) if field.required]
    row = KINDS[kind](**dict.fromkeys(required, "x"))
    with pytest.raises(AttributeError):
        row.id = "y"  # type: ignore[misc]


NESTED = (e.Absence, Clock, Link, Mark, Merge, Need, Promised, e.Tick)


@every_kind
def test_a_row_is_flat_but_for_what_is_listed_here(kind):
    nested = [
        field.name
        for field in msgspec.structs.fields(KINDS[kind])
        if any(
            isinstance(part, type) and issubclass(part, msgspec.Struct) and part not in NESTED
            for part in (field.type, *typing.get_args(field.type))
        )
    ]
    assert nested == []


def test_an_absence_is_an_array_on_the_wire():
    row = e.Availability(id="lea", absences=(e.Absence(10, 20, "ann"), e.Absence(30, 40)))
    assert b'[[10,20,"ann"],[30,40,null]]' in codec.encode(row)
    assert codec.decode_entity("availability", codec.encode(row)) == row


def test_a_child_names_its_ticket():
    for kind in CHILDREN:
        assert "ticket" in KINDS[kind].__struct_fields__


@pytest.mark.parametrize(
    ("sent", "held"),
    [
        (Priority, PRIORITIES),
        (Level, LEVELS),
        (Role, ROLES),
        (State, AVAILABILITIES),
        (Routing, ROUTINGS),
        (Order, ORDERS),
    ],
)
def test_what_a_command_may_set_is_what_rows_hold(sent, held):
    assert typing.get_args(sent) == held


def test_every_status_but_merged_is_set_by_hand():
    """Merging sets it, because it also moves the conversation."""
    assert set(STATUSES) - set(typing.get_args(Status)) == {"merged"}

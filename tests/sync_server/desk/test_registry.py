# SPDX-License-Identifier: Apache-2.0
"""The registries of commands and queries."""

import pytest

import sync_server.desk.commands
import sync_server.desk.queries  # noqa: F401 - registers the handlers
from sync_server.contract.commands import COMMANDS, Command, TakeTicket
from sync_server.contract.queries import QUERIES, FetchTicket, Query
from sync_server.desk import registry
from sync_server.desk.access import anybody, reads_tickets
from sync_server.desk.registry import (
    QUERY_REGISTRY,
    REGISTRY,
    IncompleteRegistry,
    answers,
    complete,
    handles,
)


class Dance(Command, frozen=True, kw_only=True, tag="dance"):
    """A command that no contract has."""


class Wonder(Query, frozen=True, kw_only=True, tag="wonder"):
    """A query that no contract has."""


def test_every_command_and_query_of_the_contract_has_exactly_one_handler():
    complete()
    assert {entry.name for entry in REGISTRY.values()} == set(COMMANDS)
    assert {entry.name for entry in QUERY_REGISTRY.values()} == set(QUERIES)


def test_without_a_policy_there_is_no_entry():
    with pytest.raises(TypeError, match="Dance needs a policy"):
        handles(Dance, policy=None, audit="work")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Wonder needs a policy"):
        answers(Wonder, policy=None, cost="light")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="policy"):
        handles(Dance, audit="work")  # type: ignore[call-arg]
    assert Dance not in REGISTRY


def test_a_command_is_handled_once():
    with pytest.raises(ValueError, match="TakeTicket has a handler already"):
        handles(TakeTicket, policy=anybody, audit="work")
    with pytest.raises(ValueError, match="FetchTicket has a handler already"):
        answers(FetchTicket, policy=reads_tickets, cost="light")


def test_what_is_missing_is_named(monkeypatch):
    monkeypatch.delitem(REGISTRY, TakeTicket)
    with pytest.raises(IncompleteRegistry, match="No handler for take_ticket"):
        complete()


def test_what_no_contract_has_is_named(monkeypatch):
    monkeypatch.setattr(registry, "REGISTRY", dict(REGISTRY))
    handles(Dance, policy=anybody, audit="own")(lambda unit, command: None)
    with pytest.raises(IncompleteRegistry, match="Not in the contract: dance"):
        complete()


def test_an_entry_says_what_generated_things_need():
    entry = REGISTRY[TakeTicket]
    assert (entry.name, entry.schema, entry.audit) == ("take_ticket", TakeTicket, "work")
    assert entry.handler.__name__ == "handle_take_ticket"
    assert QUERY_REGISTRY[FetchTicket].cost == "light"

# SPDX-License-Identifier: Apache-2.0
"""Asks a query of a desk as the hub would: the policy first, then the handler."""

from typing import Any

import pytest

from sync_server.contract.ids import AgentId
from sync_server.contract.queries import Query
from sync_server.contract.refusals import Refused
from sync_server.desk.registry import QUERY_REGISTRY
from sync_server.store.search import SearchIndex
from tests.support.plain import q
from tests.support.standard_desk import StandardDesk


def ask(standard: StandardDesk, agent: str, query: Query) -> Any:
    """The answer to a query by that agent."""
    entry = QUERY_REGISTRY[type(query)]
    viewer = standard.desk.roster.viewer(AgentId(agent))
    assert viewer is not None
    entry.policy(viewer)
    with standard.database.read() as reader:
        return entry.handler(reader, viewer, query)


def refusal_code(standard: StandardDesk, agent: str, query: Query) -> str:
    """The code with which that query is refused."""
    with pytest.raises(Refused) as refused:
        ask(standard, agent, query)
    return refused.value.refusal.code


def found(standard: StandardDesk, agent: str, text: str, **more: object) -> list[str]:
    """The tickets that a search finds, in the order of the answer."""
    return [hit.ticket for hit in ask(standard, agent, q.SearchTickets(text=text, **more)).hits]


async def index(standard: StandardDesk) -> None:
    """Bring the search index up to date."""
    search = SearchIndex(standard.database)
    while await standard.desk.transact(search.catch_up):
        pass

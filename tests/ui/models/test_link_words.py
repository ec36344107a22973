# SPDX-License-Identifier: Apache-2.0
"""Every kind of link has its words, and what is not to be seen has none of its own."""

import pytest
from msgspec.structs import replace

from sync_server.contract.entities import LINKS, MERGED, Link, Ticket
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2, a_small_desk
from ui.models.link_words import LINK_WORDS, linked_words, logged_words


@pytest.fixture
async def workspace(qapp):
    client = a_small_desk()
    await settle()
    yield client.workspace
    await client.close()


def test_every_kind_has_its_words():
    assert LINK_WORDS.keys() == LINKS.keys()


@pytest.mark.parametrize(
    ("links", "words"),
    [
        ((), "0 tickets"),
        ((Link(kind="parent", ticket=T2),), "Parent #48214"),
        ((Link(kind=MERGED, ticket=T2),), "Holds #48214"),
        ((Link(kind="of a newer version", ticket=T2),), "of a newer version #48214"),
        ((Link(kind="related", ticket=T2), Link(kind="child", ticket=T2)), "2 tickets"),
    ],
)
async def test_where_room_is_short_one_is_named_and_more_are_counted(workspace, links, words):
    ticket = replace(workspace.get(Ticket, T1), links=links)
    assert linked_words(workspace, ticket) == words


async def test_the_log_says_it_as_the_row_does(workspace):
    logged = [{"kind": "parent", "ticket": T2}, {"kind": "child", "ticket": "gone"}]
    assert logged_words(workspace, logged) == "Parent #48214, Child a ticket of others"
    assert logged_words(workspace, []) == "None"
    assert logged_words(workspace, "t2") == "#48214"

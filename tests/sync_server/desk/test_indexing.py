# SPDX-License-Identifier: Apache-2.0
"""The task that keeps the search index close behind the log."""

import asyncio

import pytest

from sync_server.desk.indexing import keep_index
from sync_server.store.search import CHUNK, SearchIndex, words_of
from tests.support.desks import running_desk
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR, StandardDesk


async def test_the_index_follows_the_desk_until_it_is_cancelled(standard):
    task = asyncio.create_task(keep_index(standard.desk, standard.environment))
    await _settle()
    assert not await standard.desk.transact(SearchIndex(standard.database).catch_up)
    await standard.do("ann", c.SetSubject(ticket="opened", subject="Marmalade"))
    await _settle()
    assert not await standard.desk.transact(SearchIndex(standard.database).catch_up)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def _settle():
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_long_log_is_followed_in_chunks(database, environment):
    async with running_desk(database, environment) as desk:
        standard = StandardDesk(desk, environment)
        for number in range(CHUNK + 1):
            await standard.do(OPERATOR_ACTOR, c.CreateTeam(team=f"t{number}", name="x"))
        index = SearchIndex(database)
        assert [await desk.transact(index.catch_up) for _ in range(3)] == [True, False, False]


async def test_another_log_is_followed_from_its_beginning(standard):
    index = SearchIndex(standard.database)
    while await standard.desk.transact(index.catch_up):
        pass
    await standard.desk.transact(lambda writer: writer.run("UPDATE head SET epoch = 'restored'"))
    assert await standard.desk.transact(index.catch_up) in (True, False)
    with standard.database.read() as reader:
        [(state,)] = reader.run("SELECT value FROM setting WHERE name = 'search_index'")
    assert '"epoch":"restored"' in state


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello, World_1!", {"hello", "world", "1"}),
        ("Crème BRÛLÉE", {"creme", "brulee"}),
        ("Straße", {"strasse"}),
        ("in\u200bvo\u00adice \u202equ\u2060ay", {"invoice", "quay"}),
        ("x" * 65, set()),
        ("***", set()),
    ],
)
def test_words_are_letters_and_digits_without_case_and_accents(text, words):
    assert words_of(text) == words

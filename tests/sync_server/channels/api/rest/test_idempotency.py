# SPDX-License-Identifier: Apache-2.0
"""The same request is done once, whatever happens in between. Numbers are those of bad inputs."""

import asyncio

import pytest

from sync_server.desk.desk import Desk
from sync_server.store.idempotency import IdempotencyRows
from tests.support.rest_api import new_ticket


async def opened(api):
    return [each["id"] for each in await api.every_change() if is_new(each)]


def is_new(change):
    return (change["kind"], change["op"]) == ("ticket", "insert") and change["data"][
        "channel"
    ] == "api"


async def test_the_same_again_is_answered_as_the_first(api):
    first = await api.post("/tickets", new_ticket(), once="order-1")
    again = await api.post("/tickets", new_ticket(), once="order-1")
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["Location"] == first.headers["Location"]
    assert len(await opened(api)) == 1


async def test_without_a_key_each_request_stands_for_itself(api):
    await api.post("/tickets", new_ticket())
    await api.post("/tickets", new_ticket())
    assert len(await opened(api)) == 2


async def test_16_fifty_at_once_have_one_effect_and_equal_answers(api_on_either):
    """Bad input 16."""
    api = api_on_either
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(api.post("/tickets", new_ticket(), once="order-1")) for _ in range(50)
        ]
    assert {(task.result().status_code, task.result().content) for task in tasks} == {
        (201, tasks[0].result().content)
    }
    assert len(await opened(api)) == 1


async def test_14_another_body_under_the_key_is_refused_and_the_first_stands(api):
    """Bad input 14."""
    first = await api.post("/tickets", new_ticket(), once="order-1")
    other = await api.post("/tickets", new_ticket(subject="Other"), once="order-1")
    assert (other.status_code, other.json()["field"]) == (409, "Idempotency-Key")
    assert (await api.post("/tickets", new_ticket(), once="order-1")).content == first.content
    assert len(await opened(api)) == 1


async def test_another_address_under_the_key_is_another_request(api):
    body = {"text": "Hello"}
    await api.post("/tickets/opened/messages", body, once="one")
    assert (await api.post("/tickets/pended/messages", body, once="one")).status_code == 409


async def test_programs_do_not_meet_in_their_keys(api):
    """Bad input 15."""
    other = await api.make_key()
    first = await api.post("/tickets", new_ticket(), once="order-1")
    second = await api.post("/tickets", new_ticket(), other, once="order-1")
    assert first.json()["ticket"] != second.json()["ticket"]


async def test_after_a_day_the_key_is_free(api):
    first = await api.post("/tickets", new_ticket(), once="order-1")
    api.standard.environment.advance(hours=24)
    assert (await api.post("/tickets", new_ticket(), once="order-1")).content == first.content
    api.standard.environment.advance(microseconds=1)
    second = await api.post("/tickets", new_ticket(), once="order-1")
    assert (second.status_code, second.content != first.content) == (201, True)


@pytest.mark.parametrize(
    ("owner", "name"),
    [(IdempotencyRows, "finish"), (Desk, "execute")],
    ids=["after the command", "before the command"],
)
async def test_a_failure_in_between_doubles_nothing(api, expected_logs, monkeypatch, owner, name):
    expected_logs.expect("sync_server.channels.api.rest.application", "Incident")

    def fail(*_arguments, **_others):
        raise RuntimeError("secret words")

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, fail)
        failed = await api.post("/tickets", new_ticket(), once="order-1")
    assert failed.status_code == 500
    assert "secret" not in failed.text
    assert failed.json()["incident"]
    done = await api.post("/tickets", new_ticket(), once="order-1")
    assert done.status_code == 201
    assert await opened(api) == [done.json()["ticket"]]


async def test_what_was_refused_for_good_stays_refused(api):
    body = {"text": "Hello"}
    refused = await api.post("/tickets/later/messages", body, once="one")
    again = await api.post("/tickets/later/messages", body, once="one")
    assert (again.status_code, again.content) == (404, refused.content)
    assert again.headers["Content-Type"] == "application/problem+json"


async def test_what_may_succeed_later_is_tried_again(api):
    api.standard.desk.read_only = True
    refused = await api.post("/tickets", new_ticket(), once="order-1")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    api.standard.desk.read_only = False
    assert (await api.post("/tickets", new_ticket(), once="order-1")).status_code == 201


@pytest.mark.parametrize("name", ["", "x" * 201, "two words", "tab\t", "ümlaut".encode()])
async def test_a_key_that_cannot_be_one_is_refused_by_name(api, name):
    answer = await api.post("/tickets", new_ticket(), once=name)
    assert (answer.status_code, answer.json()["field"]) == (400, "Idempotency-Key")
    assert await opened(api) == []

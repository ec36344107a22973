# SPDX-License-Identifier: Apache-2.0
"""Every cell of route x right x team x state of the key, and keys where they must not be."""

import itertools

import pytest

from sync_server.channels.api.rest.keys import Gate
from sync_server.contract.entities import RIGHTS, ApiKey, SecurityEvent
from sync_server.store.rows import AllRows
from tests.support.plain import c
from tests.support.rest_api import BURST, new_ticket

ROUTES = {
    "open_ticket": "tickets:write",
    "read_ticket": "tickets:read",
    "add_message": "tickets:write",
    "read_changes": "changes:read",
}
"""What each request needs, in the words of the issue and not of the code."""

TEAMS = {None: ("opened", "billed", "triaged"), "support": ("opened",), "billing": ("billed",)}
"""Which of three tickets a key of each team reaches; `opened` is support's, `triaged` nobody's."""

STATES = ("good", "expired", "revoked", "disabled team")
RIGHT_SETS = [
    rights for size in (1, 2, 3) for rights in itertools.combinations(sorted(RIGHTS), size)
]


async def ask(api, route, ticket, key):
    requests = {
        "open_ticket": lambda: api.post("/tickets", new_ticket(), key),
        "read_ticket": lambda: api.get(f"/tickets/{ticket}", key),
        "add_message": lambda: api.post(f"/tickets/{ticket}/messages", {"text": "More"}, key),
        "read_changes": lambda: api.get("/changes", key, limit=1),
    }
    return await requests[route]()


def expected(route, rights, team, ticket):
    """The status that a good key's request ends in: the table, in four lines."""
    is_about_ticket = route in ("read_ticket", "add_message")
    done = 201 if ROUTES[route] == "tickets:write" else 200
    hidden = 404 if is_about_ticket and ticket not in TEAMS[team] else done
    return hidden if ROUTES[route] in rights else 403


@pytest.mark.parametrize("team", TEAMS)
@pytest.mark.parametrize("rights", RIGHT_SETS, ids=" ".join)
async def test_every_cell_of_a_good_key(api, rights, team):
    """Bad inputs 27 and 29."""
    key = await api.make_key(rights, team=team)
    cells = itertools.product(ROUTES, TEAMS[None])
    found = {cell: (await ask(api, *cell, key)).status_code for cell in cells}
    assert found == {
        (route, ticket): expected(route, rights, team, ticket) for route, ticket in found
    }


@pytest.mark.parametrize("state", ["expired", "revoked"])
@pytest.mark.parametrize("team", TEAMS)
async def test_every_cell_of_a_key_that_has_ended(api, team, state):
    key = await api.make_key(team=team)
    unknown = await api.get("/changes", "dbk_" + "x" * 43)
    ends = {
        "revoked": lambda: api.revoke(key),
        "expired": lambda: _pass_days(api, 181),
    }
    await ends[state]()
    for cell in itertools.product(ROUTES, TEAMS[None]):
        answer = await ask(api, *cell, key)
        assert (answer.status_code, answer.content) == (401, unknown.content)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("route", ROUTES)
async def test_a_key_that_ends_behind_the_door_does_nothing_more(api, monkeypatch, route):
    key = await api.make_key()
    admit = Gate.admit

    async def admit_and_end(gate, request, right):
        admitted = await admit(gate, request, right)
        await api.revoke(key)
        return admitted

    before = await api.every_change()
    with monkeypatch.context() as patch:
        patch.setattr(Gate, "admit", admit_and_end)
        assert (await ask(api, route, "opened", key)).status_code == 401
    assert await api.every_change() == before


@pytest.mark.parametrize("route", ["read_ticket", "add_message"])
async def test_a_ticket_that_leaves_behind_the_door_is_not_found(api, monkeypatch, route):
    key = await api.make_key(team="support")
    admit = Gate.admit

    async def admit_and_move(gate, request, right):
        admitted = await admit(gate, request, right)
        await api.standard.do("ada", c.SetTeam(ticket="opened", team="billing"))
        return admitted

    monkeypatch.setattr(Gate, "admit", admit_and_move)
    assert (await ask(api, route, "opened", key)).status_code == 404


async def test_a_key_is_good_until_its_last_moment(api):
    key = await api.make_key(days=1)
    await _pass_days(api, 1, but_us=1)
    assert (await api.get("/changes", key)).status_code == 200
    api.standard.environment.advance(microseconds=1)
    assert (await api.get("/changes", key)).status_code == 401


async def test_a_key_of_a_team_that_was_disabled_opens_nothing_and_reads_on(api):
    key = await api.make_key(team="billing")
    await api.standard.do("ada", c.ChangeTeam(team="billing", disabled=True))
    assert (await api.post("/tickets", new_ticket(), key)).status_code == 422
    assert (await api.get("/tickets/billed", key)).status_code == 200


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic {key}", "{key}", "Bearer  {key}", "Bearer {key}x", "Bearer x"],
)
async def test_what_is_no_key_is_refused(api, header):
    headers = {"Authorization": header.format(key=api.key)}
    answer = await api.client.get("/api/v1/changes", headers=headers)
    assert answer.status_code == 401


async def test_two_keys_at_once_are_none(api):
    headers = [("Authorization", f"Bearer {api.key}")] * 2
    answer = await api.client.get("/api/v1/changes", headers=headers)
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "path",
    [
        "/changes?key={key}",
        "/changes?after=0&access_token=Bearer%20{key}",
        "/changes?key={hidden}",
        "/tickets/{key}",
        "/no/such/{key}",
        "/openapi.json?key={key}",
    ],
)
async def test_12_a_key_in_an_address_is_refused_and_ended(api, path):
    """Bad input 12."""
    exposed = await api.make_key()
    hidden = exposed.replace("dbk_", "%64bk%5F")
    answer = await api.get(path.format(key=exposed, hidden=hidden))
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("key-in-address")
    assert exposed not in answer.text
    assert (await api.standard.row(ApiKey, api.ids[exposed])).revoked_at is not None
    (event,) = await events(api)
    assert (event.what, event.account) == ("api_key_in_address", api.ids[exposed])
    assert (await api.get("/changes")).status_code == 200


async def test_requests_over_the_rate_wait_as_long_as_they_are_told(api):
    bursting = await api.make_key(["changes:read"])
    codes = [(await api.get("/changes", bursting, limit=1)).status_code for _ in range(BURST)]
    assert set(codes) == {200}
    answer = await api.get("/changes", bursting)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert (await api.get("/changes")).status_code == 200
    api.standard.environment.advance(seconds=int(answer.headers["Retry-After"]))
    assert (await api.get("/changes", bursting)).status_code == 200


async def test_a_refusal_is_one_event_a_minute(api):
    reader = await api.make_key(["tickets:read"])
    for _ in range(20):
        await api.get("/changes", reader)
        await api.get("/changes", "dbk_unknown")
    found = [(event.what, event.account, event.detail) for event in await events(api)]
    assert sorted(found) == [
        ("api_denied", "", "no-key"),
        ("api_denied", api.ids[reader], "changes:read"),
    ]


async def test_reading_is_an_event_too_and_names_no_secret(api):
    await api.get("/tickets/opened")
    await api.get("/tickets/opened")
    found = await events(api)
    assert [(event.what, event.account) for event in found] == [("api_read", api.ids[api.key])]
    assert api.key not in str(found)


async def test_a_key_is_nowhere_in_the_database(api, tmp_path):
    await api.get("/tickets/opened")
    await api.post("/tickets", new_ticket(), once="one")
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("desk.db*"))
    assert b"A program" in kept
    assert api.key.encode() not in kept


async def events(api):
    rows = AllRows(api.standard.database)[SecurityEvent.kind]
    with api.standard.database.read() as reader:
        return [event for event in rows.every(reader) if event.what.startswith("api_")]


async def _pass_days(api, days, *, but_us=0):
    api.standard.environment.advance(days=days, microseconds=-but_us)

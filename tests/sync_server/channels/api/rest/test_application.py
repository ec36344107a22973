# SPDX-License-Identifier: Apache-2.0
"""The routes as a whole: what no route takes, faults of ours, and what every answer carries."""

import pytest

from sync_server.channels.api.rest.tickets import Tickets
from sync_server.config import Limits
from tests.support.rest_api import new_ticket


@pytest.mark.parametrize(
    "path", ["/", "", "/ticket", "/tickets/", "/tickets/opened/", "/tickets/a/b", "/../x", "/v2"]
)
async def test_27_no_path_leads_elsewhere(api, path):
    """Bad input 27: no redirect, and the answer of what is not there."""
    nothing = await api.get("/tickets/nothing-at-all")
    answer = await api.get(path)
    assert (answer.status_code, answer.content) == (404, nothing.content)
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/tickets", "POST"),
        ("POST", "/tickets/opened", "GET"),
        ("GET", "/tickets/opened/messages", "POST"),
        ("POST", "/changes", "GET"),
        ("POST", "/openapi.json", "GET"),
    ],
)
async def test_other_methods_are_refused_with_those_that_are_known(api, method, path, allowed):
    answer = await api.client.request(method, f"/api/v1{path}")
    assert (answer.status_code, answer.json()["status"]) == (405, 405)
    assert allowed in answer.headers["Allow"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
async def test_methods_of_others_are_refused(api, method):
    answer = await api.client.request(method, "/api/v1/tickets/opened")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST")
    assert answer.json()["type"].endswith("bad-method")


@pytest.mark.parametrize(
    ("query", "headers", "expected"),
    [
        ("x" * 9000, {}, "address-too-long"),
        ("", {"X-Long": "x" * 9000}, "headers-too-large"),
        ("", {"Transfer-Encoding": "chunked"}, "bad-length"),
        ("", {"Content-Length": "9" * 30}, "too-large"),
    ],
)
async def test_what_the_guard_refuses_is_a_problem_too(api, query, headers, expected):
    answer = await api.client.get(f"/api/v1/changes?{query}", headers=headers)
    document = answer.json()
    assert document["type"].endswith(expected)
    assert (document["status"], answer.headers["Connection"]) == (answer.status_code, "close")


async def test_a_fault_of_ours_is_an_incident_without_words(api, expected_logs, monkeypatch):
    expected_logs.expect("sync_server.channels.api.rest.application", "Incident")

    def fail(*_arguments):
        raise RuntimeError("secret words")

    monkeypatch.setattr(Tickets, "_conversation", fail)
    answer = await api.get("/tickets/opened")
    assert (answer.status_code, "secret" in answer.text) == (500, False)
    assert answer.json()["incident"]


async def test_no_answer_is_kept_or_guessed_at(api):
    answers = [
        await api.get("/tickets/opened"),
        await api.get("/changes"),
        await api.get("/tickets/none"),
        await api.post("/tickets", new_ticket()),
        await api.post("/tickets", new_ticket(), once="one"),
        await api.post("/tickets", b"{"),
    ]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


async def test_the_head_of_an_answer_has_no_body(api):
    headers = {"Authorization": f"Bearer {api.key}"}
    answer = await api.client.head("/api/v1/tickets/opened", headers=headers)
    assert (answer.status_code, answer.content) == (200, b"")


async def test_the_description_needs_no_key(api):
    answer = await api.client.get("/api/v1/openapi.json")
    assert answer.json()["openapi"] == "3.1.0"


async def test_a_closed_api_follows_the_desk_no_longer(api):
    before = len(api.standard.desk._listeners)
    other = type(api.rest)(
        api.standard.desk, api.standard.environment, folder=api.folder, limits=Limits()
    )
    assert len(api.standard.desk._listeners) == before + 1
    other.close()
    assert len(api.standard.desk._listeners) == before

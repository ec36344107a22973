# SPDX-License-Identifier: Apache-2.0
"""Parts of a site know nothing of each other, and each answers for what is below it."""

import httpx
import pytest
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from sync_server.channels.web.port import WebPort
from sync_server.channels.web.site import Part, make_site
from sync_server.config import Limits


async def greet(request):
    return PlainTextResponse("hello")


async def fail(request):
    raise RuntimeError("secret of ours")


async def refuse(request):
    raise HTTPException(418, "short and stout")


async def in_json(request, error):
    return JSONResponse({"status": error.status_code}, error.status_code, headers=error.headers)


PARTS = (
    Part("", [Route("/", greet, methods=["GET"]), Route("/fail", fail), Route("/tea", refuse)]),
    Part("/api/", [Route("/api/x", greet, methods=["GET"]), Route("/api/fail", fail)], in_json),
)


@pytest.fixture
async def client():
    limits = Limits()
    port = WebPort(make_site(*PARTS, limits=limits, secure=False), limits=limits)
    await port.start("127.0.0.1", 0)
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port.port}", trust_env=False, verify=False
    ) as one:
        yield one
    await port.close()


async def test_each_part_serves_its_own(client):
    for path in ("/", "/api/x"):
        assert (await client.get(path)).text == "hello"


async def test_each_part_answers_for_what_it_does_not_have(client):
    assert (await client.get("/nothing")).text == "Not Found\n"
    assert (await client.get("/api/nothing")).json() == {"status": 404}
    other = await client.post("/api/x")
    assert (other.json(), "GET" in other.headers["Allow"]) == ({"status": 405}, True)
    assert (await client.get("/tea")).status_code == 418


@pytest.mark.parametrize("path", ["/fail", "/api/fail"])
async def test_a_fault_of_ours_is_logged_and_says_nothing(client, expected_logs, path):
    expected_logs.expect("uvicorn.error", "Exception in ASGI application")
    answer = await client.get(path)
    assert answer.status_code == 500
    assert "secret" not in answer.text


async def test_an_address_with_a_slash_too_many_is_another_one(client):
    assert (await client.get("/api/x/")).status_code == 404

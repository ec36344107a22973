# SPDX-License-Identifier: Apache-2.0
"""What a request must keep to before anything of it is read. Numbers are those of bad inputs."""

import pytest
from starlette.responses import PlainTextResponse

from sync_server.channels.web.guard import HEADERS, LINE_BYTES, Guard


class Stub:
    """A connection that is let in."""

    admitted = 0

    def admit(self):
        self.admitted += 1


async def application(scope, receive, send):
    await PlainTextResponse("served", headers={"Cache-Control": "max-age=5"})(scope, receive, send)


async def ask(*headers, method="GET", path="/", query=b"", secure=True):
    """Status, headers and text of an answer."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request"}

    guard = Guard(application, body_bytes=len, piece_s=1, body_s=1, secure=secure)
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "headers": list(headers),
        "state": {"connection": Stub()},
    }
    await guard(scope, receive, send)
    assert scope["state"]["connection"].admitted == 1
    start, body = sent
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], found, body["body"].decode()


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
async def test_three_methods_are_served(method):
    assert (await ask(method=method))[0] == 200


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PUT", "DELETE", "PATCH", "CONNECT", "X"])
async def test_other_methods_are_not_allowed(method):
    status, headers, _ = await ask(method=method)
    assert (status, headers["allow"], headers["connection"]) == (405, "GET, HEAD, POST", "close")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([(b"transfer-encoding", b"chunked")], 400),
        ([(b"content-length", b"1"), (b"transfer-encoding", b"chunked")], 400),
        ([(b"transfer-encoding", b"identity")], 400),
        ([(b"content-length", b"1"), (b"content-length", b"1")], 400),
        ([(b"content-length", b"-1")], 400),
        ([(b"content-length", b"1e3")], 400),
        ([(b"content-length", "²".encode())], 400),
        ([(b"content-length", b"2")], 413),
        ([(b"content-length", b"9" * 5000)], 413),
        ([(b"content-length", b"1")], 200),
        ([(b"a", b"b")] * HEADERS, 200),
        ([(b"a", b"b")] * (HEADERS + 1), 431),
        ([(b"a", b"b" * (LINE_BYTES - 1))], 200),
        ([(b"a", b"b" * LINE_BYTES)], 431),
    ],
)
async def test_68_what_a_request_may_say_of_itself(headers, status):
    assert (await ask(*headers, method="POST"))[0] == status


async def test_an_address_is_no_longer_than_a_line():
    assert (await ask(query=b"x" * (LINE_BYTES - 1)))[0] == 200
    assert (await ask(query=b"x" * LINE_BYTES))[0] == 414


@pytest.mark.parametrize("method", ["GET", "TRACE"])
async def test_every_answer_says_how_it_may_be_used(method):
    _, headers, _ = await ask(method=method)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["strict-transport-security"] == "max-age=31536000"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy


async def test_what_an_answer_says_itself_counts():
    assert (await ask())[1]["cache-control"] == "max-age=5"
    assert (await ask(method="TRACE"))[1]["cache-control"] == "no-store"


async def test_without_tls_nobody_is_told_to_come_by_tls():
    assert "strict-transport-security" not in (await ask(secure=False))[1]

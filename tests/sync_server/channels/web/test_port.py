# SPDX-License-Identifier: Apache-2.0
"""The web port on real sockets: who is silent, slow or many. Numbers are those of bad inputs."""

import asyncio
import select
import socket
from contextlib import asynccontextmanager, suppress

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sync_server.channels.web.port import WebPort
from sync_server.channels.web.site import Part, make_site
from sync_server.config import Limits
from tests.support.socket_peers import PATIENCE_S

LARGE = b"x" * (32 * 1024 * 1024)
GET = b"GET / HTTP/1.1\r\nHost: desk\r\n\r\n"


async def echo(request):
    try:
        return PlainTextResponse(await request.body())
    except ClientDisconnect:
        return PlainTextResponse("too slow", 408)


async def greet(request):
    return PlainTextResponse("hello")


async def much(request):
    return Response(LARGE)


async def delays(request):
    own = request.state.connection.transport.get_extra_info("socket")
    return PlainTextResponse(str(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))


ROUTES = [
    Route("/delays", delays, methods=["GET"]),
    Route("/", greet, methods=["GET"]),
    Route("/", echo, methods=["POST"]),
    Route("/much", much, methods=["GET"]),
]


@asynccontextmanager
async def web_port(**limits):
    known = Limits(**limits)
    site = make_site(Part("", ROUTES, body_bytes=1000), limits=known, secure=False)
    port = WebPort(site, limits=known)
    await port.start("127.0.0.1", 0)
    yield port.port
    await port.close()


async def talk(port, *pieces):
    """Everything that comes back for what is sent, until the server closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = b""
    with suppress(ConnectionResetError):
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        async with asyncio.timeout(PATIENCE_S):
            while data := await reader.read(65536):
                answer += data
    writer.close()
    return answer


def post(*headers, body=b""):
    return b"\r\n".join((b"POST / HTTP/1.1", b"Host: desk", *headers, b"", body))


async def test_requests_are_answered_and_the_connection_goes_on():
    async with web_port() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(3):
            writer.write(GET)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200 ")
            assert await reader.readexactly(5) == b"hello"
        writer.close()


async def test_no_part_of_an_answer_waits_for_the_confirmation_of_another():
    async with web_port() as port:
        answer = await talk(
            port, GET.replace(b"/ ", b"/delays ", 1) + b"", post(b"Connection: close")
        )
        assert b"\r\n\r\n1" in answer


async def test_68_two_lengths_are_refused_and_what_follows_is_not_read():
    smuggled = post(b"Content-Length: 4", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n" + GET)
    async with web_port() as port:
        answer = await talk(port, smuggled)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"connection: close" in answer.lower()
    assert answer.count(b"HTTP/1.1") == 1
    assert b"hello" not in answer


async def test_68_chunks_without_end_are_refused():
    async with web_port() as port:
        bomb = post(b"Transfer-Encoding: chunked", body=b"1\r\nx\r\n" * 20_000)
        assert (await talk(port, bomb)).startswith(b"HTTP/1.1 400 ")


async def test_68_two_different_lengths_are_refused(expected_logs):
    expected_logs.expect("uvicorn.error", "Invalid HTTP request")
    async with web_port() as port:
        answer = await talk(port, post(b"Content-Length: 4", b"Content-Length: 5", body=b"xxxxx"))
        assert answer.startswith(b"HTTP/1.1 400 ")


async def test_a_stranger_who_says_nothing_or_half_a_request_is_sent_away():
    async with web_port(handshake_s=0.05) as port:
        assert await talk(port) == b""
        assert await talk(port, b"GET / HTTP/1.1\r\nHost: d\r\n") == b""


async def test_who_says_nothing_after_an_answer_is_a_stranger_again():
    async with web_port(handshake_s=0.05) as port:
        assert (await talk(port, GET)).endswith(b"hello")
        assert (await talk(port, GET, b"GET / HTTP/1.1\r\nHo")).endswith(b"hello")


async def test_a_body_that_does_not_come_is_not_waited_for():
    async with web_port(message_s=0.05) as port:
        answer = await talk(port, post(b"Content-Length: 10", b"Connection: close", body=b"xx"))
        assert answer.startswith(b"HTTP/1.1 408 ")


async def test_10_a_crowd_of_silent_ones_keeps_nobody_out():
    async with web_port(pending_per_address=20, pending_total=2000) as port:
        crowd = [await asyncio.open_connection("127.0.0.1", port) for _ in range(19)]
        assert (await talk(port, post(b"Connection: close", b"Content-Length: 0"))).startswith(
            b"HTTP/1.1 200 "
        )
        for _, writer in crowd:
            writer.close()


async def test_one_address_has_so_many_connections():
    async with web_port(pending_per_address=3) as port:
        several = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        for reader, writer in several:
            writer.write(GET)
            await reader.readuntil(b"hello")
        assert await talk(port, GET) == b""
        for _, writer in several:
            writer.close()


async def test_who_reads_nothing_of_an_answer_is_cut_off():
    async with web_port(drain_s=0.05) as port:
        ours = socket.socket()
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        ours.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(ours, ("127.0.0.1", port))
        await loop.sock_sendall(ours, b"GET /much HTTP/1.1\r\nHost: desk\r\n\r\n")
        watch = select.poll()
        watch.register(ours, 0)  # errors alone: what has come is left where it is
        assert await asyncio.to_thread(watch.poll, PATIENCE_S * 1000)
        ours.close()

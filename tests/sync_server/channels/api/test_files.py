# SPDX-License-Identifier: Apache-2.0
"""The file port on a real socket. Numbers are those of the attacks."""

import asyncio
import os
import socket
from contextlib import asynccontextmanager
from hashlib import sha256
from typing import NamedTuple

import httpx
import pytest

from sync_server.channels.api.files import Files
from sync_server.channels.api.port import FilePort
from sync_server.config import Limits
from sync_server.contract.ids import AgentId, DeviceId
from sync_server.security.tokens import make_pass
from sync_server.store.blobs import BlobFolder
from sync_server.store.engines import DatabaseError
from tests.support.desks import running_desk
from tests.support.plain import c
from tests.support.socket_peers import PATIENCE_S
from tests.support.standard_desk import StandardDesk
from tests.support.still_environment import StillEnvironment

PASS_KEY = b"k" * 32
DATA = bytes(range(256)) * 2000
SIZE = len(DATA)
HASH = sha256(DATA).hexdigest()


class Person(NamedTuple):
    agent: AgentId
    device: DeviceId


PEOPLE = {
    f"{name}-key": Person(AgentId(name), DeviceId(f"{name}-pc"))
    for name in ("ann", "rob", "ben", "ola", "ada")
}


class Port(NamedTuple):
    standard: StandardDesk
    client: httpx.AsyncClient
    files: Files
    number: int

    async def put(self, id_, data, *, who="ann", offset=0, size=SIZE, digest=HASH):
        headers = {
            "Authorization": f"Bearer {who}-key",
            "Upload-Offset": str(offset),
            "Upload-Length": str(size),
            "Upload-Sha256": digest,
        }
        return await self.client.put(f"/uploads/{id_}", content=data, headers=headers)

    async def get(self, id_, *, who="ann", token=None, device=None, life_s=60):
        until = self.standard.environment.now_us() + int(life_s * 1_000_000)
        fresh = make_pass(PASS_KEY, attachment=id_, device=device or f"{who}-pc", expires_at=until)
        return await self.client.get(
            f"/files/{id_}",
            params={"pass": fresh if token is None else token},
            headers={"Authorization": f"Bearer {who}-key"},
        )

    async def open(self, *, room=None):
        """A connection, with little room for what nobody has read if so wished."""
        ours = socket.socket()
        if room is not None:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        ours.setblocking(False)
        await asyncio.get_running_loop().sock_connect(ours, ("127.0.0.1", self.number))
        return ours

    async def begin(self, id_, *, who="rob"):
        """A download whose reader takes its head and then reads no more."""
        until = self.standard.environment.now_us() + 60_000_000
        token = make_pass(PASS_KEY, attachment=id_, device=f"{who}-pc", expires_at=until)
        ours = await self.open(room=4096)
        head = f"GET /files/{id_}?pass={token} HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n"
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(ours, f"{head}Authorization: Bearer {who}-key\r\n\r\n".encode())
        assert (await loop.sock_recv(ours, 12)) == b"HTTP/1.1 200"
        return ours

    async def attached(self, id_="f1", *, name="report.pdf"):
        """A file of ann's, uploaded and attached to her note on `opened`."""
        assert (await self.put(id_, DATA)).status_code == 201
        file = c.File(id=id_, name=name)
        await self.standard.do("ann", c.Attach(message="opened-note", files=(file,)))
        return id_


@asynccontextmanager
async def file_port(database, folder, **limits):
    environment = StillEnvironment(seed=4)
    environment.advance(minutes=13)
    async with running_desk(database, environment) as desk:
        files = Files(
            desk,
            environment,
            folder=BlobFolder(folder, random_bytes=os.urandom),
            limits=Limits(attachment_bytes=len(DATA), **limits),
            holder=lambda key: PEOPLE.get(key),  # noqa: PLW0108 - `get` has another signature
            pass_key=PASS_KEY,
        )
        port = FilePort(files)
        await port.start("127.0.0.1", 0)
        address = f"http://127.0.0.1:{port.port}"
        async with httpx.AsyncClient(base_url=address, trust_env=False, verify=False) as client:
            yield Port(StandardDesk(desk, environment), client, files, port.port)
        await port.close()


@pytest.fixture
async def port(templates, tmp_path):
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with file_port(database, tmp_path / "files") as found:
        yield found
    database.close()


def code(answer):
    return answer.json()["code"]


# -- up ------------------------------------------------------------------------------------------


async def test_an_upload_is_resumed_where_it_stopped(port):
    assert (await port.put("f1", DATA[:1000])).headers["Upload-Offset"] == "1000"
    head = await port.client.head("/uploads/f1", headers={"Authorization": "Bearer ann-key"})
    assert (head.status_code, head.headers["Upload-Offset"]) == (200, "1000")
    done = await port.put("f1", DATA[1000:], offset=1000)
    assert (done.status_code, done.headers["Upload-Offset"]) == (201, str(len(DATA)))
    again = await port.put("f1", b"", offset=len(DATA))
    assert (again.status_code, again.headers["Upload-Offset"]) == (200, str(len(DATA)))


async def test_an_offset_beyond_what_is_there_is_told_where_to_go_on(port):
    await port.put("f1", DATA[:1000])
    answer = await port.put("f1", DATA[2000:], offset=2000)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "1000")


async def test_bytes_that_do_not_fit_their_hash_begin_again(port):
    answer = await port.put("f1", DATA[:-1] + b"?")
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (422, "0")
    assert (await port.put("f1", DATA)).status_code == 201


async def test_more_bytes_than_announced_are_refused(port):
    answer = await port.put("f1", DATA, size=10)
    assert (answer.status_code, code(answer)) == (413, "limit")


async def test_a_file_over_the_limit_is_refused(port):
    answer = await port.put("f1", b"", size=len(DATA) + 1)
    assert (answer.status_code, code(answer)) == (413, "limit")


@pytest.mark.parametrize(
    "headers",
    [
        {"Upload-Length": "x", "Upload-Sha256": HASH},
        {"Upload-Length": "-1", "Upload-Sha256": HASH},
        {"Upload-Length": "9" * 5000, "Upload-Sha256": HASH},
        {"Upload-Length": "5", "Upload-Sha256": "short"},
        {"Upload-Length": "5", "Upload-Sha256": HASH, "Upload-Offset": "1e3"},
    ],
)
async def test_bad_headers_are_refused(port, headers):
    all_headers = {"Authorization": "Bearer ann-key", **headers}
    answer = await port.client.put("/uploads/f1", content=b"", headers=all_headers)
    assert (answer.status_code, code(answer)) == (400, "bad_value")


@pytest.mark.parametrize("id_", ["..%2Fx", "A", "x" * 81, "%00", "a%2Fb"])
async def test_41_names_that_are_no_ids_are_not_found(port, id_):
    assert (await port.put(id_, DATA)).status_code == 404


async def test_anothers_upload_looks_as_if_it_were_not_there(port):
    await port.put("f1", DATA[:1000])
    answer = await port.put("f1", DATA, who="rob")
    assert (answer.status_code, code(answer)) == (404, "not_found")
    head = await port.client.head("/uploads/f1", headers={"Authorization": "Bearer rob-key"})
    assert head.status_code == 404


async def test_the_same_id_with_other_content_is_a_conflict(port):
    await port.put("f1", DATA[:1000])
    answer = await port.put("f1", b"abc", size=3, digest=sha256(b"abc").hexdigest())
    assert (answer.status_code, code(answer)) == (400, "id_conflict")


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", "Basic ann-key"])
async def test_who_has_no_session_is_refused(port, authorization):
    for request in (port.client.put, port.client.get):
        path = "/uploads/f1" if request == port.client.put else "/files/f1"
        answer = await request(path, headers={"Authorization": authorization})
        assert (answer.status_code, code(answer)) == (401, "sign_in")


# -- down ----------------------------------------------------------------------------------------


async def test_a_file_goes_down_as_a_download_and_nothing_else(port):
    id_ = await port.attached(name='pay"roll é.html')
    answer = await port.get(id_, who="rob")
    assert answer.content == DATA
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    disposition = answer.headers["Content-Disposition"]
    assert disposition == "attachment; filename*=UTF-8''pay%22roll%20%C3%A9.html"


async def test_a_pass_is_good_once_on_one_device_and_for_a_minute(port):
    id_ = await port.attached()
    until = port.standard.environment.now_us() + 60_000_000
    token = make_pass(PASS_KEY, attachment=id_, device="ann-pc", expires_at=until)
    assert (await port.get(id_, token=token)).status_code == 200
    assert (await port.get(id_, token=token)).status_code == 404
    assert (await port.get(id_, who="rob", device="ann-pc")).status_code == 404
    assert (await port.get(id_, life_s=-1)).status_code == 404
    assert (await port.get(id_, token="")).status_code == 404


async def test_26_a_file_of_a_ticket_that_moved_away_is_not_found(port):
    id_ = await port.attached()
    assert (await port.get(id_, who="rob")).status_code == 200
    await port.standard.do("ada", c.SetTeam(ticket="opened", team="billing"))
    assert (await port.get(id_, who="rob")).status_code == 404


async def test_27_what_is_hidden_and_what_is_not_there_get_the_same_answer(port):
    id_ = await port.attached()
    hidden = await port.get(id_, who="ben")
    bodiless = await port.get(id_, who="ola")
    missing = await port.get("nothing", who="ben")
    answers = {(answer.status_code, answer.content) for answer in (hidden, bodiless, missing)}
    assert answers == {(404, b'{"code":"not_found"}')}


async def test_an_upload_that_is_attached_to_nothing_is_not_found(port):
    await port.put("f1", DATA)
    assert (await port.get("f1")).status_code == 404


@pytest.mark.parametrize("method", ["POST", "DELETE", "PATCH", "TRACE", "OPTIONS"])
async def test_other_methods_are_not_allowed(port, method):
    assert (await port.client.request(method, "/files/f1")).status_code == 405


# -- revocation ----------------------------------------------------------------------------------


async def read_on(ours):
    """How many bytes still come, and whether the connection was reset."""
    loop = asyncio.get_running_loop()
    count = 0
    try:
        async with asyncio.timeout(PATIENCE_S):
            while piece := await loop.sock_recv(ours, 65536):
                count += len(piece)
    except ConnectionResetError:
        return count, True
    finally:
        ours.close()
    return count, False


@pytest.mark.parametrize(
    "ending",
    [c.SetTeam(ticket="opened", team="billing"), c.DisableAgent(agent="rob")],
    ids=lambda command: type(command).__name__,
)
async def test_a_download_ends_before_the_command_is_answered_that_took_its_right(port, ending):
    id_ = await port.attached()
    going, staying = await port.begin(id_), await port.begin(id_, who="ada")
    await port.standard.do("ada", ending)
    count, reset = await read_on(going)
    assert reset
    assert count < 64 * 1024
    count, reset = await read_on(staying)
    assert not reset
    assert count > SIZE


async def test_a_download_of_a_device_that_has_ended_is_cut(port):
    id_ = await port.attached()
    ours = await port.begin(id_)
    await port.files.downloads.end_device(DeviceId("ann-pc"))
    await port.files.downloads.end_device(DeviceId("rob-pc"))
    assert (await read_on(ours))[1]


async def test_when_nobody_can_say_who_may_go_on_nobody_may(port):
    id_ = await port.attached()
    ours = await port.begin(id_, who="ada")
    hide = "ALTER TABLE attachment RENAME TO hidden"
    await port.files.desk.transact(lambda writer: writer.run(hide))
    with pytest.raises(DatabaseError):
        await port.files.downloads.barrier(None)
    assert (await read_on(ours))[1]


# -- strangers -----------------------------------------------------------------------------------


async def test_10_strangers_who_say_nothing_leave_agents_their_files(templates, tmp_path):
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with file_port(database, tmp_path / "files", pending_per_address=20) as port:
        assert (await port.put("f1", DATA)).status_code == 201
        crowd = [await port.open() for _ in range(30)]
        ends = [asyncio.create_task(read_on(one)) for one in crowd]
        refused, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        assert refused
        headers = {"Authorization": "Bearer ann-key"}
        async with httpx.AsyncClient(
            base_url=port.client.base_url, trust_env=False, verify=False
        ) as new:
            for client in (port.client, new):
                assert (await client.head("/uploads/f1", headers=headers)).status_code == 200
        for end in ends:
            end.cancel()
        await asyncio.wait(ends)
    database.close()


async def test_a_stranger_who_says_nothing_is_sent_away(templates, tmp_path):
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with file_port(database, tmp_path / "files", handshake_s=0.05) as port:
        assert await read_on(await port.open()) == (0, False)
        ours = await port.open()
        await asyncio.get_running_loop().sock_sendall(ours, b"GET / HTTP/1.1\r\nHost: d\r\n")
        assert await read_on(ours) == (0, False)
    database.close()

# SPDX-License-Identifier: Apache-2.0
"""The doctor looks at how a desk is reached: ports, names, certificate."""

import asyncio
import socket

import msgspec
import pytest
import trustme

from sync_server.config import Configuration
from sync_server.operations.doctor_network import examine_names, examine_ports, examine_reach
from sync_server.operations.examination import Line
from sync_server.operations.status import Running, Status
from sync_server.security.tls import make_authority, server_context
from tests.support.still_environment import START


def _free_ports(count: int) -> list[int]:
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


@pytest.fixture
def configuration(tmp_path) -> Configuration:
    first, second, third = _free_ports(3)
    return Configuration(
        data=tmp_path, port=first, file_port=second, web_port=third, plain=True, host="127.0.0.1"
    )


def served(configuration: Configuration) -> Status:
    server = Running(
        since_at=0,
        host=configuration.host,
        port=configuration.port,
        file_port=configuration.file_port,
        web_port=configuration.web_port,
        sessions=3,
    )
    return Status(epoch="e", seq=1, database="sqlite", counts={}, server=server)


async def ports(configuration: Configuration, status: Status | None) -> dict[str, Line]:
    return {line.about: line for line in await examine_ports(configuration, status)}


def reach(configuration: Configuration, environment) -> list[Line]:
    return list(examine_reach(configuration, environment))


async def test_ports_that_are_free_wait_for_the_server(configuration):
    found = await ports(configuration, None)
    assert found["server"].state == "warning"
    assert {found[name].state for name in ("port", "file_port", "web_port")} == {"ok"}


async def test_a_port_that_another_program_has_is_named_with_its_setting(configuration):
    async with await asyncio.start_server(
        lambda reader, writer: writer.close(), "127.0.0.1", configuration.file_port
    ):
        line = (await ports(configuration, None))["file_port"]
    assert line.state == "error"
    assert str(configuration.file_port) in line.text
    assert "set `file_port`" in line.text


async def test_a_running_server_is_asked_at_its_ports(configuration):
    def answer(reader, writer):
        writer.close()

    async with (
        await asyncio.start_server(answer, "127.0.0.1", configuration.port),
        await asyncio.start_server(answer, "127.0.0.1", configuration.web_port),
    ):
        found = await ports(configuration, served(configuration))
    assert (found["server"].state, found["port"].state, found["web_port"].state) == (
        "ok",
        "ok",
        "ok",
    )
    assert found["file_port"].state == "error"
    assert "Nothing answers" in found["file_port"].text


@pytest.mark.parametrize(
    ("host", "names", "state", "said"),
    [
        ("0.0.0.0", ("desk.example",), "ok", "desk.example"),
        ("127.0.0.1", ("localhost",), "ok", "localhost"),
        ("127.0.0.1", ("desk.example",), "error", "0.0.0.0"),
        ("0.0.0.0", ("localhost", "127.0.0.1"), "warning", "Set `names`"),
    ],
)
def test_names_and_address_must_fit_together(tmp_path, environment, host, names, state, said):
    make_authority(tmp_path / "tls", now=START)
    line = reach(Configuration(data=tmp_path, host=host, names=names), environment)[0]
    assert (line.about, line.state) == ("names", state)
    assert said in line.text


@pytest.fixture
def look_up(monkeypatch):
    """Name servers that know `desk.example`, asked by nobody."""

    def find(host, *_, **__):
        if host != "desk.example":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("192.0.2.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", find)


@pytest.mark.usefixtures("look_up")
async def test_a_name_that_nobody_finds_is_told(tmp_path):
    names = ("localhost", "127.0.0.1", "desk.example", "gone.example", "a..b")
    found = await examine_names(Configuration(data=tmp_path, names=names))
    assert [line.state for line in found] == ["warning"] * 2
    assert "no address of gone.example" in found[0].text
    assert "no address of a..b" in found[1].text


def test_the_desks_own_certificates_are_looked_at(tmp_path, environment):
    configuration = Configuration(data=tmp_path)
    make_authority(configuration.tls, now=START)
    server_context(configuration.tls, configuration.names, now=START)
    states = [line.state for line in reach(configuration, environment)]
    assert states == ["ok", "ok", "ok"]
    environment.advance(days=89)
    assert reach(configuration, environment)[-1].state == "warning"


def test_a_desk_without_its_authority_says_which_file_is_missing(tmp_path, environment):
    line = reach(Configuration(data=tmp_path), environment)[-1]
    assert line.state == "error"
    assert "authority.pem" in line.text


def test_a_certificate_for_other_names_is_an_error(tmp_path, environment):
    issued = trustme.CA().issue_cert("other.example")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    certificate.write_bytes(issued.cert_chain_pems[0].bytes())
    key.write_bytes(issued.private_key_pem.bytes())
    configuration = Configuration(
        data=tmp_path, names=("desk.example",), certificate=str(certificate), key=str(key)
    )
    found = {line.state: line.text for line in reach(configuration, environment)[1:]}
    assert "does not stand for desk.example" in found["error"]
    assert "fullchain" in found["warning"]
    changed = msgspec.structs.replace(configuration, key=str(certificate))
    assert "no private key" in reach(changed, environment)[-1].text

# SPDX-License-Identifier: Apache-2.0
"""The client trusts the authority of the join code, whoever sits on the line."""

import asyncio
import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import truststore
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from app.link.trust import Untrusted, client_context, fetch_authority
from sync_server.security.tls import AUTHORITY_FILE, make_authority, server_context
from tests.support.tls_desk import http_answer, tls_desk

HOST = "127.0.0.1"
NOW = datetime.now(UTC)


class Desk(NamedTuple):
    pem: str
    fingerprint: str
    context: ssl.SSLContext

    @property
    def answer(self) -> bytes:
        return http_answer(self.pem.encode())


def make_desk(folder: Path, *names: str) -> Desk:
    fingerprint = make_authority(folder, now=NOW)
    context = server_context(folder, names, now=NOW)
    return Desk((folder / AUTHORITY_FILE).read_text(), fingerprint, context)


@pytest.fixture
def desk(tmp_path) -> Desk:
    return make_desk(tmp_path / "desk", HOST)


@pytest.fixture
def stranger(tmp_path) -> Desk:
    """Somebody on the line, with an authority and a certificate for the same address."""
    return make_desk(tmp_path / "stranger", HOST)


async def echo(port: int, context: ssl.SSLContext, name: str = HOST) -> bytes:
    reader, writer = await asyncio.open_connection(HOST, port, ssl=context, server_hostname=name)
    writer.write(b"hello\n")
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return answer


async def test_the_authority_of_the_join_code_is_fetched_and_proves_the_server(desk):
    async with tls_desk(desk.context, desk.answer) as port:
        pem = await fetch_authority(HOST, port, desk.fingerprint)
        assert await echo(port, client_context(pem)) == b"hello\n"
    assert pem == desk.pem


async def test_somebody_on_the_line_with_another_authority_is_refused(desk, stranger):
    async with tls_desk(stranger.context, stranger.answer) as port:
        with pytest.raises(Untrusted) as caught:
            await fetch_authority(HOST, port, desk.fingerprint)
    assert (caught.value.expected, caught.value.found) == (desk.fingerprint, stranger.fingerprint)


async def test_somebody_on_the_line_who_hands_out_the_right_authority_proves_nothing(
    desk, stranger
):
    async with tls_desk(stranger.context, desk.answer) as port:
        pem = await fetch_authority(HOST, port, desk.fingerprint)
        with pytest.raises(ssl.SSLCertVerificationError):
            await echo(port, client_context(pem))


async def test_an_authority_smuggled_in_behind_the_right_one_is_not_trusted(desk, stranger):
    answer = http_answer((desk.pem + stranger.pem).encode())
    async with tls_desk(stranger.context, answer) as port:
        pem = await fetch_authority(HOST, port, desk.fingerprint)
        with pytest.raises(ssl.SSLCertVerificationError):
            await echo(port, client_context(pem))


async def test_a_forged_certificate_around_the_right_key_is_refused(desk):
    genuine = x509.load_pem_x509_certificate(desk.pem.encode())
    forged = (
        x509.CertificateBuilder()
        .subject_name(genuine.subject)
        .issuer_name(genuine.subject)
        .public_key(genuine.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(genuine.not_valid_before_utc)
        .not_valid_after(genuine.not_valid_after_utc)
        .sign(ec.generate_private_key(ec.SECP256R1()), SHA256())
    )
    async with tls_desk(desk.context, http_answer(forged.public_bytes(Encoding.PEM))) as port:
        with pytest.raises(Untrusted):
            await fetch_authority(HOST, port, desk.fingerprint)


async def test_a_pinned_authority_is_not_good_for_another_name(desk):
    async with tls_desk(desk.context, desk.answer) as port:
        pem = await fetch_authority(HOST, port, desk.fingerprint)
        with pytest.raises(ssl.SSLCertVerificationError):
            await echo(port, client_context(pem), name="desk.example")


async def test_a_pinned_client_trusts_nobody_else(desk, stranger):
    async with tls_desk(stranger.context, stranger.answer) as port:
        with pytest.raises(ssl.SSLCertVerificationError):
            await echo(port, client_context(desk.pem))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n\r\n",
        http_answer(b"not found", "404 Not Found"),
        http_answer(b"\xff\x00 no certificate"),
        b"SSH-2.0-desk 200\r\n\r\n",
        http_answer(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
        http_answer(b"x" * 1_000_000),
    ],
    ids=["nothing", "no body", "not found", "bytes", "not HTTP", "broken PEM", "endless"],
)
async def test_a_server_without_an_authority_is_untrusted(desk, answer):
    async with tls_desk(desk.context, answer) as port:
        with pytest.raises(Untrusted) as caught:
            await fetch_authority(HOST, port, desk.fingerprint)
    assert caught.value.found == ""


async def test_a_server_that_speaks_no_tls_cannot_be_reached(desk):
    async with tls_desk(None, desk.answer) as port:
        with pytest.raises(OSError, match="SSL"):
            await fetch_authority(HOST, port, desk.fingerprint)


async def test_a_server_that_is_not_there_cannot_be_reached(desk):
    async with tls_desk(desk.context, desk.answer) as port:
        pass
    with pytest.raises(ConnectionRefusedError):
        await fetch_authority(HOST, port, desk.fingerprint)


def test_without_a_pin_the_trust_of_the_system_decides():
    context = client_context(None)
    assert isinstance(context, truststore.SSLContext)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_old_tls_is_not_spoken(desk):
    assert client_context(desk.pem).minimum_version is ssl.TLSVersion.TLSv1_2

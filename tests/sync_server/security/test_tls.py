# SPDX-License-Identifier: Apache-2.0
"""The desk's certificates are made once, renewed in time, private, and whole after a crash."""

import ipaddress
import ssl
import stat
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sync_server.security.certificates import BadCertificate
from sync_server.security.tls import (
    AUTHORITY_FILE,
    LEAF_LIFE,
    BadAuthority,
    fingerprint,
    make_authority,
    public_context,
    renew,
    server_context,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAMES = ("desk.example", "127.0.0.1", "::1")


@pytest.fixture
def folder(tmp_path) -> Path:
    make_authority(tmp_path / "tls", now=NOW)
    return tmp_path / "tls"


def leaf(folder: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate((folder / "server.pem").read_bytes())


def handshake(server: ssl.SSLContext, client: ssl.SSLContext, name: str) -> bytes | None:
    """A handshake in memory, verified by the client; the certificate that the server sent (DER)."""
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        client.wrap_bio(to_client, to_server, server_hostname=name),
        server.wrap_bio(to_server, to_client, server_side=True),
    ]
    waiting = list(ends)
    for _ in range(10):
        for end in tuple(waiting):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
            waiting.remove(end)
    assert waiting == []
    return ends[0].getpeercert(binary_form=True)


def trusting(folder: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=folder / AUTHORITY_FILE)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    return context


@pytest.mark.parametrize("name", NAMES)
def test_a_strict_client_that_trusts_the_authority_accepts_each_name(tmp_path, name):
    now = datetime.now(UTC)
    make_authority(tmp_path, now=now)
    server = server_context(tmp_path, NAMES, now=now)
    sent = handshake(server, trusting(tmp_path), name)
    assert sent == leaf(tmp_path).public_bytes(Encoding.DER)


def test_a_client_refuses_a_name_that_the_certificate_is_not_for(tmp_path):
    now = datetime.now(UTC)
    make_authority(tmp_path, now=now)
    server = server_context(tmp_path, ["desk.example"], now=now)
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(server, trusting(tmp_path), "other.example")


def test_the_server_speaks_no_old_tls(folder):
    assert server_context(folder, NAMES, now=NOW).minimum_version is ssl.TLSVersion.TLSv1_2


def test_the_authority_is_made_once(folder):
    before = (folder / AUTHORITY_FILE).read_bytes()
    again = make_authority(folder, now=NOW + timedelta(days=1))
    assert (folder / AUTHORITY_FILE).read_bytes() == before
    assert again == fingerprint(before.decode())


def test_the_fingerprint_is_that_of_the_public_key(folder):
    authority = x509.load_pem_x509_certificate((folder / AUTHORITY_FILE).read_bytes())
    key = authority.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, ec.SECP256R1)
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert fingerprint((folder / AUTHORITY_FILE).read_text()) == sha256(info).hexdigest()


def test_the_authority_may_sign_servers_and_no_further_authority(folder):
    authority = x509.load_pem_x509_certificate((folder / AUTHORITY_FILE).read_bytes())
    constraints = authority.extensions.get_extension_for_class(x509.BasicConstraints)
    assert constraints.critical
    assert constraints.value == x509.BasicConstraints(ca=True, path_length=0)


def test_the_certificate_is_for_the_given_names_and_addresses(folder):
    server_context(folder, [*NAMES, "bücher.example"], now=NOW)
    names = leaf(folder).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert list(names) == [
        x509.DNSName("desk.example"),
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
        x509.IPAddress(ipaddress.ip_address("::1")),
        x509.DNSName("xn--bcher-kva.example"),
    ]


def test_a_certificate_is_kept_until_two_thirds_of_its_life(folder):
    due = renew(server_context(folder, NAMES, now=NOW), folder, NAMES, now=NOW)
    serial = leaf(folder).serial_number
    server_context(folder, NAMES, now=due - timedelta(seconds=1))
    assert leaf(folder).serial_number == serial
    server_context(folder, NAMES, now=due)
    assert leaf(folder).serial_number != serial
    assert LEAF_LIFE / 2 < due - NOW < LEAF_LIFE


def test_a_running_server_takes_a_new_certificate_without_a_restart(tmp_path):
    now = datetime.now(UTC)
    make_authority(tmp_path, now=now)
    server = server_context(tmp_path, NAMES, now=now)
    old = handshake(server, trusting(tmp_path), "desk.example")
    renew(server, tmp_path, [*NAMES, "new.example"], now=now)
    assert handshake(server, trusting(tmp_path), "new.example") != old


def test_other_names_need_another_certificate(folder):
    server_context(folder, NAMES, now=NOW)
    serial = leaf(folder).serial_number
    server_context(folder, [*NAMES, "new.example"], now=NOW)
    assert leaf(folder).serial_number != serial


def test_another_authority_needs_another_certificate(folder):
    server_context(folder, NAMES, now=NOW)
    serial = leaf(folder).serial_number
    (folder / AUTHORITY_FILE).unlink()
    make_authority(folder, now=NOW)
    server_context(folder, NAMES, now=NOW)
    assert leaf(folder).serial_number != serial


@pytest.mark.parametrize("content", [b"", b"no certificate"])
def test_a_broken_certificate_is_made_anew(folder, content):
    (folder / "server.pem").write_bytes(content)
    server_context(folder, NAMES, now=NOW)
    assert leaf(folder).not_valid_after_utc > NOW


def test_no_certificate_outlives_its_authority(folder):
    authority = x509.load_pem_x509_certificate((folder / AUTHORITY_FILE).read_bytes())
    server_context(folder, NAMES, now=authority.not_valid_after_utc - timedelta(days=5))
    assert leaf(folder).not_valid_after_utc == authority.not_valid_after_utc


def test_an_authority_that_has_ended_signs_nothing_and_says_what_to_do(folder):
    authority = x509.load_pem_x509_certificate((folder / AUTHORITY_FILE).read_bytes())
    with pytest.raises(BadAuthority, match="new join codes"):
        server_context(folder, NAMES, now=authority.not_valid_after_utc)


@pytest.mark.parametrize("content", [b"", b"no key"])
def test_an_authority_that_cannot_be_read_is_named(folder, content):
    (folder / "authority-key.pem").write_bytes(content)
    with pytest.raises(BadAuthority, match="cannot be read"):
        server_context(folder, NAMES, now=NOW)


def test_a_missing_authority_is_named(tmp_path):
    with pytest.raises(BadAuthority, match="cannot be read"):
        server_context(tmp_path, NAMES, now=NOW)


def test_the_key_of_another_authority_is_not_used(folder, tmp_path):
    make_authority(tmp_path / "other", now=NOW)
    (tmp_path / "other" / "authority-key.pem").replace(folder / "authority-key.pem")
    with pytest.raises(BadAuthority, match="not the key of"):
        server_context(folder, NAMES, now=NOW)


def test_the_certificate_is_good_for_a_client_whose_clock_is_a_little_slow(folder):
    server_context(folder, NAMES, now=NOW)
    assert leaf(folder).not_valid_before_utc <= NOW - timedelta(hours=12)


def test_every_file_is_for_its_owner_alone(folder):
    server_context(folder, NAMES, now=NOW)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {0o600}


def test_certificates_of_a_public_authority_are_taken_from_their_files(tmp_path, folder):
    server_context(folder, NAMES, now=NOW)
    context = public_context(folder / "server.pem", folder / "server.pem")
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2


def test_a_file_without_a_certificate_is_an_error(tmp_path):
    (tmp_path / "empty.pem").write_text("")
    with pytest.raises(BadCertificate):
        public_context(tmp_path / "empty.pem", tmp_path / "empty.pem")

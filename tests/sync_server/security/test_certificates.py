# SPDX-License-Identifier: Apache-2.0
"""A company's own certificate is looked at before anybody is served with it."""

from datetime import UTC, datetime, timedelta

import pytest
import trustme
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from sync_server.security.certificates import (
    BadCertificate,
    chain_problem,
    dates_problem,
    load_chain,
    load_pair,
    missing_names,
)

LATER = datetime(2027, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def pair(authority, tmp_path):
    """A certificate for desk.example with its key, as two files."""
    issued = authority.issue_cert("desk.example", "192.0.2.7", "*.wild.example", not_after=LATER)
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    certificate.write_bytes(b"".join(each.bytes() for each in issued.cert_chain_pems))
    key.write_bytes(issued.private_key_pem.bytes())
    return certificate, key


def test_a_certificate_and_its_key_are_taken(pair):
    chain = load_pair(*pair)
    assert missing_names(chain[0], ["desk.example", "192.0.2.7"]) == []


def test_the_key_of_another_certificate_is_refused_by_name(pair, authority):
    certificate, key = pair
    key.write_bytes(authority.issue_cert("desk.example").private_key_pem.bytes())
    with pytest.raises(BadCertificate, match="is not the key of") as caught:
        load_pair(certificate, key)
    assert str(key) in str(caught.value)


def test_a_key_with_a_passphrase_is_refused_and_never_asked_for(pair):
    certificate, key = pair
    secret = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")
    )
    key.write_bytes(secret)
    with pytest.raises(BadCertificate, match="passphrase"):
        load_pair(certificate, key)


@pytest.mark.parametrize("text", ["", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_files_of_another_kind_are_named(pair, text):
    certificate, key = pair
    key.write_text(text)
    with pytest.raises(BadCertificate, match="no private key"):
        load_pair(certificate, key)
    certificate.write_text(text)
    with pytest.raises(BadCertificate, match="no certificate"):
        load_pair(certificate, key)


@pytest.mark.parametrize(
    ("name", "covered"),
    [
        ("DESK.example.", True),
        ("www.desk.example", False),
        ("one.wild.example", True),
        ("one.two.wild.example", False),
        ("wild.example", False),
        ("192.0.2.8", False),
        ("müller.example", False),
    ],
)
def test_a_star_stands_for_one_label_alone(pair, name, covered):
    assert (missing_names(load_chain(pair[0])[0], [name]) == []) is covered


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (timedelta(days=60), "ok"),
        (timedelta(days=13), "warning"),
        (timedelta(0), "error"),
        (timedelta(days=-1), "error"),
    ],
)
def test_the_end_of_a_certificate_is_told_in_time(pair, left, state):
    assert dates_problem(load_chain(pair[0])[0], LATER - left)[0] == state


def test_a_certificate_of_the_future_points_at_the_clock(pair):
    state, text = dates_problem(load_chain(pair[0])[0], datetime(1999, 1, 1, tzinfo=UTC))
    assert state == "error"
    assert "clock" in text


def test_a_certificate_alone_lacks_those_of_its_issuers(pair):
    pem = load_chain(pair[0])[0].public_bytes(Encoding.PEM)
    pair[0].write_bytes(pem)
    assert "fullchain" in chain_problem(*pair)


def test_certificates_in_the_wrong_order_are_told(pair, authority):
    issued = authority.create_child_ca().issue_cert("desk.example")
    own, *issuers = [each.bytes() for each in issued.cert_chain_pems]
    pair[0].write_bytes(b"".join([own, authority.cert_pem.bytes(), *issuers]))
    pair[1].write_bytes(issued.private_key_pem.bytes())
    assert "follow from each other" in chain_problem(*pair)


def test_an_authority_of_the_company_is_told_to_be_unknown_here(pair, authority):
    pair[0].write_bytes(pair[0].read_bytes() + authority.cert_pem.bytes())
    assert "trust it" in chain_problem(*pair)


def test_an_authority_that_this_machine_trusts_is_no_problem(pair, authority, monkeypatch):
    bundle = pair[0].with_name("roots.pem")
    bundle.write_bytes(authority.cert_pem.bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    assert chain_problem(*pair) == ""

# SPDX-License-Identifier: Apache-2.0
"""The desk's own certificate authority, and the certificate that it makes for the server.

Made once at `init`. Clients learn the authority's fingerprint from the join code and trust nothing
else for this server; the server's certificate is renewed at two thirds of its life.
"""

import ipaddress
import ssl
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from sync_server.security.certificates import load_pair
from sync_server.security.private_files import write_private

AUTHORITY_LIFE: Final = timedelta(days=3650)
LEAF_LIFE: Final = timedelta(days=90)
_SKEW: Final = timedelta(days=1)
"""Certificates begin a day early: clocks of clients differ."""

AUTHORITY_FILE: Final = "authority.pem"
_AUTHORITY_KEY: Final = "authority-key.pem"
LEAF_FILE: Final = "server.pem"
"""Key, certificate and authority in one file: a crash cannot leave a key of another certificate."""


class BadAuthority(Exception):
    """The desk's authority cannot sign; the text says what to do."""


def make_authority(folder: Path, *, now: datetime) -> str:
    """Make the authority in `folder`, unless there is one; its fingerprint."""
    if not (folder / AUTHORITY_FILE).exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name("Deskbell local authority")
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - _SKEW)
            .not_valid_after(now + AUTHORITY_LIFE)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs=True), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .sign(key, SHA256())
        )
        write_private(folder / _AUTHORITY_KEY, _key_pem(key))
        write_private(folder / AUTHORITY_FILE, certificate.public_bytes(Encoding.PEM))
    return fingerprint((folder / AUTHORITY_FILE).read_text())


def check_authority(folder: Path) -> None:
    """See whether an authority and its key are there and belong together. Raises `BadAuthority`."""
    _read_authority(folder)


def fingerprint(pem: str) -> str:
    """SHA-256 in hex of the SubjectPublicKeyInfo of a certificate."""
    certificate = x509.load_pem_x509_certificate(pem.encode())
    info = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return sha256(info).hexdigest()


def server_context(folder: Path, names: Iterable[str], *, now: datetime) -> ssl.SSLContext:
    """A TLS context with a certificate for `names` (hosts and addresses), renewed when it is time.

    It sends the authority with the certificate. Needs `make_authority` to have run. Raises
    `BadAuthority`.
    """
    context = _server_context()
    renew(context, folder, names, now=now)
    return context


def renew(
    context: ssl.SSLContext, folder: Path, names: Iterable[str], *, now: datetime
) -> datetime:
    """Give a context its certificate, made anew if it is time; when to call this next.

    Connections that are open keep theirs; new ones get the new one. Raises `BadAuthority`.
    """
    wanted = _alternative_names(names)
    leaf = folder / LEAF_FILE
    authority, authority_key = _read_authority(folder)
    if not leaf.exists() or _is_worn(leaf.read_bytes(), wanted, authority, now=now):
        made = _make_leaf(wanted, authority, authority_key, now=now)
        write_private(leaf, made)
    context.load_cert_chain(leaf)
    return _renewal_at(x509.load_pem_x509_certificate(leaf.read_bytes()))


def public_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """A TLS context from PEM files: the certificate chain and its key.

    Raises `BadCertificate`, and `OSError` for a file that cannot be read.
    """
    load_pair(certificate, key)
    context = _server_context()
    context.load_cert_chain(certificate, key)
    return context


def _server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _make_leaf(
    names: list[x509.GeneralName],
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    *,
    now: datetime,
) -> bytes:
    """PEM of a new key, its certificate, and the authority."""
    if now >= authority.not_valid_after_utc:
        raise BadAuthority(
            f"The desk's authority ended on {authority.not_valid_after_utc:%Y-%m-%d}. Move "
            f"{AUTHORITY_FILE} away, make a new one with `deskbell-server init`, and hand out new "
            "join codes"
        )
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name("Deskbell server"))
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(min(now + LEAF_LIFE, authority.not_valid_after_utc))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .sign(authority_key, SHA256())
    )
    chain = (each.public_bytes(Encoding.PEM) for each in (certificate, authority))
    return b"".join((_key_pem(key), *chain))


def _read_authority(folder: Path) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """The authority and its key. Raises `BadAuthority`."""
    try:
        authority = x509.load_pem_x509_certificate((folder / AUTHORITY_FILE).read_bytes())
        key = load_pem_private_key((folder / _AUTHORITY_KEY).read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise BadAuthority(f"{folder}: the authority cannot be read: {error}") from error
    if (
        not isinstance(key, ec.EllipticCurvePrivateKey)
        or key.public_key() != authority.public_key()
    ):
        raise BadAuthority(f"{folder}: {_AUTHORITY_KEY} is not the key of {AUTHORITY_FILE}")
    return authority, key


def _is_worn(
    pem: bytes, names: list[x509.GeneralName], authority: x509.Certificate, *, now: datetime
) -> bool:
    """Whether a certificate is past two thirds of its life, or not of this authority and names."""
    try:
        certificate = x509.load_pem_x509_certificate(pem)
        certificate.verify_directly_issued_by(authority)
    except (ValueError, InvalidSignature):
        return True
    extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return now >= _renewal_at(certificate) or list(extension.value) != names


def _renewal_at(certificate: x509.Certificate) -> datetime:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return begins + (ends - begins) * 2 / 3


def _alternative_names(names: Iterable[str]) -> list[x509.GeneralName]:
    found: list[x509.GeneralName] = []
    for name in names:
        try:
            found.append(x509.IPAddress(ipaddress.ip_address(name)))
        except ValueError:
            found.append(x509.DNSName(name if name.isascii() else name.encode("idna").decode()))
    return found


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

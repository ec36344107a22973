# SPDX-License-Identifier: Apache-2.0
"""Looks at certificates before anybody is served with them: key, names, dates and chain.

Names are matched as RFC 9525 has it: a star stands for one whole label, and only for the leftmost.
"""

import ipaddress
import ssl
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_private_key

SOON: Final = timedelta(days=14)
"""A certificate that ends within this time should have been renewed by now."""


_NO_CHECK_TIME: Final = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME of OpenSSL: dates are looked at with the desk's own clock."""

_ROUNDS: Final = 4
"""More flights than a handshake in memory has."""

State = Literal["ok", "warning", "error"]


class BadCertificate(Exception):
    """A certificate or key that cannot be served with; the text says what to do."""


def load_pair(certificate: Path, key: Path) -> list[x509.Certificate]:
    """The chain of a certificate file, once its key has proved to be the right one.

    Raises `BadCertificate`, and `OSError` for a file that cannot be read.
    """
    chain = load_chain(certificate)
    try:
        private = load_pem_private_key(key.read_bytes(), None)
    except TypeError:
        raise BadCertificate(
            f"{key}: the key is protected by a passphrase, which nobody could enter when the "
            "machine starts. Give one without, readable to this user alone"
        ) from None
    except ValueError:
        raise BadCertificate(f"{key}: holds no private key in PEM form") from None
    if private.public_key() != chain[0].public_key():
        raise BadCertificate(
            f"{key}: is not the key of {certificate}. Give the two files that were made together"
        )
    return chain


def load_chain(path: Path) -> list[x509.Certificate]:
    """The certificates of a file, the server's own first. Raises `BadCertificate`, `OSError`."""
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except ValueError:
        raise BadCertificate(f"{path}: holds no certificate in PEM form") from None


def missing_names(certificate: x509.Certificate, names: Iterable[str]) -> list[str]:
    """The names and addresses that a certificate does not stand for."""
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return list(names)
    hosts = [host.casefold() for host in extension.value.get_values_for_type(x509.DNSName)]
    addresses = extension.value.get_values_for_type(x509.IPAddress)
    return [name for name in names if not _covered(name, hosts, addresses)]


def dates_problem(certificate: x509.Certificate, now: datetime) -> tuple[State, str]:
    """What is wrong with the dates of a certificate: "ok", "warning" or "error", and a sentence."""
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if now >= ends:
        return "error", f"it ended on {ends:%Y-%m-%d}. Renew it"
    if now < begins:
        return "error", f"it begins on {begins:%Y-%m-%d}. Check the clock of this machine"
    if ends - now < SOON:
        return "warning", f"it ends on {ends:%Y-%m-%d}. Renew it now"
    return "ok", f"good until {ends:%Y-%m-%d}"


def chain_problem(certificate: Path, key: Path) -> str:
    """What clients may miss in a chain; empty when they trust it as this machine does.

    Dates and names are not looked at. Raises `BadCertificate`, and `OSError`.
    """
    chain = load_pair(certificate, key)
    for lower, upper in pairwise(chain):
        try:
            lower.verify_directly_issued_by(upper)
        except (ValueError, TypeError, InvalidSignature):
            return (
                "the certificates in the file do not follow from each other. Put the server's own "
                "first, then that of its issuer, and so on"
            )
    if _is_trusted(certificate, key):
        return ""
    if len(chain) == 1 and chain[0].issuer != chain[0].subject:
        return (
            "the file holds the server's own certificate alone. Append those of its issuers "
            "(many authorities call the whole file fullchain.pem)"
        )
    return "no authority that this machine trusts has issued it. Clients must be told to trust it"


def _is_trusted(certificate: Path, key: Path) -> bool:
    """Whether a client of this machine would shake hands with a server of that certificate."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    client = ssl.create_default_context()
    client.check_hostname = False
    client.verify_flags |= _NO_CHECK_TIME
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = (
        client.wrap_bio(to_client, to_server),
        server.wrap_bio(to_server, to_client, server_side=True),
    )
    for _ in range(_ROUNDS):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLError:
                return False
    return True


def _covered(name: str, hosts: list[str], addresses: Sequence[object]) -> bool:
    try:
        return ipaddress.ip_address(name) in addresses
    except ValueError:
        pass
    ascii_name = name if name.isascii() else name.encode("idna").decode()
    wanted = ascii_name.casefold().rstrip(".")
    star = f"*.{wanted.partition('.')[2]}"
    return wanted in hosts or star in hosts

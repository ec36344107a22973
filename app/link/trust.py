# SPDX-License-Identifier: Apache-2.0
"""Whose certificate the client trusts: the authority that the join code names, and no other.

The authority's certificate itself is fetched from the server over a connection that proves nothing
yet; it is used only when its fingerprint is the one in the join code. Everything here blocks and
belongs on a lane.
"""

import socket
import ssl
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

AUTHORITY_PATH: Final = "/authority.pem"
_LARGEST: Final = 64 * 1024
_TIMEOUT_S: Final = 10.0


class Untrusted(Exception):
    """The server is not the one that the join code names. Both fingerprints are shown."""

    def __init__(self, *, expected: str, found: str) -> None:
        self.expected = expected
        self.found = found
        super().__init__(f"Expected the authority {expected}, found {found or 'none'}")


def fetch_authority(host: str, port: int, fingerprint: str) -> str:
    """The PEM of the authority with this fingerprint (hex), as the server hands it out.

    Raises `Untrusted`, or `OSError` when the server cannot be reached.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with (
        socket.create_connection((host, port), timeout=_TIMEOUT_S) as plain,
        context.wrap_socket(plain, server_hostname=host) as link,
    ):
        request = (
            f"GET {AUTHORITY_PATH} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"
        )
        link.sendall(request.encode("ascii"))
        pem = _body(link)
    found = _fingerprint(pem)
    if found != fingerprint:
        raise Untrusted(expected=fingerprint, found=found)
    return pem


def client_context(pem: str | None) -> ssl.SSLContext:
    """A TLS context that trusts this authority alone, or with `None` what the system trusts."""
    if pem is None:
        import truststore  # noqa: PLC0415 - only public servers need it

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cadata=pem)
    return context


def _body(link: ssl.SSLSocket) -> str:
    """The body of an HTTP answer, at most 64 KiB; empty unless the status is 200."""
    data = b""
    while len(data) < _LARGEST and (part := link.recv(4096)):
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    return body.decode("ascii", "replace") if head.startswith(b"HTTP/1.1 200 ") else ""


def _fingerprint(pem: str) -> str:
    """SHA-256 in hex of the SubjectPublicKeyInfo; empty when the text is no certificate."""
    try:
        key = x509.load_pem_x509_certificate(pem.encode()).public_key()
    except ValueError:
        return ""
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return sha256(info).hexdigest()

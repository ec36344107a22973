# SPDX-License-Identifier: Apache-2.0
"""Whose certificate the client trusts: the authority that the join code names, and no other.

The authority's certificate itself is fetched from the server over a connection that proves nothing
yet. It is used only when its key has the fingerprint of the join code, and then it proves all later
connections to this server, and to no other.
"""

import asyncio
import ssl
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from sync_server.contract.joincode import AUTHORITY_PATH

if TYPE_CHECKING:  # a tenth of the client's start-up, and only joining and checking need it
    from cryptography import x509

_LARGEST: Final = 64 * 1024
_TIMEOUT_S: Final = 10.0


class Untrusted(Exception):
    """The server is not the one that the join code names. Both fingerprints are shown.

    `found` is empty when the server offered no authority at all.
    """

    def __init__(self, *, expected: str, found: str) -> None:
        self.expected = expected
        self.found = found
        super().__init__(f"Expected the authority {expected}, found {found or 'none'}")


async def fetch_authority(host: str, port: int, fingerprint: str) -> str:
    """The PEM of the authority with this fingerprint (hex), as the server hands it out.

    Raises `Untrusted`, or `OSError` (`TimeoutError` and `ssl.SSLError` are some) when the server
    cannot be reached or speaks no TLS.
    """
    async with asyncio.timeout(_TIMEOUT_S):
        answer = await _get(host, port, AUTHORITY_PATH)
    certificate = _self_signed(answer)
    found = "" if certificate is None else _fingerprint(certificate)
    if certificate is None or found != fingerprint:
        raise Untrusted(expected=fingerprint, found=found)
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 - see above

    # Encoded anew: whatever else the answer held, another authority even, is not taken along.
    return certificate.public_bytes(Encoding.PEM).decode("ascii")


def client_context(pem: str | None) -> ssl.SSLContext:
    """A TLS context that trusts this authority alone, or with `None` what the system trusts."""
    if pem is None:
        import truststore  # noqa: PLC0415 - only publicly trusted servers need it

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cadata=pem)
    return context


def _unverified_context() -> ssl.SSLContext:
    """For the one exchange that needs no trust: what it brings is checked by its fingerprint."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


async def _get(host: str, port: int, path: str) -> bytes:
    """The body of an HTTP answer, cut at 64 KiB; empty unless the status is 200."""
    reader, writer = await asyncio.open_connection(host, port, ssl=_unverified_context())
    try:
        name = f"[{host}]" if ":" in host else host
        request = f"GET {path} HTTP/1.1\r\nHost: {name}:{port}\r\nConnection: close\r\n\r\n"
        writer.write(request.encode("ascii"))
        answer = bytearray()
        while len(answer) < _LARGEST and (part := await reader.read(4096)):
            answer += part
    finally:
        # Not awaited to its end: a peer that never says goodbye must not hold us up.
        writer.transport.abort()
    head, _, body = bytes(answer).partition(b"\r\n\r\n")
    status = head.split(b" ", 2)
    return body if status[0].startswith(b"HTTP/1.") and status[1:2] == [b"200"] else b""


def _self_signed(pem: bytes) -> "x509.Certificate | None":
    """The first certificate in a text, if it vouches for itself with its own key."""
    from cryptography import x509  # noqa: PLC0415 - see above
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415

    try:
        certificate = x509.load_pem_x509_certificate(pem)
        certificate.verify_directly_issued_by(certificate)
    except (ValueError, TypeError, InvalidSignature):
        return None
    return certificate


def _fingerprint(certificate: "x509.Certificate") -> str:
    """SHA-256 in hex of the SubjectPublicKeyInfo."""
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - see above
        Encoding,
        PublicFormat,
    )

    info = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return sha256(info).hexdigest()

# SPDX-License-Identifier: Apache-2.0
"""What a server shows of itself now, beside what it showed when this computer joined."""

from hashlib import sha256

from msgspec import Struct

from app.link.server import Server
from app.link.trust import Untrusted, fetch_authority


class Seen(Struct, frozen=True, kw_only=True):
    """Fingerprints of the authority: `expected` since joining, `found` now; empty is unknown."""

    expected: str
    found: str


async def look_at(server: Server) -> Seen:
    """Ask the server for its authority; nothing that it says is trusted. Never raises."""
    expected = fingerprint_of(server.authority) if server.authority else ""
    try:
        await fetch_authority(server.host, server.port, expected)
    except Untrusted as other:
        return Seen(expected=expected, found=other.found)
    except (OSError, ValueError):
        return Seen(expected=expected, found="")
    return Seen(expected=expected, found=expected)


def fingerprint_of(pem: str) -> str:
    """SHA-256 in hex of the key of a certificate; empty for a text that is none."""
    from cryptography import x509  # noqa: PLC0415 - a tenth of the start-up, and rarely needed
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - so is this
        Encoding,
        PublicFormat,
    )

    try:
        key = x509.load_pem_x509_certificate(pem.encode()).public_key()
    except ValueError:
        return ""
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()

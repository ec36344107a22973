# SPDX-License-Identifier: Apache-2.0
"""Domains in the letters in which name servers and mail servers know them."""

import idna


def domain_in_ascii(domain: str) -> str:
    """A domain as it travels (RFC 5891); empty where it cannot.

    The codec of the standard library follows IDNA 2003, by which `straße.example` becomes
    `strasse.example`: somebody else's domain.
    """
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""

# SPDX-License-Identifier: Apache-2.0
"""What the DNS says about a mail domain: who may send for it (SPF), and what to do if not (DMARC).

Formats: RFC 7208 (SPF, a TXT record that begins `v=spf1`) and RFC 7489 (DMARC, `_dmarc.` before the
domain, or before one that it lies in). DKIM cannot be looked up without the selector, which only
the provider knows. Every question is bounded in time; without a network the report says so.
"""

import asyncio
from collections.abc import Iterable
from typing import Any, Final, Literal

import dns.asyncresolver
import dns.exception
import dns.rdatatype
import dns.resolver
from msgspec import Struct

from sync_server.channels.email.domains import domain_in_ascii

TOTAL_S: Final = 4.0
"""How long all that is asked about one domain may take."""

MOST_PARENTS: Final = 4
"""How many domains above the address's own are asked for a DMARC record."""

RESERVED: Final = ("example", "test", "invalid", "localhost", "local", "internal")
"""Top domains that no public name server knows (RFC 2606, RFC 6761, RFC 6762)."""

Resolver = dns.asyncresolver.Resolver

_ABSENT: Final = (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer)


class DomainRecords(Struct, frozen=True, kw_only=True):
    """What was found about a domain. With a `problem` it could not be asked, and nothing is known.

    `spf` are all SPF records (more than one is a mistake); `dmarc` the record that holds for it, at
    `dmarc_at`; `mail_servers` take its mail.
    """

    domain: str
    mail_servers: tuple[str, ...] = ()
    spf: tuple[str, ...] = ()
    dmarc: str = ""
    dmarc_at: str = ""
    problem: str = ""


class Verdict(Struct, frozen=True, kw_only=True):
    """What a record means: `state` is "ok", "warning" or "error". `record` is one to copy."""

    name: str
    state: Literal["ok", "warning", "error"]
    text: str
    record: str = ""


async def look_up(domain: str, resolver: Resolver | None = None) -> DomainRecords:
    """Ask the name servers of this machine, or of `resolver`, about a domain. Takes `TOTAL_S`."""
    name = domain.strip().rstrip(".").lower()
    if name.rpartition(".")[2] in RESERVED:
        return DomainRecords(domain=name, problem=f"{name} is a name that no name server knows")
    asked_name = domain_in_ascii(name)
    if not asked_name:
        return DomainRecords(domain=name, problem=f"{name} cannot be the name of a domain")
    try:
        asked = Resolver() if resolver is None else resolver
        async with asyncio.timeout(TOTAL_S):
            servers, texts, (dmarc, at) = await asyncio.gather(
                _mail_servers(asked, asked_name),
                _texts(asked, asked_name),
                _dmarc(asked, asked_name),
            )
    except (dns.exception.DNSException, OSError, TimeoutError, UnicodeError) as error:
        reason = str(error) or "no answer in time"
        return DomainRecords(
            domain=name, problem=f"The name servers could not be asked about {name}: {reason}"
        )
    spf = tuple(text for text in texts if text.casefold().split(" ")[0] == "v=spf1")
    return DomainRecords(domain=name, mail_servers=servers, spf=spf, dmarc=dmarc, dmarc_at=at)


def judge(records: DomainRecords, *, sender: str, report_to: str) -> tuple[Verdict, ...]:
    """What the records of a domain mean for mail that leaves by the server `sender`.

    `report_to` is the address for the reports that a new DMARC record asks for.
    """
    if records.problem:
        text = f"{records.problem}. Whether its mail is believed elsewhere was not checked"
        return (Verdict(name="domain", state="warning", text=text),)
    return (_judge_spf(records, sender), _judge_dmarc(records, report_to))


def _judge_spf(records: DomainRecords, sender: str) -> Verdict:
    domain = records.domain
    own = sender.casefold() == domain or sender.casefold().endswith(f".{domain}")
    allowed = f"a:{sender}" if own else f"include:{domain_above(sender)}"
    if not records.spf:
        return Verdict(
            name="SPF",
            state="warning",
            text=f"{domain} does not say who may send its mail. Add this TXT record to {domain}; "
            "your provider may name one that fits better",
            record=f"v=spf1 mx {allowed} ~all",
        )
    if len(records.spf) > 1:
        return Verdict(
            name="SPF",
            state="error",
            text=f"{domain} has {len(records.spf)} SPF records, so that none counts. "
            "Join them into one",
        )
    if records.spf[0].casefold().split()[-1] in {"+all", "all"}:
        return Verdict(
            name="SPF",
            state="warning",
            text=f"{domain} lets anybody send its mail: its SPF record ends with +all. "
            "End it with ~all",
        )
    return Verdict(name="SPF", state="ok", text=f"{domain} says who may send its mail")


def _judge_dmarc(records: DomainRecords, report_to: str) -> Verdict:
    if records.dmarc:
        return Verdict(
            name="DMARC",
            state="ok",
            text=f"{records.dmarc_at} says what becomes of mail in its name that is not its own",
        )
    return Verdict(
        name="DMARC",
        state="warning",
        text=f"{records.domain} has no DMARC record: large providers distrust its mail. "
        f"Add this TXT record to _dmarc.{records.domain}",
        record=f"v=DMARC1; p=none; rua=mailto:{report_to}",
    )


def domain_above(host: str) -> str:
    """The domain that a host lies in: `smtp.mail.example.com` is in `mail.example.com`."""
    rest = host.partition(".")[2]
    return rest if "." in rest else host


async def _mail_servers(resolver: Resolver, domain: str) -> tuple[str, ...]:
    found = await _answers(resolver, domain, dns.rdatatype.MX)
    ordered = sorted(found, key=lambda each: (each.preference, str(each.exchange)))
    return tuple(str(each.exchange).rstrip(".") for each in ordered)


async def _dmarc(resolver: Resolver, domain: str) -> tuple[str, str]:
    """The DMARC record of a domain or of the nearest one above it that has one, and which."""
    for name in _self_and_above(domain):
        for text in await _texts(resolver, f"_dmarc.{name}"):
            if text.casefold().replace(" ", "").startswith("v=dmarc1"):
                return text, name
    return "", ""


def _self_and_above(domain: str) -> Iterable[str]:
    labels = domain.split(".")
    for start in range(min(len(labels) - 1, MOST_PARENTS + 1)):
        yield ".".join(labels[start:])


async def _texts(resolver: Resolver, name: str) -> tuple[str, ...]:
    found = await _answers(resolver, name, dns.rdatatype.TXT)
    return tuple(b"".join(each.strings).decode("utf-8", "replace") for each in found)


async def _answers(resolver: Resolver, name: str, kind: dns.rdatatype.RdataType) -> list[Any]:
    """The records of a kind; none when the name or the kind is not there."""
    try:
        return list(await resolver.resolve(name, kind, search=False, lifetime=TOTAL_S))
    except _ABSENT:
        return []

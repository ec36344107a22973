# SPDX-License-Identifier: Apache-2.0
"""Examines everything about a desk, and says in a sentence each what to do.

Nothing is changed and nothing waits for long: without a network, the records of mail domains are
said to be unknown.
"""

import asyncio
from collections.abc import Iterable
from typing import Final

import msgspec

from sync_server.channels.email.domain_records import Resolver, Verdict, judge, look_up
from sync_server.config import CONFIG_FILE, Configuration
from sync_server.contract.entities import Mailbox
from sync_server.contract.mail_providers import PROVIDERS
from sync_server.environment import Environment
from sync_server.operations.control import ask_server
from sync_server.operations.doctor_desk import examine_desk
from sync_server.operations.doctor_machine import examine_machine
from sync_server.operations.doctor_network import examine_names, examine_ports, examine_reach
from sync_server.operations.examination import Examination, Line, error, ok
from sync_server.operations.failed import Failed
from sync_server.operations.requests import ReadStatus
from sync_server.operations.status import Status

LANE: Final = "doctor"


async def examine(
    configuration: Configuration, environment: Environment, *, resolver: Resolver | None = None
) -> Examination:
    """Look at everything. `resolver` asks other name servers than this machine's."""
    lane = environment.lane(LANE)

    def look_here() -> tuple[list[Line], list[Mailbox]]:
        mailboxes: list[Mailbox] = []
        here = list(examine_machine(configuration, environment))
        if configuration.data.is_dir():
            here += examine_reach(configuration, environment)
            here += examine_desk(configuration, environment, mailboxes)
        return here, mailboxes

    here, mailboxes = await lane.run(look_here)
    settings = configuration.data.absolute() / CONFIG_FILE
    lines = [ok("configuration", f"{settings}: every setting is known and of the right form")]
    lines += here
    if configuration.data.is_dir():
        lines += await examine_names(configuration)
        try:
            status = await _status(configuration)
        except Failed as failed:
            lines.append(error("server", str(failed)))
        else:
            lines += await examine_ports(configuration, status)
    lines += await _domains(mailboxes, resolver)
    return Examination(lines=tuple(lines))


def unusable_configuration(problem: Exception) -> Examination:
    """What there is to say when the settings themselves cannot be read."""
    return Examination(lines=(error("configuration", str(problem)),))


async def _status(configuration: Configuration) -> Status | None:
    """What the running server says; `None` without one. Raises `Failed`."""
    raw = await ask_server(configuration.control, ReadStatus())
    return None if raw is None else msgspec.json.decode(raw, type=Status)


async def _domains(mailboxes: Iterable[Mailbox], resolver: Resolver | None) -> list[Line]:
    """What the DNS says about the domains of mailboxes. Large providers look after their own."""
    by_domain: dict[str, Mailbox] = {}
    for mailbox in mailboxes:
        by_domain.setdefault(mailbox.address.rpartition("@")[2], mailbox)
    asked = {each: box for each, box in by_domain.items() if each not in PROVIDERS}
    found = await asyncio.gather(*(look_up(domain, resolver) for domain in asked))
    return [
        _line(records.domain, verdict)
        for records, mailbox in zip(found, asked.values(), strict=True)
        for verdict in judge(records, sender=mailbox.smtp_host, report_to=mailbox.address)
    ]


def _line(domain: str, verdict: Verdict) -> Line:
    about = f"{verdict.name} of {domain}"
    return Line(about=about, state=verdict.state, text=verdict.text, record=verdict.record)

# SPDX-License-Identifier: Apache-2.0
"""Tells a customer at once that their mail has arrived, within limits that stop every loop.

The text is the team's or the workspace's and holds nothing of what the customer wrote. Who has not
shown that they read their mail, or of whom it is not certain that they wrote, gets at most one a
day: else anybody could have the desk write to others. An address counts without what follows a plus
in it, because one mailbox has as many of those as one likes. Dots make no other mailbox where the
provider says so; elsewhere they may, and a domain may give one mailbox any name, so what strangers
of one domain get is limited too.
"""

import logging
from typing import Final, cast

from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.entering import MAIL_DESK
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import ReceiveMessage, SendAutomatic
from sync_server.contract.entities import WORKSPACE, Mailbox, Workspace
from sync_server.contract.ids import Instant, MessageId
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.engines import Writer
from sync_server.store.incoming import AutomaticMail, Incoming
from sync_server.store.rows import AllRows

_log = logging.getLogger(__name__)

HOUR: Final = 3_600_000_000
DAY: Final = 24 * HOUR

PER_DAY_UNVERIFIED: Final = 1
PER_HOUR: Final = 3
PER_HOUR_DOMAIN_UNVERIFIED: Final = 20
PER_HOUR_MAILBOX: Final = 100
TOO_OLD: Final = DAY
"""Mail that has waited for longer is not acknowledged any more."""

_WITHOUT_DOTS: Final = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
"""Domains in whose addresses dots mean nothing, and what each is the same as."""

_NOBODY: Final = frozenset(
    {
        *("abuse", "bounce", "bounces", "do-not-reply", "donotreply", "hostmaster"),
        *("mailer-daemon", "no-reply", "no_reply", "noreply", "postmaster", "root", "webmaster"),
    }
)


class Acknowledger:
    """Gives automatic answers. Belongs to the event loop."""

    def __init__(self, desk: Desk, environment: Environment) -> None:
        self._desk = desk
        self._environment = environment
        self._incoming = Incoming(desk.database)
        self._rows = AllRows(desk.database)

    async def acknowledge(self, taken: ReceiveMessage, *, arrived_at: Instant) -> None:
        """Acknowledge a mail that opened a ticket, if its mailbox does and no limit is passed."""
        mailbox = self._desk.roster.mailboxes.get(taken.mailbox) if taken.mailbox else None
        now = self._environment.now_us()
        if mailbox is None or not mailbox.acknowledge or arrived_at < now - TOO_OLD:
            return
        if address_key(taken.sender).partition("@")[0] in _NOBODY:
            return
        message = MessageId(derived_id("acknowledgement", taken.message))
        text = await self._desk.transact(
            lambda writer: self._granted(writer, taken, mailbox, message)
        )
        if not text:
            return
        command = SendAutomatic(ticket=taken.ticket, message=message, text=text, to=(taken.sender,))
        await self._desk.execute(command, MAIL_DESK, id=derived_id("acknowledge", taken.message))

    def _granted(
        self, writer: Writer, taken: ReceiveMessage, mailbox: Mailbox, message: MessageId
    ) -> str:
        """The text to send, which is then counted; empty where nothing is to be sent."""
        text = self._text(writer, taken, mailbox)
        if not text:
            return ""
        now = self._environment.now_us()
        mail = AutomaticMail(
            id=message,
            address=_counted(taken.sender),
            ticket=taken.ticket,
            mailbox=mailbox.id,
            subject=taken.subject.casefold()[:200],
            at=now,
        )
        given = self._incoming.given(writer, mail, day=now - DAY, hour=now - HOUR)
        address = address_key(taken.sender)
        is_known = not taken.unverified and self._incoming.answers_us(writer, address)
        if (
            given.mailbox >= PER_HOUR_MAILBOX
            or given.hour >= PER_HOUR
            or given.subject > 0
            or (given.day >= PER_DAY_UNVERIFIED and not is_known)
            or (given.domain >= PER_HOUR_DOMAIN_UNVERIFIED and not is_known)
        ):
            _log.info("No acknowledgement: a limit is reached", extra={"action": "acknowledge"})
            return ""
        self._incoming.put_automatic(writer, mail)
        return text

    def _text(self, writer: Writer, taken: ReceiveMessage, mailbox: Mailbox) -> str:
        id_ = taken.team or mailbox.team
        team = None if id_ is None else self._desk.roster.teams.get(id_)
        if team is not None and team.acknowledgement.strip():
            return team.acknowledgement
        stored = self._rows["workspace"].load(writer, WORKSPACE)
        text = "" if stored is None else cast(Workspace, stored.entity).acknowledgement
        return text if text.strip() else ""


def _counted(address: str) -> str:
    """The address of a mailbox as far as it tells mailboxes apart."""
    local, _, domain = address_key(address).rpartition("@")
    name = local.partition("+")[0] or local
    if domain in _WITHOUT_DOTS:
        return f"{name.replace('.', '') or name}@{_WITHOUT_DOTS[domain]}"
    return f"{name}@{domain}"

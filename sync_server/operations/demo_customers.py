# SPDX-License-Identifier: Apache-2.0
"""The demo's customers: their mail, as files that the running server imports like any other."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from resources.sample.chatter import Chatter
from resources.sample.model import SampleContact, SampleDesk, SampleTicket
from sync_server.operations.seeding import message_id

ANSWERS: Final = 0.7
"""How many of the mails continue a conversation; the others begin one."""

_WAITING: Final = ("open", "pending")


class Customers:
    """Writes one mail at a time for the customers of a sample desk."""

    def __init__(self, sample: SampleDesk, chatter: Chatter) -> None:
        self._sample = sample
        self._chatter = chatter
        self._people = {contact.email: contact for contact in sample.contacts}
        self._conversations = [
            (place, ticket)
            for place, ticket in enumerate(sample.tickets)
            if ticket.status in _WAITING and ticket.channel == "email"
        ]
        self._written = 0

    def write(self, folder: Path, *, now: datetime) -> tuple[Path, str | None]:
        """Put the next mail into a folder of its own; the folder, and the team of a new request."""
        chance = self._chatter.random
        mail = EmailMessage(policy=SMTP)
        team = None
        if self._conversations and chance.random() < ANSWERS:
            self._continue(mail, *chance.choice(self._conversations))
        else:
            team = self._begin(mail, chance.choice(self._sample.contacts))
        self._written += 1
        mail["To"] = f"support@{self._sample.domain}"
        mail["Date"] = format_datetime(now)
        mail["Message-ID"] = f"<demo.{self._written}.{now:%Y%m%d%H%M%S%f}@customers.example>"
        here = folder / str(self._written)
        here.mkdir(parents=True)
        (here / "mail.eml").write_bytes(mail.as_bytes())
        return here, team

    def _continue(self, mail: EmailMessage, place: int, ticket: SampleTicket) -> None:
        """Answer the newest mail of a conversation that the customer has."""
        public = [number for number, each in enumerate(ticket.messages) if each.kind != "note"]
        answered = f"<{message_id(ticket, place, public[-1])}@{self._sample.domain}>"
        mail["From"] = _mailbox(self._people[ticket.requester])
        mail["Subject"] = f"Re: {ticket.subject}"
        mail["In-Reply-To"] = answered
        mail["References"] = answered
        mail.set_content(f"{self._chatter.customer_message(ticket.subject)}\n")

    def _begin(self, mail: EmailMessage, customer: SampleContact) -> str:
        request = self._chatter.new_request(
            customer=customer.name, organisation=customer.organisation, language=customer.language
        )
        mail["From"] = _mailbox(customer)
        mail["Subject"] = request.subject
        mail.set_content(f"{request.text}\n")
        return request.team


def _mailbox(contact: SampleContact) -> Address:
    return Address(contact.name, addr_spec=contact.email)

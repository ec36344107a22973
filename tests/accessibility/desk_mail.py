# SPDX-License-Identifier: Apache-2.0
"""What scenes about mail need of a desk: some that waits for a decision, and a mailbox."""

from typing import Any, Final

from sync_server.channels.email.entering import MAIL
from sync_server.channels.entered import Entered
from sync_server.channels.setting_aside import Place, SettingAside
from sync_server.config import Configuration
from sync_server.contract.commands import ConnectMailbox
from sync_server.contract.ids import MailboxId
from sync_server.desk.actor import AGENT, Actor
from sync_server.operations.loopback import free_ports
from sync_server.operations.opening import open_desk
from sync_server.store.blobs import BlobFolder

_MAILS: Final = (
    Entered(
        name="Prize Desk",
        address="win@cash.example",
        subject="You have been selected",
        text="Take your prize:\nhttps://cash.example/form",
    ),
    Entered(
        name="Hana Ito",
        address="hana@kestre1.example",
        subject="New bank details",
        text="Please pay to the account at www.kestre1.example from now on.",
    ),
)


async def hold_mail(configuration: Configuration, environment: Any) -> None:
    """Put two mails aside on a desk that is not served."""
    place = Place(way="by the form", team=None, thread=None, mailbox=None)
    folder = BlobFolder(configuration.blobs, random_bytes=environment.random_bytes)
    async with open_desk(configuration, environment) as opened:
        aside = SettingAside(opened.desk, environment, folder)
        for mail in _MAILS:
            _, answer = await aside.hold(mail.subject, mail, (), place, actor=MAIL)
            assert answer.refusal is None, answer.refusal


async def connect_mailbox(configuration: Configuration, environment: Any) -> None:
    """Give it a mailbox, from which a message can be forwarded. Its mail servers are not there."""
    imap_port, smtp_port = await free_ports()
    async with open_desk(configuration, environment) as opened:
        agents = opened.desk.roster.agents.values()
        administrator = next(each for each in agents if each.role == "administrator")
        command = ConnectMailbox(
            mailbox=MailboxId("support"),
            address="support@brightwater.example",
            imap_host="127.0.0.1",
            imap_port=imap_port,
            imap_security="plain",
            smtp_host="127.0.0.1",
            smtp_port=smtp_port,
            smtp_security="plain",
            user="support",
            secret=await opened.secrets.keep("not needed"),
        )
        actor = Actor(kind=AGENT, id=administrator.id, via="sample", device="sample")
        answer = await opened.desk.send(command, actor)
        assert answer.refusal is None, answer.refusal

# SPDX-License-Identifier: Apache-2.0
"""What a mail is made of: rows of its ticket, and the bytes of its files."""

import hashlib
from typing import Any

import pytest

from sync_server.channels.email.sending import gathering
from sync_server.channels.email.sending.compose import Outgoing, Unsendable
from sync_server.channels.email.sending.gathering import Gatherer
from sync_server.contract.ids import MailboxId, MessageId
from tests.support.plain import c
from tests.support.sending_desk import SendingDesk

DATA = b"\x89PNG and more"


def keep(sending: SendingDesk, id_: str, data: bytes = DATA) -> Any:
    """The bytes of an uploaded file of Ann's, and the file for a command."""
    sending.folder.append(id_, 0, data)
    assert sending.folder.finish(id_, hashlib.sha256(data).hexdigest())
    return c.File(id=id_, name=f"{id_}.png", media_type="image/png")


def gather(sending: SendingDesk, id_: str) -> Outgoing:
    mailbox = sending.standard.desk.roster.mailboxes[MailboxId("post")]
    gatherer = Gatherer(sending.standard.database, sending.folder)
    found = gatherer.gather(MessageId(id_), mailbox)
    assert found is not None
    return found


async def test_a_mail_knows_its_ticket_its_customer_and_the_zone_of_the_desk(sending):
    await sending.standard.do("ada", c.ChangeWorkspace(timezone="Europe/Berlin"))
    await sending.reply("new")
    found = gather(sending, "new")
    assert found.contact is not None
    assert (found.ticket.id, found.contact.name) == ("opened", "Kim")
    assert found.names["kim@acme.test"] == found.names["kim"] == "Kim"
    assert str(found.zone) == "Europe/Berlin"
    assert found.conversation[0].text == "Please help with opened"


async def test_who_wrote_is_who_they_are_after_a_merge(sending):
    await sending.reply("new")
    await sending.standard.do("ann", c.MergeContacts(source="kim", target="sam"))
    found = gather(sending, "new")
    assert found.contact is not None
    assert found.authors["kim"] == found.contact
    assert "kim@acme.test" in found.contact.emails


async def test_the_signature_of_a_mailbox_is_filled_in(sending):
    signature = "{{agent.name}}\n{{customer.company}}\nAbout #{{ticket.number}}"
    await sending.standard.do("ada", c.ChangeMailbox(mailbox="post", signature=signature))
    await sending.reply("new")
    number = (await sending.standard.ticket("opened")).number
    assert gather(sending, "new").signature == f"Ann\nAcme\nAbout #{number}"


SIGNED = "{{customer.name}} of {{customer.company}} <{{customer.email}}>"


async def test_it_names_the_customer_to_whom_it_was_written(sending):
    await sending.standard.do("ada", c.ChangeMailbox(mailbox="post", signature=SIGNED))
    await sending.reply("new")
    await sending.standard.do("ann", c.ChangeRequester(ticket="opened", requester="sam"))
    found = gather(sending, "new")
    assert found.signature == "Kim of Acme <kim@acme.test>"
    assert found.names["kim@acme.test"] == "Kim"


async def test_of_many_it_names_the_customer_who_asked(sending):
    await sending.standard.do("ada", c.ChangeMailbox(mailbox="post", signature=SIGNED))
    await sending.reply("new", to=("sam@globex.test", "kim@home.test"))
    assert gather(sending, "new").signature == "Kim of Acme <kim@acme.test>"


@pytest.mark.parametrize(
    ("to", "signed"),
    [("x@lamps.test", " of  <>"), ("sam@globex.test", "Sam of  <sam@globex.test>")],
)
async def test_a_forward_names_no_customer_but_the_one_who_gets_it(sending, to, signed):
    await sending.standard.do("ada", c.ChangeMailbox(mailbox="post", signature=SIGNED))
    await sending.standard.do("ann", c.Forward(ticket="opened", message="on", to=(to,)))
    assert gather(sending, "on").signature == signed


async def test_files_of_the_message_go_along_and_no_others(sending):
    await sending.reply("first", files=(keep(sending, "ann.file1"),))
    await sending.reply("second", files=(keep(sending, "ann.file2"),))
    [file] = gather(sending, "second").files
    assert (file.name, file.media_type, file.data) == ("ann.file2.png", "image/png", DATA)


async def test_a_forward_has_the_files_that_it_sends_on(sending):
    await sending.reply("first", files=(keep(sending, "ann.file1"), keep(sending, "ann.file2")))
    forward = c.Forward(
        ticket="opened",
        message="on",
        to=("x@lamps.test",),
        attachments=("ann.file1",),
        files=(keep(sending, "ann.file3"),),
    )
    await sending.standard.do("ann", forward)
    names = [file.name for file in gather(sending, "on").files]
    assert names == ["ann.file3.png", "ann.file1.png"]


async def test_a_file_that_cannot_be_read_is_named(sending):
    file = c.File(id="ann.file4", name="plan.pdf", media_type="application/pdf")
    await sending.reply("new", files=(file,))
    with pytest.raises(Unsendable, match=r"plan.pdf.*Attach it again"):
        gather(sending, "new")


async def test_files_that_no_server_takes_are_not_even_read(sending, monkeypatch):
    monkeypatch.setattr(gathering, "MAX_BYTES", 4)
    await sending.reply("new", files=(keep(sending, "ann.file1"),))
    with pytest.raises(Unsendable, match="too large"):
        gather(sending, "new")


async def test_a_message_that_is_gone_makes_no_mail(sending):
    mailbox = sending.standard.desk.roster.mailboxes[MailboxId("post")]
    gatherer = Gatherer(sending.standard.database, sending.folder)
    assert gatherer.gather(MessageId("never"), mailbox) is None

# SPDX-License-Identifier: Apache-2.0
"""Mail is to be had as it came: of a ticket, of a message, and where it is held."""

import pytest

from sync_server.channels.email.worker import ParserProcess
from sync_server.operations.failed import Failed
from sync_server.operations.kept_mail import save_mail
from sync_server.store.blobs import BlobFolder
from tests.support.arriving_mail import arrivals, written


@pytest.fixture
async def post(sqlite_standard, tmp_path):
    with ParserProcess() as parser:
        async with arrivals(sqlite_standard, tmp_path / "files", parser) as arriving:
            yield arriving


@pytest.fixture
def save(post, tmp_path):
    """Saves mail; what was written."""
    folder = BlobFolder(tmp_path / "files", random_bytes=post.standard.environment.random_bytes)

    def run(of):
        into = tmp_path / "saved" / "here"
        save_mail(post.standard.database, folder, of=of, into=into)
        return sorted(each.read_bytes() for each in into.iterdir())

    return run


async def test_a_ticket_has_all_its_mails(post, save):
    first = written("One", message_id="<1@cust.example>")
    ticket = await post.opened(first)
    second = written("Two", subject=f"Re: {ticket.subject}", In_Reply_To="<1@cust.example>")
    await post.take(second)
    assert save(f"#{ticket.number}") == sorted([first.as_bytes(), second.as_bytes()])


async def test_a_message_has_its_mail(post, save):
    mail = written("One")
    ticket = await post.opened(mail)
    (message,) = post.messages(ticket.id)
    assert save(message.id) == [mail.as_bytes()]


async def test_held_mail_is_there_too(post, save):
    mail = b"Subject: from nobody\r\n\r\nx\r\n"
    await post.take(mail)
    (held,) = post.held()
    assert save(held.id) == [mail]


async def test_what_is_no_mail_is_said(post, save):
    with pytest.raises(Failed, match="There is no ticket 4711"):
        save("4711")
    with pytest.raises(Failed, match="No mail is kept"):
        save("opened")

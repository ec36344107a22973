# SPDX-License-Identifier: Apache-2.0
"""Who gets a link to a ticket's page: its customer, in mail that nobody else reads."""

import msgspec
import pytest

from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.parse import parse_mail
from sync_server.channels.email.sending.compose import compose, released_at
from sync_server.channels.email.sending.page_link import LIFE
from sync_server.security.signing import PageLink
from tests.support.outgoing_mail import ASKED, SIGNER, TICKET, outgoing, reply

WEB = "https://help.desk.example"
LIFE_US = LIFE.total_seconds() * 1_000_000


def link_in(new, *earlier, web=WEB):
    """The link that a mail has, and nothing else of it."""
    mail = compose(msgspec.structs.replace(outgoing(new, *earlier), web=web), SIGNER).data
    text = mail.replace(b"=\r\n", b"").replace(b"=3D", b"=").decode()
    _, found, rest = text.partition(f"{WEB}/r/")
    return rest.split()[0].split('"')[0] if found else ""


def test_a_reply_to_the_customer_alone_has_a_link_to_their_page():
    answer = reply()
    link = SIGNER.read_page_token(link_in(answer, ASKED), now=answer.at)
    assert link == PageLink(TICKET.id, TICKET.requester)


def test_the_link_ends():
    answer = reply()
    token = link_in(answer, ASKED)
    end = released_at(answer) + int(LIFE_US)
    assert SIGNER.read_page_token(token, now=end) is not None
    assert SIGNER.read_page_token(token, now=end + 1_000_000) is None


@pytest.mark.parametrize(
    "copies", [{"cc": ("ken@acme.test",)}, {"bcc": ("boss@ours.test",)}, {"to": ("x@else.test",)}]
)
def test_31_no_mail_that_somebody_else_gets_has_it(copies):
    assert link_in(reply(**copies), ASKED) == ""


def test_what_is_sent_on_has_none():
    assert link_in(reply(type="forward", to=("works@lamps.test",)), ASKED) == ""


def test_32_nobody_can_have_the_desk_spread_what_they_wrote_in_somebody_elses_name():
    theirs = msgspec.structs.replace(ASKED, unverified=True)
    assert link_in(reply(automatic=True), theirs) == ""
    assert link_in(reply(automatic=True), ASKED) != ""
    assert link_in(reply(), theirs) != ""  # a person has read it, and answers


@pytest.mark.parametrize("signature", ["", "Kind regards"])
def test_one_line_for_programs_separates_what_stands_below_the_text(signature):
    mail = outgoing(reply(), ASKED, web=WEB, signature=signature)
    parsed = parse_mail(compose(mail, SIGNER).data)
    assert isinstance(parsed, ParsedMail)
    said = parsed.text
    words, separator, below = said.partition("\n-- \n")
    assert (words, separator) == ("Try another bulb.\n", "\n-- \n")
    assert WEB in below
    assert "-- " not in below


def test_a_desk_without_a_public_address_sends_nobody_there():
    assert link_in(reply(), ASKED, web="") == ""

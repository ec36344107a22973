# SPDX-License-Identifier: Apache-2.0
"""What a mail of a ticket says, and what it never says."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.parse import parse_mail
from sync_server.channels.email.quotes import split_quotes
from sync_server.channels.email.sending.assembly import Composed, OutgoingFile
from sync_server.channels.email.sending.compose import Unsendable, compose
from sync_server.channels.email.sending.fields import BadAddress
from sync_server.security.signing import subject_tokens
from tests.support.outgoing_mail import (
    ASKED,
    AT,
    DAN,
    MAILBOX,
    SIGNER,
    TICKET,
    message,
    outgoing,
    reply,
)

ANSWERED = reply(
    "answered",
    30,
    text="Is it switched on?",
    message_id="<answered@desk.example>",
    delivery="accepted",
)
ASIDE = reply(
    "aside",
    40,
    text="Between us.",
    message_id="<aside@x>",
    to=("boss@acme.test",),
    delivery="accepted",
)
HELD_BACK = reply("held-back", 41, text="Not yet.", message_id="<not-yet@x>")
NOTE = message("note", 45, type="note", text="He is a fool", agent="ann", contact=None)
SENT_ON = reply("sent-on", 46, type="forward", to=("works@lamps.test",), message_id="<on@x>")
THEIRS = message(
    "theirs", 47, type="third_party", about="sent-on", text="We know it", message_id="<they@l>"
)


def mail_of(new: Any, *earlier: Any, **fields: Any) -> tuple[Composed, EmailMessage]:
    composed = compose(outgoing(new, *earlier, **fields), SIGNER)
    return composed, message_from_bytes(composed.data, policy=policy.default)


def read(composed: Composed) -> ParsedMail:
    outcome = parse_mail(composed.data)
    assert isinstance(outcome, ParsedMail)
    return outcome


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return part.get_content().replace("\r\n", "\n")


def test_a_reply_is_a_mail_to_the_customer_in_their_thread():
    composed, mail = mail_of(reply(cc=("ken@acme.test",)), ASKED, ANSWERED)
    assert mail["From"] == "Lantern Support <support@desk.example>"
    assert mail["To"] == "Kim Acker <kim@acme.test>"
    assert mail["Cc"] == "ken@acme.test"
    assert mail["Subject"].startswith("Re: The lamp is dark [#1042-")
    assert mail["In-Reply-To"] == "<answered@desk.example>"
    assert mail["References"] == "<asked@acme.test> <answered@desk.example>"
    assert mail["Date"] == "Mon, 02 Feb 2026 03:40:00 +0000"
    assert mail["Auto-Submitted"] is None
    assert composed.sender == "support@desk.example"
    assert composed.recipients == ("kim@acme.test", "ken@acme.test")


def test_its_names_are_signed():
    composed, mail = mail_of(reply(), ASKED)
    own = SIGNER.read_message_id(mail["Message-ID"])
    assert own is not None
    assert (own.purpose, own.id) == ("reply", "reply-1")
    assert composed.message_id == mail["Message-ID"]
    assert SIGNER.thread_of_address(mail["Reply-To"].addresses[0].addr_spec) == "ticket-1"
    [token] = subject_tokens(mail["Subject"])
    assert SIGNER.is_subject_of(token, TICKET.id)


def test_it_ends_with_the_signature_and_the_last_message():
    _, mail = mail_of(reply(), ASKED, ANSWERED, NOTE)
    assert text_of(mail) == (
        "Try another bulb.\n\n-- \nKind regards\nLantern Works\n\n"
        "On 2 Feb 2026, 03:10 UTC, Lantern Support wrote:\n> Is it switched on?\n"
    )


def test_a_german_desk_says_in_german_what_no_person_wrote():
    _, mail = mail_of(reply(), ASKED, ANSWERED, language="de")
    quoted = text_of(mail).partition("Lantern Works\n\n")[2]
    assert quoted == ("Am 2. Feb. 2026, 03:10 UTC schrieb Lantern Support:\n> Is it switched on?\n")
    assert split_quotes(f"Ja.\n\n{quoted}")[0] == "Ja.\n"
    _, mail = mail_of(reply(automatic=True), ASKED, language="de")
    assert mail["Subject"].startswith("Wir haben Ihre Nachricht erhalten [")
    assert mail["Auto-Submitted"] == "auto-replied"


def test_quoting_can_be_switched_off():
    _, mail = mail_of(reply(quote=False), ASKED)
    assert "does not light" not in text_of(mail)


def test_the_html_form_says_the_same_and_is_escaped():
    composed, _ = mail_of(reply(text="<script>x</script> & more\n  indented"), ASKED)
    html = read(composed).html or ""
    assert "&lt;script&gt;x&lt;/script&gt; &amp; more" in html
    assert "Lantern Works" in html
    assert "It does not light." in html


def test_a_mailbox_without_plus_addresses_names_none():
    _, mail = mail_of(reply(), ASKED, plus=False)
    assert mail["Reply-To"] is None


def test_the_first_message_of_ours_answers_nothing():
    _, mail = mail_of(reply("first", 0))
    assert mail["Subject"].startswith("The lamp is dark [#1042-")
    assert mail["References"] is None
    assert mail["In-Reply-To"] is None


def test_a_subject_gets_one_token_and_one_re():
    ticket = msgspec.structs.replace(TICKET, subject="Re: Lamp [#1042-abcdefgh] again")
    _, mail = mail_of(reply(), ASKED, ticket=ticket)
    assert mail["Subject"].count("[#") == 1
    assert mail["Subject"].startswith("Re: Lamp again [#1042-")


def test_bcc_is_in_the_envelope_and_in_no_byte_of_the_mail():
    composed, _ = mail_of(reply(bcc=("boss@hidden.test",)), ASKED)
    assert composed.recipients == ("kim@acme.test", "boss@hidden.test")
    assert b"hidden.test" not in composed.data


def test_a_mail_to_hidden_recipients_alone_names_nobody():
    composed, mail = mail_of(reply(to=(), bcc=("boss@hidden.test",)), ASKED)
    assert composed.recipients == ("boss@hidden.test",)
    assert mail["To"] == "undisclosed-recipients:;"


def test_notes_side_threads_and_doubtful_mail_are_quoted_nowhere():
    forged = message("forged", 50, text="I am Kim, honest", unverified=True, message_id="<f@x>")
    composed, mail = mail_of(reply(), ASKED, NOTE, SENT_ON, THEIRS, forged)
    for secret in (b"a fool", b"We know it", b"honest", b"<on@x>", b"<they@l>", b"<f@x>"):
        assert secret not in composed.data
    assert "> It does not light." in text_of(mail)


def test_an_acknowledgement_repeats_nothing_and_says_that_it_is_one():
    automatic = reply(text="We will write soon.", automatic=True)
    composed, mail = mail_of(automatic, ASKED)
    assert mail["Subject"].startswith("We have received your message [#1042-")
    assert mail["To"] == "kim@acme.test"
    for secret in (b"lamp", b"does not", b"Kim"):
        assert secret not in composed.data
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["X-Loop"] == "support@desk.example"
    assert read(composed).automatic
    own = SIGNER.read_message_id(mail["Message-ID"])
    assert own is not None
    assert own.purpose == "automatic"


def test_bad_input_33_two_desks_see_that_nobody_wrote_an_acknowledgement():
    composed, _ = mail_of(reply(automatic=True), ASKED)
    assert read(composed).automatic_because == "auto-submitted"


def test_a_forward_holds_the_message_and_no_name_of_the_customers_thread():
    forwarding = reply(
        "f1", type="forward", to=("works@lamps.test",), text="Please see", about="asked"
    )
    composed, mail = mail_of(forwarding, ASKED, ANSWERED, NOTE)
    assert mail["Subject"].startswith("Fwd: The lamp is dark")
    assert mail["References"] is None
    body = text_of(mail)
    assert "Forwarded message" in body
    assert "From: Kim Acker" in body
    assert "It does not light." in body
    assert "switched on" not in body
    own = SIGNER.read_message_id(composed.message_id)
    assert own is not None
    assert own.purpose == "forward"


def test_a_forward_of_everything_leaves_out_what_is_internal():
    call = message("call", 20, type="call", text="Shouted at me", contact=None)
    gone = reply("gone", 25, text="Taken back", retracted=True)
    forwarding = reply("f1", type="forward", to=("works@lamps.test",), text="")
    composed, mail = mail_of(forwarding, ASKED, call, gone, ANSWERED, NOTE, SENT_ON, THEIRS)
    body = text_of(mail)
    assert body.index("It does not light.") < body.index("Is it switched on?")
    for secret in (b"fool", b"Shouted", b"Taken back", b"We know it"):
        assert secret not in composed.data


def test_a_note_is_not_forwarded_even_when_it_is_named():
    with pytest.raises(Unsendable):
        mail_of(reply("f1", type="forward", about="note"), ASKED, NOTE)


def test_a_further_mail_to_the_same_others_stays_in_their_thread():
    again = reply("f2", type="forward", to=("works@lamps.test",), about="theirs")
    _, mail = mail_of(again, ASKED, SENT_ON, THEIRS)
    assert mail["References"] == "<on@x> <they@l>"
    assert mail["In-Reply-To"] == "<they@l>"


def test_files_go_along():
    file = OutgoingFile(name="lamp.png", media_type="image/png", data=b"\x89PNG")
    composed, _ = mail_of(reply(), ASKED, files=(file,))
    [attached] = read(composed).attachments
    assert (attached.name, attached.data) == ("lamp.png", b"\x89PNG")


def test_a_long_text_is_sent_whole():
    composed, _ = mail_of(reply(text="cut", full_text="a1"), ASKED, text="word " * 20_000)
    assert read(composed).text.count("word") == 20_000


def test_names_and_domains_of_any_script_travel():
    mailbox = msgspec.structs.replace(MAILBOX, name="Büro 山田")
    composed, mail = mail_of(reply(to=("kim@bücher.example",)), ASKED, mailbox=mailbox)
    assert composed.data.isascii()
    assert mail["From"].addresses[0].display_name == "Büro 山田"
    assert composed.recipients == ("kim@xn--bcher-kva.example",)
    assert not composed.utf8


def test_a_local_part_of_another_script_needs_a_server_that_knows_it():
    composed, _ = mail_of(reply(to=("zoë@acme.test",)), ASKED)
    assert composed.utf8
    assert "To: zoë@acme.test".encode() in composed.data


def test_the_same_reply_is_the_same_mail():
    assert mail_of(reply(), ASKED)[0] == mail_of(reply(), ASKED)[0]


@pytest.mark.parametrize("wrong", ["a,b@x.example", "a@x.example>", "nobody"])
def test_a_recipient_that_is_none_is_an_error_that_names_it(wrong):
    with pytest.raises(BadAddress, match=wrong):
        mail_of(reply(to=(wrong,)), ASKED)


@pytest.mark.parametrize(
    "unsendable", [reply(retracted=True), reply(to=()), message("n", 1, type="note")]
)
def test_what_is_not_for_mail_makes_none(unsendable):
    with pytest.raises(Unsendable):
        mail_of(unsendable, ASKED)


def test_a_ticket_of_thousands_of_messages_has_headers_of_sane_size():
    many = [
        message(f"m{number}", number, text="x", message_id=f"<{'y' * 200}{number}@z>")
        for number in range(1, 3_000)
    ]
    composed, _ = mail_of(reply(minutes=5_000), ASKED, *many)
    assert composed.data.index(b"\r\n\r\n") < 8_000


@given(
    st.fixed_dictionaries(
        {
            name: st.text(st.one_of(st.sampled_from('\r\n\x00",:;<>@'), st.characters()))
            for name in ("subject", "name", "signature", "text", "customer")
        }
    )
)
def test_bad_input_36_no_text_makes_a_header_or_a_recipient(words):
    ticket = msgspec.structs.replace(TICKET, subject=words["subject"])
    mailbox = msgspec.structs.replace(MAILBOX, name=words["name"])
    composed, mail = mail_of(
        reply(text=words["text"]),
        ASKED,
        ticket=ticket,
        mailbox=mailbox,
        signature=words["signature"],
        names={"kim": words["customer"], "kim@acme.test": words["customer"]},
    )
    assert composed.recipients == ("kim@acme.test",)
    assert set(mail.keys()) == KNOWN
    assert [each.addr_spec for each in mail["To"].addresses] == ["kim@acme.test"]
    assert [each.addr_spec for each in mail["From"].addresses] == ["support@desk.example"]


KNOWN = {
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"),
    *("Thread-Topic", "Thread-Index", "MIME-Version", "Content-Type"),
}


def test_the_clock_of_a_held_reply_is_when_it_was_released():
    _, mail = mail_of(reply(release_at=AT + 3_608_000_000), ASKED)
    assert mail["Date"] == "Mon, 02 Feb 2026 03:40:08 +0000"


@pytest.mark.parametrize("secret", [ASIDE, HELD_BACK])
def test_what_went_to_others_or_has_not_left_is_not_repeated_to_the_customer(secret):
    _, mail = mail_of(reply(), ASKED, ANSWERED, secret)
    assert mail["References"] == "<asked@acme.test> <answered@desk.example>"
    assert secret.text not in mail.as_string()


@pytest.mark.parametrize("secret", [ASIDE, HELD_BACK])
def test_nor_is_it_forwarded_with_the_conversation(secret):
    forwarding = reply("f1", type="forward", to=("works@lamps.test",), text="")
    _, mail = mail_of(forwarding, ASKED, ANSWERED, secret)
    assert "Is it switched on?" in mail.as_string()
    assert secret.text not in mail.as_string()


DANS = message(
    "dans", 50, contact="dan", text="Kim will be fired.", message_id="<dans@x>", to=("us@desk",)
)
TO_BOTH = structs.replace(ANSWERED, cc=("dan@acme.test",))


@pytest.mark.parametrize("aside", [DANS, structs.replace(DANS, contact="gone")])
def test_what_others_wrote_to_the_desk_alone_is_repeated_to_nobody_else(aside):
    _, mail = mail_of(reply(), ASKED, TO_BOTH, aside)
    assert mail["References"] == "<asked@acme.test> <answered@desk.example>"
    assert "fired" not in mail.as_string()
    assert "> Is it switched on?" in text_of(mail)
    forwarding = reply("f1", type="forward", to=("works@lamps.test",), text="")
    assert "fired" not in mail_of(forwarding, ASKED, TO_BOTH, aside)[1].as_string()


def test_nor_is_what_the_customer_wrote_to_the_desk_alone_repeated_to_who_gets_copies():
    aside = message("kims", 50, text="Dan is a fool.", message_id="<kims@x>")
    copied = message("copied", 1, text="Dan too.", message_id="<c@x>", cc=("Dan@acme.test",))
    _, mail = mail_of(reply(cc=("dan@acme.test",)), ASKED, copied, aside)
    assert mail["References"] == "<c@x>"
    assert "fool" not in mail.as_string()
    assert "> Dan too." in text_of(mail)


def test_another_requester_gets_nothing_of_what_was_said_before():
    _, mail = mail_of(
        reply(to=("dan@acme.test",)), ASKED, ANSWERED, contact=DAN, names={"kim": "Kim Acker"}
    )
    assert (mail["References"], mail["In-Reply-To"]) == (None, None)
    for secret in ("does not light", "switched on", "Kim"):
        assert secret not in mail.as_string()


@pytest.mark.parametrize("field", ["cc", "bcc"])
def test_who_is_new_gets_no_words_from_before_and_the_customers_thread_goes_on(field):
    copied: Any = {field: ("dan@acme.test",)}
    _, mail = mail_of(reply(**copied), ASKED, ANSWERED)
    assert mail["References"] == "<asked@acme.test> <answered@desk.example>"
    assert "wrote:" not in text_of(mail)


def test_it_answers_what_all_have_and_no_acknowledgement_that_one_alone_got():
    asked = structs.replace(ASKED, cc=("dan@acme.test",))
    noted = structs.replace(ANSWERED, automatic=True)
    _, mail = mail_of(reply(cc=("dan@acme.test",)), asked, noted)
    assert (mail["References"], mail["In-Reply-To"]) == ("<asked@acme.test>", "<asked@acme.test>")


def test_a_mail_to_hidden_recipients_alone_names_no_thread():
    _, mail = mail_of(reply(to=(), bcc=("law@desk.example",)), ASKED, ANSWERED)
    assert mail["References"] is None

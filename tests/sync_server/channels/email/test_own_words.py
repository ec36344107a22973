# SPDX-License-Identifier: Apache-2.0
"""What an agent writes above a notice is theirs; whatever may be of the notice is not."""

import pytest

from sync_server.channels.email.own_words import own_words, tells_of_notice, without_tokens
from sync_server.channels.email.parse import parse_mail
from sync_server.contract.ids import AgentId, TicketId
from sync_server.security.signing import Signer
from tests.support.arriving_mail import written

NOTE = "INTERNAL: do not tell Kim that we lost it. @theo"
FRAME = ("deskbell://ticket/abc", "Somebody mentioned you in a note.", "You are mentioned: #12 ")
TOKEN = Signer(bytes(32)).notice_address("help@desk.test", TicketId("abc"), AgentId("theo"))
NOTICE = f"""Somebody mentioned you in a note.

#12 Lamp
deskbell://ticket/abc

Ada, 27 Nov 2026, 08:03 UTC:
> {NOTE}

Kim, 27 Nov 2026, 08:00 UTC:
> My lamp is broken

--
Write above this mail to answer the customer.
"""
MARKED = "\n".join(f"> {line}".rstrip() for line in NOTICE.splitlines())


def own(text, notes=(NOTE,)):
    return own_words(parse_mail(written(text).as_bytes()), frame=FRAME, notes=notes)


@pytest.mark.parametrize(
    "over",
    [
        "On 27/11/2026 08:09, help@desk.test wrote:\n{marked}",
        "El vie, 27 nov 2026 a las 8:09, Desk (<help@desk.test>) escribió:\n\n{marked}",
        "From: help@desk.test\nSent: Friday\nTo: Theo\nSubject: You are mentioned\n\n{plain}",
        "De: help@desk.test\nEnviado: viernes\nPara: Theo\nAsunto: You are mentioned\n\n{plain}",
        "Od: help@desk.test\nOdesláno: pátek\nPředmět: You are mentioned: #12 Lamp\n\n{plain}",
        "________________\nVan: help@desk.test\nVerzonden: vrijdag\nAan: Theo\n\n{plain}",
        "2026. nov. 27., P 8:09 help@desk.test ezt írta:\n\n{plain}",
        "{plain}",
    ],
)
def test_an_answer_ends_above_the_notice_in_any_language(over):
    text = f"We are on it.\n\nTheo\n\n{over}".format(marked=MARKED, plain=NOTICE)
    assert own(text) == "We are on it.\n\nTheo"


@pytest.mark.parametrize(
    "text",
    [
        f"On 27/11/2026 08:09, help@desk.test wrote:\n{MARKED}\n\nWe are on it.",
        f"Hello,\n\nOn 27/11/2026 08:09, help@desk.test wrote:\n{MARKED}\n\nWe are on it.",
        f"Hello\n\n> {NOTE}\nWhat?\n> My lamp\nWe are on it.",
        "We are on it.\nAda wrote: Do not tell Kim\nthat we lost it, please.",
        f"We are on it. Write to {TOKEN}.",
        NOTICE,
        f"We are on it.\n{NOTICE}",
        "word " * 20_000,
    ],
)
def test_where_an_answer_may_hold_more_than_its_authors_words_nothing_is_certain(text):
    assert own(text) is None


def test_a_short_note_is_known_as_a_line():
    assert own("Well,\nWe lost it.", notes=("We lost it!",)) is None
    assert own("Well, we lost it.", notes=("We lost it!",)) == "Well, we lost it."


def test_words_that_only_resemble_the_notice_are_the_authors():
    text = "Two letters: you are mentioned 12 times.\nSomebody mentioned you.\n\nTheo"
    assert own(text) == text


def test_words_that_only_resemble_a_note_are_the_authors():
    assert own("Dear Kim,\nwe have not lost it: it arrives tomorrow.\n") is not None


def test_a_mail_of_files_alone_is_an_answer():
    assert own("") == ""


def test_a_file_is_looked_at():
    assert tells_of_notice(NOTICE, frame=FRAME, notes=())
    assert tells_of_notice(f"To: {TOKEN}", frame=(), notes=())
    assert tells_of_notice("a\n" + NOTE, frame=(), notes=(NOTE,))
    assert not tells_of_notice("> a;b\n> c;d\n", frame=FRAME, notes=(NOTE,))


def test_an_address_of_a_notice_is_as_others_know_it():
    assert without_tokens(f"Write to <{TOKEN}> now") == "Write to <help@desk.test> now"

# SPDX-License-Identifier: Apache-2.0
"""The mail that somebody forwarded is found below what their mail program wrote."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.channels.email.forwarded import (
    attached_mail,
    find_forwarded,
    says_forwarded,
    without_prefix,
)
from sync_server.channels.email.parse import parse_mail
from tests.support.arriving_mail import written
from tests.support.processor_time import at_most

EMPTY = parse_mail(written("x").as_bytes())

BLOCKS = {
    "Gmail": """---------- Forwarded message ---------
From: Nora North <nora@north.example>
Date: Mon, 2 Mar 2026 at 10:00
Subject: No heating
To: <help@ours.example>""",
    "Gmail in German": """---------- Weitergeleitete Nachricht ---------
Von: Nora North <nora@north.example>
Datum: Mo., 2. März 2026 um 10:00 Uhr
Betreff: No heating
An: <help@ours.example>""",
    "Apple": """Begin forwarded message:

From: Nora North <nora@north.example>
Subject: No heating
Date: 2 March 2026 at 10:00:00 CET
To: help@ours.example""",
    "Apple in German": """Anfang der weitergeleiteten Nachricht:

Von: Nora North <nora@north.example>
Betreff: No heating
Datum: 2. März 2026 um 10:00:00 MEZ
An: help@ours.example""",
    "Apple in French": """Début du message réexpédié :

De: Nora North <nora@north.example>
Objet: No heating
Date: 2 mars 2026 à 10:00:00 UTC+1
À: help@ours.example""",
    "Thunderbird": """-------- Forwarded Message --------
Subject: 	No heating
Date: 	Mon, 2 Mar 2026 10:00:00 +0100
From: 	Nora North <nora@north.example>
To: 	help@ours.example""",
    "Thunderbird in French": """-------- Message transféré --------
Sujet : No heating
Date : Mon, 2 Mar 2026 10:00:00 +0100
De : Nora North <nora@north.example>
Pour : help@ours.example""",
    "Outlook": """________________________________
From: Nora North <nora@north.example>
Sent: Monday, 2 March 2026 10:00
To: help@ours.example
Subject: No heating""",
    "Outlook with links": """From: Nora North [mailto:nora@north.example]
Sent: Monday, 2 March 2026 10:00
To: help@ours.example
Subject: No heating""",
    "Outlook in German": """-----Ursprüngliche Nachricht-----
Von: Nora North <nora@north.example>
Gesendet: Montag, 2. März 2026 10:00
An: help@ours.example
Betreff: No heating""",
    "Outlook in Spanish": """De: Nora North <nora@north.example>
Enviado el: lunes, 2 de marzo de 2026 10:00
Para: help@ours.example
Asunto: No heating""",
    "Outlook in Italian": """Da: Nora North <nora@north.example>
Inviato: lunedì 2 marzo 2026 10:00
A: help@ours.example
Oggetto: No heating""",
    "in Dutch": """-------- Doorgestuurd bericht --------
Van: Nora North <nora@north.example>
Datum: 2 mrt. 2026 10:00
Aan: help@ours.example
Onderwerp: No heating""",
    "in Japanese": """---------- 転送メッセージ ----------
差出人: Nora North <nora@north.example>
日付: 2026年3月2日 10:00
件名: No heating
宛先: help@ours.example""",
    "in bold": """**From:** Nora North <nora@north.example>
*Sent:* Monday, 2 March 2026 10:00
*To:* help@ours.example
*Subject:* No heating""",
    "quoted": """> Begin forwarded message:
>
> From: Nora North <nora@north.example>
> Subject: No heating
> Date: 2 March 2026 at 10:00:00 CET""",
}


def mail(text, subject="Fwd: No heating"):
    return msgspec.structs.replace(EMPTY, text=text, subject=subject)


@pytest.mark.parametrize("client", BLOCKS)
def test_the_mail_below_what_a_program_wrote_is_found(client):
    mark = {"quoted": "> "}.get(client, "")
    text = f"Please take this.\n\n{BLOCKS[client]}\n{mark}\n{mark}It is cold.\n{mark}Very.\n"
    found = find_forwarded(mail(text))
    assert found is not None
    assert (found.sender.name, found.sender.address) == ("Nora North", "nora@north.example")
    assert found.subject == "No heating"
    assert found.text.strip() == "It is cold.\nVery."
    assert found.note.startswith("Please take this.")


def test_headers_above_an_answer_are_no_forward():
    text = f"I agree.\n\n{BLOCKS['Outlook']}\n\nIt is cold."
    assert find_forwarded(mail(text, "RE: No heating")) is None


def test_a_line_that_says_so_needs_no_subject():
    text = f"{BLOCKS['Gmail']}\n\nIt is cold."
    assert find_forwarded(mail(text, "For you")) is not None


def test_the_first_of_several_counts():
    inner = BLOCKS["Gmail"].replace("nora", "other")
    found = find_forwarded(mail(f"{BLOCKS['Gmail']}\n\nHere:\n\n{inner}\n\nCold."))
    assert found is not None
    assert found.sender.address == "nora@north.example"
    assert "other@north.example" in found.text


@pytest.mark.parametrize("text", ["", "From: nobody\nTo: x\n\nHi", "From: a@b.example\n\nHi"])
def test_a_text_without_whole_headers_is_no_forward(text):
    assert find_forwarded(mail(text)) is None


@given(st.text())
def test_any_text_can_be_looked_at(text):
    found = find_forwarded(mail(text))
    assert found is None or len(found.text) <= len(text)
    assert text.endswith(without_prefix(text))


def test_a_long_text_of_headers_takes_no_time():
    assert find_forwarded(mail("From: x\n" * 20_000)) is None


@pytest.mark.parametrize("prefix", ["Fwd:", "FW:", "WG:", "TR:", "RV:", "Enc:", "Fwd: FW:"])
def test_a_prefix_is_known_and_taken_away(prefix):
    assert says_forwarded(f"{prefix} No heating")
    assert without_prefix(f"{prefix} No heating") == "No heating"


@pytest.mark.parametrize("subject", ["No heating", "Re: No heating", "Forward gear"])
def test_another_subject_says_nothing(subject):
    assert not says_forwarded(subject)
    assert without_prefix(subject) == subject


def test_an_attached_mail_is_found_where_it_is_forwarded():
    outer = written("See below.", subject="Fwd: No heating")
    outer.add_attachment(written("It is cold."))
    data = attached_mail(parse_mail(outer.as_bytes()))
    assert data is not None
    assert b"It is cold." in data


def test_a_mail_that_was_attached_beside_is_a_file():
    outer = written("See the mail.", subject="No heating")
    outer.add_attachment(written("It is cold."))
    assert attached_mail(parse_mail(outer.as_bytes())) is None


@pytest.mark.parametrize(
    "line", [">" * 500 + " " * 490, "from" + " " * 980, "> " * 490, "[mailto:" * 120, "- " * 490]
)
def test_lines_that_are_nearly_headers_cost_little(line: str) -> None:
    text = "From: Nora <nora@north.example>\n" + f"{line}\n" * 66
    with at_most(2.0):
        find_forwarded(mail(text))

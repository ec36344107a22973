# SPDX-License-Identifier: Apache-2.0
"""Robots find something fitting to say."""

from datetime import UTC, datetime
from random import Random

import pytest

from resources.sample.bank import read_toml, scenarios
from resources.sample.chatter import Chatter, guess
from resources.sample.model import SampleDesk

AT = datetime(2026, 11, 23, 12, 57, 48, tzinfo=UTC)


@pytest.fixture
def chatter() -> Chatter:
    return Chatter(Random(1), at=AT)


@pytest.mark.parametrize(
    ("subject", "topic", "language"),
    [
        ("Webhooks return 401 after rotation", "webhooks", "en"),
        ("Invoice shows VAT twice for March", "invoices", "en"),
        ("Label printer offline after firmware 5.2", "printing", "en"),
        ("Rechnung BW-2203-118 bitte korrigieren", "invoices", "de"),
        ("No llegan los webhooks desde las 10:00", "webhooks", "es"),
        ("ラベルの印刷位置がずれます", "any", "ja"),
        ("Zzz", "any", "en"),
    ],
)
def test_a_subject_tells_topic_and_language(subject: str, topic: str, language: str) -> None:
    assert guess(subject) == (topic, language)


def test_nearly_every_ticket_of_the_desk_is_answered_in_its_language(desk: SampleDesk) -> None:
    right = sum(guess(ticket.subject)[1] == ticket.language for ticket in desk.tickets)
    assert right > 0.97 * len(desk.tickets)


def test_every_topic_has_phrases_of_its_own() -> None:
    bank = read_toml("chatter.toml")
    assert {each.topic for each in scenarios() if each.language == "en"} <= bank["en"].keys()
    assert {each.language for each in scenarios()} == bank.keys()


def test_everything_said_is_filled_in(desk: SampleDesk, chatter: Chatter) -> None:
    for ticket in desk.tickets[::7]:
        said = (
            chatter.customer_message(ticket.subject),
            chatter.agent_reply(ticket.subject, customer="Hana Ito", agent="Maya Okafor"),
            chatter.note(ticket.subject),
        )
        for text in said:
            assert text.strip()
            assert not set("{}<>|") & set(text)


def test_a_reply_greets_the_customer(chatter: Chatter) -> None:
    text = chatter.agent_reply("Hello", customer="Hana Ito", agent="Maya Okafor")
    assert "Hana" in text


def test_a_note_addresses_who_is_mentioned(chatter: Chatter) -> None:
    assert chatter.note("Hello", mention="Tomas Reuter").startswith("@Tomas ")


def test_customers_do_not_repeat_themselves_at_once(chatter: Chatter) -> None:
    said = [chatter.customer_message("Webhooks return 401") for _ in range(8)]
    assert len(set(said)) == 8


def test_the_same_chance_says_the_same() -> None:
    said = [
        [Chatter(Random(5), at=AT).customer_message("Invoice") for _ in range(3)] for _ in range(2)
    ]
    assert said[0] == said[1]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja", "nl"])
@pytest.mark.parametrize("team", [None, "Platform", "Onboarding"])
def test_a_new_request_fits_team_and_language(
    chatter: Chatter, language: str, team: str | None
) -> None:
    request = chatter.new_request(
        customer="Hana Ito", organisation="Kestrel Logistics", language=language, team=team
    )
    assert team in (None, request.team)
    assert request.language in (language, "en")
    assert request.subject
    assert not set("{}<>|") & set(request.subject + request.text)


def test_a_new_request_for_an_unknown_team_is_refused(chatter: Chatter) -> None:
    with pytest.raises(ValueError, match="Kitchen"):
        chatter.new_request(customer="Hana Ito", organisation="Kestrel", team="Kitchen")

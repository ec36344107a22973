# SPDX-License-Identifier: Apache-2.0
"""The sample desk is believable, complete in itself, and the same every time."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from resources.sample.desk import CLOSES_AFTER, DAYS, generate
from resources.sample.model import SampleDesk, SampleMessage, SampleTicket

BERLIN = ZoneInfo("Europe/Berlin")

DIGEST = """
import hashlib
from datetime import UTC, datetime
from resources.sample.desk import generate
desk = generate(7, as_of=datetime(2027, 1, 9, 3, 0, tzinfo=UTC), tickets=200)
print(hashlib.sha256(repr(desk).encode()).hexdigest())
"""


def messages(desk: SampleDesk) -> list[SampleMessage]:
    return [message for ticket in desk.tickets for message in ticket.messages]


def of_status(desk: SampleDesk, status: str) -> list[SampleTicket]:
    return [ticket for ticket in desk.tickets if ticket.status == status]


def public_kinds(ticket: SampleTicket) -> list[str]:
    return [message.kind for message in ticket.messages if message.kind != "note"]


def test_equal_arguments_give_equal_desks_in_every_process() -> None:
    mine = generate(7, as_of=datetime(2027, 1, 9, 3, 0, tzinfo=UTC), tickets=200)
    expected = hashlib.sha256(repr(mine).encode()).hexdigest()
    printed = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for hash_seed in ("1", "2")
    }
    assert printed == {expected}


def test_another_seed_gives_another_desk(as_of: datetime) -> None:
    assert generate(2, as_of=as_of, tickets=100) != generate(3, as_of=as_of, tickets=100)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        generate(1, as_of=datetime(2026, 11, 23, 12))  # noqa: DTZ001


def test_a_desk_too_small_for_its_fixed_tickets_is_refused(as_of: datetime) -> None:
    with pytest.raises(ValueError, match="at least"):
        generate(1, as_of=as_of, tickets=49)


@pytest.mark.parametrize("tickets", [50, 120, 499, 500, 800])
def test_a_desk_has_as_many_tickets_as_asked_for(as_of: datetime, tickets: int) -> None:
    assert len(generate(1, as_of=as_of, tickets=tickets).tickets) == tickets


def test_keys_name_one_thing_each(desk: SampleDesk) -> None:
    for keys in (
        [team.name for team in desk.teams],
        [agent.email for agent in desk.agents],
        [organisation.name for organisation in desk.organisations],
        [domain for organisation in desk.organisations for domain in organisation.domains],
        [organisation.account for organisation in desk.organisations],
        [contact.email for contact in desk.contacts],
        [category.path for category in desk.categories],
        [tag.word for tag in desk.tags],
    ):
        assert len(keys) == len(set(keys))


def test_tickets_refer_only_to_what_the_desk_has(desk: SampleDesk) -> None:
    teams = {team.name for team in desk.teams}
    agents = {agent.email for agent in desk.agents}
    contacts = {contact.email for contact in desk.contacts}
    organisations = {organisation.name for organisation in desk.organisations}
    categories = {category.path for category in desk.categories}
    tags = {tag.word for tag in desk.tags}
    assert {contact.organisation for contact in desk.contacts} == organisations
    assert {place.team for agent in desk.agents for place in agent.teams} == teams
    for ticket in desk.tickets:
        assert ticket.requester in contacts
        assert ticket.team in teams
        assert ticket.assignee in agents | {None}
        assert ticket.category in categories
        assert set(ticket.tags) <= tags
        for message in ticket.messages:
            assert message.author in (contacts if message.kind == "customer" else agents)
            assert set(message.mentions) <= agents


def test_categories_come_after_their_parents(desk: SampleDesk) -> None:
    paths = [category.path for category in desk.categories]
    for place, path in enumerate(paths):
        assert len(path) == 1 or path[:-1] in paths[:place]


def test_only_people_who_work_in_the_team_have_its_tickets_and_answer(desk: SampleDesk) -> None:
    at_work = {
        (agent.email, place.team)
        for agent in desk.agents
        for place in agent.teams
        if place.level == "work"
    }
    for ticket in desk.tickets:
        assert ticket.assignee is None or (ticket.assignee, ticket.team) in at_work
        for message in ticket.messages:
            assert message.kind == "customer" or (message.author, ticket.team) in at_work


def test_the_company_is_the_one_of_the_pictures(desk: SampleDesk) -> None:
    assert desk.name == "Brightwater Support"
    assert [team.name for team in desk.teams] == ["Platform", "Billing", "Logistics", "Onboarding"]
    roles = Counter(agent.role for agent in desk.agents)
    assert roles == {"administrator": 1, "supervisor": 1, "agent": 11, "light": 1}
    maya = next(agent for agent in desk.agents if agent.name == "Maya Okafor")
    assert {place.team for place in maya.teams if place.level == "work"} == {"Platform", "Billing"}
    assert {place.team for place in maya.teams if place.level == "read"} == {
        "Logistics",
        "Onboarding",
    }
    assert len(desk.contacts) == 400
    assert len(desk.organisations) == 80
    vips = {contact.name for contact in desk.contacts if contact.vip}
    assert vips == {"Ines Carvalho"}


def test_the_queue_has_the_figures_of_the_pictures(desk: SampleDesk) -> None:
    counted = Counter(ticket.status for ticket in desk.tickets)
    assert (counted["open"], counted["pending"], counted["new"]) == (69, 58, 3)
    assert Counter(ticket.team for ticket in of_status(desk, "open")) == {
        "Platform": 31,
        "Billing": 19,
        "Logistics": 15,
        "Onboarding": 4,
    }
    assert Counter(ticket.team for ticket in of_status(desk, "pending")) == {
        "Platform": 24,
        "Billing": 17,
        "Logistics": 11,
        "Onboarding": 6,
    }
    load = Counter(ticket.assignee for ticket in of_status(desk, "open"))
    assert load["maya.okafor@brightwater.example"] == 9
    assert load["omar.aziz@brightwater.example"] == 12


def test_most_tickets_are_finished_and_most_texts_are_english(desk: SampleDesk) -> None:
    counted = Counter(ticket.status for ticket in desk.tickets)
    assert 2600 < counted["closed"] < 2850
    assert 60 < counted["solved"] < 300
    languages = Counter(ticket.language for ticket in desk.tickets)
    assert languages["en"] > 2200
    assert min(languages[each] for each in ("de", "fr", "es", "ja")) >= 30


def test_the_last_public_message_fits_the_status(desk: SampleDesk) -> None:
    for ticket in (*of_status(desk, "open"), *of_status(desk, "new")):
        assert public_kinds(ticket)[-1] == "customer"
    for ticket in (*of_status(desk, "pending"), *of_status(desk, "on_hold")):
        assert public_kinds(ticket)[-1] == "reply"
    for ticket in of_status(desk, "new"):
        assert (ticket.assignee, len(ticket.messages)) == (None, 1)
    for ticket in (*of_status(desk, "solved"), *of_status(desk, "closed")):
        assert "reply" in public_kinds(ticket)
        assert ticket.assignee is not None


def test_nothing_happens_after_the_moment_of_the_desk_or_out_of_order(
    desk: SampleDesk, as_of: datetime
) -> None:
    earliest = as_of - timedelta(days=DAYS)
    for ticket in desk.tickets:
        instants = [message.at for message in ticket.messages]
        instants += [at for at in (ticket.solved_at, ticket.closed_at) if at is not None]
        assert instants == sorted(instants)
        assert earliest <= ticket.opened_at == instants[0]
        assert instants[-1] <= as_of
        assert all(at.tzinfo is UTC for at in instants)
    opened = [ticket.opened_at for ticket in desk.tickets]
    assert opened == sorted(opened)


def test_solved_tickets_close_after_four_days(desk: SampleDesk, as_of: datetime) -> None:
    for ticket in of_status(desk, "closed"):
        assert ticket.solved_at is not None
        assert ticket.closed_at == ticket.solved_at + CLOSES_AFTER
    for ticket in of_status(desk, "solved"):
        assert ticket.solved_at is not None
        assert ticket.solved_at > as_of - CLOSES_AFTER
        assert ticket.closed_at is None


@pytest.mark.parametrize(
    "moment",
    [datetime(2027, 1, 3, 2, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, 0, 5, tzinfo=UTC)],
    ids=["a Sunday night", "the clock change"],
)
def test_a_desk_at_any_hour_keeps_its_order(moment: datetime) -> None:
    desk = generate(4, as_of=moment, tickets=600)
    for ticket in desk.tickets:
        instants = [message.at for message in ticket.messages]
        assert instants == sorted(instants)
        assert instants[-1] <= moment
    assert len(of_status(desk, "open")) == 69


def test_customers_write_in_working_hours_and_agents_answer_in_theirs(desk: SampleDesk) -> None:
    opened = [ticket.opened_at.astimezone(BERLIN) for ticket in desk.tickets]
    assert sum(at.weekday() < 5 for at in opened) / len(opened) > 0.9
    assert sum(7 <= at.hour < 20 for at in opened) / len(opened) > 0.7
    days = Counter(at.weekday() for at in opened)
    assert days[0] > days[4] > 3 * days[6]
    finished = [*of_status(desk, "closed"), *of_status(desk, "solved")]
    for ticket in finished:
        for message in ticket.messages:
            local = message.at.astimezone(BERLIN)
            office = local.weekday() < 5 and 8 <= local.hour <= 18
            assert message.kind == "customer" or office


def test_what_waits_for_us_was_written_in_the_last_hours(desk: SampleDesk, as_of: datetime) -> None:
    for ticket in of_status(desk, "open"):
        assert as_of - ticket.messages[-1].at < timedelta(hours=2, minutes=40)


def test_texts_vary(desk: SampleDesk) -> None:
    pairs = Counter((ticket.subject, ticket.requester) for ticket in desk.tickets)
    assert sum(count - 1 for count in pairs.values()) <= 3
    subjects = Counter(ticket.subject for ticket in desk.tickets)
    assert subjects.most_common(1)[0][1] < 60
    texts = Counter(message.text for message in messages(desk))
    assert len(texts) > 0.8 * sum(texts.values())
    firsts = Counter(ticket.messages[0].text for ticket in desk.tickets)
    assert len(firsts) > 0.95 * len(desk.tickets)


def test_texts_are_printable_and_have_no_slot_left(desk: SampleDesk) -> None:
    texts = [message.text for message in messages(desk)]
    texts += [ticket.subject for ticket in desk.tickets]
    texts += [file.name for message in messages(desk) for file in message.attachments]
    for text in texts:
        assert text == text.strip()
        assert text.replace("\n", "").replace("\u202f", "").isprintable()
        assert not set("{}<>|") & set(text)
        text.encode("utf-8")


def test_subjects_and_names_fit_what_a_command_may_carry(desk: SampleDesk) -> None:
    assert all(0 < len(ticket.subject) <= 120 for ticket in desk.tickets)
    assert all("\n" not in ticket.subject for ticket in desk.tickets)
    assert all(len(ticket.tags) == len(set(ticket.tags)) <= 5 for ticket in desk.tickets)
    assert all(
        contact.email.isascii() and contact.email.count("@") == 1 for contact in desk.contacts
    )
    assert all(tag.word == tag.word.lower() for tag in desk.tags)


def test_files_come_with_some_messages(desk: SampleDesk) -> None:
    files = [file for message in messages(desk) for file in message.attachments]
    assert 200 < len(files) < 1500
    assert all(0 < file.size <= 8_000_000 and "/" in file.media_type for file in files)


def test_named_customers_have_their_companies(desk: SampleDesk) -> None:
    companies = {contact.email: contact.organisation for contact in desk.contacts}
    assert companies["hana.ito@kestrel.example"] == "Kestrel Logistics"
    assert companies["ruth.adeyemi@fjord.example"] == "Fjord & Co"
    assert companies["ines.carvalho@lumen.example"] == "Lumen Bank"

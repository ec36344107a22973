# SPDX-License-Identifier: Apache-2.0
"""A customer sees what they wrote and what was written to them. Numbers are of the bad inputs."""

from typing import Any

import pytest

from sync_server.channels.web.conversation import conversation, has_page, sent_since
from tests.support.plain import e

NOW = 1_000
KIM = e.Contact(id="kim", name="Kim", emails=("kim@acme.test", "Kim@home.test"))
SAM = e.Contact(id="sam", name="Sam", emails=("sam@globex.test",))
TICKET = e.Ticket(id="t", number=7, subject="Help", status="open", requester="kim")


def message(type_="customer", id="m", **values):
    return e.Message(id=id, ticket="t", type=type_, at=10, text="x", **values)


def page(*messages, files=(), ticket=TICKET, contacts=None):
    known: Any = {"kim": KIM, "sam": SAM} if contacts is None else contacts
    return conversation(ticket, messages, files, reader=KIM, contacts=known, now=NOW)


def shown(*messages, **values):
    return [entry.id for entry in page(*messages, **values).entries]


@pytest.mark.parametrize("type_", ["note", "forward", "third_party", "call", "something new"])
def test_26_nothing_internal_is_shown(type_):
    assert shown(message(type_, contact="kim", to=KIM.emails)) == []


def test_a_reply_is_shown_to_whom_it_went():
    assert shown(message("reply", to=("kim@acme.test",))) == ["m"]
    assert shown(message("reply", cc=("KIM@home.test",))) == ["m"]
    assert shown(message("reply")) == ["m"]


def test_a_reply_to_other_people_alone_is_not_shown():
    assert shown(message("reply", to=("sam@globex.test",))) == []
    assert shown(message("reply", to=("sam@globex.test",), bcc=KIM.emails)) == []


def test_a_reply_that_may_still_be_taken_back_is_not_shown():
    assert shown(message("reply", release_at=NOW + 1)) == []
    assert shown(message("reply", release_at=NOW)) == ["m"]
    assert shown(message("reply", release_at=NOW, retracted=True)) == []


def test_a_released_reply_has_the_moment_at_which_it_left():
    assert page(message("reply", release_at=500)).entries[0].at == 500


def test_own_words_are_shown_and_are_mine():
    entry = page(message(contact="kim", unverified=True)).entries[0]
    assert (entry.mine, entry.author) == (True, "Kim")


def test_words_of_a_contact_that_was_merged_into_the_reader_are_theirs():
    assert page(message(contact="old"), contacts={"old": KIM}).entries[0].mine


def test_words_of_others_are_shown_when_they_wrote_to_the_reader():
    assert shown(message(contact="sam")) == []
    entry = page(message(contact="sam", to=("kim@acme.test",))).entries[0]
    assert (entry.mine, entry.author) == (False, "Sam")


def test_31_words_that_anybody_could_have_written_are_not_shown():
    assert shown(message(contact="sam", to=KIM.emails, unverified=True)) == []
    assert shown(message(contact=None, to=KIM.emails, unverified=True)) == []


def test_automatic_answers_of_mail_programs_are_not_shown():
    assert shown(message(contact="kim", automatic=True)) == []


def test_26_files_are_those_of_what_is_shown():
    note, own = message("note", "n"), message("customer", "m", contact="kim")
    files = [
        e.Attachment(id="secret", ticket="t", message="n"),
        e.Attachment(id="own", ticket="t", message="m"),
    ]
    found = page(note, own, files=files)
    assert found.file("own") is not None
    assert found.file("secret") is None
    assert found.file("another") is None


def test_nobody_has_the_desks_name_and_no_agent_is_named():
    assert page(message("reply", agent="ann")).entries[0].author == ""


@pytest.mark.parametrize("status", ["new", "open", "pending", "on_hold", "solved", "closed"])
def test_a_ticket_has_a_page_for_who_asked_it(status):
    ticket = e.Ticket(id="t", status=status, requester="kim")
    assert has_page(ticket, KIM)
    assert not has_page(ticket, SAM)
    assert page(ticket=ticket).status


@pytest.mark.parametrize("status", ["spam", "deleted", "something new"])
def test_an_unwanted_ticket_has_no_page(status):
    assert not has_page(e.Ticket(id="t", status=status, requester="kim"), KIM)


def test_who_is_waited_for_is_the_customers_affair_only_if_it_is_them():
    pending = page(ticket=e.Ticket(id="t", status="pending", requester="kim"))
    on_hold = page(ticket=e.Ticket(id="t", status="on_hold", requester="kim"))
    assert (pending.waiting, on_hold.waiting) == (True, False)
    assert on_hold.status == page().status


@pytest.mark.parametrize(
    "ticket",
    [
        e.Ticket(id="t", status="closed", requester="kim"),
        e.Ticket(id="t", status="merged", requester="kim"),
        e.Ticket(id="t", status="open", requester="kim", archived=True),
    ],
)
def test_where_an_answer_may_open_a_new_ticket_the_page_says_so(ticket):
    assert page(ticket=ticket).over
    assert not page().over


def test_files_count_by_who_sent_them_and_since_when():
    files = [
        e.Attachment(id=f"{id_}f", ticket="t", message=id_, size=size)
        for id_, size in (("a", 1), ("b", 20), ("c", 300))
    ]
    found = page(
        message(id="a", contact="kim"),
        message(id="b", contact="kim"),
        message("reply", id="c"),
        files=files,
    )
    assert sent_since(found, 10) == 21
    assert sent_since(found, 11) == 0

# SPDX-License-Identifier: Apache-2.0
"""Who outside has a message: those who wrote it, and those to whom it openly went."""

import pytest

from sync_server.domain.readers import readers
from tests.support.plain import e

KIM = e.Contact(id="kim", emails=("kim@acme.test", "Kim@Home.test"))
SAM = e.Contact(id="sam", emails=("sam@globex.test",))
KIMS = {"kim@acme.test", "kim@home.test"}


def of(type_="customer", *, author=KIM, requester=KIM, **fields):
    message = e.Message(id="m", ticket="t", type=type_, **fields)
    return readers(message, author=author, requester=requester)


@pytest.mark.parametrize("type_", ["note", "forward", "third_party", "call", "something new"])
def test_nobody_outside_has_what_is_internal(type_):
    assert of(type_, to=KIM.emails) == set()


def test_who_wrote_has_it_at_each_address_and_so_have_those_to_whom_they_wrote():
    assert of(to=("Help@desk.test",), cc=("dan@acme.test",)) == KIMS | {
        "help@desk.test",
        "dan@acme.test",
    }


def test_the_requester_has_not_what_others_wrote_to_the_desk_alone():
    assert of(author=SAM) == {"sam@globex.test"}


def test_who_is_named_in_what_anybody_could_have_written_has_it_not():
    assert of(unverified=True, cc=("dan@acme.test",)) == KIMS
    assert of(unverified=True, author=None, to=KIM.emails) == set()


def test_a_reply_is_for_those_to_whom_it_openly_went():
    assert of("reply", author=None, to=("SAM@globex.test",), cc=("dan@acme.test",)) == {
        "sam@globex.test",
        "dan@acme.test",
    }
    assert of("reply", author=None, to=("sam@globex.test",), bcc=KIM.emails) == {"sam@globex.test"}


def test_a_reply_that_names_nobody_is_for_the_requester():
    assert of("reply", author=None) == KIMS
    assert of("reply", author=None, requester=None) == set()

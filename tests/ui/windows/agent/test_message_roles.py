# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.support.client_frames import a_message
from ui.windows.agent.message_roles import Role, author_of, kind_of, role_of


@pytest.fixture
def role(client):
    return lambda **fields: role_of(client.workspace, a_message("m9", **fields))


def test_mail_of_a_third_party_is_never_taken_for_the_customers(client, role):
    fields = {"type": "third_party", "sender": "lea@packwell.example"}
    assert role(**fields) == Role("from packwell.example, not the customer", "users")
    unsure = role(**fields, unverified=True)
    assert unsure.words == "from packwell.example, not the customer, not verified"
    assert unsure.warns
    message = a_message("m9", **fields, sender_name="Lea Brandt")
    assert (author_of(client.workspace, message), kind_of(message)) == ("Lea Brandt", "third_party")
    nameless = a_message("m9", **fields)
    assert author_of(client.workspace, nameless) == "lea@packwell.example"
    assert role(type="third_party").words == "not the customer"


def test_a_domain_with_braces_is_shown_as_it_is(role):
    words = role(type="third_party", sender="x@{domain}.example").words
    assert words == "from {domain}.example, not the customer"


def test_a_forward_says_to_whom(role):
    one = role(type="forward", agent="maya", to=("lea@packwell.example",))
    assert one == Role("forwarded to lea@packwell.example", "forward")
    more = role(type="forward", agent="maya", to=("a@b.example", "c@d.example", "e@f.example"))
    assert more.words == "forwarded to a@b.example and 2 more"


def test_a_forward_that_waits_has_gone_to_nobody(client):
    def words(*to):
        message = a_message("m9", type="forward", agent="maya", to=to)
        return role_of(client.workspace, message, waits=True).words

    assert words("lea@packwell.example") == "to lea@packwell.example"
    assert words("a@b.example", "c@d.example") == "to a@b.example and 1 more"


def test_a_customer_who_may_be_somebody_else_is_marked(role):
    found = role(contact="hana", unverified=True, sender="hana@kestrel.example")
    assert found.words == "from hana@kestrel.example, not verified"
    assert (found.sign, found.warns) == ("triangle-alert", True)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"direction": "in", "outcome": "spoke", "minutes": 4}, "Call, 4 min, from the customer"),
        ({"direction": "out", "outcome": "voicemail"}, "Call, voicemail, to the customer"),
        ({"direction": "out", "outcome": "no_answer"}, "Call, no answer, to the customer"),
        ({"outcome": "spoke", "minutes": 12, "channel": "walk_in"}, "Visit, 12 min"),
        ({}, "Call, from the customer"),
    ],
)
def test_a_call_says_how_it_was(role, fields, words):
    assert role(type="call", agent="maya", contact="hana", **fields).words == words

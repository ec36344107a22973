# SPDX-License-Identifier: Apache-2.0
"""Where a reply to a customer goes."""

import pytest
from msgspec import structs

from sync_server.contract.reply_addresses import is_near, is_theirs, replies_to
from tests.support.client_frames import a_contact, a_message

KIM = structs.replace(a_contact("kim"), emails=("kim@a.example", "kim@gmail.com"))


@pytest.mark.parametrize(
    ("address", "theirs"),
    [
        ("KIM@gmail.com", True),
        ("orders@A.example", True),
        ("eve@gmail.com", False),
        ("kim@b.example", False),
    ],
)
def test_an_address_of_theirs_is_known_or_of_their_own_domain(address: str, theirs: bool):
    assert is_theirs(address, KIM) is theirs


def test_at_a_provider_two_addresses_are_of_two_people():
    assert is_near("a@shop.example", "b@Shop.example")
    assert not is_near("a@gmail.com", "b@gmail.com")


@pytest.mark.parametrize(
    ("fields", "to"),
    [
        ({"sender": "kim@gmail.com"}, "kim@gmail.com"),
        ({"sender": "kim@gone.example"}, "kim@a.example"),
        ({"sender": "kim@gmail.com", "unverified": True}, "kim@a.example"),
        ({"sender": "kim@gmail.com", "contact": "eve"}, "kim@a.example"),
        ({}, "kim@a.example"),
    ],
)
def test_a_reply_goes_where_they_wrote_from_as_far_as_that_is_certain(
    fields: dict[str, object], to: str
):
    last = a_message("m", **{"contact": "kim", **fields})
    assert replies_to(KIM, last) == (to,)


def test_without_a_message_it_goes_to_their_first_address():
    assert replies_to(KIM, None) == ("kim@a.example",)

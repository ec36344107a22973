# SPDX-License-Identifier: Apache-2.0
"""Ids are plain lower-case words, so that none is a path, a header or a second line."""

import msgspec
import pytest

from sync_server.contract import ids
from sync_server.contract.ids import Base, Instant, Seq

NAMES = (
    "TicketId",
    "MessageId",
    "AttachmentId",
    "ContactId",
    "OrganisationId",
    "AgentId",
    "TeamId",
    "MembershipId",
    "CategoryId",
    "ViewId",
    "DeviceId",
    "CommandId",
)
LONGEST = 80


@pytest.fixture(params=NAMES)
def id_type(request):
    return getattr(ids, request.param)


@pytest.mark.parametrize(
    "text",
    ["0", "a", "0190f1e2-7c1a-7abc-8def-012345678", "ann.f", "a_b-c.d", "a" * LONGEST],
)
def test_a_plain_word_is_an_id(id_type, text):
    assert msgspec.convert(text, id_type) == text


@pytest.mark.parametrize(
    "text",
    ["", "A", "0190F1E2", "a\n", "a\nb", "\na", "a b", "a/b", "../a", ".a", "-a", "_a", "é", "a\0"],
)
def test_what_is_no_plain_word_is_no_id(id_type, text):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text, id_type)


def test_an_id_has_an_end(id_type):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert("a" * (LONGEST + 1), id_type)


@pytest.mark.parametrize("number", [0, 1, 2**53])
def test_a_place_in_the_log_is_exact_in_every_reader(number):
    assert msgspec.convert(number, Seq) == number


@pytest.mark.parametrize("number", [-1, 2**53 + 1, 1.5, "1"])
def test_what_a_reader_would_round_is_no_place_in_the_log(number):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(number, Seq)


def test_an_instant_may_lie_before_1970_but_not_beyond_what_is_exact():
    assert msgspec.convert(-(2**53), Instant) == -(2**53)
    for number in (-(2**53) - 1, 2**53 + 1):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(number, Instant)


@pytest.mark.parametrize("base", [0, 7, "0190f1e2-7c1a-7abc-8def-0123456789ab"])
def test_a_base_is_a_version_or_a_command(base):
    assert msgspec.convert(base, Base) == base


@pytest.mark.parametrize("base", [-1, 2**53 + 1, "a" * 81, None, 1.5])
def test_nothing_else_is_a_base(base):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(base, Base)

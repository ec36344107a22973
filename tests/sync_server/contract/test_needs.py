# SPDX-License-Identifier: Apache-2.0
"""What a ticket needs: short on the wire, and readable for those who know less."""

from sync_server.contract import codec
from sync_server.contract.needs import LEVELS_OF_SKILL
from tests.support.plain import Need, e


def test_a_need_is_an_array_on_the_wire():
    ticket = e.Ticket(id="t", needs=(Need("french", 2, True),))
    assert b'[["french",2,true]]' in codec.encode(ticket)
    assert codec.decode_entity("ticket", codec.encode(ticket)) == ticket


def test_a_need_alone_is_for_somebody_who_can_do_it_at_all():
    row = codec.decode_entity("ticket", b'{"id":"t","needs":[["french"]]}')
    assert row == e.Ticket(id="t", needs=(Need("french", LEVELS_OF_SKILL[0], False),))

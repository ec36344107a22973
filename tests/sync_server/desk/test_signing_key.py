# SPDX-License-Identifier: Apache-2.0
"""The key for signed names is made once and kept in the database."""

from sync_server.contract.ids import TicketId
from sync_server.desk.signing_key import read_signer


async def test_the_signer_is_the_same_each_time(standard, environment):
    first = await read_signer(standard.desk, environment)
    second = await read_signer(standard.desk, environment)
    address = first.thread_address("help@ours.example", TicketId("t1"))
    assert address is not None
    assert second.thread_of_address(address) == "t1"

# SPDX-License-Identifier: Apache-2.0
"""What a desk holds is counted, mail that waits for a decision too."""

from sync_server.store.figures import COUNTED, Figures
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR


async def test_every_kind_that_is_counted_has_its_number(standard):
    def figures() -> dict[str, int]:
        with standard.database.read() as reader:
            return Figures(standard.database).read(reader)

    before = figures()
    assert before.keys() == {*COUNTED, "device"}
    hold = c.HoldMail(held="made", reason="flood", sender="robot@ci.example")
    await standard.do(CHANNEL_ACTOR, hold)
    assert figures() == {**before, "held": before["held"] + 1}

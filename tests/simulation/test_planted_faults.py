# SPDX-License-Identifier: Apache-2.0
"""Faults of one line, planted in the product: the simulation finds each of them.

They are mistakes that a change could bring back. That the same seeds are well without them is what
`test_seeds` shows.
"""

import pytest

from app.cache import apply as cache
from sync_server.contract import frames
from sync_server.contract.frames import FULL
from sync_server.feed import catchup
from sync_server.store.engines import Writer
from sync_server.store.ledger import Ledger
from sync_server.store.reads import Glimpse
from tests.simulation.run import simulate

SEEDS = range(1, 31)
"""Within these a planted fault must show."""


def answers_before_it_commits(patch):
    """A transaction is made durable when the next one begins: a kill takes what was answered."""
    begin = Writer.begin

    def begin_later(self):
        if self.in_transaction:
            self.run("COMMIT")
        begin(self)

    patch.setattr(Writer, "begin", begin_later)
    patch.setattr(Writer, "commit", lambda self: None)


def forgets_outcomes(patch):
    """A command that is sent again is executed again."""
    patch.setattr(Ledger, "add_outcomes", lambda self, writer, outcomes: None)


def forgets_to_forget(patch):
    """What leaves somebody's sight stays on their computer."""
    told = catchup._Look.frames
    tag = b'{"type":"forget"'
    patch.setattr(
        catchup._Look,
        "frames",
        lambda self: (frame for frame in told(self) if not frame.startswith(tag)),
    )


def catches_up_one_too_late(patch):
    """The first entry after the cursor is taken for known."""
    log = Glimpse.log
    patch.setattr(
        Glimpse, "log", lambda self, *, after, through: log(self, after=after + 1, through=through)
    )


def writes_a_ticket_without_looking_at_sight(patch):
    """Who once held a ticket gets its changes, wherever it went."""
    patch.setattr(catchup, "sight_of", lambda viewer, ticket: FULL)


def moves_the_cursor_before_the_rows(patch):
    """A client that is killed in between believes that it has what it has not."""
    apply = cache.apply

    def apply_in_two(file, frame):
        if isinstance(frame, frames.Changes):
            cache.set_meta(file, "cursor", str(frame.through))
        return apply(file, frame)

    patch.setattr(cache, "apply", apply_in_two)


@pytest.mark.parametrize(
    "plant",
    [
        answers_before_it_commits,
        forgets_outcomes,
        writes_a_ticket_without_looking_at_sight,
        pytest.param(forgets_to_forget, marks=pytest.mark.long),
        pytest.param(catches_up_one_too_late, marks=pytest.mark.long),
        pytest.param(moves_the_cursor_before_the_rows, marks=pytest.mark.long),
    ],
)
def test_a_planted_fault_is_found(plant):
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        assert any(simulate(seed).failures for seed in SEEDS), f"{plant.__doc__} Nobody noticed."

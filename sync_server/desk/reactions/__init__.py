# SPDX-License-Identifier: Apache-2.0
"""What follows from a command by itself, in the same transaction, after its handler."""

from collections.abc import Callable
from typing import Final

from sync_server.desk.reactions.clocks import keep_clocks
from sync_server.desk.reactions.rerouting import take_back
from sync_server.desk.reactions.routing import share_out
from sync_server.desk.unit import Unit

REACTIONS: Final[tuple[Callable[[Unit], None], ...]] = (take_back, share_out, keep_clocks)
"""In the order in which they run: each sees what the ones before it wrote."""

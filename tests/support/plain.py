# SPDX-License-Identifier: Apache-2.0
"""Commands, queries, entities and sight for tests that write ids as plain text.

The names are those of the program; only the type checker is told less, so that a test may say
`c.TakeTicket(ticket="opened")` where the program must hold a `TicketId`.
"""

from typing import Any

from sync_server.contract import commands, entities, needs, queries
from sync_server.domain import sight as sight_module

c: Any = commands
q: Any = queries
Need: Any = needs.Need
Absence: Any = entities.Absence
e: Any = entities
sight: Any = sight_module

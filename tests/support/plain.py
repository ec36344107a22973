# SPDX-License-Identifier: Apache-2.0
"""The contract's commands and queries for tests that write ids as plain text.

The names are those of the contract; only the type checker is told less, so that a test may say
`c.TakeTicket(ticket="opened")` where the program must hold a `TicketId`.
"""

from typing import Any

from sync_server.contract import commands, queries

c: Any = commands
q: Any = queries

# SPDX-License-Identifier: Apache-2.0
"""Handlers of queries, one module per area; run on any thread, each in one read snapshot.

Importing this package registers all of them.
"""

from sync_server.desk.queries import (
    calendars,
    drafts,
    explaining,
    files,
    held,
    history,
    policies,
    rules,
    search,
    setting_up,
    tickets,
)

__all__ = [
    "calendars",
    "drafts",
    "explaining",
    "files",
    "held",
    "history",
    "policies",
    "rules",
    "search",
    "setting_up",
    "tickets",
]

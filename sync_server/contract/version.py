# SPDX-License-Identifier: Apache-2.0
"""The protocol's version, and what each version changed.

A test hashes the schema of everything that travels. When it fails, either undo the change, or
raise `PROTOCOL`, add a line to the history, set the new hash, and keep the old version's corpus
decodable.
"""

PROTOCOL = 6
"""What this code speaks."""

OLDEST_PROTOCOL = 1
"""The oldest peer that this code still understands."""

HISTORY = {
    1: "The first: tickets, messages, people, teams, views, presence, digests.",
    2: "Drafts that follow their author: the kind `draft`, the command `keep_draft`.",
    3: "A look at what a colleague is writing: the query `read_draft`. Names of a draft's files,"
    " and the text that its writer had seen.",
    4: "Customers: mailboxes, what mail servers said, forwards, calls, participants, held and"
    " unwanted mail, replies kept ready, preferences, the workspace, keys of programs.",
    5: "Setting up in the window: the query `invite_agent`. Causes of what fails in a trial."
    " Templates of a mailbox. Mentions in a new ticket and in a call;"
    " a ticket that begins with a note.",
    6: "Time: calendars, service level policies and their versions; the clocks of a ticket. Queries"
    " of those who write calendars and policies. Routing: skills, what tickets need of them, how"
    " much agents take, how teams share out. Automation rules and their versions. Tickets that"
    " are merged, split and linked. Checklists, and what is asked for before solving.",
}

SCHEMA_HASH = "3474b6c729d30d00f222e3dfc419b9b9d070de2110686239c6cf5b6fc047ff95"
"""SHA-256 of the canonical JSON schema (descriptions and titles left out)."""
